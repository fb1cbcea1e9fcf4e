import { tQuantile, normalQuantile } from '../statistics/distributions.ts';

/** What was done in a stretch of time, by how many events, and in how many working days. Of events that are counted, both are the same. */
export type Stretch = { readonly done: number; readonly events: number; readonly days: number };

/** How fast something was done of late, and how unevenly. */
export type Pace = {
  /** For each working day of a person. */
  readonly perDay: number;
  /** The variance of what is done in one working day: what is done in d days varies by d times as much. */
  readonly variance: number;
  /** The same of the number of events. */
  readonly eventVariance: number;
  readonly done: number;
  readonly events: number;
  readonly days: number;
  /** How many stretches it was read off. */
  readonly stretches: number;
  /** Events that are counted; else sizes that are added up. */
  readonly isCount: boolean;
};

/** Fewer stretches tell no pace. */
export const fewestStretches = 4;
/** Fewer events tell nothing of the sizes that are added up. */
export const fewestEvents = 5;

const level = 0.95;

/**
 * The pace of the last stretches. How unevenly is told by what the stretches differ by: Pearson’s χ² over its degrees of freedom (McCullagh & Nelder 1989, § 6.2.4, of
 * counts that vary by more than chance), no less than what chance makes of counts. As that is an estimate too, it is stretched as far as Student's quantile lies
 * beyond the normal one.
 * @returns null with fewer than four stretches, and for sums of fewer than five events
 */
export function paceOf(stretches: readonly Stretch[], isCount: boolean): Pace | null {
  const known = stretches.filter(({ days }) => days > 0);
  const total = (of: (each: Stretch) => number): number => known.reduce((sum, each) => sum + of(each), 0);
  const [done, events, days] = [total((each) => each.done), total((each) => each.events), total((each) => each.days)];
  if (known.length < fewestStretches || (events < fewestEvents && !isCount)) return null;
  const degrees = known.length - 1;
  const stretch = (tQuantile((1 + level) / 2, degrees) / normalQuantile((1 + level) / 2)) ** 2;
  const varianceOf = (of: (each: Stretch) => number, perDay: number): number =>
    (stretch * total((each) => (of(each) - perDay * each.days) ** 2 / each.days)) / degrees;
  const [perDay, eventsPerDay] = [done / days, events / days];
  const eventVariance = Math.max(
    eventsPerDay,
    varianceOf((each) => each.events, eventsPerDay),
  );
  const variance = isCount ? eventVariance : varianceOf((each) => each.done, perDay);
  return { perDay, variance, eventVariance, done, events, days, stretches: known.length, isCount };
}
