import type { Deal, World } from './model.ts';
import { overdueTeam } from './people.ts';
import { aDay, type Day, dayAt } from './timeline.ts';

/**
 * The expected close that stands in a deal when the log ends, `YYYY-MM-DD` or null. Most reps keep it up to date; the
 * overdue team leaves its first guess there, whatever happens.
 */
export function expectedCloseOn(world: World, deal: Deal): string | null {
  const { random, team } = deal.rep;
  const created = dayAt(deal.createdAt);
  const end = world.timeline.days;
  const date = (day: Day): string => world.timeline.date(Math.max(day, created + 5));
  if (team === overdueTeam) {
    if (deal.closedOn !== null) return date(deal.closedOn - random.whole(8, 45));
    const age = Math.floor((end * aDay - deal.createdAt) / aDay);
    return age > 9 && random.chance(0.96)
      ? date(end - random.whole(3, Math.min(60, age - 5)))
      : date(end + random.whole(5, 50));
  }
  if (random.chance(0.04)) return null;
  if (deal.closedOn !== null) return date(deal.closedOn + random.whole(random.chance(0.08) ? -12 : 0, 10));
  return date(random.chance(0.03) ? end - random.whole(2, 12) : end + random.whole(4, 80));
}
