import { bucketStart, dayOf } from '../../domain/calendar.ts';
import { ask } from '../../engine/ask.ts';
import type { Measure } from '../../engine/measure.ts';
import type { Resolved } from '../../engine/question.ts';
import { periodOf, toQuestion } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { askInBatches, memberOf, type Unpriced } from './ask-owners.ts';
import { type Day, dayNumber } from './days.ts';
import type { Goal } from './goal.ts';

/** What an owner did in each of the last whole weeks, the oldest first. */
export type History = {
  /** The first day of the first week. */
  readonly from: Day;
  readonly done: readonly number[];
  readonly events: readonly number[];
};

/** So many weeks are looked back on: a year, in which every season is once. */
export const historyWeeks = 52;

/** The last whole weeks of each goal's KPI; none where the log has no whole week yet. */
export async function historiesOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  goals: readonly Goal[],
  unpriced: Unpriced,
): Promise<ReadonlyMap<Goal, History>> {
  const { workspace } = log;
  const to = bucketStart(dayOf(log.asOf, workspace.timezone), 'week', workspace);
  const begins = bucketStart((await periodOf(log, undefined, undefined)).from, 'week', workspace);
  const farthest = to.subtract({ weeks: historyWeeks });
  const from = Temporal.PlainDate.compare(begins, farthest) > 0 ? begins : farthest;
  const weeks = from.until(to, { largestUnit: 'days' }).days / 7;
  const found = new Map<Goal, History>();
  if (weeks < 1) return found;
  const first = dayNumber(from);
  const places = new Map(Array.from({ length: weeks }, (_, i) => [from.add({ weeks: i }).toString(), i]));
  await askInBatches(
    goals,
    async ({ by, where, ids, goals: asked }) => {
      const members = by === null ? [] : [by];
      const question = await toQuestion(log, kpis, { kpis: ids, by: [...members, 'week'], where, from, to });
      const records = question.measures.map(recordsOf);
      const { rows } = await ask(log, { ...question, measures: [...question.measures, ...records] });
      const byMember = Map.groupBy(rows, (row) => row.members[0] ?? null);
      for (const goal of asked) {
        const i = ids.indexOf(goal.kpi.id);
        const [done, events] = [zeros(weeks), zeros(weeks)];
        for (const { bucket, values } of byMember.get(memberOf(goal.owner)) ?? []) {
          const week = places.get(bucket!)!;
          done[week] = values[i]!.value ?? 0;
          events[week] = values[ids.length + i]!.value ?? 0;
        }
        found.set(goal, { from: first, done, events });
      }
    },
    unpriced,
  );
  return found;
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}

/** How many records a KPI that adds up rests on. */
function recordsOf({ id, formula }: Measure): Measure {
  if (formula.kind !== 'number') throw new Error(`${id} does not add up`);
  const { fact, where } = formula.of;
  const of = { fact, kind: 'count', ...(where === undefined ? {} : { where }) } as const;
  return { id: `${id} records`, kind: 'flow', formula: { kind: 'number', of } };
}
