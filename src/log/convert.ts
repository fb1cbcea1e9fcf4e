import type { ZoneOffset } from '../domain/calendar.ts';
import { raw, type Sql, sql } from '../duckdb/sql.ts';
import { offsetAtLocal } from '../duckdb/zone.ts';
import type { Column } from './schema.ts';

/** How a source column becomes a sales-log column: SQL over its field, its text and, for the conditions, its value. */
export type Conversion = {
  /** The value that the log keeps. Money and rates stay canonical text until their scale is known. */
  readonly value: Sql;
  /** That the text, which is not null, cannot be read; absent when any text can. */
  readonly unreadable?: Sql;
  /** That the text can be read but is more than the log holds. */
  readonly tooLarge?: Sql;
};

/** A source column: its field, and names for the text and the value that were made of it. */
export type SourceCell = { readonly field: Sql; readonly type: string; readonly text: Sql; readonly value: Sql };

/** Most digits of a decimal before and behind its point. */
export const decimalDigits = { whole: 20, fraction: 18 } as const;

const minuteShape = String.raw`\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d`;
const secondShape = String.raw`:[0-5]\d(\.\d{1,6})?`;
const offsetShape = String.raw`(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)`;
const dateShape = String.raw`\d{4}-\d{2}-\d{2}`;
const wholeShape = String.raw`[+-]?\d+`;
const decimalShape = String.raw`[+-]?\d+(\.\d+)?`;
const heldDecimalShape = String.raw`[+-]?0*\d{1,${decimalDigits.whole}}(\.\d{1,${decimalDigits.fraction}})?`;
const numberType = /^(DOUBLE|FLOAT|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\(.*\))$/;

/** The text of a source field as a report quotes it and as an id is compared; null when it is empty. */
export function sourceText(field: Sql, type: string, neverEmpty = false): Sql {
  if (type === 'VARCHAR') return neverEmpty ? field : sql`nullif(${field}, '')`;
  if (type === 'BLOB') return sql`nullif(coalesce(try(decode(${field})), (${field})::VARCHAR), '')`;
  const text = sql`(${field})::VARCHAR`;
  if (type !== 'DOUBLE' && type !== 'FLOAT') return sql`nullif(${text}, '')`;
  const exact = sql`try_cast(${text} AS DECIMAL(38,18))`;
  return sql`CASE WHEN NOT contains(${text}, 'e') THEN regexp_replace(${text}, '\\.0$', '')
    WHEN (${exact})::DOUBLE = ${field} THEN rtrim(rtrim((${exact})::VARCHAR, '0'), '.') ELSE ${text} END`;
}

/** How a source column is read. `offsets` are those of the workspace zone over the data. */
export function conversionOf(column: Column, cell: SourceCell, offsets: readonly ZoneOffset[]): Conversion {
  switch (column.type.kind) {
    case 'text':
    case 'list':
      return cell.type === 'BLOB'
        ? { value: sql`try(decode(${cell.field}))`, unreadable: sql`${cell.value} IS NULL` }
        : { value: cell.text };
    case 'instant':
      return { value: toInstant(cell, offsets), unreadable: outside(cell.value, 'TIMESTAMP') };
    case 'date':
      return { value: toDate(cell), unreadable: outside(cell.value, 'DATE') };
    case 'whole':
      return toWhole(cell);
    case 'decimal':
      return isMeasure(column) ? toMeasure(cell) : toExact(cell);
  }
}

/**
 * SQL of the value of a text that says it by itself, whatever the zone: an instant in UTC, a measured number. It is null for any other text,
 * and there is no SQL (null) for a column whose values are texts, or are not sized yet. `RawColumn.known` takes what it made.
 */
export function plainValueOf(column: Column, text: Sql): Sql | null {
  if (column.type.kind === 'instant') return utcInstant(text);
  return isMeasure(column) ? measure(text) : null;
}

function utcInstant(text: Sql): Sql {
  return sql`CASE ${whenUtc(text)} END`;
}

function whenUtc(text: Sql): Sql {
  return sql`WHEN ends_with(${text}, 'Z') AND ${matches(text, `${minuteShape}${secondShape}Z`)} THEN try_cast(${text} AS TIMESTAMP)`;
}

function measure(text: Sql): Sql {
  return sql`CASE WHEN ${matches(text, decimalShape)} THEN try_cast(${text} AS DOUBLE) END`;
}

/** Whether a decimal column is a measured number, kept as DOUBLE, and no money or rate. */
export function isMeasure(column: Column): boolean {
  return column.name === 'duration_s';
}

function toInstant({ field, type, text }: SourceCell, offsets: readonly ZoneOffset[]): Sql {
  const natural = sql`(${field})::TIMESTAMP`;
  if (/WITH TIME ZONE/.test(type)) return natural;
  if (type === 'TIMESTAMP_NS')
    return sql`CASE WHEN isfinite(${field}) AND epoch_ns(${field}) % 1000 = 0 THEN ${fromLocal(natural, offsets)} END`;
  if (type.startsWith('TIMESTAMP')) return fromLocal(natural, offsets);
  const withSeconds = sql`left(${text}, 16) || ':00' || substr(${text}, 17)`;
  // A plain cast takes a quarter of the time of one that knows of offsets.
  return sql`CASE ${whenUtc(text)}
    WHEN ${matches(text, minuteShape + secondShape + offsetShape)} THEN try_cast(${text} AS TIMESTAMPTZ)::TIMESTAMP
    WHEN ${matches(text, `${minuteShape}(${secondShape})?`)} THEN ${fromLocal(sql`try_cast(${text} AS TIMESTAMP)`, offsets)}
    WHEN ${matches(text, minuteShape + offsetShape)} THEN try_cast(${withSeconds} AS TIMESTAMPTZ)::TIMESTAMP END`;
}

/** A local time without offset: an hour that occurs twice is the first, a gap has the offset before it. */
function fromLocal(local: Sql, offsets: readonly ZoneOffset[]): Sql {
  if (offsets.length === 1 && offsets[0]!.offsetMicros === 0n) return local;
  return sql`(${local} - ${offsetAtLocal(local, offsets)})`;
}

function toDate({ field, type, text }: SourceCell): Sql {
  if (type === 'DATE') return field;
  if (/^TIMESTAMP(_S|_MS|_NS)?$/.test(type)) {
    return sql`CASE WHEN isfinite(${field}) AND ${field} = date_trunc('day', ${field}) THEN (${field})::DATE END`;
  }
  return sql`CASE WHEN ${matches(text, dateShape)} THEN try_cast(${text} AS DATE) END`;
}

/** No value, or one that `YYYY-MM-DD` cannot write, such as infinity. */
function outside(value: Sql, type: 'TIMESTAMP' | 'DATE'): Sql {
  const last = type === 'DATE' ? '9999-12-31' : '9999-12-31 23:59:59.999999';
  return sql`(${value} BETWEEN ${raw(`${type} '0001-01-01'`)} AND ${raw(`${type} '${last}'`)}) IS NOT TRUE`;
}

function toWhole({ type, text, value }: SourceCell): Conversion {
  // Natural decimals come with all places of their type.
  const digits = type.startsWith('DECIMAL') ? sql`regexp_replace(${text}, '\\.0+$', '')` : text;
  return {
    value: sql`try_cast(CASE WHEN ${matches(digits, wholeShape)} THEN ${digits} END AS INTEGER)`,
    unreadable: withoutShape(value, digits, wholeShape),
    tooLarge: sql`${value} IS NULL`,
  };
}

function toExact({ text, value }: SourceCell): Conversion {
  const trimmed = sql`CASE WHEN contains(${text}, '.') THEN rtrim(rtrim(${text}, '0'), '.') ELSE ${text} END`;
  return {
    value: sql`CASE WHEN ${matches(text, decimalShape)} AND ${matches(trimmed, heldDecimalShape)} THEN ltrim(${trimmed}, '+') END`,
    unreadable: withoutShape(value, text, decimalShape),
    tooLarge: sql`${value} IS NULL`,
  };
}

function toMeasure({ field, type, text, value }: SourceCell): Conversion {
  if (numberType.test(type))
    return {
      value: sql`(${field})::DOUBLE`,
      unreadable: sql`NOT isfinite(${value})`,
      tooLarge: sql`(${value} IS NULL OR abs(${value}) >= 1e20)`,
    };
  // The nearest DOUBLE of 20 nines is 1e20 itself: the digits are counted instead.
  const whole = sql`ltrim(split_part(${text}, '.', 1), '+-0')`;
  const most = raw(String(decimalDigits.whole));
  return {
    value: measure(text),
    unreadable: withoutShape(value, text, decimalShape),
    tooLarge: sql`strlen(${text}) > ${most} AND (${value} IS NULL OR length(${whole}) > ${most})`,
  };
}

/** Only a text without a value need be looked at again. */
function withoutShape(value: Sql, text: Sql, shape: string): Sql {
  return sql`${value} IS NULL AND NOT ${matches(text, shape)}`;
}

function matches(text: Sql, shape: string): Sql {
  return sql`regexp_full_match(${text}, ${raw(`'${shape}'`)})`;
}
