import { dayOf, startOfDay, toMicros } from '../../domain/calendar.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { TableName } from '../../log/schema.ts';
import { days, timestamp } from '../resolve/time.ts';
import { ripenings } from './ripenings.ts';
import { instantColumns } from './stage.ts';
import type { ReplicaState } from './state.ts';

/** Where rows of the log and facts are; null: none of them need to be looked at. */
export type Places = {
  readonly table: (table: TableName) => Sql | null;
  readonly fact: (fact: string) => Sql | null;
};

const everything: Places = { table: (table) => raw(`log.${table}`), fact: (fact) => raw(`facts.${fact}`) };

/**
 * The last "now" for which facts are right as they stand: until then nothing of the log begins, ends or matures.
 * @param places what is looked at; absent: all of the current database
 * @returns null when that never happens
 */
export async function validUntil(
  db: Database,
  { workspace, asOf }: Pick<ReplicaState, 'workspace' | 'asOf'>,
  places: Places = everything,
): Promise<Temporal.Instant | null> {
  const now = timestamp(toMicros(asOf));
  const instants = instantColumns.flatMap(({ table, column }): readonly Sql[] => {
    const rows = places.table(table);
    return rows === null ? [] : [sql`SELECT min(${raw(column)}) AS t FROM ${rows} WHERE ${raw(column)} >= ${now}`];
  });
  // What has matured by a "now" has a window that ends then: just before, it has not.
  const windows = ripenings(workspace).flatMap(({ fact, flag, days: window }): readonly Sql[] => {
    const rows = places.fact(fact);
    if (rows === null) return [];
    return [
      sql`SELECT min(occurred_at) + ${days(window)} - to_microseconds(1) AS t FROM ${rows} WHERE NOT ${raw(flag)}`,
    ];
  });
  const today = dayOf(asOf.subtract({ microseconds: 1 }), workspace.timezone);
  const costs = places.table('costs');
  const day =
    costs === null
      ? raw('NULL')
      : sql`(SELECT min(incurred_on)::VARCHAR FROM ${costs} WHERE incurred_on > ${literal(today.toString())}::DATE)`;
  const looked = [raw('SELECT NULL::TIMESTAMP AS t'), ...instants, ...windows];
  const found = await db.row<{ micros: string | null; day: string | null }>(
    sql`SELECT epoch_us(min(t))::VARCHAR AS micros, ${day} AS day FROM (${join(looked, ' UNION ALL ')})`,
  );
  return earlierOf(
    found.micros === null ? null : Temporal.Instant.fromEpochNanoseconds(BigInt(found.micros) * 1000n),
    found.day === null ? null : startOfDay(Temporal.PlainDate.from(found.day), workspace.timezone),
  );
}

/** The earlier of two instants; null is never. */
export function earlierOf(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  if (a === null || b === null) return a ?? b;
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}
