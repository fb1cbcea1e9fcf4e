import { literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import {
  type DecimalMark,
  exponentInside,
  numberTraits as t,
  numberShapes,
  plainNumbers,
  readableWith,
  simpleMoney,
} from './number-shapes.ts';
import {
  bits,
  blank,
  byFrequency,
  firstOf,
  hasShape,
  matches,
  noSample,
  type Sample,
  type Traits,
  unread,
} from './shapes.ts';

/** Traits of texts that are numbers. */
export const numberLike = t.plainWhole | t.plainPoint | t.whole | t.point | t.comma | t.ambiguous;

/** SQL of the traits of a text that is not null. */
export function numberTraitsOf(text: Sql, sample: Sample = noSample): Sql {
  const cases = byFrequency(numberShapes, sample).map((shape) => ({
    when: hasShape(text, shape),
    value: (shape.traits & mayHaveExponent) === 0n ? bits(shape.traits) : withExponent(text, shape.traits),
  }));
  return firstOf(cases, bits(t.unreadable));
}

const mayHaveExponent = t.point | t.comma | t.whole;

function withExponent(text: Sql, traits: Traits): Sql {
  const inside = sql`regexp_matches(${text}, ${literal(exponentInside)})`;
  return sql`CASE WHEN ${inside} THEN ${bits(traits | t.exponent)} ELSE ${bits(traits)} END`;
}

/** SQL that reads a column with these traits as plain numbers such as `-1234.50`, whole ones without a fraction. */
export function numberReader(text: Sql, seen: Traits, mark: DecimalMark, kind: 'decimal' | 'whole'): Sql {
  const has = (traits: Traits): boolean => (seen & traits) !== 0n;
  const asTheyAre = t.plainWhole | (mark === '.' && kind === 'decimal' ? t.plainPoint : 0n);
  if ((seen & ~asTheyAre) === 0n) return text;
  const { pattern, dropped } = simpleMoney(mark);
  const simple = sql`translate(${text}, ${literal(mark + dropped)}, '.')`;
  const written = firstOf(
    [
      { when: matches(text, pattern), value: simple },
      { when: matches(text, readableWith(mark)), value: canonical(text, mark, has(t.exponent)) },
    ],
    raw('NULL'),
  );
  const number = kind === 'whole' ? wholeOf(written) : written;
  const plain = plainNumbers.filter(({ traits }) => has(traits & asTheyAre));
  const cases = [
    ...plain.map((shape) => ({ when: hasShape(text, shape), value: text })),
    ...(has(t.blank) ? [{ when: matches(text, `${blank}*`), value: raw('NULL') }] : []),
  ];
  return firstOf(cases, sql`coalesce(${number}, ${unread(text)})`);
}

function canonical(text: Sql, mark: DecimalMark, exponents: boolean): Sql {
  const negative = sql`CASE WHEN regexp_matches(${text}, '^[^0-9]*[-−(]') THEN '-' ELSE '' END`;
  const digits = sql`regexp_replace(${text}, ${literal(mark === '.' ? '[^0-9.]' : '[^0-9,]')}, '', 'g')`;
  const pointed = mark === '.' ? digits : sql`replace(${digits}, ',', '.')`;
  const plain = sql`CASE WHEN starts_with(${pointed}, '.') THEN '0' || ${pointed} ELSE ${pointed} END`;
  if (!exponents) return sql`${negative} || ${plain}`;
  const inside = sql`regexp_matches(${text}, ${literal(exponentInside)})`;
  return sql`${negative} || CASE WHEN ${inside} THEN ${withoutExponent(text)} ELSE ${plain} END`;
}

/** `1.5E+06` → `1500000`, by moving the mark: exact however many digits. */
function withoutExponent(text: Sql): Sql {
  const parts = sql`regexp_extract(${text}, '(\\d+)[.,]?(\\d*)[eE]([+-]?\\d+)', ['whole', 'fraction', 'power'])`;
  const place = raw('(length(v.whole)::INTEGER + v.power::INTEGER)');
  const digits = raw('(v.whole || v.fraction)');
  return sql`list_transform([${parts}], lambda v: regexp_replace(CASE
    WHEN ${place} <= 0 THEN '0.' || repeat('0', -${place}) || ${digits}
    WHEN ${place} >= length(${digits}) THEN rpad(${digits}, ${place}, '0')
    ELSE left(${digits}, ${place}) || '.' || substr(${digits}, ${place} + 1) END, '^0+([0-9])', '\\1'))[1]`;
}

function wholeOf(number: Sql): Sql {
  return sql`list_transform([${number}], lambda n: CASE
    WHEN NOT contains(n, '.') THEN n WHEN regexp_matches(n, '\\.0+$') THEN split_part(n, '.', 1) END)[1]`;
}
