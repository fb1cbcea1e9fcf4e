import { queryOptions } from '@tanstack/react-query';
import type { Verdict } from '../parts/chart/strip.tsx';
import { type Query, read } from './client.ts';

type Span = readonly [number, number];
type Asked = { readonly from: string; readonly to: string; readonly timezone: string; readonly as_of: string };

/** How one member stands to the group (docs/json.md). */
export type Standing = {
  readonly member: string;
  readonly value: number | null;
  readonly x: number;
  readonly n: number;
  readonly verdict: Verdict;
  readonly chance: number | null;
  readonly limits95: Span | null;
  readonly limits998: Span | null;
  readonly pooled: { readonly value: number; readonly interval: Span } | null;
  readonly needed: number | null;
};

export type Exposure = 'trials' | 'events' | 'days';

export type Comparison = {
  readonly period: Asked;
  readonly kpi: string;
  readonly by: string;
  readonly exposure: Exposure;
  readonly group: { readonly value: number; readonly dispersion: number } | null;
  readonly members: readonly Standing[];
};

export function compareQuery(kpi: string, query: Query) {
  return queryOptions({
    queryKey: ['compare', kpi, query],
    queryFn: ({ signal }) => read<Comparison>(`/compare/${encodeURIComponent(kpi)}`, query, signal),
  });
}

/** A KPI held against the group. */
export type Held = {
  readonly kpi: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly exposure: Exposure;
  readonly interval: Span | null;
  readonly group: number | null;
  readonly limits95: Span | null;
  readonly chance: number;
  readonly verdict: Verdict;
  readonly reps: number;
};

/** Something that stands out, in words, and what would be gained at the others' level. */
export type Finding = Held & {
  readonly holds_within: readonly string[];
  readonly what_if: {
    readonly contracts_per_quarter: number;
    readonly contracts_interval: Span;
    readonly volume_per_quarter: number | null;
    readonly volume_interval: Span | null;
  } | null;
  readonly text: string;
  readonly evidence: string;
};

export type Diagnosis = {
  readonly period: Asked;
  readonly rep: string;
  readonly well_done: readonly Finding[];
  readonly may_be_wrong: readonly Finding[];
  readonly adjust: {
    readonly kpi: string;
    readonly text: string;
    readonly counter: {
      readonly kpi: string;
      readonly value: number | null;
      readonly numerator: number | null;
      readonly denominator: number | null;
    };
  } | null;
  readonly explained_by_mix: readonly { readonly kpi: string; readonly by: readonly string[] }[];
  readonly too_little: readonly { readonly kpi: string; readonly needed: number | null; readonly exposure: Exposure }[];
  readonly looked_at: readonly Held[];
  /** KPIs that do not have what is filtered by: they are not looked at. */
  readonly not_by: readonly { readonly kpi: string; readonly dimensions: readonly string[] }[];
  /** Whether the reader sees the records behind the group's figures. */
  readonly group_open: boolean;
};

export function diagnoseQuery(query: { readonly rep: string } & Query) {
  return queryOptions({
    queryKey: ['diagnose', query],
    queryFn: ({ signal }) => read<Diagnosis>('/diagnose', query, signal),
  });
}

/** A factor of an outcome, and what of the difference it makes. */
export type Factor = {
  readonly to: string;
  readonly of: string | null;
  readonly before: number | null;
  readonly after: number | null;
  readonly part: number;
  readonly verdict: Verdict;
};

export type Why = {
  readonly period: Asked;
  readonly kpi: string;
  readonly against: 'team' | 'previous';
  readonly earlier: { readonly from: string; readonly to: string } | null;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  readonly factors: readonly Factor[];
  readonly skipped: readonly string[];
  /** Whether the reader sees the records behind the group's figures. */
  readonly group_open: boolean;
};

export function whyQuery(outcome: 'contracts' | 'contract_volume', query: Query) {
  return queryOptions({
    queryKey: ['why', outcome, query],
    queryFn: ({ signal }) => read<Why>(`/why/${outcome}`, query, signal),
  });
}

/** How a goal stands (docs/json.md). */
export type Goal = {
  readonly kpi: string;
  readonly rep: string | null;
  readonly team: string | null;
  readonly grain: 'week' | 'month' | 'quarter' | 'year';
  readonly from: string;
  readonly to: string;
  readonly target: number;
  readonly direction: 'at_least' | 'at_most';
  readonly way: 'sum' | 'distinct' | 'level';
  readonly state: 'future' | 'running' | 'over';
  readonly verdict:
    | 'reached'
    | 'missed'
    | 'exceeded'
    | 'on_course'
    | 'hardly_reachable'
    | 'open'
    | 'behind'
    | 'too_early'
    | 'not_begun'
    | 'unknown';
  readonly missing: readonly string[];
  readonly value: number | null;
  readonly attainment: number | null;
  readonly working_days: { readonly total: number; readonly over: number; readonly left: number };
  readonly expected: number | null;
  readonly left: number | null;
  readonly needed_per_day: number | null;
  readonly own_per_day: number | null;
  readonly projection: { readonly value: number; readonly interval: Span; readonly chance: number } | null;
};

export function goalsQuery(query: Query) {
  return queryOptions({
    queryKey: ['goals', query],
    queryFn: async ({ signal }) =>
      (await read<{ readonly goals: readonly Goal[] }>('/goal-standings', query, signal)).goals,
  });
}
