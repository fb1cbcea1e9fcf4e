import { queryOptions } from '@tanstack/react-query';
import { type Query, read } from './client.ts';

export const flagIds = [
  'pressured',
  'silent',
  'single_threaded',
  'concentrated',
  'no_decision_maker',
  'decision_maker_unheard',
  'hidden_dissent',
  'negative_balance',
  'falling_balance',
  'stalled',
  'overdue',
] as const;
export type FlagId = (typeof flagIds)[number];

/** In the order in which they decide. */
export const roles = [
  'decision_maker',
  'economic_buyer',
  'champion',
  'influencer',
  'technical_buyer',
  'user',
  'gatekeeper',
  'other',
] as const;
export type DecisionRole = (typeof roles)[number];

/** Why to look at an account or a deal, in words; `deal` null: the account as a whole. */
export type Flag = { readonly flag: FlagId; readonly reason: string };

export type AccountStanding = {
  readonly account: string;
  readonly name: string;
  readonly segment: string | null;
  readonly industry: string | null;
  readonly reps: readonly string[];
  readonly contacts: number;
  readonly covered: number;
  readonly deciders: number;
  readonly deciders_covered: number;
  readonly strength: number | null;
  readonly heard_at: string | null;
  readonly open_deals: number;
  readonly weighted_pipeline: number;
  readonly at_risk: number;
  readonly flags: readonly (Flag & { readonly deal: string | null })[];
};

export type AccountOverview = {
  readonly as_of: string;
  readonly weighted_pipeline: number;
  readonly forecast_at_risk: number;
  readonly accounts: readonly AccountStanding[];
};

export function overviewQuery(query: Query) {
  return queryOptions({
    queryKey: ['account-overview', query],
    queryFn: ({ signal }) => read<AccountOverview>('/account-overview', query, signal),
  });
}

type Account = {
  readonly id: string;
  readonly name: string;
  readonly segment: string | null;
  readonly industry: string | null;
};

/** Somebody of an account at a moment. */
export type MapContact = {
  readonly contact: string;
  readonly name: string;
  readonly title: string | null;
  readonly influence: number;
  readonly role: DecisionRole | null;
  readonly roles: readonly { readonly deal: string; readonly role: DecisionRole }[];
  readonly rating: number | null;
  readonly rated_at: string | null;
  readonly rated_by: string | null;
  readonly rated_lately: boolean;
  readonly heard_at: string | null;
  readonly covered: boolean;
  readonly heard_alone: boolean;
  readonly hidden_dissent: boolean;
  readonly unheard: boolean;
  readonly takes_most: boolean;
  readonly tries_in_vain: boolean;
  readonly unanswered: number;
};

/** Who of ours talks to whom: answered touches 1:1 and in a group, and those without an answer. */
export type Tie = {
  readonly rep: string;
  readonly rep_name: string | null;
  readonly contact: string;
  readonly alone: number;
  readonly group: number;
  readonly tried: number;
  readonly last_at: string;
};

export type AccountMap = {
  readonly account: Account;
  readonly as_of: string;
  /** To whom the account is assigned; without a name for who may not see it. */
  readonly owners: readonly { readonly rep: string; readonly rep_name: string | null }[];
  readonly contacts: readonly MapContact[];
  readonly ties: readonly Tie[];
  readonly together: readonly { readonly one: string; readonly other: string; readonly times: number }[];
  readonly flags: readonly Flag[];
};

export function mapQuery(account: string, asOf: string | undefined) {
  return queryOptions({
    queryKey: ['account-map', account, asOf],
    queryFn: ({ signal }) => read<AccountMap>(`/accounts/${encodeURIComponent(account)}/map`, { as_of: asOf }, signal),
  });
}

export type PastContact = {
  readonly contact: string;
  readonly name: string;
  readonly title: string | null;
  readonly influence: number;
  readonly created_at: string | null;
  readonly left_at: string | null;
};

export type Rating = {
  readonly contact: string;
  readonly rated_at: string;
  readonly strength: number;
  readonly rep: string;
  readonly note: string | null;
};

export type PastTouch = {
  readonly activity: string;
  readonly at: string;
  readonly rep: string;
  readonly channel: string;
  readonly outcome: string | null;
  readonly purpose: string | null;
  readonly subject: string | null;
  readonly deal: string | null;
  readonly outbound: boolean;
  readonly two_way: boolean;
  readonly contacts: readonly string[];
};

export type AccountDeal = {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string;
  readonly amount: string | null;
  readonly currency: string;
  readonly expected_close_on: string | null;
  readonly stages: readonly {
    readonly stage: string | null;
    readonly name: string | null;
    readonly kind: 'open' | 'won' | 'lost';
    readonly from: string;
    readonly to: string | null;
  }[];
};

export type AccountHistory = {
  readonly account: Account;
  readonly first: string | null;
  readonly last: string;
  readonly contacts: readonly PastContact[];
  readonly ratings: readonly Rating[];
  readonly deals: readonly AccountDeal[];
  readonly touches: readonly PastTouch[];
  readonly total: number;
  /** What the reps are called whom the reader may see. */
  readonly reps: Readonly<Record<string, string>>;
  readonly thresholds: Readonly<Record<string, number>>;
};

export function historyQuery(account: string, span: { readonly from?: string; readonly to?: string }) {
  return queryOptions({
    queryKey: ['account-history', account, span],
    queryFn: ({ signal }) => read<AccountHistory>(`/accounts/${encodeURIComponent(account)}/history`, span, signal),
  });
}
