import { queryOptions } from '@tanstack/react-query';
import type { Unit } from '../i18n/numbers.ts';
import { type Query, read } from './client.ts';
import type { KpiValue } from './kpi.ts';

/** A number of the board: now, in the period before, and by month over a year; or what the log lacks for it. */
export type BoardNumber = {
  readonly kpi: string;
  readonly label: string;
  readonly unit: Unit;
  readonly better: 'higher' | 'lower' | null;
  readonly now: KpiValue | null;
  readonly before: KpiValue | null;
  readonly trend: readonly (number | null)[];
  readonly missing: readonly string[];
  /** Filters that it does not have: it cannot be told of them alone. */
  readonly not_by: readonly string[];
};

export type Board = {
  readonly period: { readonly from: string; readonly to: string; readonly as_of: string };
  readonly before: { readonly from: string; readonly to: string };
  readonly sections: readonly {
    readonly question: string | null;
    readonly text: string | null;
    readonly numbers: readonly BoardNumber[];
  }[];
  /** Risks that are present: who has most of each. */
  readonly places: readonly {
    readonly kpi: string;
    readonly label: string;
    readonly explanation: string;
    readonly reps: readonly ({ readonly rep: string | null } & KpiValue)[];
  }[];
};

/** The days that a board is of, and those that it is held against. */
export type BoardPeriod = Pick<Board, 'period' | 'before'>;

/** They are there at once; the rest of the board takes longer. */
export function boardPeriodQuery(query: Query) {
  return queryOptions({
    queryKey: ['board-period', query],
    queryFn: ({ signal }) => read<BoardPeriod>('/board/period', query, signal),
  });
}

export function boardQuery(query: Query) {
  return queryOptions({ queryKey: ['board', query], queryFn: ({ signal }) => read<Board>('/board', query, signal) });
}

/** What changed by more than it usually does. */
export type TrendSignal = {
  readonly kind: 'outlier' | 'shift' | 'trend';
  readonly direction: 'up' | 'down';
  readonly from: string;
  readonly to: string;
  readonly ongoing: boolean;
};

export type KpiTrend = {
  readonly kpi: string;
  readonly points: readonly {
    readonly month: string;
    readonly state: 'whole' | 'cut' | 'running' | 'pending';
    readonly value: number | null;
    readonly n: number | null;
  }[];
  readonly limits: { readonly mean: number; readonly low: number; readonly high: number } | null;
  readonly signals: readonly TrendSignal[];
  readonly change: {
    readonly before: { readonly value: number | null };
    readonly after: { readonly value: number | null };
    readonly difference: number | null;
    readonly interval: readonly [number, number] | null;
    /** `census`: counted in full at both moments, so chance has no part in it. */
    readonly method: string;
  } | null;
};

export function trendQuery(query: { readonly kpis: readonly string[] } & Query) {
  return queryOptions({
    queryKey: ['trend', query],
    queryFn: async ({ signal }) => (await read<{ readonly kpis: readonly KpiTrend[] }>('/trend', query, signal)).kpis,
  });
}

/** The names of reps, by id: of those that the reader may see. */
export const repsQuery = queryOptions({
  queryKey: ['reps'],
  queryFn: async ({ signal }) => {
    const { rows } = await read<{ readonly rows: readonly { readonly id: string; readonly name: string }[] }>(
      '/reps',
      { limit: 1000 },
      signal,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  },
  staleTime: 300_000,
});
