import type { Language } from './words.ts';

/** What a KPI is measured in; `per` is a number for each of something, `tenth` one that is counted in fractions. */
export type Unit = 'count' | 'ratio' | 'scale' | 'balance' | 'money' | 'days' | 'hours' | 'per' | 'tenth';

const locales: Readonly<Record<Language, string>> = { es: 'es-ES', en: 'en-GB' };

/** Writes numbers and days as the reader's language does. */
export type Writers = {
  readonly value: (value: number | null, unit: Unit) => string;
  readonly count: (n: number) => string;
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

/** The writers of a language; money in `currency`, instants in `timezone`. */
export function writersOf(language: Language, currency: string, timezone: string): Writers {
  const locale = locales[language];
  const number = (options: Intl.NumberFormatOptions): Intl.NumberFormat => new Intl.NumberFormat(locale, options);
  const whole = number({ maximumFractionDigits: 0 });
  const [one, two] = [number({ maximumFractionDigits: 1 }), number({ maximumFractionDigits: 2 })];
  const signed = number({ maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  const days = number({ style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 1 });
  const money = number({ style: 'currency', currency, maximumFractionDigits: 0 });
  const calendar = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const [day, month] = [
    calendar({ day: 'numeric', month: 'short', year: 'numeric' }),
    calendar({ month: 'short', year: 'numeric' }),
  ];
  const dayOfYear = calendar({ day: 'numeric', month: 'short' });
  const dayAt = calendar({ timeZone: timezone, day: 'numeric', month: 'short', year: 'numeric' });
  const moment = calendar({ timeZone: timezone, dateStyle: 'medium', timeStyle: 'short' });
  const share = (of: number, decimals = 1): string =>
    number({ style: 'percent', maximumFractionDigits: decimals }).format(of);
  const writers: Readonly<Record<Unit, (value: number) => string>> = {
    count: (v) => whole.format(v),
    ratio: (v) => share(v),
    scale: (v) => signed.format(v).replace('-', '−'),
    balance: (v) => signed.format(v).replace('-', '−'),
    money: (v) => money.format(v),
    days: (v) => days.format(v),
    tenth: (v) => one.format(v),
    hours: (v) => one.format(v),
    per: (v) => two.format(v),
  };
  return {
    value: (value, unit) => (value === null ? '–' : writers[unit](value)),
    count: (n) => whole.format(n),
    tenth: (n) => one.format(n),
    difference: (value, unit) => `${value < 0 ? '−' : '+'}${writers[unit](Math.abs(value))}`,
    share,
    day: (text) => day.format(new Date(`${text}T00:00:00Z`)),
    dayOfYear: (text) => dayOfYear.format(new Date(`${text}T00:00:00Z`)),
    month: (text) => month.format(new Date(`${text}T00:00:00Z`)),
    moment: (text) => moment.format(new Date(text)),
    dayAt: (text) => dayAt.format(new Date(text)),
  };
}
