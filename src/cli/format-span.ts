import { localeOf } from '../domain/numbers.ts';
import type { Language } from '../domain/text.ts';
import type { Span } from '../insight/change/periods.ts';

/** A span with its last day: `1 – 29 Jun 2026`. */
export function spanText(language: Language, { from, to }: Span): string {
  const last = to.subtract({ days: 1 });
  const day = (date: Temporal.PlainDate, parts: Intl.DateTimeFormatOptions): string =>
    date.toLocaleString(localeOf(language), parts);
  const end = day(last, { day: 'numeric', month: 'short', year: 'numeric' });
  if (from.equals(last)) return end;
  if (from.year !== last.year) return `${day(from, { day: 'numeric', month: 'short', year: 'numeric' })} – ${end}`;
  return from.month === last.month
    ? `${from.day} – ${end}`
    : `${day(from, { day: 'numeric', month: 'short' })} – ${end}`;
}
