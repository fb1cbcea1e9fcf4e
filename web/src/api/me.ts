import { queryOptions } from '@tanstack/react-query';
import { read } from './client.ts';

export type Role = 'administrator' | 'manager' | 'rep' | 'viewer';

/** Who is signed in, and where. */
export type Me = {
  readonly user_id: string | null;
  readonly name: string;
  readonly role: Role;
  readonly rep_id: string | null;
  readonly teams: readonly string[];
  readonly organization: {
    readonly id: string;
    readonly name: string;
    readonly currency: string;
    readonly timezone: string;
  };
  readonly rights: Readonly<Record<string, 'all' | 'team' | 'own' | 'self'>>;
};

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => read<Me>('/me', {}, signal),
  staleTime: 300_000,
});
