import { pitches, sources, type Pitch, type Source } from './market.ts';
import type { DealPlan, Rep, StageId } from './model.ts';
import type { Random } from './random.ts';
import type { Day, Timeline } from './timeline.ts';

/** Chance that a deal dies before there is a proposal. */
const earlyLoss = 0.28;
/** Chance to win once there is one: presenting it to those who decide is what makes the difference. */
const winChance = { presented: 0.51, unpresented: 0.17 } as const;

export type Prospects = { readonly rep: Rep; readonly source: Source; readonly pitch: Pitch };

/** Decides what becomes of a deal that begins on a day. `first` is the stage that it enters then. */
export function planDeal(prospects: Prospects, day: Day, first: StageId, timeline: Timeline): DealPlan {
  const { habits, random } = prospects.rep;
  const later = (from: Day, least: number, most: number): Day =>
    timeline.workingFrom(from + Math.max(1, Math.round(random.whole(least, most) * habits.pace)));
  const moves: Move[] = [{ stage: first, day }];
  let now = day;
  const move = (stage: StageId, on: Day): void => {
    moves.push({ stage, day: on });
    now = on;
  };
  const delivery = habits.delivery * sources[prospects.source].interest;
  if (first !== 'proposal' && random.chance(Math.min(0.5, earlyLoss / Math.sqrt(delivery)))) {
    if (first === 'discovery' && random.chance(0.6)) move('evaluation', later(now, 5, 15));
    move('lost', later(now, 10, 38));
    return { moves: mayReopen(moves, later, random), proposalOn: null, presentationOn: null, presentation: 'none' };
  }
  if (first === 'discovery' && !random.chance(0.12)) move('evaluation', later(now, 4, 14));
  if (first !== 'proposal') move('proposal', afterHolidays(later(now, 6, 18), timeline, random));
  const proposalOn = first === 'proposal' ? timeline.workingFrom(day + random.whole(1, 4)) : now;
  const presented = random.chance(habits.presents);
  const presentationOn = timeline.workingFrom(proposalOn + random.whole(1, 10));
  const closeOn = afterHolidays(Math.max(later(proposalOn, 18, 70), presentationOn + 2), timeline, random);
  const negotiateOn = timeline.workingFrom(proposalOn + Math.round((closeOn - proposalOn) * random.between(0.45, 0.8)));
  if (negotiateOn > now && negotiateOn < closeOn && !random.chance(0.2)) move('negotiation', negotiateOn);
  const chance = winChance[presented ? 'presented' : 'unpresented'] * delivery * pitches[prospects.pitch].win;
  move(random.chance(chance) ? 'won' : 'lost', closeOn);
  const presentation = presented ? 'team' : random.weighted({ outsiders: 35, cancelled: 25, none: 40 });
  return { moves: mayReopen(moves, later, random), proposalOn, presentationOn, presentation };
}

/** The plan of a deal that is to be open, and far on, when the log ends. */
export function planOpenDeal(day: Day, presentation: 'team' | 'none', timeline: Timeline): DealPlan {
  const left = timeline.days - day;
  const at = (share: number): Day => timeline.workingFrom(day + Math.max(1, Math.round(left * share)));
  const proposalOn = at(0.45);
  return {
    moves: [
      { stage: 'discovery', day },
      { stage: 'evaluation', day: at(0.2) },
      { stage: 'proposal', day: proposalOn },
      { stage: 'negotiation', day: at(0.75) },
    ],
    proposalOn,
    presentationOn: timeline.workingFrom(proposalOn + 4),
    presentation,
  };
}

type Move = { readonly stage: StageId; readonly day: Day };

/** A few lost deals come back some weeks later, and then end one way or the other. */
function mayReopen(moves: Move[], later: (from: Day, least: number, most: number) => Day, random: Random): Move[] {
  const last = moves[moves.length - 1]!;
  if (last.stage !== 'lost' || !random.chance(0.035)) return moves;
  const back = later(last.day, 25, 60);
  const end = later(back, 15, 45);
  return [...moves, { stage: 'evaluation', day: back }, { stage: random.chance(0.3) ? 'won' : 'lost', day: end }];
}

/** Hardly anybody signs in August or at Christmas. */
function afterHolidays(day: Day, timeline: Timeline, random: Random): Day {
  if (timeline.season(day) > 0.6 || random.chance(0.35)) return day;
  let next = day;
  while (timeline.season(next) <= 0.6) next++;
  return timeline.workingFrom(next + random.whole(0, 15));
}
