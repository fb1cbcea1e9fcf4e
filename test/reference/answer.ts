import type { Dimension, Grain } from '../../src/domain/vocabulary.ts';
import type { Filter } from '../../src/engine/question.ts';
import { type JsonRow, kpis } from '../support/ask.ts';
import { tallyFlows } from './flows.ts';
import { tallySnapshot } from './snapshots.ts';
import { Tally } from './tally.ts';
import { bucketsOf, labelOf } from './time.ts';
import { attemptsOf, touchesOf } from './touches.ts';
import type { World } from './world.ts';

export type Asked = {
  readonly ids: readonly string[];
  readonly by: readonly Dimension[];
  readonly grain: Grain | null;
  readonly where: readonly Filter[];
  readonly from: string;
  readonly to: string;
};

/** The answer of the contract: rows in any order. */
export function answerOf(world: World, { ids, by, grain, where, from, to }: Asked): JsonRow[] {
  const tally = new Tally(by, where);
  const touches = touchesOf(world);
  const attempts = attemptsOf(world, touches);
  const labelIn = (day: string): string | null | undefined =>
    day < from || day >= to ? undefined : grain === null ? null : labelOf(day, grain, world.workspace);
  tallyFlows({ world, touches, attempts, tally, labelOf: labelIn });
  const buckets = bucketsOf(from, to, grain, world.workspace);
  const future = new Set(
    buckets.filter((bucket) => !tallySnapshot({ world, touches, tally, bucket })).map(({ label }) => label),
  );
  const groups = new Set(
    [...tally.keysOf(ids)].map((key) => JSON.stringify((JSON.parse(key) as unknown[]).slice(0, -1))),
  );
  if (by.length === 0) groups.add('[]');
  else if (by.every((dimension) => dimension === 'rep' || dimension === 'team'))
    for (const group of rosterOf(world, by, where, from, to)) groups.add(group);
  return [...groups].flatMap((group) =>
    buckets.map(({ label }) => {
      const members = JSON.parse(group) as (string | null)[];
      const key = JSON.stringify([...members, label]);
      return Object.fromEntries([
        ...by.map((dimension, i) => [dimension, members[i]!]),
        ...(grain === null ? [] : [[grain, label]]),
        ...ids.map((id) => [id, valueOf(tally, id, key, future.has(label))]),
      ]) as JsonRow;
    }),
  );
}

/** Reps active in the period, and the teams that have one. */
function rosterOf(
  { tables }: World,
  by: readonly Dimension[],
  where: readonly Filter[],
  from: string,
  to: string,
): string[] {
  const people = where.filter(({ dimension }) => dimension === 'rep' || dimension === 'team');
  return tables.reps.flatMap((row) => {
    const [start, end] = [row['active_from'] ?? null, row['active_to'] ?? null];
    const first = start !== null && start > from ? start : from;
    const last = end !== null && end < to ? end : to;
    const member = { rep: row['id']!, team: row['team_id'] ?? null };
    const passes = people.every(({ dimension, members }) => members.includes(member[dimension as 'rep']));
    if (first >= last || !passes || (!by.includes('rep') && member.team === null)) return [];
    return [JSON.stringify(by.map((dimension) => member[dimension as 'rep']))];
  });
}

function valueOf(tally: Tally, id: string, key: string, isFuture: boolean): Record<string, number | null> {
  const { kind, formula } = kpis.get(id)!;
  const isNone = isFuture && kind === 'snapshot';
  if (formula.kind === 'number') return { value: isNone ? null : tally.sum(id, key, 'value') };
  if (formula.kind === 'median') {
    const values = tally.values(id, key);
    const n = values.length;
    return { value: n === 0 ? null : (values[(n - 1) >> 1]! + values[n >> 1]!) / 2, n };
  }
  const [numerator, denominator] = [tally.sum(id, key, 'numerator'), tally.sum(id, key, 'denominator')];
  const pending = kind === 'cohort' ? { pending: tally.sum(id, key, 'pending') } : {};
  if (isNone) return { value: null, numerator: null, denominator: null };
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator, ...pending };
}
