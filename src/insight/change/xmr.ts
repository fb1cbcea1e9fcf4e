/**
 * A process behaviour chart of single values: the mean, the limits 2.66 mean moving ranges from it (Shewhart 1931; Wheeler,
 * "Understanding Variation", 1993), and which values the rules call out.
 */
export type Xmr = {
  readonly mean: number;
  /** Mean of the differences between neighbours, without signs. */
  readonly movingRange: number;
  readonly low: number;
  readonly high: number;
  readonly signals: readonly Signal[];
};

/**
 * - `outlier`: one value beyond the limits
 * - `shift`: eight in a row on one side of the mean
 * - `trend`: six in a row that all rise or all fall (Nelson 1984, test 3)
 */
export type SignalKind = 'outlier' | 'shift' | 'trend';

/** Where a rule holds: places `from` to `to` (from 0, both included) of the series, and in which direction. */
export type Signal = {
  readonly kind: SignalKind;
  readonly from: number;
  readonly to: number;
  readonly direction: 'up' | 'down';
};

/** 3 / 1.128: three standard deviations, as two neighbours' mean difference tells them. */
const limitFactor = 2.66;
const [shiftRun, trendRun] = [8, 6];

/** Fewer values than these have no limits worth drawing. */
export const fewestForLimits = 6;

/**
 * @param values in the order of time; null where there is none, which takes part in no rule
 * @param bounds what the value cannot pass, such as 0 below for counts
 * @returns null with too few values
 */
export function xmrOf(
  values: readonly (number | null)[],
  bounds: { readonly low?: number; readonly high?: number } = {},
): Xmr | null {
  const known = values.flatMap((value, place) => (value === null ? [] : [{ value, place }]));
  if (known.length < fewestForLimits) return null;
  const mean = known.reduce((sum, { value }) => sum + value, 0) / known.length;
  const ranges = known.slice(1).map(({ value }, i) => Math.abs(value - known[i]!.value));
  const movingRange = ranges.reduce((sum, range) => sum + range, 0) / ranges.length;
  const low = Math.max(mean - limitFactor * movingRange, bounds.low ?? -Infinity);
  const high = Math.min(mean + limitFactor * movingRange, bounds.high ?? Infinity);
  // A mean is not exact to the last digit: what differs by no more than that is equal.
  const digit = 1e-12 * Math.max(...known.map(({ value }) => Math.abs(value)));
  const outliers = known
    .filter(({ value }) => value < low - digit || value > high + digit)
    .map(
      ({ value, place }): Signal => ({
        kind: 'outlier',
        from: place,
        to: place,
        direction: value > mean ? 'up' : 'down',
      }),
    );
  const signOf = (difference: number): number => (Math.abs(difference) <= digit ? 0 : Math.sign(difference));
  const sides = known.map(({ value }) => signOf(value - mean));
  const steps = known.slice(1).map(({ value }, i) => signOf(value - known[i]!.value));
  const placeOf = (i: number): number => known[i]!.place;
  const shifts = runsOf(sides, shiftRun).map(({ first, last, sign }) =>
    signal('shift', placeOf(first), placeOf(last), sign),
  );
  const trends = runsOf(steps, trendRun - 1).map(({ first, last, sign }) =>
    signal('trend', placeOf(first), placeOf(last + 1), sign),
  );
  return { mean, movingRange, low, high, signals: [...outliers, ...shifts, ...trends].sort((a, b) => a.from - b.from) };
}

function signal(kind: SignalKind, from: number, to: number, sign: number): Signal {
  return { kind, from, to, direction: sign > 0 ? 'up' : 'down' };
}

/** The longest stretches of one sign, zeros apart, that have at least so many. */
function runsOf(signs: readonly number[], least: number): { first: number; last: number; sign: number }[] {
  const runs: { first: number; last: number; sign: number }[] = [];
  for (let first = 0; first < signs.length; ) {
    let last = first;
    while (last + 1 < signs.length && signs[last + 1] === signs[first]) last++;
    if (signs[first] !== 0 && last - first + 1 >= least) runs.push({ first, last, sign: signs[first]! });
    first = last + 1;
  }
  return runs;
}
