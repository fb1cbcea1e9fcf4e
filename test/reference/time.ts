import type { Grain } from '../../src/domain/vocabulary.ts';
import type { Workspace } from '../../src/domain/workspace.ts';

/** Microseconds since 1970 in UTC. */
export type Micros = number;

/** An instant of a log written with `Z`. */
export function microsOf(text: string | null | undefined): Micros | null {
  return text === null || text === undefined ? null : Number(Temporal.Instant.from(text).epochNanoseconds / 1000n);
}

/** Days of 24 h. */
export function daysOf(count: number): Micros {
  return Math.round(count * 86_400_000_000);
}

/** The local day of an instant. */
export function dayOf(at: Micros, { timezone }: Pick<Workspace, 'timezone'>): string {
  return Temporal.Instant.fromEpochNanoseconds(BigInt(at) * 1000n)
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .toString();
}

/** The first instant of a local day. */
export function startOf(day: string, { timezone }: Pick<Workspace, 'timezone'>): Micros {
  return Number(Temporal.PlainDate.from(day).toZonedDateTime(timezone).epochNanoseconds / 1000n);
}

export type Bucket = { readonly label: string | null; readonly from: string; readonly to: string };

/** The calendar first day of a day's bucket. */
export function labelOf(day: string, grain: Grain, workspace: Workspace): string {
  const date = Temporal.PlainDate.from(day);
  switch (grain) {
    case 'day':
      return day;
    case 'week': {
      let first = date;
      while (first.dayOfWeek !== workspace.week_start) first = first.subtract({ days: 1 });
      return first.toString();
    }
    case 'month':
      return date.with({ day: 1 }).toString();
    case 'quarter':
    case 'year': {
      let first = date.with({ day: 1 });
      const isFirst = ({ month }: Temporal.PlainDate): boolean =>
        (month - workspace.fiscal_year_start_month + 12) % (grain === 'quarter' ? 3 : 12) === 0;
      while (!isFirst(first)) first = first.subtract({ months: 1 });
      return first.toString();
    }
  }
}

/** The buckets of `[from, to)`, found day by day. */
export function bucketsOf(from: string, to: string, grain: Grain | null, workspace: Workspace): Bucket[] {
  if (grain === null) return [{ label: null, from, to }];
  const buckets: { label: string; from: string; to: string }[] = [];
  for (let day = from; day < to; ) {
    const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
    const label = labelOf(day, grain, workspace);
    const last = buckets.at(-1);
    if (last?.label === label) last.to = next;
    else buckets.push({ label, from: day, to: next });
    day = next;
  }
  return buckets;
}
