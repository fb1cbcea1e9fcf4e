import { dayOf, startOfDay, toMicros, zoneOffsets } from '../../domain/calendar.ts';
import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { offsetAt } from '../../duckdb/zone.ts';
import { type Resolved, seenReps } from '../../engine/question.ts';
import { type Day, dayNumber, type Days, weekdayOf } from './days.ts';

/** On which weekdays is worked, and how much of today is over. */
export type WorkingWeek = {
  /** ISO weekdays in order, 1 = Monday. */
  readonly weekdays: readonly number[];
  /** Whether the log's own activity says so; else Monday to Friday is taken. */
  readonly isFromLog: boolean;
  readonly today: Day;
  /** The part 0 … 1 of a usual day's work that is done by this time of day. */
  readonly todayShare: number;
};

const usualWeekdays = [1, 2, 3, 4, 5];
const lookedBackWeeks = 26;
/** Fewer activities than these tell no weekdays. */
const fewestActivities = 100;
/** A weekday is worked on when it has this part of the activity of a middling one of the five busiest. */
const leastShare = 0.25;

/**
 * The team's working week as its outbound activity of the last 26 weeks tells it: those weekdays that have at least a quarter of the activity of the third busiest.
 * Monday to Friday where there is little activity. Public holidays are not known: they slow the past as they will slow what is to come.
 */
export async function workingWeekOf(log: Resolved): Promise<WorkingWeek> {
  const { timezone } = log.workspace;
  const now = dayOf(log.asOf, timezone);
  const from = now.subtract({ weeks: lookedBackWeeks });
  const made = sql`outbound AND ${await seenReps(log)}`;
  const rows = await log.db.rows<{ weekday: number; n: number }>(sql`
    SELECT isodow(day)::INTEGER AS weekday, count(*)::DOUBLE AS n FROM facts.activity
    WHERE ${made} AND day >= ${from.toString()}::DATE AND day < ${now.toString()}::DATE GROUP BY weekday`);
  const told = weekdaysOf(new Map(rows.map(({ weekday, n }) => [weekday, n])));
  return {
    weekdays: told ?? usualWeekdays,
    isFromLog: told !== null,
    today: dayNumber(now),
    todayShare: await shareOfDay(log, made, from, now),
  };
}

/** The weekdays on which is worked, of the activity on each; null where there is too little. */
export function weekdaysOf(activity: ReadonlyMap<number, number>): readonly number[] | null {
  const counts = [1, 2, 3, 4, 5, 6, 7].map((weekday) => activity.get(weekday) ?? 0);
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total < fewestActivities) return null;
  const middling = counts.toSorted((a, b) => b - a)[2]!;
  return [1, 2, 3, 4, 5, 6, 7].filter((weekday) => counts[weekday - 1]! >= Math.max(1, leastShare * middling));
}

/** Where the log has few activities, work goes on evenly from 9 to 18. */
const [usualBegin, usualEnd] = [9, 18];

/** The part of a day's activity that past days had by this time of day. */
async function shareOfDay(
  log: Resolved,
  made: Sql,
  from: Temporal.PlainDate,
  now: Temporal.PlainDate,
): Promise<number> {
  const { timezone } = log.workspace;
  if (Temporal.Instant.compare(startOfDay(now, timezone), log.asOf) === 0) return 0;
  const { hour, minute, second } = log.asOf.toZonedDateTimeISO(timezone);
  const seconds = hour * 3600 + minute * 60 + second;
  const instant = raw('occurred_at');
  const first = startOfDay(from, timezone);
  const local = sql`(${instant} + ${offsetAt(instant, zoneOffsets(timezone, first, log.asOf))})`;
  const { before, all } = await log.db.row<{ before: number; all: number }>(sql`
    SELECT count(*) FILTER (date_part('epoch', ${local}::TIME) < ${seconds})::DOUBLE AS before, count(*)::DOUBLE AS all
    FROM facts.activity WHERE ${made} AND occurred_at >= make_timestamp(${toMicros(first)}::BIGINT) AND day < ${now.toString()}::DATE`);
  if (all >= fewestActivities) return before / all;
  return Math.min(1, Math.max(0, (seconds / 3600 - usualBegin) / (usualEnd - usualBegin)));
}

/** How many working days a span has. */
export function workingDays({ weekdays }: Pick<WorkingWeek, 'weekdays'>, { from, to }: Days): number {
  if (to <= from) return 0;
  const weeks = Math.floor((to - from) / 7);
  let days = weeks * weekdays.length;
  for (let day = from + weeks * 7; day < to; day++) if (weekdays.includes(weekdayOf(day))) days++;
  return days;
}

/** How many working days of a span are over, today by the part of it that is. */
export function workingDaysOver(week: WorkingWeek, span: Days): number {
  const { today, todayShare } = week;
  const whole = workingDays(week, { from: span.from, to: Math.min(span.to, today) });
  const isRunning = today >= span.from && today < span.to && week.weekdays.includes(weekdayOf(today));
  return whole + (isRunning ? todayShare : 0);
}
