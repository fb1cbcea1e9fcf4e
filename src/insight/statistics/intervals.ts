import { gammaQuantile, normalQuantile, tQuantile } from './distributions.ts';

/** A confidence interval, its ends included. */
export type Interval = readonly [low: number, high: number];

/**
 * Wilson's score interval for a proportion of x in n (Wilson 1927; Newcombe 1998, method 3, without continuity correction). Null without trials.
 * @param level such as 0.95
 */
export function wilson(x: number, n: number, level: number): Interval | null {
  if (n <= 0) return null;
  const z = normalQuantile((1 + level) / 2);
  const p = x / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [x === 0 ? 0 : (centre - half) / scale, x === n ? 1 : (centre + half) / scale];
}

/** A proportion: x of n. */
export type Proportion = { readonly x: number; readonly n: number };

/** Newcombe's hybrid score interval for the difference of two independent proportions, p₁ − p₂ (Newcombe 1998, method 10). */
export function newcombe(first: Proportion, second: Proportion, level: number): Interval | null {
  const [one, two] = [wilson(first.x, first.n, level), wilson(second.x, second.n, level)];
  if (one === null || two === null) return null;
  const [p1, p2] = [first.x / first.n, second.x / second.n];
  return [p1 - p2 - Math.hypot(p1 - one[0], two[1] - p2), p1 - p2 + Math.hypot(one[1] - p1, p2 - two[0])];
}

/** The exact interval for the mean of a Poisson count (Garwood 1936). For a rate, divide both ends by what it is per. */
export function poissonExact(count: number, level: number): Interval {
  const tail = (1 - level) / 2;
  return [count === 0 ? 0 : gammaQuantile(tail, count), gammaQuantile(1 - tail, count + 1)];
}

/** What is known of a sample: its size, mean and standard deviation (with n − 1). */
export type Moments = { readonly n: number; readonly mean: number; readonly deviation: number };

/** Student's interval for a mean. Null below two values, which say nothing of their spread. */
export function studentMean({ n, mean, deviation }: Moments, level: number): Interval | null {
  if (n < 2) return null;
  const half = (tQuantile((1 + level) / 2, n - 1) * deviation) / Math.sqrt(n);
  return [mean - half, mean + half];
}

/** Welch's interval for the difference of two means, first − second (Welch 1947). */
export function welch(first: Moments, second: Moments, level: number): Interval | null {
  if (first.n < 2 || second.n < 2) return null;
  const [v1, v2] = [first.deviation ** 2 / first.n, second.deviation ** 2 / second.n];
  const difference = first.mean - second.mean;
  if (v1 + v2 === 0) return [difference, difference];
  const degrees = (v1 + v2) ** 2 / (v1 ** 2 / (first.n - 1) + v2 ** 2 / (second.n - 1));
  const half = tQuantile((1 + level) / 2, degrees) * Math.sqrt(v1 + v2);
  return [difference - half, difference + half];
}

/** A sum of sizes over counted events: their squares and the largest of them tell how it varies. */
export type WeightedCount = { readonly total: number; readonly squares: number; readonly largest: number };

/**
 * The gamma interval for a sum of weights over Poisson events (Fay & Feuer 1997, "Confidence intervals for directly standardized rates", Stat Med
 * 16:791): with equal weights it is the exact Poisson interval. Null without events, for nothing is known of the next one's weight.
 */
export function weightedPoisson({ total, squares, largest }: WeightedCount, level: number): Interval | null {
  if (!(total > 0) || !(squares > 0)) return null;
  const tail = (1 - level) / 2;
  const [more, spread] = [total + largest, squares + largest ** 2];
  return [
    (squares / total) * gammaQuantile(tail, total ** 2 / squares),
    (spread / more) * gammaQuantile(1 - tail, more ** 2 / spread),
  ];
}

/**
 * The interval for a ratio of two Poisson means, given the sum of their counts: that is a binomial share, and its Wilson interval becomes
 * one for the odds (Przyborowski & Wilenski 1940; Wilson's in place of the exact one, which is too long). Null without events below.
 */
export function poissonRatio(above: number, below: number, level: number): Interval | null {
  if (!(below > 0)) return null;
  const [low, high] = wilson(above, above + below, level)!;
  return [low / (1 - low), high / (1 - high)];
}

/** Sums over n records of two values x and y, of their squares and of their product. */
export type RatioSums = {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
};

/** Student's interval for the ratio Σx ÷ Σy of two values that each record has (Cochran 1977, § 6.4). Null below two records. */
export function ratioEstimate({ n, x, y, xx, xy, yy }: RatioSums, level: number): Interval | null {
  if (n < 2 || y === 0) return null;
  const ratio = x / y;
  const residuals = Math.max(0, xx - 2 * ratio * xy + ratio ** 2 * yy);
  const half = (tQuantile((1 + level) / 2, n - 1) * Math.sqrt((n / (n - 1)) * residuals)) / Math.abs(y);
  return [ratio - half, ratio + half];
}
