import { blank } from './shapes.ts';

/** Order of day and month in a date of numbers. */
export type DayMonthOrder = 'dmy' | 'mdy';

/** Patterns of ISO days and times that are real: no 30 February, no 24:00. */
export const day = {
  real: [
    String.raw`[1-9]\d{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))`,
    String.raw`[1-9]\d(?:0[48]|[2468][048]|[13579][26])-02-29`,
    String.raw`(?:[2468][048]|[13579][26])00-02-29`,
  ].join('|'),
  time: String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d`,
} as const;

/** A way to write a day. `iso` puts the pattern's groups in the order year, month, day; `@` is the number of a named month. */
export type DayGrammar = {
  readonly pattern: string;
  readonly groups: number;
  readonly iso: (order: DayMonthOrder) => string;
  readonly numeric?: 'long year' | 'short year';
  readonly named: boolean;
};

const month =
  '(?i:jan(?:uary)?|ene(?:ro)?|feb(?:ruary|rero)?|mar(?:ch|zo)?|apr(?:il)?|abr(?:il)?|mayo?|june?|junio|july?|julio|aug(?:ust)?|' +
  'ago(?:sto)?|sept?(?:ember|iembre)?|set(?:iembre)?|oct(?:ober|ubre)?|nov(?:ember|iembre)?|dec(?:ember)?|dic(?:iembre)?)';
const longYear = String.raw`([1-9]\d{3})`;
const twoNumbers = String.raw`(\d{1,2})(?:/(\d{1,2})/|-(\d{1,2})-|\.(\d{1,2})\.)`;
const numbersInto = (century: string) => (order: DayMonthOrder) =>
  order === 'dmy' ? String.raw`${century}\5-\2\3\4-\1` : String.raw`${century}\5-\1-\2\3\4`;

/**
 * The ways to write a day. Years of two digits are of this century up to 49 and of the last from 70 on; those between are refused, and
 * all of them are until the order of their column is certain.
 */
export const days: readonly DayGrammar[] = [
  {
    pattern: String.raw`${longYear}(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.)(\d{1,2})`,
    groups: 5,
    iso: () => String.raw`\1-\2\3\4-\5`,
    named: false,
  },
  { pattern: twoNumbers + longYear, groups: 5, iso: numbersInto(''), numeric: 'long year', named: false },
  {
    pattern: String.raw`${twoNumbers}([0-4]\d)`,
    groups: 5,
    iso: numbersInto('20'),
    numeric: 'short year',
    named: false,
  },
  {
    pattern: String.raw`${twoNumbers}([7-9]\d)`,
    groups: 5,
    iso: numbersInto('19'),
    numeric: 'short year',
    named: false,
  },
  {
    // 15 Apr, 2021 · 15-APR-2021 · 15 de abril de 2021 · 1º de enero del 2021
    pattern: String.raw`(\d{1,2})(?:st|nd|rd|th|º|\.)?(?:-|${blank}+(?:de${blank}+)?)${month}\.?,?(?:-|${blank}*(?:del?${blank}+)?)${longYear}`,
    groups: 2,
    iso: () => String.raw`\2-@-\1`,
    named: true,
  },
  {
    // Apr 15, 2021 · abril 15 de 2021
    pattern: String.raw`${month}\.?${blank}+(\d{1,2})(?:st|nd|rd|th)?(?:,?${blank}+(?:del?${blank}+)?|,)${longYear}`,
    groups: 2,
    iso: () => String.raw`\2-@-\1`,
    named: true,
  },
];

const seconds = String.raw`(?::[0-5]\d(?:\.\d{1,6}0*)?)?`;
const twentyFour = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d${seconds}`;
const twelve = String.raw`(?:0?[1-9]|1[0-2]):[0-5]\d${seconds}`;
const half = String.raw`${blank}?([AaPp])\.?${blank}?[Mm]\.?`;
const between = String.raw`(?:T|,|,?${blank}+(?:at${blank}|a${blank}las${blank})?)`;
const offset = String.raw`${blank}?(Z|UTC|GMT|[+-](?:0\d|1[0-8])(?::?[0-5]\d)?)`;

/** A way to write a clock behind a day. Groups: the time, `a` or `p` of twelve hours, the offset. */
export type ClockGrammar = {
  readonly pattern: string;
  readonly groups: number;
  readonly hours: 0 | 12 | 24;
  readonly zoned: boolean;
};

const shapes: readonly ClockGrammar[] = [
  { pattern: '', groups: 0, hours: 0, zoned: false },
  { pattern: `${between}(${twentyFour})`, groups: 1, hours: 24, zoned: false },
  { pattern: `${between}(${twelve})${half}`, groups: 2, hours: 12, zoned: false },
  { pattern: `${between}(${twentyFour})${offset}`, groups: 2, hours: 24, zoned: true },
  { pattern: `${between}(${twelve})${half}${offset}`, groups: 3, hours: 12, zoned: true },
];
export const clocks = { twentyFour, shapes } as const;

/** Clocks that DuckDB reads by a format. */
export const plainClocks = [
  { pattern: '', format: '' },
  { pattern: String.raw` (?:[01]?\d|2[0-3]):[0-5]\d`, format: ' %H:%M' },
  { pattern: String.raw` (?:[01]?\d|2[0-3]):[0-5]\d:[0-5]\d`, format: ' %H:%M:%S' },
  { pattern: String.raw` (?:0?[1-9]|1[0-2]):[0-5]\d [AaPp][Mm]`, format: ' %I:%M %p' },
  { pattern: String.raw` (?:0?[1-9]|1[0-2]):[0-5]\d:[0-5]\d [AaPp][Mm]`, format: ' %I:%M:%S %p' },
] as const;

const upTo12 = '(?:0?[1-9]|1[0-2])';
const beyond12 = String.raw`(?:1[3-9]|2\d|3[01])`;
const sameTwice = Array.from({ length: 12 }, (_, i) => String.raw`0?${i + 1}\D0?${i + 1}`).join('|');

/** What the first two numbers of a date tell about their order; patterns of how its text begins. */
export const orderEvidence = {
  dayFirst: String.raw`${blank}*${beyond12}\D${upTo12}\D`,
  monthFirst: String.raw`${blank}*${upTo12}\D${beyond12}\D`,
  same: String.raw`${blank}*(?:${sameTwice})\D`,
  either: String.raw`${blank}*${upTo12}\D${upTo12}\D`,
} as const;
