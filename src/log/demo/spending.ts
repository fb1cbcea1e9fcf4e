import { campaignOn, type Source } from './market.ts';
import type { World } from './model.ts';
import { isActive } from './handover.ts';
import { nextId } from './ids.ts';
import type { Day } from './timeline.ts';

/** What a source costs a month, in EUR, for twelve reps. */
const monthly: readonly (readonly [Source, number])[] = [
  ['web', 3400],
  ['cold_list', 950],
  ['partner', 1300],
];
const fair = 8200;

/** Writes the costs: campaigns of each source every month, fairs, travel of reps, tools of teams, a training. */
export function writeCosts(world: World): void {
  const random = world.random.fork('costs');
  const { timeline, files } = world;
  const size = world.reps.length / 12;
  const write = (day: Day, amount: number, row: Readonly<Record<string, string | null>>): void =>
    files.write('costs', {
      id: nextId(world, 'costs', 'cos', 4),
      incurred_on: timeline.date(day),
      amount: amount.toFixed(2),
      ...row,
    });
  const usual = (amount: number): number => amount * random.between(0.85, 1.15);
  for (let day = 0; day < timeline.days; day++) {
    const { day: dayOfMonth, month } = timeline.plain(day);
    if (dayOfMonth === 3) {
      for (const [source, amount] of monthly) {
        const currency = source === 'web' && random.chance(0.5) ? 'USD' : null;
        write(day, usual(amount * size), {
          currency,
          kind: 'campaign',
          source,
          campaign: campaignOn(source, day, timeline),
        });
      }
      for (const team of world.teams.slice(1)) write(day, usual(420 * size), { kind: 'software', team_id: team.id });
    }
    if (dayOfMonth === 14 && (month === 4 || month === 10)) {
      write(day, usual(fair * size), { kind: 'event', source: 'event', campaign: campaignOn('event', day, timeline) });
    }
    if (dayOfMonth === 21 && month === 9) write(day, usual(2600 * size), { kind: 'training' });
    if (dayOfMonth === 26) {
      for (const rep of world.reps) {
        if (isActive(rep, day)) write(day, random.between(120, 480), { kind: 'travel', rep_id: rep.id });
      }
    }
  }
  for (const { source, stage, closedOn } of world.deals) {
    if (source === 'referral' && stage === 'won' && closedOn !== null) {
      write(closedOn, 250, { kind: 'commission', source });
    }
  }
}
