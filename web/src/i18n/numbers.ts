import type { Language } from './words.ts';

/** What a KPI is measured in; `per` is a number for each of something, `tenth` one that is counted in fractions, `odds` how much likelier, `rating` a single one from −3 to +3. */
export type Unit =
  | 'count'
  | 'ratio'
  | 'scale'
  | 'balance'
  | 'money'
  | 'days'
  | 'hours'
  | 'per'
  | 'tenth'
  | 'odds'
  | 'rating';

const locales: Readonly<Record<Language, string>> = { es: 'es-ES', en: 'en-GB' };

/** Writes numbers and days as the reader's language does. */
export type Writers = {
  readonly value: (value: number | null, unit: Unit) => string;
  /** What somebody chose, or an axis counts by: without decimals that say nothing. */
  readonly bound: (value: number, unit: Unit) => string;
  readonly count: (n: number) => string;
  /** Texts in a sentence: “a, b and c”. */
  readonly list: (texts: readonly string[]) => string;
  /** With one decimal at most. */
  readonly tenth: (n: number) => string;
  /** With its sign, such as +1.5 or −3. */
  readonly difference: (value: number, unit: Unit) => string;
  readonly share: (share: number, decimals?: number) => string;
  /** A day of the calendar, such as 2026-03-01, in short. */
  readonly day: (day: string) => string;
  /** The same without its year. */
  readonly dayOfYear: (day: string) => string;
  readonly month: (day: string) => string;
  readonly moment: (instant: string) => string;
  /** The local day of an instant, in short. */
  readonly dayAt: (instant: string) => string;
};

/** Writers that have been made: a browser takes milliseconds to learn how a language writes a date, and each figure of a page asks for them. */
const known = new Map<string, Writers>();

/** The writers of a language; money in `currency`, instants in `timezone`. */
export function writersOf(language: Language, currency: string, timezone: string): Writers {
  const key = `${language} ${currency} ${timezone}`;
  const writers = known.get(key) ?? makeWriters(locales[language], currency, timezone);
  known.set(key, writers);
  return writers;
}

/** Something that is made when it is first asked for. */
function later<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function makeWriters(locale: string, currency: string, timezone: string): Writers {
  const number = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
    const format = later(() => new Intl.NumberFormat(locale, options));
    return (value) => format().format(value);
  };
  const calendar = (options: Intl.DateTimeFormatOptions): ((instant: string) => string) => {
    const format = later(() => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }));
    return (instant) => format().format(new Date(instant));
  };
  const [whole, one] = [number({ maximumFractionDigits: 0 }), number({ maximumFractionDigits: 1 })];
  const two = number({ maximumFractionDigits: 2 });
  // What stands below each other in a column has its decimals below each other.
  const percent = number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const signed = number({ minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  const rating = number({ maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const days = number({ style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 1 });
  const money = number({ style: 'currency', currency, maximumFractionDigits: 0 });
  const day = calendar({ day: 'numeric', month: 'short', year: 'numeric' });
  const month = calendar({ month: 'short', year: 'numeric' });
  const dayOfYear = calendar({ day: 'numeric', month: 'short' });
  const dayAt = calendar({ timeZone: timezone, day: 'numeric', month: 'short', year: 'numeric' });
  const moment = calendar({ timeZone: timezone, dateStyle: 'medium', timeStyle: 'short' });
  const shares = new Map<number, (value: number) => string>();
  const share = (of: number, decimals = 1): string => {
    const write = shares.get(decimals) ?? number({ style: 'percent', maximumFractionDigits: decimals });
    shares.set(decimals, write);
    return write(of);
  };
  const writers: Readonly<Record<Unit, (value: number) => string>> = {
    count: whole,
    ratio: percent,
    scale: (v) => signed(v).replace('-', '−'),
    balance: (v) => signed(v).replace('-', '−'),
    rating: (v) => rating(v).replace('-', '−'),
    money,
    days,
    tenth: one,
    odds: number({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    hours: one,
    per: two,
  };
  const list = later(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  return {
    value: (value, unit) => (value === null ? '–' : writers[unit](value)),
    bound: (value, unit) => (unit === 'ratio' ? share(value) : writers[unit](value)),
    count: whole,
    list: (texts) => list().format(texts),
    tenth: one,
    difference: (value, unit) => `${value < 0 ? '−' : '+'}${writers[unit](Math.abs(value))}`,
    share,
    day: (text) => day(`${text}T00:00:00Z`),
    dayOfYear: (text) => dayOfYear(`${text}T00:00:00Z`),
    month: (text) => month(`${text}T00:00:00Z`),
    moment,
    dayAt,
  };
}
