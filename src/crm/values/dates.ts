import { literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type DayMonthOrder, orderEvidence } from './date-grammar.ts';
import {
  type DateReading,
  type DateShape,
  dateShapes,
  dateTraits as t,
  epochMillis,
  numberShapes,
} from './date-shapes.ts';
import {
  begins,
  bits,
  blank,
  byFrequency,
  type Case,
  firstOf,
  hasShape,
  matches,
  noSample,
  type Sample,
  type Shape,
  type Traits,
  unread,
} from './shapes.ts';

const all: readonly (Shape & Pick<DateShape, 'numeric'>)[] = [
  ...dateShapes,
  ...numberShapes,
  { pattern: `${blank}*`, traits: t.blank },
];

/** Traits of texts that are dates for certain, and of those that are numbers which may stand for dates. */
export const dateLike = dateShapes.reduce((union, { traits }) => union | traits, 0n);
export const dateNumbers = t.serial | t.epochSeconds | t.epochMillis;

/** SQL of the traits of a text that is not null. */
export function dateTraitsOf(text: Sql, sample: Sample = noSample): Sql {
  const cases = byFrequency(all, sample).map((shape) => ({
    when: hasShape(text, shape),
    value:
      shape.numeric === undefined
        ? bits(shape.traits)
        : sql`(${bits(shape.traits)} | ${orderTraits(text, shape.numeric, sample)})`,
  }));
  return firstOf(cases, bits(t.unreadable));
}

/** With a year of two digits, only a second number beyond 12 leaves one order: `25/03/24` may begin with its year. */
function orderTraits(text: Sql, numeric: 'long year' | 'short year', { seen }: Sample): Sql {
  const long = numeric === 'long year';
  const monthFirst = { when: begins(text, orderEvidence.monthFirst), value: bits(t.monthFirst) };
  const dayFirst = { when: begins(text, orderEvidence.dayFirst), value: bits(long ? t.dayFirst : t.dayOrYearFirst) };
  const nothing = raw('0');
  // What is proven is looked for no more; only what contradicts it is.
  if ((seen & t.monthFirst) !== 0n) return firstOf([dayFirst], nothing);
  if ((seen & t.dayFirst) !== 0n) return firstOf([monthFirst], nothing);
  const same = { when: begins(text, orderEvidence.same), value: nothing };
  const either = { when: begins(text, orderEvidence.either), value: bits(t.ambiguous) };
  return firstOf([monthFirst, dayFirst, ...(long ? [same] : []), either], nothing);
}

/**
 * SQL that reads a column with these traits as instants or days of the sales log.
 * @param order of its dates of numbers; null: they cannot be read
 */
export function dateReader(
  text: Sql,
  seen: Traits,
  order: DayMonthOrder | null,
  kind: 'instant' | 'date',
  isUtc: boolean,
): Sql {
  const local = raw(isUtc ? "'Z'" : "''");
  const numbers = numberReader(text, seen & ~t.blank, kind, local);
  const blanks: Case[] = (seen & t.blank) === 0n ? [] : [{ when: matches(text, `${blank}*`), value: raw('NULL') }];
  if (numbers !== null) return firstOf(blanks, numbers);
  const reading: DateReading = { kind, local, order: order ?? 'dmy' };
  const shapes = dateShapes.filter(
    ({ traits, numeric }) => (seen & traits) !== 0n && (numeric === undefined || order !== null),
  );
  const cases = shapes.map((shape) => ({
    when: hasShape(text, shape),
    value: sql`coalesce(${shape.read(text, reading)}, ${unread(text)})`,
  }));
  // Beside dates, thirteen digits are milliseconds and nothing else.
  if ((seen & t.epochMillis) !== 0n)
    cases.push({ when: matches(text, epochMillis.pattern), value: fromEpoch(text, kind) });
  const last = cases.at(-1);
  const known = shapes.reduce((union, { traits }) => union | traits, t.blank | t.epochMillis | evidence);
  if (last === undefined || (seen & ~known) !== 0n) return firstOf([...blanks, ...cases], unread(text));
  return firstOf([...blanks, ...cases.slice(0, -1)], last.value);
}

const evidence = t.dayFirst | t.monthFirst | t.ambiguous | t.dayOrYearFirst;

/** Null unless the column has nothing but numbers of one kind. */
function numberReader(text: Sql, seen: Traits, kind: 'instant' | 'date', local: Sql): Sql | null {
  const bare = sql`regexp_replace(${text}, ${literal(blank)}, '', 'g')`;
  if (seen === t.epochSeconds || seen === t.epochMillis) {
    return fromEpoch(text, kind, seen === t.epochSeconds ? 1000 : 1);
  }
  if (seen !== t.serial) return null;
  // Days since the end of 1899; spreadsheets believe in 29 February 1900, which is before all of these.
  const days = sql`replace(${bare}, ',', '.')::DOUBLE`;
  if (kind === 'date') return sql`(DATE '1899-12-30' + floor(${days})::INTEGER)::DATE::VARCHAR`;
  const moment = sql`(TIMESTAMP '1899-12-30' + to_seconds(round(${days} * 86400)::BIGINT))`;
  return sql`replace(${moment}::VARCHAR, ' ', 'T') || CASE WHEN ${days} = floor(${days}) THEN '' ELSE ${local} END`;
}

/** @param scale milliseconds in one of what is counted */
function fromEpoch(text: Sql, kind: 'instant' | 'date', scale = 1): Sql {
  const bare = sql`regexp_replace(${text}, ${literal(blank)}, '', 'g')`;
  const moment = sql`epoch_ms(${raw(String(scale))} * ${bare}::BIGINT)`;
  return kind === 'date' ? sql`${moment}::DATE::VARCHAR` : sql`replace(${moment}::VARCHAR, ' ', 'T') || 'Z'`;
}
