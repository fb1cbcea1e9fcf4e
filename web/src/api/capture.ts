import { queryOptions } from '@tanstack/react-query';
import { recall, remember } from '../state/device.ts';
import { peopleNear } from '../state/people-near.ts';
import { ApiError, read, write } from './client.ts';
import { orKept } from './or-kept.ts';

/** Somebody in an account. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly account_id: string;
  readonly account: string;
  readonly last_at: string | null;
};

type People = { readonly rows: readonly Person[] };

const mostShown = 12;

/** Whom a search finds; without a connection, whom it finds among the people that the device keeps. */
export function peopleQuery(q: string) {
  return queryOptions({
    queryKey: ['people', q],
    queryFn: async ({ signal }) => {
      try {
        return (await read<People>('/find-people', { q, limit: mostShown }, signal)).rows;
      } catch (error) {
        const kept =
          error instanceof ApiError && error.status === 0 ? (recall('people') as readonly Person[] | null) : null;
        if (kept === null) throw error;
        return peopleNear(kept, q, mostShown);
      }
    },
    retry: false,
  });
}

/** Keeps the people whom the user met last on the device, for when there is no connection. */
export const keepPeopleQuery = queryOptions({
  queryKey: ['people-kept'],
  queryFn: async ({ signal }) => {
    const { rows } = await read<People>('/find-people', { limit: 1000 }, signal);
    remember('people', rows);
    return rows.length;
  },
  staleTime: 3_600_000,
});

/** Something that can be given: a brochure, a case. */
export type Material = { readonly asset_type: string; readonly asset: string | null };

/** What was given before, most often first. */
export const materialQuery = queryOptions({
  queryKey: ['material'],
  queryFn: ({ signal }) =>
    orKept('material', async () => {
      const { rows } = await read<{ readonly rows: readonly Material[] }>('/material', {}, signal);
      return rows;
    }),
  retry: false,
  staleTime: 300_000,
});

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
  readonly shares?: readonly { readonly asset_type: string; readonly asset?: string }[];
  readonly next_step?: { readonly due_at: string; readonly reason: string };
  readonly follow_up_id?: string;
};

type Named = { readonly id: string; readonly name: string | null };

/** What a touch is about: its account, its deal, and the stage of that. */
export type About = {
  readonly account: Named | null;
  readonly deal: (Named & { readonly stage: { readonly name: string } | null }) | null;
};

/** What came of each touch that was sent. */
export type Sent = {
  readonly results: readonly {
    readonly id: string;
    readonly status: 'done' | 'repeated' | 'refused';
    /** What it is about, as far as that was inferred. */
    readonly about?: About;
    readonly problem?: { readonly detail?: string; readonly title: string };
  }[];
};

/** Sends touches; safe to repeat. @throws ApiError */
export function sendTouches(items: readonly Touch[]): Promise<Sent> {
  return write<Sent>('POST', '/capture/batch', { items });
}
