import { literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { clocks, day, type DayMonthOrder, days, plainClocks } from './date-grammar.ts';
import { blank, type Shape, type Traits } from './shapes.ts';

/** What the dates and times of a column look like, besides their shapes. */
export const dateTraits = {
  blank: 1n << 0n,
  unreadable: 1n << 1n,
  /** Numbers instead of dates; they count only in a column of nothing else. */
  serial: 1n << 2n,
  epochSeconds: 1n << 3n,
  epochMillis: 1n << 4n,
  /** Of two numbers that are day and month: the first is no month; the second is none; neither proves anything. */
  dayFirst: 1n << 5n,
  monthFirst: 1n << 6n,
  ambiguous: 1n << 7n,
  /** With a year of two digits, a first number that is no month: the day, or the year. */
  dayOrYearFirst: 1n << 8n,
} as const satisfies Record<string, Traits>;
const firstShapeBit = 9n;

/** How a column is read. */
export type DateReading = {
  readonly kind: 'instant' | 'date';
  /** What ends a clock without an offset: `'Z'` or nothing. */
  readonly local: Sql;
  readonly order: DayMonthOrder;
};

/** A way to write a day with or without a clock. */
export type DateShape = Shape & {
  /** Day and month are numbers in an order to be found, before a year of four digits or two. */
  readonly numeric?: 'long year' | 'short year';
  /** SQL of the value in the sales log's form; null when there is no such day. */
  readonly read: (text: Sql, reading: DateReading) => Sql;
};

type Unnumbered = Omit<DateShape, 'traits'>;

/** What needs next to no reading. The patterns match days of the calendar only. */
const iso: readonly Unnumbered[] = [
  {
    length: 10,
    pattern: day.real,
    read: (text, { kind }) => (kind === 'date' ? text : sql`${text} || 'T00:00:00'`),
  },
  {
    length: 20,
    pattern: `(?:${day.real})T${day.time}Z`,
    read: (text, { kind }) => (kind === 'date' ? firstTen(text) : text),
  },
  ...[
    { length: 28, end: String.raw`\.000\+0000` },
    { length: 24, end: String.raw`\.000Z` },
  ].map(
    ({ length, end }): Unnumbered => ({
      length,
      pattern: `(?:${day.real})T${day.time}${end}`,
      read: (text, { kind }) => (kind === 'date' ? firstTen(text) : sql`left(${text}, 19) || 'Z'`),
    }),
  ),
  {
    length: 19,
    pattern: `(?:${day.real})T${day.time}`,
    read: (text, { kind, local }) => (kind === 'date' ? firstTen(text) : sql`${text} || ${local}`),
  },
  {
    length: 19,
    pattern: `(?:${day.real}) ${day.time}`,
    read: (text, { kind, local }) => (kind === 'date' ? firstTen(text) : sql`replace(${text}, ' ', 'T') || ${local}`),
  },
  {
    pattern: String.raw`[1-9]\d{3}-\d\d?-\d\d?[ T]${clocks.twentyFour}`,
    read: (text, { kind, local }) =>
      kind === 'date' ? dayOf(sql`try_cast(${text} AS DATE)`) : momentOf(sql`try_cast(${text} AS TIMESTAMP)`, local),
  },
];

/** Day, month and year between slashes, which DuckDB reads by itself. */
const slashes: readonly Unnumbered[] = plainClocks.map(({ pattern, format }) => ({
  pattern: String.raw`\d{1,2}/\d{1,2}/[1-9]\d{3}${pattern}`,
  numeric: 'long year',
  read: (text, { kind, local, order }) => {
    const moment = sql`try_strptime(${text}, ${literal((order === 'dmy' ? '%d/%m/%Y' : '%m/%d/%Y') + format)})`;
    if (kind === 'date') return dayOf(sql`${moment}::DATE`);
    return sql`strftime(${moment}, '%Y-%m-%dT%H:%M:%S') || ${format === '' ? raw("''") : local}`;
  },
}));

/** Every way to write a day with every way to write a clock. */
const others: readonly Unnumbered[] = clocks.shapes.flatMap((clock) =>
  days.map(({ pattern, groups, iso: order, numeric, named }): Unnumbered => {
    const whole = `${blank}*${pattern}${clock.pattern}${blank}*`;
    const [time, half, offset] = [groups + 1, groups + 2, groups + clock.groups];
    const put = (text: Sql, into: string): Sql => {
      const answer = sql`regexp_replace(${text}, ${literal(`^${whole}$`)}, ${literal(into)})`;
      return named ? sql`replace(${answer}, '@', ${monthNumber(text)})` : answer;
    };
    return {
      pattern: whole,
      ...(numeric === undefined ? {} : { numeric }),
      read: (text, reading) => {
        const date = order(reading.order);
        if (reading.kind === 'date') return dayOf(sql`try_cast(${put(text, date)} AS DATE)`);
        if (clock.hours === 0) return momentOf(sql`try_cast(${put(text, date)} AS TIMESTAMP)`, raw("''"));
        const moment =
          clock.hours === 24
            ? sql`try_cast(${put(text, `${date} \\${time}`)} AS TIMESTAMP)`
            : sql`try_strptime(${put(text, `${date} \\${time} \\${half}M`)}, ${raw(twelveHours)})`;
        return momentOf(moment, clock.zoned ? offsetOf(text, whole, offset) : reading.local);
      },
    };
  }),
);

/** All of them, in the order in which they are looked for. */
export const dateShapes: readonly DateShape[] = [...iso, ...slashes, ...others].map((shape, i) => ({
  ...shape,
  traits: 1n << (firstShapeBit + BigInt(i)),
}));

/** Milliseconds since 1970, as interfaces write them. */
export const epochMillis: Shape = { pattern: String.raw`${blank}*\d{13}${blank}*`, traits: dateTraits.epochMillis };

/** Numbers that spreadsheets and interfaces write for dates. */
export const numberShapes: readonly Shape[] = [
  { pattern: String.raw`${blank}*(?:[2-7]\d{4}(?:[.,]\d+)?|80000)${blank}*`, traits: dateTraits.serial },
  { pattern: String.raw`${blank}*\d{10}${blank}*`, traits: dateTraits.epochSeconds },
  epochMillis,
];

const twelveHours = "['%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M:%S.%f %p']";

function firstTen(text: Sql): Sql {
  return sql`left(${text}, 10)`;
}

function dayOf(date: Sql): Sql {
  return sql`${date}::VARCHAR`;
}

function momentOf(moment: Sql, end: Sql): Sql {
  return sql`replace(${moment}::VARCHAR, ' ', 'T') || ${end}`;
}

/** The number of the month whose name is the first word of three letters or more. */
function monthNumber(text: Sql): Sql {
  return sql`CASE lower(regexp_extract(${text}, '[A-Za-z]{3}'))
    WHEN 'jan' THEN '1' WHEN 'ene' THEN '1' WHEN 'feb' THEN '2' WHEN 'mar' THEN '3' WHEN 'apr' THEN '4' WHEN 'abr' THEN '4'
    WHEN 'may' THEN '5' WHEN 'jun' THEN '6' WHEN 'jul' THEN '7' WHEN 'aug' THEN '8' WHEN 'ago' THEN '8' WHEN 'sep' THEN '9'
    WHEN 'set' THEN '9' WHEN 'oct' THEN '10' WHEN 'nov' THEN '11' ELSE '12' END`;
}

/** The offset in a group of the pattern as `±hh:mm`, or `Z`. */
function offsetOf(text: Sql, pattern: string, group: number): Sql {
  const plain = sql`replace(regexp_extract(${text}, ${literal(`^${pattern}$`)}, ${raw(String(group))}), ':', '')`;
  return sql`CASE WHEN ${plain} IN ('Z', 'UTC', 'GMT', '+0000', '-0000', '+00', '-00') THEN 'Z'
    ELSE left(${plain}, 3) || ':' || rpad(substr(${plain}, 4), 2, '0') END`;
}
