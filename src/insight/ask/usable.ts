import { normalQuantile } from '../statistics/distributions.ts';
import { type Interval, poissonExact } from '../statistics/intervals.ts';
import type { UncertainValue } from '../uncertainty/answer.ts';
import { methodOf } from '../uncertainty/method.ts';
import type { Kpi } from '../../kpi/kpi.ts';

/**
 * How sure a figure is: `sure` enough to act on, `rough` (a direction, with care), or `little`.
 * `needed`: how many more records make it sure; null where it is, and where nothing tells how much the records vary. `atLeast`: of what is not
 * known yet the kindest was assumed.
 */
export type Usable = {
  readonly grade: 'sure' | 'rough' | 'little';
  readonly needed: number | null;
  readonly atLeast: boolean;
};

const sure: Usable = { grade: 'sure', needed: null, atLeast: false };
const unknown: Usable = { grade: 'little', needed: null, atLeast: false };

/**
 * The largest coefficients of variation of a sure and of a rough figure: those up to which Statistics Canada releases an estimate without and with a
 * warning (Canadian Community Health Survey, User guide 2009, § 10).
 */
const [sureVariation, roughVariation] = [0.165, 0.333];

/** What a difference is measured by where not by the value itself: a step of the scale from −3 to +3, and the fall of a balance at which a risk flag goes up. */
const steps: Readonly<Partial<Record<Kpi['unit'], number>>> = { scale: 1, balance: 0.25 };

/** The fewest values between whose smallest and largest the median lies with 95 % confidence. */
const fewestForMedian = 6;

/**
 * How sure a figure is by its interval: the half-width is held against the value; of a share against the nearer of the share and its rest, so that winning
 * is as sure as losing.
 *
 * Records needed for a half-width d: of a share the number at which Wilson's interval is that narrow (Piegorsch 2004, Comput Stat Data
 * Anal 46:309), at the centre of today's; of counted events the
 * smallest count whose exact Poisson interval is narrow enough; of all others n·(h ÷ d)², for a half-width h falls as 1 ÷ √n (Cochran 1977, § 4.6).
 */
export function usableOf(
  kpi: Pick<Kpi, 'formula' | 'kind' | 'unit'>,
  found: Pick<UncertainValue, 'value' | 'numerator' | 'denominator' | 'interval' | 'n'>,
  level: number,
): Usable {
  const { value, interval, n } = found;
  const z = normalQuantile((1 + level) / 2);
  switch (methodOf(kpi)) {
    case 'census':
      return value === null ? unknown : sure;
    case 'proportion':
      return ofShare(found.numerator ?? 0, found.denominator ?? 0, interval, z);
    case 'poisson':
      return value === null ? unknown : ofCount(value, level, z);
    case 'median':
      if (n < fewestForMedian) return { grade: 'little', needed: fewestForMedian - n, atLeast: true };
      break;
    default:
  }
  if (value === null || interval === null) return unknown;
  const [half, room] = [halfOf(interval), steps[kpi.unit] ?? Math.abs(value)];
  const grade = gradeOf(half, room, z);
  if (grade === 'sure') return sure;
  if (room <= 0) return unknown;
  return { grade, needed: Math.max(1, Math.ceil(n * (half / (z * sureVariation * room)) ** 2 - n)), atLeast: false };
}

function gradeOf(half: number, room: number, z: number): Usable['grade'] {
  return half <= z * sureVariation * room ? 'sure' : half <= z * roughVariation * room ? 'rough' : 'little';
}

function ofShare(x: number, n: number, interval: Interval | null, z: number): Usable {
  const needs = (p: number): number => {
    const [pq, d2] = [p * (1 - p), (z * sureVariation * Math.min(p, 1 - p)) ** 2];
    return Math.ceil((z * z * (pq - 2 * d2 + Math.sqrt(pq * pq + d2 * (1 - 4 * pq)))) / (2 * d2));
  };
  if (interval === null) return { grade: 'little', needed: needs(0.5), atLeast: true };
  const p = x / n;
  const grade = gradeOf(halfOf(interval), Math.min(p, 1 - p), z);
  if (grade === 'sure') return sure;
  const centre = (x + (z * z) / 2) / (n + z * z);
  return { grade, needed: Math.max(1, needs(centre) - n), atLeast: false };
}

function ofCount(count: number, level: number, z: number): Usable {
  const gradeAt = (of: number): Usable['grade'] => gradeOf(halfOf(poissonExact(of, level)), of, z);
  const grade = gradeAt(count);
  if (grade === 'sure') return sure;
  let enough = Math.ceil(count);
  while (gradeAt(enough) !== 'sure') enough++;
  return { grade, needed: Math.ceil(enough - count), atLeast: false };
}

function halfOf([low, high]: Interval): number {
  return (high - low) / 2;
}
