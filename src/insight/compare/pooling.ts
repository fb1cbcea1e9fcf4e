import { betaQuantile, gammaQuantile } from '../statistics/distributions.ts';
import type { Interval } from '../statistics/intervals.ts';
import { logGamma } from '../statistics/special.ts';
import { pooledValue, type Sample, type SampleKind } from './sample.ts';

/**
 * How the members' true values are spread, as their samples tell: a beta distribution for proportions, a gamma distribution for rates.
 * `weight` is the number of trials (or the exposure) that the group's value counts for beside a member's own; Infinity: all are alike.
 */
export type Prior = { readonly kind: SampleKind; readonly mean: number; readonly weight: number };

/** A member's value when it borrows from the others as much as its own sample leaves open. */
export type Pooled = { readonly value: number; readonly interval: Interval };

const [lightest, heaviest] = [0.5, 1e7];

/**
 * The prior under which the samples are most likely (maximum marginal likelihood; beta-binomial: Skellam 1948, gamma-Poisson: Greenwood &
 * Yule 1920). Null when there are no trials.
 */
export function priorOf(kind: SampleKind, samples: readonly Sample[]): Prior | null {
  const used = samples.filter(({ n }) => n > 0);
  const pooled = pooledValue(used);
  if (pooled === null || pooled === 0 || (kind === 'proportion' && pooled === 1)) {
    return pooled === null ? null : { kind, mean: pooled, weight: Infinity };
  }
  const likelihood = kind === 'proportion' ? betaBinomial : gammaPoisson;
  const bestMean = (weight: number): number => {
    const [low, high] = [pooled / 4, kind === 'proportion' ? pooled + (1 - pooled) * 0.75 : pooled * 4];
    return maximum((mean) => likelihood(used, mean, weight), low, high);
  };
  const weight = Math.exp(
    maximum((log) => likelihood(used, bestMean(Math.exp(log)), Math.exp(log)), Math.log(lightest), Math.log(heaviest)),
  );
  return weight > heaviest * 0.9 ? { kind, mean: pooled, weight: Infinity } : { kind, mean: bestMean(weight), weight };
}

/** A member's value and interval under the prior. With a prior of infinite weight it is the group's. */
export function poolWith({ kind, mean, weight }: Prior, { x, n }: Sample, level: number): Pooled {
  if (weight === Infinity) return { value: mean, interval: [mean, mean] };
  const [low, high] = [(1 - level) / 2, (1 + level) / 2];
  const value = (mean * weight + x) / (weight + n);
  if (kind === 'proportion') {
    const [a, b] = [mean * weight + x, (1 - mean) * weight + n - x];
    return { value, interval: [betaQuantile(low, a, b), betaQuantile(high, a, b)] };
  }
  const shape = mean * weight + x;
  return { value, interval: [gammaQuantile(low, shape) / (weight + n), gammaQuantile(high, shape) / (weight + n)] };
}

/** The logarithm of the samples' likelihood, without what does not depend on the prior. */
function betaBinomial(samples: readonly Sample[], mean: number, weight: number): number {
  const [a, b] = [mean * weight, (1 - mean) * weight];
  const of = (p: number, q: number): number => logGamma(p) + logGamma(q) - logGamma(p + q);
  const prior = of(a, b);
  return samples.reduce((sum, { x, n }) => sum + of(a + x, b + n - x) - prior, 0);
}

function gammaPoisson(samples: readonly Sample[], mean: number, weight: number): number {
  const shape = mean * weight;
  const prior = shape * Math.log(weight) - logGamma(shape);
  return samples.reduce((sum, { x, n }) => sum + prior + logGamma(shape + x) - (shape + x) * Math.log(weight + n), 0);
}

/** Where a function of one hump is highest between two points: golden section (Kiefer 1953). */
function maximum(f: (x: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let [x1, x2] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [f1, f2] = [f(x1), f(x2)];
  while (b - a > 1e-6 * Math.max(1, Math.abs(a), Math.abs(b))) {
    if (f1 < f2) {
      [a, x1, f1] = [x1, x2, f2];
      x2 = a + ratio * (b - a);
      f2 = f(x2);
    } else {
      [b, x2, f2] = [x2, x1, f1];
      x1 = b - ratio * (b - a);
      f1 = f(x1);
    }
  }
  return (a + b) / 2;
}
