import { queryOptions } from '@tanstack/react-query';
import type { Account, AccountMap, Flag } from './account-shapes.ts';
import { type Query, read } from './client.ts';

export * from './account-shapes.ts';

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
