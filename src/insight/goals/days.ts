/** A local day as a number: days since 1970-01-01. */
export type Day = number;

const epoch = Temporal.PlainDate.from('1970-01-01');

/** The number of a calendar day. */
export function dayNumber(date: Temporal.PlainDate): Day {
  return epoch.until(date, { largestUnit: 'days' }).days;
}

/** The ISO weekday of a day, 1 = Monday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Local days `[from, to)`. */
export type Days = { readonly from: Day; readonly to: Day };

/** The days that two spans share; an empty span where they share none. */
export function shared(one: Days, other: Days): Days {
  const from = Math.max(one.from, other.from);
  return { from, to: Math.max(from, Math.min(one.to, other.to)) };
}
