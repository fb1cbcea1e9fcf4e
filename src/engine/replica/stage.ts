import { dayOf, toMicros } from '../../domain/calendar.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, literal, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { isExact } from '../../log/column-type.ts';
import { type TableName, tableNames, tables } from '../../log/schema.ts';
import { moreLabels } from '../resolve/labels.ts';
import { timestamp } from '../resolve/time.ts';
import { type Changes, type Scales, scalesOf, type TableChange, textRows, typedRows } from './rows.ts';
import { type Sets, touched } from './sets.ts';
import type { ReplicaState } from './state.ts';

/** Changes laid beside the log of the current database, in the database `part`: what of it is new, and what was before. */
export type Staged = {
  /** The database of the log. */
  readonly own: Sql;
  /** Tables with changed rows, in `part.stage`. */
  readonly tables: ReadonlySet<TableName>;
  /** Whether a changed amount or rate has more decimals than the log's column holds. */
  readonly needsWider: boolean;
  /** The rows of a table before and after: a changed row stands here twice. */
  readonly both: (table: TableName) => Sql;
  /** The rows of a table as they are now. */
  readonly now: (table: TableName) => Sql;
};

/**
 * Lays changes beside the log, and makes the sets of the rows that they or the passing of time touch.
 * @param asOf the new "now"; null when time touches nothing
 */
export async function stageChanges(
  db: Database,
  sets: Sets,
  changes: Changes,
  state: ReplicaState,
  asOf: Temporal.Instant | null,
): Promise<Staged> {
  const own = name((await db.row<{ own: string }>(sql`SELECT current_database() AS own`)).own);
  const staged = new Set<TableName>();
  let needsWider = false;
  for (const table of tableNames) {
    const { rows = [], gone = [] } = changes.get(table) ?? {};
    await sets.put(changed(table), [...rows.map(([seq]) => Number(seq)), ...gone]);
    if (rows.length === 0) continue;
    staged.add(table);
    needsWider = (await stageRows(db, table, rows)) || needsWider;
  }
  const timed = asOf === null ? new Map<TableName, readonly number[]>() : await timedRows(db, state, asOf);
  for (const table of tableNames) await sets.put(touched(table), timed.get(table) ?? [], [changed(table)]);
  const before = (table: TableName): Sql => sql`${own}.log.${raw(table)}`;
  const after = (table: TableName): Sql => raw(`part.stage.${table}`);
  return {
    own,
    tables: staged,
    needsWider,
    both: (table) =>
      staged.has(table) ? sql`(SELECT * FROM ${before(table)} UNION ALL SELECT * FROM ${after(table)})` : before(table),
    now: (table) => {
      if (sets.size(changed(table)) === 0) return before(table);
      const kept = sql`SELECT * FROM ${before(table)} WHERE ${sets.hasNot(changed(table), 'seq')}`;
      return staged.has(table) ? sql`(${kept} UNION ALL SELECT * FROM ${after(table)})` : sql`(${kept})`;
    },
  };
}

/**
 * Makes `part.facts.label`: the dictionary with what is new in changed rows, which stands in `part.stage.label` as well.
 * @returns whether anything is new
 */
export async function stageLabels(db: Database, { own, tables: staged }: Staged): Promise<boolean> {
  const known = sql`${own}.facts.label`;
  const more = moreLabels(known, 'part.stage', staged);
  const created = more === null ? [] : await db.rows<{ Count: bigint }>(sql`CREATE TABLE part.stage.label AS ${more}`);
  const isNew = created.some(({ Count }) => Count > 0n);
  const all = isNew
    ? sql`SELECT k, v FROM ${known} UNION ALL SELECT k, v FROM part.stage.label`
    : sql`SELECT k, v FROM ${known}`;
  await db.run(sql`CREATE VIEW part.facts.label AS ${all}`);
  return isNew;
}

/** The set of the rows of a table that are new, changed or gone. */
export const changed = (table: TableName): string => `changed_${table}`;

/**
 * Makes `part.stage` of rows of a table.
 * @returns whether an amount or a rate has more decimals than the log's column holds
 */
async function stageRows(db: Database, table: TableName, rows: TableChange['rows']): Promise<boolean> {
  const target = raw(`part.stage.${table}`);
  if (!tables[table].columns.some(isExact)) {
    await db.run(sql`CREATE TABLE ${target} AS ${typedRows(table, textRows(table, rows), {})}`);
    return false;
  }
  const texts = raw(`part.stage.text_${table}`);
  await db.run(sql`CREATE TABLE ${texts} AS ${textRows(table, rows)}`);
  const scales = await scalesOfLog(db, table);
  const wider = Object.entries(await scalesOf(db, table, texts)).filter(([column, places]) => places > scales[column]!);
  await db.run(sql`CREATE TABLE ${target} AS ${typedRows(table, texts, { ...scales, ...Object.fromEntries(wider) })}`);
  return wider.length > 0;
}

async function scalesOfLog(db: Database, table: TableName): Promise<Scales> {
  const rows = await db.rows<{ column: string; scale: number }>(sql`
    SELECT column_name AS "column", numeric_scale::INTEGER AS scale FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = 'log' AND table_name = ${table} AND data_type LIKE 'DECIMAL%'`);
  return Object.fromEntries(rows.map(({ column, scale }) => [column, scale]));
}

type Timed = { readonly tab: TableName; readonly seq: number };

/** Rows with an instant in [the old now, the new one): what begins or ends as time passes. */
async function timedRows(
  db: Database,
  state: ReplicaState,
  asOf: Temporal.Instant,
): Promise<ReadonlyMap<TableName, readonly number[]>> {
  if (Temporal.Instant.compare(asOf, state.asOf) <= 0) return new Map();
  const parts = instantColumns.map(
    ({ table, column }) => sql`SELECT ${literal(table)} AS tab, seq FROM ${raw(`log.${table}`)}
      WHERE ${raw(column)} >= ${timestamp(toMicros(state.asOf))} AND ${raw(column)} < ${timestamp(toMicros(asOf))}`,
  );
  const { timezone } = state.workspace;
  const [first, last] = [dayOf(state.asOf.subtract({ microseconds: 1 }), timezone), dayOf(asOf, timezone)];
  const costs = sql`SELECT 'costs' AS tab, seq FROM log.costs WHERE incurred_on >= ${literal(first.toString())}::DATE AND incurred_on <= ${literal(last.toString())}::DATE`;
  const found = await db.rows<Timed>(
    sql`SELECT tab, seq::DOUBLE AS seq FROM (${join([...parts, costs], ' UNION ALL ')})`,
  );
  const byTable = Map.groupBy(found, ({ tab }) => tab);
  return new Map([...byTable].map(([table, rows]) => [table, rows.map(({ seq }) => seq)]));
}

/** Every instant of the log; the days of `costs` are apart. */
export const instantColumns: readonly { readonly table: TableName; readonly column: string }[] = tableNames.flatMap(
  (table) =>
    tables[table].columns
      .filter((column) => column.type.kind === 'instant')
      .map((column) => ({ table, column: column.name })),
);
