import type { Database } from '../../duckdb/database.ts';
import { literal, type Sql, sql } from '../../duckdb/sql.ts';
import type { DateOrder } from './map-settings.ts';

/** How the macros read text when a map gives them no second argument. */
export type ReadingHabits = { readonly decimalComma: boolean; readonly dateOrder: DateOrder };

const blanks = literal('[\\s\\x{00A0}\\x{202F}€$£¥]');
const pointDecimal = literal("[+-]?(\\d+|\\d{1,3}([,'’]\\d{3})+)(\\.\\d+)?");
const commaDecimal = literal("[+-]?(\\d+|\\d{1,3}([.'’]\\d{3})+)(,\\d+)?");
const yearFirst = literal('\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}');
const yearLast = literal('\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}');
const time = literal('\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)? ?([AaPp]\\.? ?[Mm]\\.?)? ?(Z|UTC|[+-]\\d{2}:?\\d{2})?');

/**
 * Creates the SQL macros of CSV maps in `schema`. Each turns text into the form of the sales log:
 *
 * - `to_decimal(text [, ',' or '.'])`: `1.234,50 €` → `1234.50`; thousands separators must stand at thousands
 * - `to_date(text [, 'ymd' | 'dmy' | 'mdy'])`: `31/12/2026` → `2026-12-31`; a date that begins with the year is read in any order
 * - `to_instant(text [, order])`: the same with an optional time, AM or PM, and offset; a date alone is its midnight
 *
 * What they can't read comes back with a `?` before it, so that the row is rejected with its value instead of being guessed at.
 */
export async function createMacros(db: Database, schema: Sql, habits: ReadingHabits): Promise<void> {
  const mark = literal(habits.decimalComma ? ',' : '.');
  const order = literal(habits.dateOrder);
  const bare = sql`regexp_replace(v::VARCHAR, ${blanks}, '', 'g')`;
  await db.runAll([
    sql`CREATE MACRO ${schema}._decimal(v, mark) AS CASE
      WHEN trim(v::VARCHAR) = '' THEN NULL
      WHEN mark = '.' AND regexp_full_match(${bare}, ${pointDecimal}) THEN regexp_replace(${bare}, '[,''’+]', '', 'g')
      WHEN mark = ',' AND regexp_full_match(${bare}, ${commaDecimal}) THEN replace(regexp_replace(${bare}, '[.''’+]', '', 'g'), ',', '.')
      ELSE '?' || v::VARCHAR END`,
    sql`CREATE MACRO ${schema}.to_decimal(v) AS ${schema}._decimal(v, ${mark}), (v, mark) AS ${schema}._decimal(v, mark)`,

    sql`CREATE MACRO ${schema}._ymd(y, m, d) AS y || '-' || lpad(m, 2, '0') || '-' || lpad(d, 2, '0')`,
    sql`CREATE MACRO ${schema}._day_parts(v, part, date_order) AS CASE
      WHEN regexp_full_match(v, ${yearFirst}) THEN ${schema}._ymd(part[1], part[2], part[3])
      WHEN date_order = 'dmy' AND regexp_full_match(v, ${yearLast}) THEN ${schema}._ymd(part[3], part[2], part[1])
      WHEN date_order = 'mdy' AND regexp_full_match(v, ${yearLast}) THEN ${schema}._ymd(part[3], part[1], part[2]) END`,
    sql`CREATE MACRO ${schema}._day(v, date_order) AS ${schema}._day_parts(v, regexp_extract_all(v, '\\d+'), date_order)`,
    sql`CREATE MACRO ${schema}._date(v, date_order) AS CASE
      WHEN trim(v::VARCHAR) = '' THEN NULL
      WHEN try_cast(${schema}._day(trim(v::VARCHAR), date_order) AS DATE) IS NOT NULL THEN ${schema}._day(trim(v::VARCHAR), date_order)
      ELSE '?' || v::VARCHAR END`,
    sql`CREATE MACRO ${schema}.to_date(v) AS ${schema}._date(v, ${order}), (v, date_order) AS ${schema}._date(v, date_order)`,

    sql`CREATE MACRO ${schema}._clock(v) AS CASE
      WHEN v = '' THEN '00:00:00'
      WHEN regexp_full_match(v, ${time}) THEN
        lpad((CASE WHEN regexp_matches(v, '[Pp]\\.? ?[Mm]') THEN split_part(v, ':', 1)::INTEGER % 12 + 12
          WHEN regexp_matches(v, '[Aa]\\.? ?[Mm]') THEN split_part(v, ':', 1)::INTEGER % 12
          ELSE split_part(v, ':', 1)::INTEGER END)::VARCHAR, 2, '0')
        || regexp_extract(v, '^\\d{1,2}(:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?)0*', 1)
        || regexp_extract(v, '\\.\\d{6}0*([1-9]\\d*)', 1)
        || replace(regexp_extract(v, '(Z|UTC|[+-]\\d{2}:?\\d{2})$', 1), 'UTC', 'Z') END`,
    sql`CREATE MACRO ${schema}._instant_of(v, day, clock) AS CASE
      WHEN trim(v::VARCHAR) = '' THEN NULL
      WHEN try_cast(day AS DATE) IS NULL OR clock IS NULL THEN '?' || v::VARCHAR
      ELSE day || 'T' || clock END`,
    sql`CREATE MACRO ${schema}._instant(v, date_order) AS ${schema}._instant_of(v,
      ${schema}._day(regexp_extract(trim(v::VARCHAR), '^[^T ,]+'), date_order),
      ${schema}._clock(regexp_extract(trim(v::VARCHAR), '^[^T ,]+[T ,]+(.*)$', 1)))`,
    sql`CREATE MACRO ${schema}.to_instant(v) AS ${schema}._instant(v, ${order}), (v, date_order) AS ${schema}._instant(v, date_order)`,
  ]);
}
