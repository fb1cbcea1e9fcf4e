import type { ZoneOffset } from '../domain/calendar.ts';
import { raw, type Sql, sql } from '../duckdb/sql.ts';
import { offsetAtLocal } from '../duckdb/zone.ts';
import type { Column } from './schema.ts';

/** How a source column becomes a sales-log value: null when the value is absent or cannot be read. */
export type Conversion = (value: Sql, sourceType: string) => Sql;

const instantShape = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)?`;
const offsetShape = String.raw`(Z|[+-]\d{2}:?\d{2})$`;

/** Most digits of a decimal before and after its point. */
export const decimalDigits = { whole: 20, fraction: 18 } as const;

/** The text of a source value as a report quotes it. */
export function asText(value: Sql, sourceType: string): Sql {
  if (sourceType === 'VARCHAR') return value;
  if (/^(DOUBLE|FLOAT)$/.test(sourceType)) {
    const text = sql`(${value})::VARCHAR`;
    const plain = sql`rtrim(rtrim(printf('%.18f', (${value})::DOUBLE), '0'), '.')`;
    return sql`CASE WHEN contains(${text}, 'e') THEN ${plain} WHEN suffix(${text}, '.0') THEN left(${text}, length(${text}) - 2) ELSE ${text} END`;
  }
  return sql`(${value})::VARCHAR`;
}

/** The conversion of a column's type, `offsets` being those of the workspace zone over the data. Decimals come as canonical text; their DECIMAL type is chosen when all are known. */
export function conversionOf(column: Column, offsets: readonly ZoneOffset[]): Conversion {
  switch (column.type.kind) {
    case 'text':
    case 'list':
      return (value, type) => sql`nullif(${asText(value, type)}, '')`;
    case 'instant':
      return (value, type) => toInstant(value, type, offsets);
    case 'date':
      return toDate;
    case 'whole':
      return (value, type) => toWhole(value, type);
    case 'decimal':
      return (value, type) => toDecimalText(value, type);
  }
}

function toInstant(value: Sql, type: string, offsets: readonly ZoneOffset[]): Sql {
  if (type === 'TIMESTAMP WITH TIME ZONE') return inCalendar(sql`(${value})::TIMESTAMP`);
  if (type.startsWith('TIMESTAMP')) return inCalendar(fromLocal(sql`(${value})::TIMESTAMP`, offsets));
  if (type === 'DATE') return fromLocal(sql`try_cast(${toDate(value, type)} AS TIMESTAMP)`, offsets);
  const text = asText(value, type);
  const local = sql`try_cast(regexp_replace(${text}, ${raw(quote(offsetShape))}, '') AS TIMESTAMP)`;
  const suffix = sql`regexp_extract(${text}, ${raw(quote(offsetShape))})`;
  const minutes = sql`(substr(${suffix}, 2, 2)::INTEGER * 60 + right(${suffix}, 2)::INTEGER)`;
  const sign = sql`CASE WHEN left(${suffix}, 1) = '-' THEN -1 ELSE 1 END`;
  return sql`CASE WHEN regexp_full_match(${text}, ${raw(quote(instantShape))}) THEN
      CASE ${suffix} WHEN 'Z' THEN ${local} WHEN '' THEN ${fromLocal(local, offsets)}
      ELSE ${local} - to_minutes(${sign} * ${minutes}) END
    END`;
}

/** An instant of the years 1 to 9999, which is all that the format can write; else null. */
function inCalendar(instant: Sql): Sql {
  return sql`CASE WHEN ${instant} >= TIMESTAMP '0001-01-02' AND ${instant} < TIMESTAMP '9999-12-31' THEN ${instant} END`;
}

/** A local time without offset: an hour that occurs twice is the first, a gap has the offset before it. */
function fromLocal(local: Sql, offsets: readonly ZoneOffset[]): Sql {
  return sql`(${local} - ${offsetAtLocal(local, offsets)})`;
}

function toDate(value: Sql, type: string): Sql {
  if (type === 'DATE') return sql`CASE WHEN year(${value}) BETWEEN 1 AND 9999 THEN ${value} END`;
  if (type.startsWith('TIMESTAMP')) {
    return sql`CASE WHEN (${value})::TIMESTAMP = date_trunc('day', (${value})::TIMESTAMP) THEN (${value})::DATE END`;
  }
  const text = asText(value, type);
  return sql`CASE WHEN regexp_full_match(${text}, '\\d{4}-\\d{2}-\\d{2}') THEN try_cast(${text} AS DATE) END`;
}

function toWhole(value: Sql, type: string): Sql {
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return sql`try_cast(${value} AS INTEGER)`;
  const text = asText(value, type);
  return sql`CASE WHEN regexp_full_match(${text}, '[+-]?\\d+') THEN try_cast(${text} AS INTEGER) END`;
}

function toDecimalText(value: Sql, type: string): Sql {
  const text = type.startsWith('DECIMAL') ? sql`(${value})::VARCHAR` : asText(value, type);
  const trimmed = sql`CASE WHEN contains(${text}, '.') THEN rtrim(rtrim(${text}, '0'), '.') ELSE ${text} END`;
  const { whole, fraction } = decimalDigits;
  const shape = raw(quote(String.raw`[+-]?0*\d{1,${whole}}(\.\d{1,${fraction}})?`));
  return sql`CASE WHEN regexp_full_match(${trimmed}, ${shape}) THEN ltrim(${trimmed}, '+') END`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
