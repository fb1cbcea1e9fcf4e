import { isActive } from './handover.ts';
import type { World } from './model.ts';
import type { Day } from './timeline.ts';

/**
 * Writes the goals: dials a month for every rep; results of a quarter, how many proposals are presented and how few accounts are left in silence for every
 * team; contracts of the year for every team, volume and win rate for all.
 */
export function writeGoals(world: World): void {
  const { timeline, files } = world;
  const write = (kpi: string, target: number, day: Day, grain: string, whose: Readonly<Record<string, string>>): void =>
    files.write('goals', { kpi, target, starts_on: timeline.date(day), grain, ...whose });
  const perTeam = world.reps.length / (world.teams.length - 1);
  for (let day = 0; day < timeline.days; day++) {
    const { day: dayOfMonth, month } = timeline.plain(day);
    if (dayOfMonth !== 1) continue;
    for (const rep of world.reps) {
      if (isActive(rep, day)) write('dials', month === 8 ? 35 : 95, day, 'month', { rep_id: rep.id });
    }
    if (month % 3 === 1) {
      for (const { id } of world.teams.slice(1)) {
        write('contracts', Math.max(1, Math.round(2.9 * perTeam)), day, 'quarter', { team_id: id });
        write('proposal_presentations', Math.max(1, Math.round(4.5 * perTeam)), day, 'quarter', { team_id: id });
        write('contract_volume', Math.round(40 * perTeam) * 1000, day, 'quarter', { team_id: id });
        write('presented_share', 0.7, day, 'quarter', { team_id: id });
        write('silent_accounts', Math.ceil(perTeam / 2), day, 'quarter', { team_id: id });
      }
    }
    if (month !== 1) continue;
    for (const { id } of world.teams.slice(1))
      write('contracts', Math.ceil(11 * perTeam), day, 'year', { team_id: id });
    write('contract_volume', 480 * perTeam * 1000, day, 'year', {});
    write('win_rate', 0.28, day, 'year', {});
  }
}
