import { daysBetween } from '../../../state/look.ts';

/** Days drawn from left to right. */
export type Scale = {
  readonly left: number;
  readonly right: number;
  /** Where a day or an instant lies; what is outside is at the edge. */
  readonly x: (at: string) => number;
  /** The first days of months, so many that their names have room. */
  readonly ticks: readonly { readonly day: string; readonly x: number }[];
};

/** How wide a month's name is, with room around it. */
const tickWidth = 68;

/** @param to exclusive */
export function scaleOf(from: string, to: string, left: number, right: number): Scale {
  const days = Math.max(1, daysBetween(from, to));
  const start = Date.parse(`${from}T00:00:00Z`);
  const x = (at: string): number => {
    const instant = Date.parse(at.length === 10 ? `${at}T00:00:00Z` : at);
    const part = (instant - start) / 86_400_000 / days;
    return left + Math.min(1, Math.max(0, part)) * (right - left);
  };
  const months: string[] = [];
  for (let month = `${from.slice(0, 7)}-01`; month < to; month = nextMonth(month))
    if (month >= from) months.push(month);
  const step = Math.max(1, Math.ceil((months.length * tickWidth) / Math.max(1, right - left)));
  return { left, right, x, ticks: months.filter((_, i) => i % step === 0).map((day) => ({ day, x: x(day) })) };
}

function nextMonth(month: string): string {
  const next = new Date(`${month}T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return next.toISOString().slice(0, 10);
}
