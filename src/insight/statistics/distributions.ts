import { incompleteBeta, lowerGamma } from './special.ts';

/** P(Z ≤ z) of the standard normal distribution. */
export function normalCdf(z: number): number {
  const tail = 0.5 * (1 - lowerGamma(0.5, (z * z) / 2));
  return z < 0 ? tail : 1 - tail;
}

/** The z with P(Z ≤ z) = p, 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (p === 0.5) return 0;
  return p < 0.5 ? -normalQuantile(1 - p) : Math.sqrt(2 * gammaQuantile(2 * p - 1, 0.5));
}

/** The x with P(X ≤ x) = p for a gamma distribution of this shape and rate 1. Twice that of shape n/2 is chi-squared of n degrees. */
export function gammaQuantile(p: number, shape: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Infinity;
  let high = shape + 1;
  while (lowerGamma(shape, high) < p) high *= 2;
  return root((x) => lowerGamma(shape, x) - p, 0, high);
}

/** The x with P(X ≤ x) = p for a beta distribution. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  return root((x) => incompleteBeta(x, a, b) - p, 0, 1);
}

/** P(T ≤ t) of Student's t with these degrees of freedom. */
export function tCdf(t: number, degrees: number): number {
  const tail = 0.5 * incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
  return t < 0 ? tail : 1 - tail;
}

/** The t with P(T ≤ t) = p, 0 < p < 1. */
export function tQuantile(p: number, degrees: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, degrees);
  const x = betaQuantile(2 * (1 - p), degrees / 2, 0.5);
  return Math.sqrt((degrees * (1 - x)) / x);
}

/** P(X ≤ k) of a binomial distribution of n trials. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : incompleteBeta(1 - p, n - k, k + 1);
}

/** P(X ≤ k) of a Poisson distribution. */
export function poissonCdf(k: number, mean: number): number {
  return k < 0 ? 0 : 1 - lowerGamma(k + 1, mean);
}

/** P(X ≤ k) of a negative binomial distribution with this mean and size (its variance is mean + mean² ÷ size). */
export function negativeBinomialCdf(k: number, mean: number, size: number): number {
  return k < 0 ? 0 : incompleteBeta(size / (size + mean), size, Math.floor(k) + 1);
}

/** P(X ≤ x) of a gamma distribution with this mean and variance. */
export function gammaCdf(x: number, mean: number, variance: number): number {
  return lowerGamma(mean ** 2 / variance, (x * mean) / variance);
}

/** Where an increasing function is 0 between `low` and `high`, to the last digits of a double: secants, with a bisection at every third step. */
function root(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  for (let i = 0; i < 200 && b - a > 4 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b)); i++) {
    const middle = (a + b) / 2;
    const secant = a - (fa * (b - a)) / (fb - fa);
    const x = i % 3 === 2 || !(secant > a && secant < b) ? middle : secant;
    const fx = f(x);
    if (fx === 0) return x;
    if (fx < 0) [a, fa] = [x, fx];
    else [b, fb] = [x, fx];
  }
  return (a + b) / 2;
}
