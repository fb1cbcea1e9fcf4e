import { localeOf } from '../domain/numbers.ts';
import type { Language } from '../domain/text.ts';
import type { Value } from '../engine/answer-row.ts';
import type { Unit } from './kpi.ts';

/** Writes KPI values for people: digits by unit, the language's separators, an en dash for null. */
export type ValueFormatter = (value: Pick<Value, 'value'>, unit: Unit) => string;

/** A formatter for one language and the workspace's currency. */
export function valueFormatter(language: Language, currency: string): ValueFormatter {
  const locale = localeOf(language);
  // Making one takes milliseconds, and most answers need one or two.
  const plain = onFirstUse(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
  const oneDigit = onFirstUse(
    () => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  );
  const percent = onFirstUse(
    () => new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  );
  const signed = onFirstUse(
    () =>
      new Intl.NumberFormat(locale, {
        signDisplay: 'exceptZero',
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
      }),
  );
  const money = onFirstUse(() => moneyFormat(locale, currency));
  return ({ value }, unit) => {
    if (value === null) return '–';
    switch (unit) {
      case 'count':
        return Number.isInteger(value) ? plain().format(value) : oneDigit().format(value);
      case 'ratio':
        return percent().format(value);
      case 'scale':
      case 'balance':
        return signed().format(value);
      case 'money':
        return money().format(value);
      default:
        return oneDigit().format(value);
    }
  };
}

function onFirstUse<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function moneyFormat(locale: string, currency: string): Intl.NumberFormat {
  const digits = { maximumFractionDigits: 0 };
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits });
  } catch {
    return new Intl.NumberFormat(locale, digits);
  }
}

const bars = '▁▂▃▄▅▆▇█';

/** A line of bars from the least to the greatest value; `·` where there is none. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  return values
    .map((value) => {
      if (value === null) return '·';
      return span === 0 ? bars[3] : bars[Math.round(((value - least) / span) * (bars.length - 1))];
    })
    .join('');
}
