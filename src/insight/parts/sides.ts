import type { Dimension } from '../../domain/vocabulary.ts';
import { ask } from '../../engine/ask.ts';
import type { Measure } from '../../engine/measure.ts';
import type { Question, Resolved } from '../../engine/question.ts';
import { type Alignment, daysOver, sameWeekdaysBefore, type Span } from '../change/periods.ts';
import { firstDay } from '../../kpi/answer.ts';
import { activeDays } from '../compare/active-days.ts';
import { nobodyElse, noDayOver, requireBegun } from './refusals.ts';

/** Counts of a chain's steps by the steps' KPIs. */
export type Counts = ReadonlyMap<string, number>;

/** One side of a difference: its days, its counts, in all and by group of a dimension, and the squares of its contracts' amounts. */
export type Side = {
  readonly days: number;
  readonly counts: Counts;
  /** By member; one group without a name when no dimension is asked for. */
  readonly groups: ReadonlyMap<string | null, Counts>;
  readonly squares: number;
};

/** How often a step happened. */
export function count(counts: Counts | undefined, step: string): number {
  return counts?.get(step) ?? 0;
}

/** A period and the one that it is held against, and what is counted in both. */
export type Periods = { readonly days: Alignment; readonly sides: readonly [before: Side, now: Side] };

/**
 * The days of a period that are over, and as many on the same weekdays before it.
 * @throws UserError `nothing_to_explain` when no day is over, or the log begins after the earlier period does
 */
export async function periods(log: Resolved, question: Question, by: Dimension | null): Promise<Periods> {
  const now = daysOver(question, log.asOf, log.workspace.timezone);
  if (now === null) throw noDayOver(question);
  const length = now.from.until(now.to, { largestUnit: 'days' }).days;
  const days = sameWeekdaysBefore(now, now.from, now.from.subtract({ days: length }));
  requireBegun(await firstDay(log), now, days.before);
  const sideOf = async (span: Span): Promise<Side> => ({
    ...summed([...(await sidesOf(log, { ...question, ...span }, null, by)).values()]),
    days: length,
  });
  return { days, sides: [await sideOf(days.before), await sideOf(days.now)] };
}

/**
 * The team without the rep, and the rep; and every rep by id.
 * @throws UserError `unknown_member`; `nothing_to_explain` when there is nobody else
 */
export async function repAndTeam(
  log: Resolved,
  question: Question,
  rep: string,
  by: Dimension | null,
): Promise<[[Side, Side], ReadonlyMap<string, Side>]> {
  const others = question.where.filter(({ dimension }) => dimension !== 'rep');
  // A slip in the name must not look like somebody without contracts.
  await ask(log, {
    ...question,
    by: [],
    grain: null,
    where: [...others, { dimension: 'rep', members: [rep] }],
  });
  const days = await activeDays(log, question, 'rep');
  const found = await sidesOf(log, { ...question, where: others }, 'rep', by);
  const reps = new Map(
    [...found].flatMap(([id, side]) => (id === null ? [] : [[id, { ...side, days: days.get(id) ?? 0 }] as const])),
  );
  const own = reps.get(rep) ?? { ...noSide, days: days.get(rep) ?? 0 };
  const rest = [...reps].filter(([id]) => id !== rep).map(([, side]) => side);
  if (rest.length === 0) throw nobodyElse(rep);
  return [[summed(rest), own], reps];
}

const noSide: Side = { days: 0, counts: new Map(), groups: new Map(), squares: 0 };

/** Squares of the contracts' amounts: how much their sizes vary. */
const amountSquares: Measure = {
  id: 'amount_squares',
  kind: 'flow',
  formula: {
    kind: 'number',
    of: {
      fact: 'deal_closed',
      kind: 'product',
      column: 'amount',
      times: 'amount',
      where: [{ column: 'won', is: [true] }],
    },
  },
};

async function sidesOf(
  log: Resolved,
  question: Question,
  each: 'rep' | null,
  by: Dimension | null,
): Promise<Map<string | null, Side>> {
  const dimensions = [...(each === null ? [] : [each]), ...(by === null ? [] : [by])];
  const measures = [...question.measures, amountSquares];
  const { rows } = await ask(log, { ...question, by: dimensions, grain: null, measures });
  const sides = new Map<string | null, Side[]>();
  for (const { members, values } of rows) {
    const counts = new Map(question.measures.map(({ id }, i) => [id, values[i]!.value ?? 0]));
    const group = by === null ? null : members.at(-1)!;
    const side = { days: 0, counts, groups: new Map([[group, counts]]), squares: values.at(-1)!.value ?? 0 };
    const key = each === null ? null : members[0]!;
    sides.set(key, [...(sides.get(key) ?? []), side]);
  }
  return new Map([...sides].map(([key, list]) => [key, summed(list)]));
}

function summed(sides: readonly Side[]): Side {
  const groups = new Map<string | null, Counts>();
  for (const side of sides)
    for (const [group, counts] of side.groups) groups.set(group, added(groups.get(group), counts));
  const sum = (of: (side: Side) => number): number => sides.reduce((total, side) => total + of(side), 0);
  return {
    days: sum(({ days }) => days),
    counts: sides.reduce<Counts>((total, { counts }) => added(total, counts), new Map()),
    groups,
    squares: sum(({ squares }) => squares),
  };
}

/** Counts added up. */
export function added(one: Counts | undefined, other: Counts | undefined): Counts {
  const total = new Map(one ?? []);
  for (const [step, n] of other ?? []) total.set(step, (total.get(step) ?? 0) + n);
  return total;
}
