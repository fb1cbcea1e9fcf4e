import { binomialCdf } from './distributions.ts';

/**
 * The places (from 1) in a sorted sample between which its population's median lies with at least this confidence, whatever the
 * distribution: the largest k with P(Bin(n, ½) < k) ≤ (1 − level) / 2, and its mirror (Conover 1999, § 3.2). Null where not even the
 * smallest and the largest value reach it.
 */
export function medianPlaces(n: number, level: number): readonly [low: number, high: number] | null {
  const tail = (1 - level) / 2;
  if (n < 1 || binomialCdf(0, n, 0.5) > tail) return null;
  let [low, high] = [0, Math.floor(n / 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (binomialCdf(middle, n, 0.5) <= tail) low = middle;
    else high = middle - 1;
  }
  return [low + 1, n - low];
}
