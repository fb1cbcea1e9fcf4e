import { type Calendar, zoneOffsets } from '../../domain/calendar.ts';
import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { day as dayOf, daysBack, length, monthsBack, monthStart, weekday } from '../dialect.ts';
import { offsetAt, offsetAtLocal } from '../../duckdb/zone.ts';

/** Turns SQL instants into local days and calendar columns, without the database's own time zones. */
export type LocalTime = {
  /** The local day (DATE) of an instant expression. */
  readonly day: (instant: Sql) => Sql;
  /** The UTC instant of local midnight of a DATE expression, as the zone's "compatible" reading has it. */
  readonly midnight: (day: Sql) => Sql;
  readonly calendarColumns: Sql;
};

/** Local time of `calendar` for instants in `[first, last]`. */
export function localTime(calendar: Calendar, first: Temporal.Instant, last: Temporal.Instant): LocalTime {
  const offsets = zoneOffsets(calendar.timezone, first, last);
  return {
    day: (instant) => dayOf(sql`${instant} + ${offsetAt(instant, offsets)}`),
    midnight: (localDay) => {
      const local = sql`(${localDay})::TIMESTAMP`;
      return sql`(${local} - ${offsetAtLocal(local, offsets)})`;
    },
    calendarColumns: calendarColumns(calendar),
  };
}

/** `day, week, month, quarter, year` of a DATE column named `day`: each bucket's calendar first day. */
export function calendarColumns({ week_start, fiscal_year_start_month }: Calendar): Sql {
  const day = raw('day');
  const back = (cycle: number): Sql =>
    monthsBack(day, raw(`(month(day) - ${fiscal_year_start_month} + 12) % ${cycle}`));
  return sql`day, ${daysBack(day, sql`(${weekday(day)} - ${raw(String(week_start))} + 7) % 7`)} AS week,
      ${monthStart(day)} AS month, ${back(3)} AS quarter, ${back(12)} AS year`;
}

/** An instant as a SQL TIMESTAMP literal. */
export function timestamp(micros: bigint): Sql {
  return raw(`make_timestamp(${micros})`);
}

/** A length of `count` days of 24 h as a SQL interval. */
export function days(count: number): Sql {
  return length(BigInt(Math.round(count * 86_400_000_000)));
}
