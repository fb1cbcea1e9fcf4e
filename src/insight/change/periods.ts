import { dayOf, startOfDay } from '../../domain/calendar.ts';

/** Local days `[from, to)`. */
export type Span = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate };

/** A span and the earlier one that it is held against: as many days, on the same weekdays. */
export type Alignment = { readonly now: Span; readonly before: Span };

/** The part of a span whose local days are over at `asOf`; null when not one is. */
export function daysOver(span: Span, asOf: Temporal.Instant, timezone: string): Span | null {
  const today = dayOf(asOf, timezone);
  const to = Temporal.PlainDate.compare(span.to, today) < 0 ? span.to : today;
  return Temporal.PlainDate.compare(span.from, to) < 0 ? { from: span.from, to } : null;
}

/** Whether a span is over at `asOf`, its last day too. */
export function isOver({ to }: Span, asOf: Temporal.Instant, timezone: string): boolean {
  return Temporal.Instant.compare(startOfDay(to, timezone), asOf) <= 0;
}

/**
 * The same weekdays of an earlier span, as many: whole weeks back, as near as can be to where the bucket before began, and far enough that the
 * two have no day in common. A running month's first twelve days are so held against twelve days about the begin of the month before, and never against
 * all of it.
 * @param bucket the first day of the calendar bucket in which `now` lies
 * @param previous the first day of the bucket before
 */
export function sameWeekdaysBefore(now: Span, bucket: Temporal.PlainDate, previous: Temporal.PlainDate): Alignment {
  const weeks = Math.max(Math.round(daysBetween(previous, bucket) / 7), Math.ceil(daysBetween(now.from, now.to) / 7));
  return { now, before: { from: now.from.subtract({ weeks }), to: now.to.subtract({ weeks }) } };
}

function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return from.until(to, { largestUnit: 'days' }).days;
}
