import { queryOptions } from '@tanstack/react-query';
import type { FlagId } from './accounts.ts';
import { type Query, read } from './client.ts';

/** Why a deal may not come, with the people and the activities behind it. */
export type DealFlag = {
  readonly flag: FlagId;
  readonly reason: string;
  readonly contacts: readonly { readonly id: string; readonly name: string; readonly rating: number | null }[];
  readonly activities: readonly string[];
};

export type OpenDeal = {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string | null;
  readonly team: string | null;
  readonly account: string | null;
  readonly account_name: string | null;
  readonly stage: string | null;
  readonly amount: number | null;
  readonly weighted: number;
  readonly expected_close_on: string | null;
  readonly flags: readonly DealFlag[];
};

/** How deals with a flag ended beside those without it. */
export type FlagWorth = {
  readonly flag: FlagId;
  readonly with: Ended;
  readonly without: Ended;
  readonly difference: readonly [number, number] | null;
  readonly chance: number;
  readonly verdict: 'less' | 'more' | 'within' | 'too_little';
};
export type Ended = {
  readonly won: number;
  readonly closed: number;
  readonly interval: readonly [number, number] | null;
};

export type MonthAtRisk = {
  readonly month: string | null;
  readonly deals: number;
  readonly flagged: number;
  readonly forecast: number;
  readonly forecast_at_risk: number;
};

/** A closed deal, and what it carried when it was looked at. */
export type PastDeal = {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string | null;
  readonly account: string | null;
  readonly account_name: string | null;
  readonly looked_on: string;
  readonly won: boolean;
  readonly flags: readonly FlagId[];
};

export function pastDealsQuery(query: Query) {
  return queryOptions({
    queryKey: ['past-deals', query],
    queryFn: async ({ signal }) =>
      (await read<{ readonly rows: readonly PastDeal[] }>('/risks/past', query, signal)).rows,
  });
}

/** An assigned account that carries a warning of its own. */
export type RiskyAccount = {
  readonly account: string;
  readonly name: string;
  readonly reps: readonly string[];
  readonly open_deals: number;
  readonly flags: readonly {
    readonly flag: FlagId;
    readonly reason: string;
    readonly evidence: Readonly<Record<string, unknown>>;
  }[];
};

export type AllRisks = {
  readonly as_of: string;
  readonly weighted_pipeline: number;
  readonly forecast_at_risk: number;
  readonly forecast_at_risk_share: number | null;
  readonly by_flag: Readonly<Record<FlagId, { readonly deals: number; readonly weighted: number }>>;
  readonly by_month: readonly MonthAtRisk[];
  readonly worth: readonly FlagWorth[];
  readonly deals: readonly OpenDeal[];
  /** Null while something is filtered by that accounts do not have, such as a source. */
  readonly accounts: readonly RiskyAccount[] | null;
};

export function allRisksQuery(query: Query) {
  return queryOptions({
    queryKey: ['risks', query],
    queryFn: ({ signal }) => read<AllRisks>('/risks', query, signal),
  });
}
