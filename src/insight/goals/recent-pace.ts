import type { Days } from './days.ts';
import type { History } from './history.ts';
import { type Pace, paceOf, type Stretch } from './pace.ts';
import { type Presence, seenDays } from './presence.ts';
import type { WorkingWeek } from './working-week.ts';

/** A pace, and how many whole weeks it was read off. */
export type RecentPace = Pace & { readonly weeks: number };

/**
 * How far back is looked, and in stretches of how many weeks: what is to come in a fortnight varies as weeks do, what is to come in months as longer stretches. For
 * more than a quarter to come a year is looked at, so that each season is in it once.
 */
const outlooks = [
  { restWeeks: 2, weeks: 26, stretch: 1 },
  { restWeeks: 13, weeks: 26, stretch: 2 },
  { restWeeks: Infinity, weeks: 52, stretch: 4 },
] as const;

/**
 * The pace of the last whole weeks in which the log has something of these people, fit to tell of so many weeks to come; where there are too few stretches, of
 * shorter ones. Null where even weeks are too few.
 */
export function recentPace(
  history: History,
  people: readonly Presence[],
  week: WorkingWeek,
  restWeeks: number,
  isCount: boolean,
): RecentPace | null {
  const outlook = outlooks.find((each) => restWeeks <= each.restWeeks)!;
  const all = weeksOf(history, people, week).slice(-outlook.weeks);
  const first = all.findIndex(({ days }) => days > 0);
  const seen = first < 0 ? [] : all.slice(first);
  for (let size: number = outlook.stretch; size >= 1; size = Math.floor(size / 2)) {
    const pace = paceOf(joined(seen, size), isCount);
    if (pace !== null) return { ...pace, weeks: seen.length };
  }
  return null;
}

function weeksOf({ from, done, events }: History, people: readonly Presence[], week: WorkingWeek): Stretch[] {
  return done.map((amount, i) => {
    const span: Days = { from: from + 7 * i, to: from + 7 * (i + 1) };
    return { done: amount, events: events[i]!, days: seenDays(people, week, span) };
  });
}

/** Whole stretches of so many weeks, counted back from the latest. */
function joined(weeks: readonly Stretch[], size: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (let end = weeks.length; end - size >= 0; end -= size) {
    const part = weeks.slice(end - size, end);
    const sum = (of: (each: Stretch) => number): number => part.reduce((total, each) => total + of(each), 0);
    stretches.unshift({ done: sum((w) => w.done), events: sum((w) => w.events), days: sum((w) => w.days) });
  }
  return stretches;
}
