import { type Calendar, zoneOffsets } from '../../domain/calendar.ts';
import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { offsetAt, offsetAtLocal } from '../../duckdb/zone.ts';

/** Turns SQL instants into local days and calendar columns, without the database's own time zones. */
export type LocalTime = {
  /** The local day (DATE) of an instant expression. */
  readonly day: (instant: Sql) => Sql;
  /** The UTC instant of local midnight of a DATE expression, as the zone's "compatible" reading has it. */
  readonly midnight: (day: Sql) => Sql;
  /** `day, week, month, quarter, year` of a DATE column named `day`: each bucket's calendar first day. */
  readonly calendarColumns: Sql;
};

/** Local time of `calendar` for instants in `[first, last]`. */
export function localTime(calendar: Calendar, first: Temporal.Instant, last: Temporal.Instant): LocalTime {
  const offsets = zoneOffsets(calendar.timezone, first, last);
  const fiscal = calendar.fiscal_year_start_month;
  const back = (cycle: number): Sql =>
    raw(`(date_trunc('month', day) - to_months(((month(day) - ${fiscal} + 12) % ${cycle})::INTEGER))::DATE`);
  return {
    day: (instant) => sql`(${instant} + ${offsetAt(instant, offsets)})::DATE`,
    midnight: (day) => {
      const local = sql`(${day})::TIMESTAMP`;
      return sql`(${local} - ${offsetAtLocal(local, offsets)})`;
    },
    calendarColumns: sql`day,
      (day - ((isodow(day) - ${raw(String(calendar.week_start))} + 7) % 7)::INTEGER)::DATE AS week,
      date_trunc('month', day)::DATE AS month,
      ${back(3)} AS quarter,
      ${back(12)} AS year`,
  };
}

/** An instant as a SQL TIMESTAMP literal. */
export function timestamp(micros: bigint): Sql {
  return raw(`make_timestamp(${micros})`);
}

/** A length of `count` days of 24 h as a SQL interval. */
export function days(count: number): Sql {
  return raw(`to_microseconds(${BigInt(Math.round(count * 86_400_000_000))})`);
}
