/** A local day as its distance from the log's first day, which is 0. */
export type Day = number;
/** Seconds of local wall time since the log's first midnight. */
export type Moment = number;

export const minute = 60;
export const hour = 3600;
export const aDay = 86_400;

/** The days of a demo log, which of them are worked, and how its times are written. */
export type Timeline = {
  /** Days of the log; the first day that is no longer in it. */
  readonly days: Day;
  readonly timezone: string;
  readonly plain: (day: Day) => Temporal.PlainDate;
  /** `YYYY-MM-DD`. */
  readonly date: (day: Day) => string;
  /** Local time with its offset, such as `2026-03-02T10:15:00+01:00`. */
  readonly stamp: (at: Moment) => string;
  readonly isWorking: (day: Day) => boolean;
  /** The day itself when it is worked, else the next one that is. */
  readonly workingFrom: (day: Day) => Day;
  /** How much is going on that day against a usual one, 0 … 1. */
  readonly season: (day: Day) => number;
};

/** The timeline of the local days `[from, until)`. */
export function createTimeline(from: Temporal.PlainDate, until: Temporal.PlainDate, timezone: string): Timeline {
  const known = new Map<Day, { plain: Temporal.PlainDate; date: string; offset: string; working: boolean }>();
  const look = (day: Day) => {
    let found = known.get(day);
    if (found === undefined) {
      const plain = from.add({ days: day });
      const { offset } = plain.toZonedDateTime({ timeZone: timezone, plainTime: '12:00' });
      found = { plain, date: plain.toString(), offset, working: plain.dayOfWeek < 6 && !isHoliday(plain) };
      known.set(day, found);
    }
    return found;
  };
  const isWorking = (day: Day): boolean => look(day).working;
  return Object.freeze({
    days: from.until(until).days,
    timezone,
    plain: (day: Day) => look(day).plain,
    date: (day: Day) => look(day).date,
    stamp(at: Moment): string {
      const day = dayAt(at);
      const second = Math.floor(at) - day * aDay;
      // Clocks change between 02:00 and 03:00, so midnight still has the offset of the day before.
      const { offset } = look(second < 3 * hour ? day - 1 : day);
      const [h, m, s] = [second / hour, (second % hour) / minute, second % minute];
      return `${look(day).date}T${two(h)}:${two(m)}:${two(s)}${offset}`;
    },
    isWorking,
    workingFrom(day: Day): Day {
      let next = day;
      while (!isWorking(next)) next++;
      return next;
    },
    season: (day: Day) => seasonOf(look(day).plain),
  });
}

/** The day in which a moment lies. */
export function dayAt(at: Moment): Day {
  return Math.floor(at / aDay);
}

/** The moment at which a day begins. */
export function startOf(day: Day): Moment {
  return day * aDay;
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

function seasonOf(day: Temporal.PlainDate): number {
  if (day.month === 8) return 0.35;
  if (day.month === 12 && day.day > 15) return 0.4;
  if (day.month === 1 && day.day < 8) return 0.5;
  if (day.month === 7 && day.day > 15) return 0.8;
  return 1;
}

/** Spain's national holidays. */
const fixedHolidays = new Set(['1-1', '1-6', '5-1', '8-15', '10-12', '11-1', '12-6', '12-8', '12-25']);

function isHoliday(day: Temporal.PlainDate): boolean {
  return fixedHolidays.has(`${day.month}-${day.day}`) || goodFriday(day.year).equals(day);
}

/** Two days before Easter (the anonymous Gregorian algorithm). */
function goodFriday(year: number): Temporal.PlainDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(n / 31), day: (n % 31) + 1 }).subtract({ days: 2 });
}
