import { queryOptions } from '@tanstack/react-query';
import type { Verdict } from '../parts/chart/strip.tsx';
import { type Query, read } from './client.ts';

type Span = readonly [number, number];

/** A member's rate with all else at its average; `index` 1 is the average. */
export type MemberRate = {
  readonly member: string;
  readonly trials: number;
  readonly results: number;
  readonly rate: number;
  readonly interval: Span;
  readonly index: number;
  readonly verdict: Verdict;
};

export type Silence = 'no_records' | 'not_recorded' | 'one_level' | 'no_results';

/** The members of one factor, each pulled apart from the other factors. */
export type FactorRates = {
  readonly model: 'reach' | 'close';
  readonly factor: string;
  readonly trials: number;
  readonly results: number;
  readonly missing: number;
  readonly average: { readonly rate: number; readonly interval: Span } | null;
  readonly silence: Silence | null;
  readonly adjusted_for: readonly string[];
  readonly members: readonly MemberRate[];
  readonly entangled: readonly {
    readonly one: { readonly factor: string; readonly member: string | null };
    readonly other: { readonly factor: string; readonly member: string | null };
    readonly shared: number;
  }[];
};

/** How many times as high the odds of advancing were where something was given. */
export type MaterialOdds = {
  readonly asset_type: string;
  readonly asset?: string;
  readonly given: number;
  readonly advanced: number;
  readonly odds_ratio: number | null;
  readonly interval: Span | null;
  readonly verdict: Verdict;
};

export type Material = {
  readonly id: 'material_quality';
  readonly stays: number;
  readonly advanced: number;
  readonly adjusted_for: readonly string[];
  readonly types: readonly MaterialOdds[];
  readonly assets: readonly MaterialOdds[];
  readonly silence: Silence | null;
};

export type RateEffect = { readonly id: string; readonly rates: readonly FactorRates[] };

export type Effects = {
  readonly totals: {
    readonly dials: number;
    readonly dials_reached: number;
    readonly contracts: number;
    readonly closing: number | null;
  };
  readonly effects: readonly (RateEffect | Material)[];
};

export function effectsQuery(query: Query) {
  return queryOptions({
    queryKey: ['effects', query],
    queryFn: ({ signal }) => read<Effects>('/effects', query, signal),
  });
}

/** What the effect of material is, of all effects. */
export function materialIn({ effects }: Effects): Material | undefined {
  return effects.find((effect): effect is Material => effect.id === 'material_quality');
}

/** All factors of the others. */
export function ratesIn({ effects }: Effects): readonly FactorRates[] {
  return effects.flatMap((effect) => ('rates' in effect ? effect.rates : []));
}

export const costs = ['money_per_customer', 'hours_per_customer', 'touches_per_customer'] as const;
export type CostKpi = (typeof costs)[number];

/** A cost with its interval. */
export type CostValue = { readonly value: number | null; readonly interval: Span | null; readonly n: number | null };

/** How deals stand from so many days on. */
export type CurveStep = {
  readonly days: number;
  readonly at_risk: number;
  readonly open: number;
  readonly open_interval: Span;
  readonly won: number;
  readonly won_interval: Span;
  readonly lost: number;
};

export type Cycle = {
  readonly deals: number;
  readonly won: number;
  readonly lost: number;
  readonly half: { readonly days: number; readonly interval: readonly [number | null, number | null] } | null;
  readonly marks: readonly {
    readonly days: number;
    readonly open: number | null;
    readonly won: number | null;
    readonly won_interval: Span | null;
    readonly lost: number | null;
  }[];
  readonly curve?: readonly CurveStep[];
};

export type GroupCost = Readonly<Record<CostKpi, CostValue | null>> & {
  readonly contracts: CostValue;
  readonly cycle: Cycle | null;
};

export type Costs = {
  readonly by: string;
  readonly untold: Readonly<Partial<Record<CostKpi, 'not_in_log' | 'not_by_dimension' | 'not_assigned'>>>;
  readonly all: GroupCost;
  readonly members: readonly (GroupCost & { readonly member: string | null })[];
};

/** A deal that a cycle follows. */
export type CycleDeal = {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string | null;
  readonly account: string | null;
  readonly account_name: string | null;
  readonly begun_at: string;
  readonly days: number;
  readonly end: 'won' | 'lost' | null;
};

export function cycleDealsQuery(query: Query) {
  return queryOptions({
    queryKey: ['cycle-deals', query],
    queryFn: async ({ signal }) =>
      (await read<{ readonly rows: readonly CycleDeal[] }>('/cost/deals', query, signal)).rows,
  });
}

export function costQuery(query: Query) {
  return queryOptions({ queryKey: ['cost', query], queryFn: ({ signal }) => read<Costs>('/cost', query, signal) });
}
