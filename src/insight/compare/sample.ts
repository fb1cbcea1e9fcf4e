/**
 * What one member of a comparison brings: `x` of `n`. In a proportion x of n trials had the result; in a rate x results were counted over an
 * exposure n (activities, days), which need not be whole.
 */
export type Sample = { readonly x: number; readonly n: number };

/** Whether a result can occur at most once for each of n, or any number of times. */
export type SampleKind = 'proportion' | 'rate';

/** The value of all members together; null when they have no trials. */
export function pooledValue(samples: readonly Sample[]): number | null {
  const [x, n] = samples.reduce(([sumX, sumN], sample) => [sumX + sample.x, sumN + sample.n], [0, 0]);
  return n > 0 ? x / n : null;
}

/** The variance of one trial (or one unit of exposure) when the true value is `value`. */
export function unitVariance(kind: SampleKind, value: number): number {
  return kind === 'proportion' ? value * (1 - value) : value;
}
