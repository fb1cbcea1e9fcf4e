import { dayOf, startOfDay, toMicros } from '../../domain/calendar.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { days, timestamp } from '../resolve/time.ts';
import { instantColumns } from './stage.ts';
import type { ReplicaState } from './state.ts';
import { ripenings } from './write.ts';

/**
 * The last "now" for which the facts of the current database are right as they stand: until then nothing of the log begins, ends or matures.
 * Null when that never happens.
 */
export async function validUntil(db: Database, { workspace, asOf }: ReplicaState): Promise<Temporal.Instant | null> {
  const now = timestamp(toMicros(asOf));
  const instants = instantColumns.map(
    ({ table, column }): Sql =>
      sql`SELECT min(${raw(column)}) AS t FROM ${raw(`log.${table}`)} WHERE ${raw(column)} >= ${now}`,
  );
  // What has matured by a "now" has a window that ends then: just before, it has not.
  const windows = ripenings(workspace).map(
    ({ fact, flag, days: window }): Sql =>
      sql`SELECT min(occurred_at) + ${days(window)} - to_microseconds(1) AS t FROM ${raw(`facts.${fact}`)} WHERE NOT ${raw(flag)}`,
  );
  const today = dayOf(asOf.subtract({ microseconds: 1 }), workspace.timezone);
  const { micros, day } = await db.row<{ micros: string | null; day: string | null }>(sql`
    SELECT epoch_us(min(t))::VARCHAR AS micros, (SELECT min(incurred_on)::VARCHAR FROM log.costs WHERE incurred_on > ${literal(today.toString())}::DATE) AS day
    FROM (${join([...instants, ...windows], ' UNION ALL ')})`);
  const ends = [
    ...(micros === null ? [] : [Temporal.Instant.fromEpochNanoseconds(BigInt(micros) * 1000n)]),
    ...(day === null ? [] : [startOfDay(Temporal.PlainDate.from(day), workspace.timezone)]),
  ];
  return ends.sort((a, b) => Temporal.Instant.compare(a, b))[0] ?? null;
}
