import { queryOptions } from '@tanstack/react-query';
import { read, write } from './client.ts';
import { orKept } from './or-kept.ts';

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

/** What is to be done; `kept_at`: when it stood so, of what the device kept. */
export type Queue = {
  readonly planned: readonly FollowUp[];
  readonly proposed: readonly Proposal[];
  readonly kept_at?: string;
};

const queueKey = 'follow-ups';

/** The queue of all reps that the user sees, or of one. A rep's own is kept on the device, for when there is no connection. */
export function queueQuery(rep: string | null, isOwn: boolean) {
  return queryOptions({
    queryKey: [queueKey, rep],
    queryFn: ({ signal }) => {
      const ask = (): Promise<Queue> => read<Queue>('/follow-ups', { rep_id: rep }, signal);
      return isOwn ? orKept('follow-ups', ask, (queue) => ({ ...queue, kept_at: new Date().toISOString() })) : ask();
    },
    // In place of what was kept it is asked for anew: a device does not always know that it has a connection again.
    staleTime: ({ state }) => (state.data?.kept_at === undefined ? 30_000 : 0),
    refetchInterval: ({ state }) => (state.data?.kept_at === undefined ? false : 10_000),
  });
}

/** What to ask anew when a follow-up has changed. */
export const queuesKey = [queueKey] as const;

export function settle(id: string, state: 'done' | 'dropped'): Promise<unknown> {
  return write('POST', `/follow-ups/${encodeURIComponent(id)}/settle`, { state });
}

export function putOff(id: string, dueAt: string): Promise<unknown> {
  return write('PATCH', `/follow-ups/${encodeURIComponent(id)}`, { due_at: dueAt });
}

/** Hands a follow-up on to another rep. */
export function handOn(id: string, rep: string): Promise<unknown> {
  return write('PATCH', `/follow-ups/${encodeURIComponent(id)}`, { rep_id: rep });
}

/** Something to do, as it is planned; without a rep it is one's own. */
export type Plan = {
  readonly due_at: string;
  readonly reason: string;
  readonly rep_id?: string;
  readonly contact_id?: string;
  readonly account_id?: string;
};

export function plan(given: Plan): Promise<unknown> {
  return write('POST', '/follow-ups', given);
}

export type Rep = { readonly id: string; readonly name: string };

/** The reps that the user sees. */
export const repsQuery = queryOptions({
  queryKey: ['reps'],
  queryFn: async ({ signal }) => (await read<{ readonly rows: readonly Rep[] }>('/reps', { limit: 1000 }, signal)).rows,
  staleTime: 300_000,
});

/** Makes the secret address of one's follow-ups for a calendar; the one before ends. */
export function calendarLink(): Promise<{ readonly url: string }> {
  return write('POST', '/calendar-link', {});
}

export function endCalendarLink(): Promise<unknown> {
  return write('DELETE', '/calendar-link');
}

/** Takes a proposal on for a moment, or drops it. */
export function settleProposal(proposal: Proposal, dueAt: string, drop: boolean): Promise<unknown> {
  const { key, rep_id, account_id, deal_id, contact_id, reason } = proposal;
  const links = Object.fromEntries(Object.entries({ account_id, deal_id, contact_id }).filter(([, id]) => id !== null));
  return write('POST', '/follow-ups/proposals', { key, rep_id, due_at: dueAt, reason, drop, ...links });
}
