import type { Kpi } from '../../kpi/kpi.ts';
import type { Interval } from '../statistics/intervals.ts';
import type { UncertainValue } from '../uncertainty/answer.ts';
import { type Method, methodOf } from '../uncertainty/method.ts';

/** A value against an earlier one: how far apart, and where the true difference lies. */
export type Difference = {
  readonly before: UncertainValue;
  readonly after: UncertainValue;
  /** after − before, in the KPI's unit; null when one of them has no value. */
  readonly difference: number | null;
  /** Null: counted in full at two moments (`census`), or too little to say. */
  readonly interval: Interval | null;
  /** How each value's own interval came about (see `uncertainty/method.ts`). */
  readonly method: Method;
};

/**
 * The difference of two values of a KPI over days that they do not share. Its interval is squared and added from the two values' own ones (Zou & Donner
 * 2008, "Construction of confidence limits about effect measures", Stat Med 27:1693): of proportions that is Newcombe's method 10, of counts it
 * stands on the exact Poisson intervals, of means, medians and money on those of their methods.
 * @param dispersion how many times as much as by chance alone the KPI varies from one bucket to the next (variance ÷ variance, at least 1): the
 * interval is longer by its root
 */
export function differenceOf(kpi: Kpi, before: UncertainValue, after: UncertainValue, dispersion: number): Difference {
  // The state at one moment is known in full: what it rests on is no sample, and much of it is the same at the other moment.
  const method = kpi.kind === 'snapshot' ? 'census' : methodOf(kpi);
  const difference = before.value === null || after.value === null ? null : after.value - before.value;
  const interval = method === 'census' ? null : squaredAndAdded(before, after, Math.sqrt(dispersion));
  return { before, after, difference, method, interval: within(kpi, interval) };
}

function squaredAndAdded(before: UncertainValue, after: UncertainValue, times: number): Interval | null {
  if (before.value === null || after.value === null || before.interval === null || after.interval === null) return null;
  const difference = after.value - before.value;
  return [
    difference - times * Math.hypot(after.value - after.interval[0], before.interval[1] - before.value),
    difference + times * Math.hypot(after.interval[1] - after.value, before.value - before.interval[0]),
  ];
}

/** What the value of a KPI cannot pass. */
export function boundsOf(kpi: Pick<Kpi, 'unit' | 'formula' | 'kind'>): { readonly low: number; readonly high: number } {
  if (kpi.unit === 'scale') return { low: -3, high: 3 };
  if (kpi.unit === 'balance') return { low: -1, high: 1 };
  return { low: 0, high: kpi.unit === 'ratio' && methodOf(kpi) !== 'rate' ? 1 : Infinity };
}

function within(kpi: Kpi, interval: Interval | null): Interval | null {
  if (interval === null) return null;
  const { low, high } = boundsOf(kpi);
  return [Math.max(low - high, interval[0]), Math.min(high - low, interval[1])];
}

/**
 * How many times as much as by chance alone a KPI varies from one bucket to the next: the variance that neighbours' mean difference tells (its square
 * over 1.128²) over the mean variance of the values' own 95 % intervals. 1 where that is less, or cannot be told.
 * @param movingRange the mean of the differences between neighbours, without signs
 */
export function dispersionOf(movingRange: number, values: readonly UncertainValue[]): number {
  const variances = values.flatMap(({ interval }) =>
    interval === null ? [] : [((interval[1] - interval[0]) / (2 * 1.96)) ** 2],
  );
  const chance = variances.reduce((sum, variance) => sum + variance, 0) / variances.length;
  return chance > 0 && chance < Infinity ? Math.max(1, (movingRange / 1.128) ** 2 / chance) : 1;
}
