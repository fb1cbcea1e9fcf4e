import { dealTasks } from './deal-work.ts';
import { moveDeals, openDeal } from './deals.ts';
import { freeAccount, leadTasks, receiveLeads } from './leads.ts';
import { drawOrigin } from './market.ts';
import type { Rep, World } from './model.ts';
import { nurtureTask } from './nurture.ts';
import { pressTask } from './pressing.ts';
import type { Random } from './random.ts';
import type { Task } from './tasks.ts';
import { type Day, hour, minute, type Moment, startOf } from './timeline.ts';

/** First days of the log, in which the deals that were going on already are entered. */
const entryDays = 14;

/** One working day of one rep: deals first, then leads, then calls that nothing asked for until the day's dials are made. */
export function workDay(world: World, rep: Rep, day: Day): void {
  const { random, habits } = rep;
  const season = world.timeline.season(day);
  receiveLeads(world, rep, day);
  const dials = random.poisson(habits.dials * season);
  const tasks = dealTasks(world, rep, day);
  for (const task of leadTasks(world, rep, day)) {
    if (!task.dial || dialsIn(tasks) <= dials) tasks.push(task);
  }
  for (let left = dials - dialsIn(tasks); left > 0; left--) {
    const presses = habits.role === 'pressing' && random.chance(0.85);
    tasks.push(presses ? pressTask(world, rep, day) : nurtureTask(world, rep, day, 'call'));
  }
  for (let n = random.poisson(0.28 * season); n > 0; n--) {
    const channel = random.weighted({ email: 75, social: 17, other: 8 });
    tasks.push(nurtureTask(world, rep, day, channel));
  }
  const times = workingMoments(random, day, tasks.length);
  for (const [i, task] of tasks.entries()) task.run(times[i]!);
  const after = (times[times.length - 1] ?? startOf(day) + 10 * hour) + 75 * minute;
  moveDeals(world, rep, day, after);
  openOtherDeals(world, rep, day, after);
}

function dialsIn(tasks: readonly Task[]): number {
  return tasks.filter(({ dial }) => dial).length;
}

/** Deals without a lead: those under way as the log begins, and some that accounts ask for themselves. */
function openOtherDeals(world: World, rep: Rep, day: Day, at: Moment): void {
  const { random } = rep;
  const underWay = day < entryDays;
  if (!random.chance(underWay ? 0.4 : 0.022 * world.timeline.season(day))) return;
  const account = freeAccount(rep, at);
  if (account === null) return;
  const first = underWay ? random.weighted({ discovery: 30, evaluation: 40, proposal: 30 }) : 'discovery';
  const source = random.weighted({ web: 30, referral: 30, partner: 40 });
  openDeal(world, { rep, account, lead: null, ...drawOrigin(random), source, at, included: null, first });
}

/** So many moments of a day in office hours, in order; mornings are busier. */
function workingMoments(random: Random, day: Day, count: number): Moment[] {
  const moments = Array.from({ length: count }, () =>
    Math.round(startOf(day) + hour * (random.chance(0.6) ? random.between(9, 14) : random.between(15.5, 18.7))),
  );
  return moments.sort((a, b) => a - b);
}
