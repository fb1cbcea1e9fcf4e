import type { UserError } from '../../domain/errors.ts';
import type { Needs } from '../../kpi/fact-needs.ts';
import type { Unit } from '../../kpi/kpi.ts';
import type { Interval } from '../statistics/intervals.ts';
import type { UncertainValue } from '../uncertainty/answer.ts';
import { methodOf } from '../uncertainty/method.ts';
import { dayNumber, type Days } from './days.ts';
import { minus } from './decimal.ts';
import type { Goal } from './goal.ts';
import type { History } from './history.ts';
import { restAt } from './predict.ts';
import { type Exposure, exposureOf, type Presence } from './presence.ts';
import { type RecentPace, recentPace } from './recent-pace.ts';
import { levelVerdict, type State, sumVerdict, type Verdict } from './verdict.ts';
import type { WorkingWeek } from './working-week.ts';

/** What something that adds up will come to at the owner's own pace. */
export type Projection = {
  readonly value: number;
  /** Where it will lie with 95 % confidence. */
  readonly interval: Interval;
  /** The probability that the goal is reached (of a target that is not to be passed: kept). */
  readonly chance: number;
};

/** One goal and how it stands. */
export type GoalStanding = {
  readonly goal: Goal;
  readonly state: State;
  readonly verdict: Verdict;
  /** What the log lacks for the KPI; then nothing is told. */
  readonly missing: Needs;
  /** Money of the KPI has no exchange rate; then nothing is told either. */
  readonly unpriced: UserError | null;
  readonly found: UncertainValue;
  /** Value ÷ target; null where that says nothing (a target of 0, a scale on both sides of 0). */
  readonly attainment: number | null;
  /** Working days of the period; of a rep those on which he or she is there. */
  readonly days: Exposure;
  /** The target in the proportion of the owner's working days that are over; of what adds up, while it runs. */
  readonly expected: number | null;
  /** What is left to the target, 0 when it is reached; of what adds up. */
  readonly left: number | null;
  /** What is needed for each working day that is left (less than a day counts as one). */
  readonly needed: number | null;
  /** What the pace of late brings for each of them. */
  readonly own: number | null;
  readonly pace: RecentPace | null;
  readonly projection: Projection | null;
  /** A final value on the wrong side of the target whose 95 % interval includes it. */
  readonly isWithinChance: boolean;
};

/** What the standing of a goal is told of. */
export type Told = {
  readonly goal: Goal;
  readonly state: State;
  readonly missing: Needs;
  readonly unpriced: UserError | null;
  /** Absent where the log cannot tell the KPI. */
  readonly found?: UncertainValue;
  /** The reps whose records count. */
  readonly people: readonly Presence[];
  readonly week: WorkingWeek;
  readonly history?: History;
};

const level = 0.95;
const always: Presence = { rep: '', team: null, from: -Infinity, to: Infinity, seenFrom: -Infinity, isVisible: true };

/** How a goal stands. */
export function standingOf(told: Told): GoalStanding {
  const { goal, state, missing, unpriced, found, people, week } = told;
  const days = goal.owner.kind === 'rep' ? exposureOf(people, week, spanOf(goal)) : calendarDays(goal, week);
  const common: GoalStanding = {
    goal,
    state,
    verdict: 'unknown',
    missing,
    unpriced,
    found: found ?? { value: null, interval: null, n: 0 },
    attainment: null,
    days,
    expected: null,
    left: null,
    needed: null,
    own: null,
    pace: null,
    projection: null,
    isWithinChance: false,
  };
  if (found === undefined) return common;
  const attainment = state === 'future' ? null : attainmentOf(found, Number(goal.target), goal.kpi.unit);
  return { ...common, attainment, ...(goal.way === 'level' ? levelOf(told, found) : sumOf(told, found, days)) };
}

/** The working days of a goal's period, whoever is there. */
export function calendarDays(goal: Goal, week: WorkingWeek): Exposure {
  return exposureOf([always], week, spanOf(goal));
}

function spanOf({ from, to }: Goal): Days {
  return { from: dayNumber(from), to: dayNumber(to) };
}

const twoSided: ReadonlySet<Unit> = new Set(['scale', 'balance']);

function attainmentOf({ value }: UncertainValue, target: number, unit: Unit): number | null {
  return value === null || target <= 0 || twoSided.has(unit) ? null : value / target;
}

function levelOf({ goal, state }: Told, found: UncertainValue): Partial<GoalStanding> {
  const target = Number(goal.target);
  const isCensus = methodOf(goal.kpi) === 'census';
  const { value, interval, n, pending } = found;
  const verdict = levelVerdict({
    state,
    direction: goal.direction,
    target,
    value,
    interval,
    isCensus,
    n,
    pending: pending ?? 0,
  });
  const isIncluded = interval !== null && interval[0] <= target && target <= interval[1];
  return { verdict, isWithinChance: verdict === 'missed' && isIncluded };
}

function sumOf(told: Told, found: UncertainValue, days: Exposure): Partial<GoalStanding> {
  const { goal, state, people, week, history } = told;
  const { direction, target } = goal;
  const done = found.value ?? 0;
  const left = found.exact === undefined ? Number(target) - done : Number(minus(target, found.exact));
  const exposure = exposureOf(people, week, spanOf(goal));
  const isRunning = state === 'running';
  const expected =
    isRunning && goal.way === 'sum' && exposure.total > 0 ? (Number(target) * exposure.over) / exposure.total : null;
  const isCount = goal.kpi.formula.kind === 'number' && goal.kpi.formula.of.kind === 'count';
  const restWeeks = days.left / week.weekdays.length;
  const pace = history === undefined ? null : recentPace(history, people, week, restWeeks, isCount);
  const isDone = isRunning && goal.way === 'sum' && exposure.left <= 0;
  const rest = pace === null ? (isDone ? nothingToCome : null) : restAt(pace, exposure.left, level);
  const chance =
    rest === null ? null : direction === 'at_most' ? rest.atMost(left) : left <= 0 ? 1 : rest.atLeast(left);
  const beyond: Interval | null = rest === null ? null : [rest.interval[0] - left, rest.interval[1] - left];
  const divisor = Math.max(1, days.left);
  const isToCome = state !== 'over' && days.left > 0 && goal.way === 'sum';
  const verdict = sumVerdict({ state, direction, left, beyond, chance });
  return {
    // Of different members later days add fewer: no pace tells how many more there will be.
    verdict: verdict === 'too_early' && goal.way === 'distinct' ? 'open' : verdict,
    expected,
    left: Math.max(0, left),
    needed: isToCome && left > 0 ? left / divisor : null,
    own: isToCome && rest !== null ? rest.expected / divisor : null,
    pace,
    projection:
      rest === null || chance === null
        ? null
        : {
            value: done + rest.expected,
            interval: [done + rest.interval[0], done + rest.interval[1]],
            chance,
          },
  };
}

/** For somebody without a working day left. */
const nothingToCome = {
  expected: 0,
  interval: [0, 0] as Interval,
  atLeast: (amount: number): number => (amount <= 0 ? 1 : 0),
  atMost: (amount: number): number => (amount >= 0 ? 1 : 0),
};
