import { queryOptions } from '@tanstack/react-query';
import { read, write } from './client.ts';
import type { Role } from './me.ts';

export const roles = ['administrator', 'manager', 'rep', 'viewer'] as const satisfies readonly Role[];

/** What somebody is: a role, the rep of the log that they are, the team that they lead. */
export type Place = { readonly role: Role; readonly rep_id: string | null; readonly team_id: string | null };

export type Member = Place & {
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly second_factor: boolean;
  readonly created_at: string;
};

export type Invitation = Place & {
  readonly id: string;
  readonly email: string | null;
  readonly expires_at: string;
};

type Rows<T> = { readonly rows: readonly T[] };

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: async ({ signal }) => (await read<Rows<Member>>('/people', {}, signal)).rows,
});

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }) => (await read<Rows<Invitation>>('/invitations', {}, signal)).rows,
});

/** An invitation that was made: its link is shown once. */
export type Invited = { readonly id: string; readonly link: string; readonly sent: boolean };

export function invite(email: string, place: Place): Promise<Invited> {
  return write('POST', '/invitations', { email, ...place });
}

export function takeBack(invitation: string): Promise<unknown> {
  return write('DELETE', `/invitations/${encodeURIComponent(invitation)}`);
}

export function changeMember(user: string, place: Place): Promise<unknown> {
  return write('PATCH', `/people/${encodeURIComponent(user)}`, place);
}

export function removeMember(user: string): Promise<unknown> {
  return write('DELETE', `/people/${encodeURIComponent(user)}`);
}
