import { queryOptions } from '@tanstack/react-query';
import { read, write } from './client.ts';

/** Something to do next, with what it is about by name, and why a further touch may be too much. */
export type FollowUp = {
  readonly id: string;
  readonly rep_id: string;
  readonly contact_id: string | null;
  readonly account: string | null;
  readonly contact: string | null;
  readonly deal: string | null;
  readonly due_at: string;
  readonly channel: string | null;
  readonly reason: string;
  readonly tact: string | null;
};

/** What the data propose. */
export type Proposal = {
  readonly key: string;
  readonly kind: string;
  readonly rep_id: string;
  readonly account_id: string | null;
  readonly account: string | null;
  readonly deal_id: string | null;
  readonly contact_id: string | null;
  readonly contact: string | null;
  readonly channel: string;
  readonly reason: string;
};

export type Queue = { readonly planned: readonly FollowUp[]; readonly proposed: readonly Proposal[] };

export const queueQuery = queryOptions({
  queryKey: ['follow-ups'],
  queryFn: ({ signal }) => read<Queue>('/follow-ups', {}, signal),
});

export function settle(id: string, state: 'done' | 'dropped'): Promise<unknown> {
  return write('POST', `/follow-ups/${encodeURIComponent(id)}/settle`, { state });
}

export function putOff(id: string, dueAt: string): Promise<unknown> {
  return write('PATCH', `/follow-ups/${encodeURIComponent(id)}`, { due_at: dueAt });
}

/** Takes a proposal on for a moment, or drops it. */
export function settleProposal(proposal: Proposal, dueAt: string, drop: boolean): Promise<unknown> {
  const { key, rep_id, account_id, deal_id, contact_id, reason } = proposal;
  const links = Object.fromEntries(Object.entries({ account_id, deal_id, contact_id }).filter(([, id]) => id !== null));
  return write('POST', '/follow-ups/proposals', { key, rep_id, due_at: dueAt, reason, drop, ...links });
}
