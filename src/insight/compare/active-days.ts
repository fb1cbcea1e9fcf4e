import { dayOf } from '../../domain/calendar.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import { type Question, type Resolved, seenReps } from '../../engine/question.ts';

/** How many days of the period (until the log's "now") each rep, or the reps of each team together, were active; by id. */
export async function activeDays(
  log: Resolved,
  { from, to }: Pick<Question, 'from' | 'to'>,
  by: 'rep' | 'team',
): Promise<ReadonlyMap<string, number>> {
  const now = dayOf(log.asOf, log.workspace.timezone).add({ days: 1 });
  const [first, end] = [from.toString(), (Temporal.PlainDate.compare(to, now) < 0 ? to : now).toString()];
  const rows = await log.db.rows<{ member: string; days: number }>(sql`
    SELECT l.v AS member, sum(greatest(0, date_diff('day', greatest(coalesce(r.active_from, ${first}::DATE), ${first}::DATE),
      least(coalesce(r.active_to, ${end}::DATE), ${end}::DATE))))::DOUBLE AS days
    FROM facts.rep r JOIN facts.label l ON l.k = r.${raw(by)} WHERE r.${raw(by)} <> 0 AND ${await seenReps(log)} GROUP BY l.v`);
  return new Map(rows.map(({ member, days }) => [member, days]));
}
