import { dayOf, toMicros } from '../../domain/calendar.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { timestamp } from '../resolve/time.ts';
import type { Replaced } from './replaced.ts';
import type { ReplicaState } from './state.ts';

/** When a row of a fact is of: a local day, or from an instant on until those at which it ends. Null: it is of all times. */
type Time = { readonly day: string } | { readonly from: string; readonly to: readonly string[] } | null;

const day: Time = { day: 'day' };

/** The facts that questions are answered from. What others tell comes into these. */
const times: Readonly<Record<string, Time>> = {
  rep: null,
  rate: null,
  account: null,
  deal: { from: 'begin_at', to: [] },
  contact: { from: 'created_at', to: ['left_at'] },
  assignment: { from: 'valid_from', to: ['valid_to'] },
  rating: { from: 'rated_at', to: ['next_at'] },
  stage_span: { from: 'from_at', to: ['to_at'] },
  team_member: { from: 'greatest(joined_at, active_from)', to: ['left_at', 'active_to'] },
  touch: { from: 'occurred_at', to: [] },
  activity: day,
  contact_reached: day,
  share: day,
  proposal: day,
  first_proposal: day,
  deal_created: day,
  deal_closed: day,
  prospect: day,
  lead_qualified: day,
  lead_attempted: day,
  cost: day,
};

/** Facts that no question is answered from: only others are resolved from them. */
const between = new Set(['lead', 'account_stage']);

const firstOfAll = sql`TIMESTAMP '0001-01-01'`;

/**
 * The first local day of which what `part` holds tells anything else than the facts of the current database, as far as it lies before their "now":
 * the end of a row that has not been reached by then counts for nothing.
 * @param standing the facts of which there are rows that are replaced
 * @returns null when there is none
 */
export async function changedSince(
  db: Database,
  replaced: readonly Replaced[],
  standing: ReadonlySet<string>,
  { asOf, workspace }: Pick<ReplicaState, 'asOf' | 'workspace'>,
): Promise<Temporal.PlainDate | null> {
  const looked = replaced.filter(({ fact }) => !between.has(fact));
  if (looked.length === 0) return null;
  const now = timestamp(toMicros(asOf));
  const firsts = looked.map(({ fact, where }) =>
    firstDifference({ fact, where, time: times[fact] ?? null, isNew: !standing.has(fact) }, now),
  );
  const { days, at } = await db.row<{ days: string | null; at: bigint | null }>(
    sql`SELECT min(day)::VARCHAR AS days, epoch_us(min(instant)) AS at FROM (${join(firsts, ' UNION ALL ')})`,
  );
  const found = [
    ...(days === null ? [] : [Temporal.PlainDate.from(days)]),
    ...(at === null ? [] : [dayOf(Temporal.Instant.fromEpochNanoseconds(at * 1000n), workspace.timezone)]),
  ];
  return found.sort((a, b) => Temporal.PlainDate.compare(a, b))[0] ?? null;
}

/** A fact, those of its rows that are replaced, when a row is of, and whether there were none before. */
type Looked = Replaced & { readonly time: Time; readonly isNew: boolean };

/** `day, instant` of the first row that is on one side only. */
function firstDifference({ fact, where, time, isNew }: Looked, now: Sql): Sql {
  const ends = time !== null && 'to' in time ? time.to : [];
  const cut = ends.map((end) => sql`least(${raw(end)}, ${now}) AS ${raw(end)}`);
  const columns = cut.length === 0 ? raw('*') : sql`* REPLACE (${join(cut)})`;
  const isPast = time !== null && 'from' in time ? sql`AND ${raw(time.from)} < ${now}` : raw('');
  const side = (database: string, sign: number): Sql =>
    sql`SELECT ${columns}, ${raw(String(sign))} AS side FROM ${raw(`${database}facts.${fact}`)} WHERE ${where} ${isPast}`;
  const first =
    time === null
      ? sql`NULL::DATE AS day, CASE WHEN count(*) > 0 THEN ${firstOfAll} END AS instant`
      : 'day' in time
        ? sql`min(${raw(time.day)}) AS day, NULL::TIMESTAMP AS instant`
        : sql`NULL::DATE AS day, min(greatest(${raw(time.from)}, ${firstOfAll})) AS instant`;
  if (isNew) return sql`SELECT ${first} FROM ${raw(`part.facts.${fact}`)} WHERE ${where} ${isPast}`;
  // Equal rows of both sides cancel each other out.
  return sql`SELECT ${first} FROM (
    SELECT * EXCLUDE (side), sum(side) AS balance FROM (${side('', -1)} UNION ALL ${side('part.', 1)}) GROUP BY ALL HAVING balance <> 0)`;
}
