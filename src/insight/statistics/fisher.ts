import type { Proportion } from './intervals.ts';
import { logGamma } from './special.ts';

/** Tables as unlikely as the one found, but for the last digits of a double, are as unlikely (R's fisher.test). */
const asUnlikely = 1 + 1e-7;

/**
 * The probability that chance alone sets two proportions as far apart as these: Fisher's exact test, two-sided, the tables with the same margins
 * that are no likelier added up (Fisher 1934; as R's fisher.test). 1 where one side has no trials.
 */
export function fisherExact(first: Proportion, second: Proportion): number {
  const [all, drawn, marked] = [first.n + second.n, first.n, first.x + second.x];
  if (first.n === 0 || second.n === 0) return 1;
  const [low, high] = [Math.max(0, drawn - (all - marked)), Math.min(drawn, marked)];
  const total = logChoose(all, drawn);
  const chance = (x: number): number => Math.exp(logChoose(marked, x) + logChoose(all - marked, drawn - x) - total);
  const bound = chance(first.x) * asUnlikely;
  let sum = 0;
  for (let x = low; x <= high; x++) {
    const own = chance(x);
    if (own <= bound) sum += own;
  }
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
