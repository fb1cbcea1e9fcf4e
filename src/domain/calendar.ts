import type { Grain } from './vocabulary.ts';

const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?$/;
const dayShape = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads an instant as the sales log writes it: `YYYY-MM-DDThh:mm[:ss[.ffffff]]` with `Z`, an offset or nothing.
 * Without an offset it is read in `timezone`, an hour that occurs twice as the first, a gap with the offset before it.
 * @returns null when the text is no such instant.
 */
export function parseInstant(text: string, timezone: string): Temporal.Instant | null {
  const match = instantShape.exec(text);
  if (!match) return null;
  if (/:60/.test(text)) return null;
  const offset = match[3];
  try {
    if (offset === undefined) {
      return Temporal.PlainDateTime.from(text, { overflow: 'reject' })
        .toZonedDateTime(timezone, { disambiguation: 'compatible' })
        .toInstant();
    }
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}

/** Reads a calendar day `YYYY-MM-DD`; null when the text is none. */
export function parseDay(text: string): Temporal.PlainDate | null {
  if (!dayShape.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** How a workspace cuts its calendar: zone, first weekday (ISO), first month of the fiscal year. */
export type Calendar = {
  readonly timezone: string;
  readonly week_start: number;
  readonly fiscal_year_start_month: number;
};

/** One bucket of a period, cut to it: local days `[from, to)` and the label, its calendar first day (null: no grain). */
export type Bucket = {
  readonly label: string | null;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
};

/** The calendar first day of the bucket that holds `day`. */
export function bucketStart(day: Temporal.PlainDate, grain: Grain, calendar: Calendar): Temporal.PlainDate {
  switch (grain) {
    case 'day':
      return day;
    case 'week':
      return day.subtract({ days: (day.dayOfWeek - calendar.week_start + 7) % 7 });
    case 'month':
      return day.with({ day: 1 });
    case 'quarter':
      return day.with({ day: 1 }).subtract({ months: (day.month - calendar.fiscal_year_start_month + 12) % 3 });
    case 'year':
      return day.with({ day: 1 }).subtract({ months: (day.month - calendar.fiscal_year_start_month + 12) % 12 });
  }
}

/** The first day after the bucket that starts at `start`. */
export function bucketEnd(start: Temporal.PlainDate, grain: Grain): Temporal.PlainDate {
  switch (grain) {
    case 'day':
      return start.add({ days: 1 });
    case 'week':
      return start.add({ days: 7 });
    case 'month':
      return start.add({ months: 1 });
    case 'quarter':
      return start.add({ months: 3 });
    case 'year':
      return start.add({ years: 1 });
  }
}

/** All buckets of the local days `[from, to)`, in order; one unlabelled bucket without a grain. */
export function bucketsOf(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  grain: Grain | null,
  calendar: Calendar,
): Bucket[] {
  if (grain === null) return [{ label: null, from, to }];
  const buckets: Bucket[] = [];
  let start = bucketStart(from, grain, calendar);
  while (Temporal.PlainDate.compare(start, to) < 0) {
    const end = bucketEnd(start, grain);
    buckets.push({
      label: start.toString(),
      from: Temporal.PlainDate.compare(start, from) < 0 ? from : start,
      to: Temporal.PlainDate.compare(end, to) > 0 ? to : end,
    });
    start = end;
  }
  return buckets;
}

/** The first instant of a local day (a day may begin at 01:00 where clocks change at midnight). */
export function startOfDay(day: Temporal.PlainDate, timezone: string): Temporal.Instant {
  return day.toZonedDateTime(timezone).toInstant();
}

/** The local day in which an instant falls. */
export function dayOf(instant: Temporal.Instant, timezone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(timezone).toPlainDate();
}

/** Microseconds since 1970-01-01T00:00:00Z, the sales log's precision. */
export function toMicros(instant: Temporal.Instant): bigint {
  return instant.epochNanoseconds / 1000n;
}

/** The instant of so many microseconds since 1970-01-01T00:00:00Z. */
export function fromMicros(micros: bigint): Temporal.Instant {
  return Temporal.Instant.fromEpochNanoseconds(micros * 1000n);
}

/**
 * One stretch of constant offset of a zone. It holds for instants from `fromMicros` (UTC) on, and, for local times
 * without an offset, from `fromLocalMicros` on: the later of the two readings of the change, which makes a time that
 * occurs twice the first and gives a gap the offset before it (Temporal's "compatible").
 */
export type ZoneOffset = {
  readonly fromMicros: bigint;
  readonly fromLocalMicros: bigint;
  readonly offsetMicros: bigint;
};

/** The last "now" that there can be: every bucket that it lies in ends within the years of four digits. */
export const lastNow = Temporal.Instant.from('9998-01-01T00:00:00Z');

/** Zones are looked at until here: of a sentinel such as the year 9999 each spring and autumn until then would say nothing. */
const lastTransition = Temporal.Instant.from('2200-01-01T00:00:00Z');

/** The offsets of `timezone` over `[first, last]`, oldest first; the first entry holds for all before it too. */
export function zoneOffsets(timezone: string, first: Temporal.Instant, last: Temporal.Instant): ZoneOffset[] {
  const start = first.subtract({ hours: 48 }).toZonedDateTimeISO(timezone);
  const end = Temporal.Instant.compare(last, lastTransition) > 0 ? lastTransition : last.add({ hours: 48 });
  const micros = (nanoseconds: number): bigint => BigInt(nanoseconds) / 1000n;
  const startMicros = toMicros(start.toInstant());
  const offsets: ZoneOffset[] = [
    { fromMicros: startMicros, fromLocalMicros: startMicros, offsetMicros: micros(start.offsetNanoseconds) },
  ];
  let before = start;
  for (;;) {
    const next = before.getTimeZoneTransition('next');
    if (next === null || Temporal.Instant.compare(next.toInstant(), end) > 0) return offsets;
    const offsetMicros = micros(next.offsetNanoseconds);
    const was = offsets[offsets.length - 1]!.offsetMicros;
    if (offsetMicros !== was) {
      const at = toMicros(next.toInstant());
      offsets.push({
        fromMicros: at,
        fromLocalMicros: at + (offsetMicros > was ? offsetMicros : was),
        offsetMicros,
      });
    }
    before = next;
  }
}
