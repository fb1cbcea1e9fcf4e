import type { Unit } from '../i18n/numbers.ts';

/** What a KPI means, in the reader's language (docs/json.md). */
export type KpiInfo = {
  readonly kpi: string;
  readonly label: string;
  readonly explanation: string;
  readonly formula: string;
  readonly kind: 'flow' | 'snapshot' | 'cohort';
  readonly category: 'Q' | 'P' | 'R';
  readonly unit: Unit;
  readonly better: 'higher' | 'lower' | null;
  readonly counter: string | null;
  readonly answers: readonly string[];
  readonly dimensions: readonly string[];
  /** Of these, those by which members can be held against each other. */
  readonly compared_by: readonly string[];
};

/** One KPI's value in one row (docs/json.md). */
export type KpiValue = {
  readonly value: number | null;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  readonly n?: number | null;
  readonly pending?: number | null;
  readonly interval?: readonly [number, number] | null;
};

/** What `/kpi` answers (docs/json.md): dimensions and the grain as texts, KPIs as values. */
export type KpiAnswer = {
  readonly period: { readonly from: string; readonly to: string; readonly timezone: string; readonly as_of: string };
  readonly rows: readonly Readonly<Record<string, string | null | KpiValue>>[];
};

/** The value of a KPI in a row. */
export function valueIn(row: KpiAnswer['rows'][number] | undefined, kpi: string): KpiValue | null {
  const found = row?.[kpi];
  return typeof found === 'object' && found !== null ? found : null;
}

/** The member or bucket of a row under a key. */
export function memberIn(row: KpiAnswer['rows'][number], key: string): string | null {
  const found = row[key];
  return typeof found === 'string' ? found : null;
}
