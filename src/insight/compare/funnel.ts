import { binomialCdf, normalCdf, normalQuantile, poissonCdf } from '../statistics/distributions.ts';
import type { Interval } from '../statistics/intervals.ts';
import { pooledValue, type Sample, type SampleKind, unitVariance } from './sample.ts';

/** What a funnel plot is drawn from (Spiegelhalter 2005, "Funnel plots for comparing institutional performance", Stat Med 24:1185). */
export type Funnel = {
  readonly kind: SampleKind;
  /** The value of all members together: the middle line. */
  readonly target: number;
  /**
   * How many times as much as by chance alone the members vary: the winsorised mean of z², at least 1. Above 1 the limits are wider by
   * its root, so that nobody stands out for differences that all have.
   */
  readonly dispersion: number;
};

/** How far the most extreme members are pulled in before dispersion is estimated: this share at each end. */
const winsorised = 0.1;

/** Below so many members dispersion cannot be told from a single one that is different. */
const fewestForDispersion = 8;

/**
 * Null when there is nothing to compare: no trials, or a target at which nothing can vary.
 * @param least how many times as much as by chance members vary at least, as is known from within them (see `cells.ts`)
 */
export function funnelOf(kind: SampleKind, samples: readonly Sample[], least = 1): Funnel | null {
  const target = pooledValue(samples);
  if (target === null || unitVariance(kind, target) <= 0) return null;
  return { kind, target, dispersion: Math.max(least, dispersionOf(kind, target, samples)) };
}

function dispersionOf(kind: SampleKind, target: number, samples: readonly Sample[]): number {
  const scores = samples
    .filter(({ n }) => n > 0)
    .map(({ x, n }) => (x / n - target) / Math.sqrt(unitVariance(kind, target) / n))
    .sort((a, b) => a - b);
  if (scores.length < fewestForDispersion) return 1;
  const cut = Math.floor(winsorised * scores.length);
  const [low, high] = [scores[cut]!, scores[scores.length - 1 - cut]!];
  const squares = scores.map((z) => Math.min(Math.max(z, low), high) ** 2);
  const dispersion = squares.reduce((sum, square) => sum + square, 0) / scores.length;
  // Without over-dispersion the mean of I squares is 1 with a deviation of √(2/I); what lies within two of them is taken as chance.
  return dispersion > 1 + 2 * Math.sqrt(2 / scores.length) ? dispersion : 1;
}

/** Between which values a member of size n lies by chance with this probability, such as 0.95. */
export function limitsAt(funnel: Funnel, n: number, level: number): Interval {
  const { kind, target, dispersion } = funnel;
  const half = normalQuantile((1 + level) / 2) * Math.sqrt((dispersion * unitVariance(kind, target)) / n);
  const [low, high] =
    dispersion > 1
      ? [target - half, target + half]
      : [exactLimit(funnel, n, (1 - level) / 2), exactLimit(funnel, n, (1 + level) / 2)];
  return [Math.max(0, low), kind === 'proportion' ? Math.min(1, high) : high];
}

/** The value below which a member falls with this probability; between two counts in proportion, as Spiegelhalter does (appendix A.1.1). */
function exactLimit({ kind, target }: Funnel, n: number, p: number): number {
  const cdf = (k: number): number => (kind === 'proportion' ? binomialCdf(k, n, target) : poissonCdf(k, target * n));
  const middle = target * n;
  const spread = 10 * Math.sqrt(unitVariance(kind, target) * n) + 10;
  let [low, high] = [Math.max(-1, Math.floor(middle - spread)), Math.ceil(middle + spread)];
  if (kind === 'proportion') high = Math.min(high, Math.ceil(n));
  while (high - low > 1) {
    const k = Math.floor((low + high) / 2);
    if (cdf(k) >= p) high = k;
    else low = k;
  }
  const [before, at] = [cdf(high - 1), cdf(high)];
  const share = at === before ? 0 : (at - p) / (at - before);
  return Math.max(0, high - share) / n;
}

/**
 * The probability that chance alone brings a member as far from the target as this one, on either side: twice the smaller tail, half of
 * what is exactly as far counted (mid-p, Lancaster 1961).
 */
export function chanceOf({ kind, target, dispersion }: Funnel, { x, n }: Sample): number {
  if (n <= 0) return 1;
  if (dispersion > 1) {
    const z = Math.abs(x / n - target) / Math.sqrt((dispersion * unitVariance(kind, target)) / n);
    return Math.min(1, 2 * (1 - normalCdf(z)));
  }
  const cdf = (k: number): number => (kind === 'proportion' ? binomialCdf(k, n, target) : poissonCdf(k, target * n));
  const [before, at] = [cdf(Math.floor(x) - 1), cdf(Math.floor(x))];
  const below = (before + at) / 2;
  return Math.min(1, 2 * Math.min(below, 1 - below));
}

/** Of the chances of several members, those that stay below this rate of false discoveries (Benjamini & Hochberg 1995). */
export function discoveries(chances: readonly number[], rate: number): readonly boolean[] {
  const sorted = [...chances].sort((a, b) => a - b);
  const count = sorted.findLastIndex((chance, i) => chance <= (rate * (i + 1)) / sorted.length) + 1;
  const bound = count === 0 ? -1 : sorted[count - 1]!;
  return chances.map((chance) => chance <= bound);
}
