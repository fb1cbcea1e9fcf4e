import { join, raw, type Sql, sql } from '../duckdb/sql.ts';

// What the SQL of asking has that is DuckDB's own stands here and nowhere else in asking: another engine that is to answer over the same
// facts needs this file said again in its words (docs/adr/0011). Casts to DOUBLE, BIGINT and VARCHAR, common table expressions, window functions,
// HAVING and UNION mean the same elsewhere.

/** An aggregate over those rows of a group that fulfil a condition; over all of them when it is null. */
export function over(aggregate: Sql, condition: Sql | null): Sql {
  return condition === null ? aggregate : sql`${aggregate} FILTER (WHERE ${condition})`;
}

/**
 * How many rows of a group fulfil a condition, all of them when it is null; null where a condition could be told of no row. DuckDB counts so a third
 * faster than by a FILTER.
 */
export function countOf(condition: Sql | null): Sql {
  return condition === null ? raw('count(*)') : sql`count_if(${condition})`;
}

/** The middle value, interpolated between two. */
export function middle(column: Sql): Sql {
  return sql`median(${column})`;
}

/** All values in order, null ones too; `asJson` makes of them the text of a JSON array. */
export function sorted(column: Sql): Sql {
  return sql`list(${column}::DOUBLE ORDER BY ${column})`;
}

/** The text of a JSON array. */
export function asJson(list: Sql): Sql {
  return sql`to_json(${list})::VARCHAR`;
}

/** Whether a condition holds for any row. */
export function any(condition: Sql): Sql {
  return sql`bool_or(${condition})`;
}

/** A number with exactly so many decimals, 38 digits in all. */
export function exact(number: Sql, decimals: number): Sql {
  return sql`(${number})::DECIMAL(38,${raw(String(decimals))})`;
}

/** What an engine says where an exact number has no room. */
export const overflows = /Overflow in (multiplication of DECIMAL|HUGEINT)/;

/** A day of the calendar. Days and instants are written into a statement, so that parts of it that are the same are worked out once. */
export function date(of: Temporal.PlainDate | string): Sql {
  return raw(`DATE '${Temporal.PlainDate.from(of).toString()}'`);
}

/** The day of a local time. */
export function day(value: Sql): Sql {
  return sql`(${value})::DATE`;
}

/** An instant as microseconds since 1970 in UTC. */
export function instant(micros: bigint): Sql {
  return raw(`make_timestamp(${micros})`);
}

/** A length of time that can be added to an instant. */
export function length(micros: bigint): Sql {
  return raw(`to_microseconds(${micros})`);
}

/** Days that never were and never will be: what has no beginning or no end. */
export const [firstDay, lastDay] = [raw(`'-infinity'::DATE`), raw(`'infinity'::DATE`)];

/** A column of instants as ISO text in UTC. */
export function isoText(column: string): Sql {
  return raw(`strftime(${column}, '%Y-%m-%dT%H:%M:%SZ')`);
}

/** 1 (Monday) … 7 (Sunday) of a day. */
export function weekday(ofDay: Sql): Sql {
  return sql`isodow(${ofDay})`;
}

/** The first day of a day's month. */
export function monthStart(ofDay: Sql): Sql {
  return sql`date_trunc('month', ${ofDay})::DATE`;
}

/** The first day of a day's month, so many months earlier. */
export function monthsBack(ofDay: Sql, months: Sql): Sql {
  return day(sql`date_trunc('month', ${ofDay}) - to_months((${months})::INTEGER)`);
}

/** A day, so many days earlier. */
export function daysBack(ofDay: Sql, days: Sql): Sql {
  return day(sql`${ofDay} - (${days})::INTEGER`);
}

/** Rows of constants as a relation of this name. */
export function constants(rows: readonly (readonly Sql[])[], relation: string, columns: readonly string[]): Sql {
  const tuples = rows.map((row) => sql`(${join(row)})`);
  return sql`(VALUES ${join(tuples)}) AS ${raw(`${relation}(${columns.join(', ')})`)}`;
}

/** All columns of a relation but this one. */
export function allBut(relation: string, column: string): Sql {
  return raw(`${relation}.* EXCLUDE (${column})`);
}

/** Before the relation of a WITH: it is made before the rest is planned, which else may join by ranges alone what can be joined by keys. */
export const first = raw('MATERIALIZED');

/** Two values as one that is compared by the first, then by the second. */
export function pair(major: string, minor: string): Sql {
  return raw(`{'first': ${major}, 'second': ${minor}}`);
}

/** A join that keeps, once, the rows of the left that have one on the right. */
export const semiJoin = raw('SEMI JOIN');
/** A join that keeps the rows of the left that have none on the right. */
export const antiJoin = raw('ANTI JOIN');
/** A join to the last row on the right by its one inequality, `later >= earlier`; without one its columns are null. */
export const latestJoin = raw('ASOF LEFT JOIN');

/** Ends a SELECT with the first row of each group only. */
export function firstOfEach(key: string, order: string): Sql {
  return raw(`QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${order}) = 1`);
}
