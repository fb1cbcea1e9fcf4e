import { queryOptions } from '@tanstack/react-query';
import { read, write } from './client.ts';

/** Somebody in an account. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly account_id: string;
  readonly account: string;
  readonly last_at: string | null;
};

export function peopleQuery(q: string) {
  return queryOptions({
    queryKey: ['people', q],
    queryFn: async ({ signal }) =>
      (await read<{ readonly rows: readonly Person[] }>('/find-people', { q, limit: 12 }, signal)).rows,
  });
}

export type Tact = { readonly pressed: boolean; readonly warning: string | null };

export function tactQuery(contact: string) {
  return queryOptions({
    queryKey: ['tact', contact],
    queryFn: ({ signal }) => read<Tact>(`/tact/${encodeURIComponent(contact)}`, {}, signal),
  });
}

export const channels = ['call', 'email', 'text', 'meeting', 'video', 'visit'] as const;
export type Channel = (typeof channels)[number];

export const outcomes = [
  'reached',
  'replied',
  'held',
  'no_answer',
  'no_reply',
  'voicemail',
  'busy',
  'no_show',
] as const;
export type Outcome = (typeof outcomes)[number];

/** A touch as the device sends it. Its id is made here, so that it is written once however often it is sent. */
export type Touch = {
  readonly id: string;
  readonly occurred_at: string;
  readonly channel: Channel;
  readonly outcome?: Outcome;
  readonly purpose?: 'proposal_presentation';
  readonly contact_id: string;
  readonly ratings?: readonly { readonly strength: number }[];
  readonly next_step?: { readonly due_at: string; readonly reason: string };
  readonly follow_up_id?: string;
};

/** What came of each touch that was sent. */
export type Sent = {
  readonly results: readonly {
    readonly id: string;
    readonly status: 'done' | 'repeated' | 'refused';
    readonly problem?: { readonly detail?: string; readonly title: string };
  }[];
};

/** Sends touches; safe to repeat. @throws ApiError */
export function sendTouches(items: readonly Touch[]): Promise<Sent> {
  return write<Sent>('POST', '/capture/batch', { items });
}
