import type { Interval } from '../statistics/intervals.ts';

/**
 * How a goal stands. Never surer than the interval of what is to come allows.
 * - `reached`, `missed`: final, or reached before the end; `exceeded`: a target that was not to be passed has been
 * - `on_course`: the whole 95 % interval is on the right side of the target; `hardly_reachable`: all of it is on the wrong one
 * - `open`: it may come either way; `behind`: it may, but the odds are three to one against it
 * - `too_early`: there is too little to say; `not_begun`; `unknown`: the log cannot tell the KPI
 */
export const verdicts = [
  'reached',
  'on_course',
  'open',
  'behind',
  'hardly_reachable',
  'exceeded',
  'missed',
  'too_early',
  'not_begun',
  'unknown',
] as const;
export type Verdict = (typeof verdicts)[number];

/** When a goal's period is, seen from “now”. */
export type State = 'future' | 'running' | 'over';

type Direction = 'at_least' | 'at_most';

/** What the verdict on something that adds up rests on: what is left to the target, and what will come. */
export type SumStanding = {
  readonly state: State;
  readonly direction: Direction;
  /** Target − done; of more than the target negative. */
  readonly left: number;
  /** Where the end of the period lies with 95 % confidence, less the target; null: nothing is known of the pace. */
  readonly beyond: Interval | null;
  /** The probability that the goal is reached (not passed). */
  readonly chance: number | null;
};

/** Below this chance a goal is behind. */
const poorChance = 0.25;

/** The verdict on events that are counted or added up. */
export function sumVerdict({ state, direction, left, beyond, chance }: SumStanding): Verdict {
  if (state === 'future') return 'not_begun';
  if (direction === 'at_least' && left <= 0) return 'reached';
  if (direction === 'at_most' && left < 0) return 'exceeded';
  if (state === 'over') return direction === 'at_least' ? 'missed' : 'reached';
  if (beyond === null || chance === null) return 'too_early';
  const [low, high] = beyond;
  const [isSure, isHopeless] = direction === 'at_least' ? [low >= 0, high < 0] : [high <= 0, low > 0];
  if (isSure) return 'on_course';
  if (isHopeless) return 'hardly_reachable';
  return chance < poorChance ? 'behind' : 'open';
}

/** What the verdict on a ratio, mean, median, cohort or state rests on. */
export type LevelStanding = {
  readonly state: State;
  readonly direction: Direction;
  readonly target: number;
  readonly value: number | null;
  /** Null for what is counted in full, and where there is too little to say. */
  readonly interval: Interval | null;
  /** Counted in full at one moment: there is no sample. */
  readonly isCensus: boolean;
  /** How many records the value rests on. */
  readonly n: number;
  readonly pending: number;
};

/** Fewer records say nothing of a level. */
const fewRecords = 5;

/** The verdict on a level. It is final when the period is over and nothing is pending. */
export function levelVerdict(standing: LevelStanding): Verdict {
  const { state, direction, target, value, interval, isCensus, n, pending } = standing;
  if (state === 'future') return 'not_begun';
  if (value === null) return state === 'over' && pending === 0 ? 'unknown' : 'too_early';
  const isMet = (reached: number): boolean => (direction === 'at_least' ? reached >= target : reached <= target);
  if (state === 'over' && pending === 0) return isMet(value) ? 'reached' : 'missed';
  if (isCensus) return isMet(value) ? 'on_course' : 'behind';
  if (interval === null || n < fewRecords) return 'too_early';
  const met = interval.filter(isMet).length;
  return met === 2 ? 'on_course' : met === 0 ? 'behind' : 'open';
}
