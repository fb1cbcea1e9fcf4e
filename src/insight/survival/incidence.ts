import { normalQuantile } from '../statistics/distributions.ts';
import type { Interval } from '../statistics/intervals.ts';

/** How long something lasted, how many lasted so long, and how they ended; `null`: they have not ended yet. */
export type Ending<E extends string> = { readonly length: number; readonly end: E | null; readonly n: number };

/** How things stand at some length: the share that has not ended, and the share that has ended in each way; together 1. */
export type Standing<E extends string> = {
  readonly length: number;
  /** How many were still seen and had not ended before. */
  readonly atRisk: number;
  readonly lasting: number;
  readonly ended: Readonly<Record<E, { readonly share: number; readonly interval: Interval }>>;
};

/**
 * What has come of things that end in one of several ways, with those that have not ended counted as long as they were seen (Aalen & Johansen
 * 1978): an end in one way rules out the other, so that one curve for each, as if the other ends were only lost from sight, would promise too much.
 * Intervals on the scale log(−log) with the variance of Marubini & Valsecchi (1995, § 10.3).
 * @returns the standing at each length at which something ended, in order
 */
export function incidence<E extends string>(
  endings: readonly Ending<E>[],
  ends: readonly E[],
  level: number,
): readonly Standing<E>[] {
  const z = normalQuantile((1 + level) / 2);
  const moments = momentsOf(endings);
  const shares = Object.fromEntries(ends.map((end) => [end, 0])) as Record<E, number>;
  const sums = Object.fromEntries(ends.map((end) => [end, noSums])) as Record<E, Sums>;
  const standings: Standing<E>[] = [];
  let lasting = 1;
  for (const { length, atRisk, ended } of moments) {
    const all = ends.reduce((total, end) => total + (ended.get(end) ?? 0), 0);
    if (all === 0) continue;
    for (const end of ends) {
      const own = ended.get(end) ?? 0;
      shares[end] += (lasting * own) / atRisk;
      sums[end] = add(sums[end], { lasting, atRisk, all, own, share: shares[end] });
    }
    lasting *= (atRisk - all) / atRisk;
    const now = ends.map((end) => {
      const share = shares[end];
      return [end, { share, interval: intervalOf(share, varianceOf(sums[end], share), z, atRisk) }] as const;
    });
    standings.push({ length, atRisk, lasting, ended: Object.fromEntries(now) as Standing<E>['ended'] });
  }
  return standings;
}

/** How things stand at a length: as at the last end before it or at it; null when none had ended so soon. */
export function standingAt<E extends string>(standings: readonly Standing<E>[], length: number): Standing<E> | null {
  return standings.findLast((standing) => standing.length <= length) ?? null;
}

type Moment<E> = { readonly length: number; readonly atRisk: number; readonly ended: ReadonlyMap<E, number> };

function momentsOf<E extends string>(endings: readonly Ending<E>[]): Moment<E>[] {
  const sorted = [...endings].sort((a, b) => a.length - b.length);
  let atRisk = sorted.reduce((total, { n }) => total + n, 0);
  const moments: Moment<E>[] = [];
  for (let i = 0; i < sorted.length; ) {
    const { length } = sorted[i]!;
    const ended = new Map<E, number>();
    let gone = 0;
    for (; i < sorted.length && sorted[i]!.length === length; i++) {
      const { end, n } = sorted[i]!;
      gone += n;
      if (end !== null) ended.set(end, (ended.get(end) ?? 0) + n);
    }
    moments.push({ length, atRisk, ended });
    atRisk -= gone;
  }
  return moments;
}

/**
 * The variance at a later length is a sum over earlier ones of (I − Iⱼ)²·aⱼ + bⱼ − 2(I − Iⱼ)·cⱼ: the sums that it takes, so that each length costs
 * the same.
 */
type Sums = {
  readonly a: number;
  readonly aShare: number;
  readonly aSquare: number;
  readonly b: number;
  readonly c: number;
  readonly cShare: number;
};
const noSums: Sums = { a: 0, aShare: 0, aSquare: 0, b: 0, c: 0, cShare: 0 };

type Step = {
  readonly lasting: number;
  readonly atRisk: number;
  readonly all: number;
  readonly own: number;
  readonly share: number;
};

function add(sums: Sums, { lasting, atRisk, all, own, share }: Step): Sums {
  const a = atRisk > all ? all / (atRisk * (atRisk - all)) : 0;
  const b = (lasting ** 2 * own * (atRisk - own)) / atRisk ** 3;
  const c = (lasting * own) / atRisk ** 2;
  return {
    a: sums.a + a,
    aShare: sums.aShare + a * share,
    aSquare: sums.aSquare + a * share ** 2,
    b: sums.b + b,
    c: sums.c + c,
    cShare: sums.cShare + c * share,
  };
}

function varianceOf({ a, aShare, aSquare, b, c, cShare }: Sums, share: number): number {
  return Math.max(0, share ** 2 * a - 2 * share * aShare + aSquare + b - 2 * (share * c - cShare));
}

function intervalOf(share: number, variance: number, z: number, atRisk: number): Interval {
  // Of none that has ended so the scale says nothing; that many are seen without it does (Wilson's score interval of 0 of them).
  if (share <= 0) return [0, z ** 2 / (atRisk + z ** 2)];
  if (share >= 1) return [1, 1];
  const half = (z * Math.sqrt(variance)) / (share * Math.abs(Math.log(share)));
  return [share ** Math.exp(half), share ** Math.exp(-half)];
}
