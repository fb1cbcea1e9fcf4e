import { dayOf, toMicros } from '../../domain/calendar.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type TableName, tableNames, tables } from '../../log/schema.ts';
import { timestamp } from '../resolve/time.ts';
import { type Changes, type Scales, scalesOf, textRows, typedRows } from './rows.ts';
import { type Sets, touched } from './sets.ts';
import type { ReplicaState } from './state.ts';

/** Changes laid beside the log of the current database, in the database `part`: what of it is new, and what was before. */
export type Staged = {
  /** Tables with changed rows, in `part.stage`. */
  readonly tables: ReadonlySet<TableName>;
  /** Whether a changed amount or rate has more decimals than the log's column holds. */
  readonly needsWider: boolean;
  /** The rows of a table before and after: a changed row stands here twice. */
  readonly both: (table: TableName) => Sql;
  /** The rows of a table as they are now. */
  readonly now: (table: TableName) => Sql;
};

/** Lays changes beside the log, and makes the sets of the rows that they or the time until `asOf` touch. */
export async function stageChanges(
  db: Database,
  sets: Sets,
  changes: Changes,
  state: ReplicaState,
  asOf: Temporal.Instant,
): Promise<Staged> {
  const own = await currentDatabase(db);
  const staged = new Set<TableName>();
  const changed = new Set<TableName>();
  let needsWider = false;
  const columns = await scalesOfLog(db);
  for (const [table, { rows, gone }] of changes) {
    if (rows.length + gone.length === 0) continue;
    const scales = columns.get(table) ?? {};
    changed.add(table);
    if (rows.length > 0) {
      staged.add(table);
      const texts = raw(`part.stage.text_${table}`);
      await db.run(sql`CREATE TABLE ${texts} AS ${textRows(table, rows)}`);
      const needed = await scalesOf(db, table, texts);
      const wider = Object.entries(needed).filter(([column, places]) => places > (scales[column] ?? 0));
      needsWider ||= wider.length > 0;
      const room = { ...scales, ...Object.fromEntries(wider) };
      await db.run(sql`CREATE TABLE ${raw(`part.stage.${table}`)} AS ${typedRows(table, texts, room)}`);
    }
    await db.run(sql`CREATE TABLE ${raw(`part.stage.changed_${table}`)} AS
      ${rows.length === 0 ? raw('') : sql`SELECT seq FROM ${raw(`part.stage.${table}`)} UNION `}
      SELECT unnest(from_json(${JSON.stringify(gone)}, '["BIGINT"]')) AS seq`);
  }
  const timed = await timedRows(db, state, asOf);
  for (const table of tableNames) {
    await sets.make(touched(table), 'BIGINT', [
      ...(changed.has(table) ? [raw(`SELECT seq AS id FROM part.stage.changed_${table}`)] : []),
      ...(timed.has(table) ? [raw(`SELECT seq AS id FROM part.stage.timed WHERE tab = '${table}'`)] : []),
    ]);
  }
  const before = (table: TableName): string => `"${own.replaceAll('"', '""')}".log.${table}`;
  return {
    tables: staged,
    needsWider,
    both: (table) =>
      staged.has(table)
        ? raw(`(SELECT * FROM ${before(table)} UNION ALL SELECT * FROM part.stage.${table})`)
        : raw(before(table)),
    now: (table) => {
      if (!changed.has(table)) return raw(before(table));
      const kept = `SELECT * FROM ${before(table)} WHERE seq NOT IN (SELECT seq FROM part.stage.changed_${table})`;
      return raw(`(${kept}${staged.has(table) ? ` UNION ALL SELECT * FROM part.stage.${table}` : ''})`);
    },
  };
}

async function currentDatabase(db: Database): Promise<string> {
  return (await db.row<{ own: string }>(sql`SELECT current_database() AS own`)).own;
}

async function scalesOfLog(db: Database): Promise<ReadonlyMap<TableName, Scales>> {
  const rows = await db.rows<{ table: TableName; column: string; scale: number }>(sql`
    SELECT table_name AS "table", column_name AS "column", numeric_scale::INTEGER AS scale FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = 'log' AND data_type LIKE 'DECIMAL%'`);
  const byTable = Map.groupBy(rows, (row) => row.table);
  return new Map([...byTable].map(([table, own]) => [table, Object.fromEntries(own.map((r) => [r.column, r.scale]))]));
}

/** Tables that have rows with an instant in [the old now, the new one): what begins or ends as time passes. */
async function timedRows(db: Database, state: ReplicaState, asOf: Temporal.Instant): Promise<ReadonlySet<TableName>> {
  if (Temporal.Instant.compare(asOf, state.asOf) <= 0) return new Set();
  const parts = instantColumns.map(
    ({ table, column }) => sql`SELECT ${literal(table)} AS tab, seq FROM ${raw(`log.${table}`)}
      WHERE ${raw(column)} >= ${timestamp(toMicros(state.asOf))} AND ${raw(column)} < ${timestamp(toMicros(asOf))}`,
  );
  const { timezone } = state.workspace;
  const [first, last] = [dayOf(state.asOf.subtract({ microseconds: 1 }), timezone), dayOf(asOf, timezone)];
  const costs = sql`SELECT 'costs' AS tab, seq FROM log.costs WHERE incurred_on >= ${literal(first.toString())}::DATE AND incurred_on <= ${literal(last.toString())}::DATE`;
  const found = await db.rows<{ tab: TableName; seq: number }>(
    sql`SELECT tab, seq::DOUBLE AS seq FROM (${join([...parts, costs], ' UNION ALL ')})`,
  );
  if (found.length > 0) {
    await db.run(
      sql`CREATE TABLE part.stage.timed AS SELECT DISTINCT tab, seq FROM (${join([...parts, costs], ' UNION ALL ')})`,
    );
  }
  return new Set(found.map(({ tab }) => tab));
}

/** Every instant of the log; the days of `costs` are apart. */
export const instantColumns: readonly { readonly table: TableName; readonly column: string }[] = tableNames.flatMap(
  (table) =>
    tables[table].columns
      .filter((column) => column.type.kind === 'instant')
      .map((column) => ({ table, column: column.name })),
);
