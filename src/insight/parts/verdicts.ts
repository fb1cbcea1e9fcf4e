import type { Sample } from '../compare/sample.ts';
import { compareSamples, type Verdict } from '../compare/verdict.ts';
import { normalQuantile } from '../statistics/distributions.ts';
import { type Interval, newcombe, poissonRatio, welch } from '../statistics/intervals.ts';
import { lowerGamma } from '../statistics/special.ts';
import type { Group } from './groups.ts';
import { count, type Counts, type Side } from './sides.ts';

/** Steps that happen at most once for each of those before them. */
const shares: ReadonlySet<string> = new Set(['dials_reached', 'first_attempts_reached']);

/**
 * Whether the number of first steps a day differs by more than chance. How much a rep does in a day varies far more from rep to rep than chance alone
 * would have it, so that a rep is judged among all reps, as `compare` does; and it swings from week to week.
 * @param swing how many times as much as by chance alone it does (see `swing.ts`)
 */
export function verdictOnCount(
  step: string,
  [before, after]: readonly [Side, Side],
  everyone: ReadonlyMap<string, Side> | null,
  rep: string | undefined,
  swing: number,
): Verdict {
  const sample = ({ counts, days }: Side): Sample => ({ x: count(counts, step), n: days });
  if (everyone !== null && rep !== undefined) {
    const place = [...everyone.keys()].indexOf(rep);
    return compareSamples('rate', [...everyone.values()].map(sample), swing).standings[place]?.verdict ?? 'too_little';
  }
  const worth = ({ x, n }: Sample): Sample => ({ x: x / swing, n: n / swing });
  return byRatio(worth(sample(before)), worth(sample(after)));
}

/** Whether the rate from one step to the next differs by more than chance, within the groups where there are several. */
export function verdictOnRate(step: string, of: string, groups: readonly Group[]): Verdict {
  const sample = (counts: Counts): Sample => ({ x: count(counts, step), n: count(counts, of) });
  const pairs = groups.map((group) => [sample(group.before), sample(group.after)] as const);
  if (pairs.length > 1) return withinGroups(pairs, shares.has(step));
  const [was, is] = pairs[0]!;
  return shares.has(step) ? beyond(newcombe(is, was, 0.95), 0) : byRatio(was, is);
}

/** Below so many events an interval by the normal distribution is not to be trusted. */
const fewestEvents = 10;

/** The difference of rates in groups weighted as Mantel & Haenszel do (Rothman, Greenland & Lash 2008, chapter 15), in its 95 % interval. */
function withinGroups(pairs: readonly (readonly [Sample, Sample])[], isShare: boolean): Verdict {
  let [weights, difference, variance, events] = [0, 0, 0, 0];
  for (const [was, is] of pairs) {
    if (was.n === 0 || is.n === 0) continue;
    const weight = (was.n * is.n) / (was.n + is.n);
    const own = ({ x, n }: Sample): number => (isShare ? (x * (n - x)) / n ** 3 : x / n ** 2);
    weights += weight;
    difference += weight * (is.x / is.n - was.x / was.n);
    variance += weight ** 2 * (own(was) + own(is));
    events += was.x + is.x;
  }
  if (weights === 0 || events < fewestEvents) return 'too_little';
  const half = (normalQuantile(0.975) * Math.sqrt(variance)) / weights;
  const middle = difference / weights;
  return beyond([middle - half, middle + half], 0);
}

/** Whether the size of a contract differs by more than chance (Welch). */
export function verdictOnSize([before, after]: readonly [Side, Side]): Verdict {
  const moments = ({ counts, squares }: Side): { n: number; mean: number; deviation: number } => {
    const [n, sum] = [count(counts, 'contracts'), count(counts, 'contract_volume')];
    const mean = n === 0 ? 0 : sum / n;
    return { n, mean, deviation: n < 2 ? 0 : Math.sqrt(Math.max(0, squares - n * mean ** 2) / (n - 1)) };
  };
  return beyond(welch(moments(after), moments(before), 0.95), 0);
}

/** Fewer expected in a group than that, and Pearson's test does not hold (Cochran 1954). */
const fewestExpected = 5;

/**
 * Whether the groups' shares differ by more than chance (Pearson's χ² test of homogeneity, small groups put together), and whether the
 * mix makes more (`above`) or less of the outcome.
 */
export function verdictOnMix(step: string, groups: readonly Group[], part: number): Verdict {
  const counts = groups.map(({ before, after }) => [count(before, step), count(after, step)] as const);
  const [was, is] = [0, 1].map((side) => counts.reduce((sum, pair) => sum + pair[side]!, 0)) as [number, number];
  const least = Math.min(was, is) / (was + is);
  const isLarge = ([x, y]: readonly [number, number]): boolean => (x + y) * least >= fewestExpected;
  const small = counts
    .filter((pair) => !isLarge(pair))
    .reduce<[number, number]>(([x, y], [a, b]) => [x + a, y + b], [0, 0]);
  const cells = [...counts.filter(isLarge), ...(isLarge(small) ? [small] : [])];
  if (cells.length < 2) return 'too_little';
  const [sumWas, sumIs] = cells.reduce(([x, y], [a, b]) => [x + a, y + b], [0, 0]);
  let square = 0;
  for (const [x, y] of cells) {
    const expected = ((x + y) * sumWas) / (sumWas + sumIs);
    const other = x + y - expected;
    square += (x - expected) ** 2 / expected + (y - other) ** 2 / other;
  }
  const chance = 1 - lowerGamma((cells.length - 1) / 2, square / 2);
  return chance >= 0.05 ? 'within' : part < 0 ? 'below' : 'above';
}

/** Given both counts together, how they share out tells how the rates stand to each other. */
function byRatio(was: Sample, is: Sample): Verdict {
  const odds = was.x > 0 && is.n > 0 ? poissonRatio(is.x, was.x, 0.95) : null;
  return beyond(odds, was.n > 0 ? is.n / was.n : 1);
}

function beyond(interval: Interval | null, even: number): Verdict {
  if (interval === null) return 'too_little';
  return interval[0] > even ? 'above' : interval[1] < even ? 'below' : 'within';
}
