import { queryOptions } from '@tanstack/react-query';
import { forgetAll, recall, remember } from '../state/device.ts';
import { ApiError, read } from './client.ts';

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

/** Who is signed in; without a connection, who was when there was one. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    try {
      const me = await read<Me>('/me', {}, signal);
      // What the device keeps for somebody else is not for who signs in after them.
      if ((recall('me') as Me | null)?.user_id !== me.user_id) forgetAll();
      remember('me', me);
      return me;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) forgetAll();
      const kept = error instanceof ApiError && error.status === 0 ? (recall('me') as Me | null) : null;
      if (kept === null) throw error;
      return kept;
    }
  },
  retry: false,
  staleTime: 300_000,
});
