import { join as joinPath } from 'node:path';
import type { Database } from '../../duckdb/database.ts';
import { join, literal, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { isLogFile } from '../../log/log-state.ts';
import type { RawSource } from '../../log/raw-source.ts';
import { type LogReading, readLog } from '../../log/read.ts';
import { finishReplacement } from '../../log/replacement.ts';
import { type Column, type TableName, tableNames, tables } from '../../log/schema.ts';
import { contentOf } from '../../log/write.ts';

/** The schema of the log that the folder held before. */
export const beforeSchema = 'before';

export type BeforeOptions = {
  /** Where a database file for the old rows may be made; it is in use until `db` is closed. */
  readonly workDir: string;
  readonly knownKpis: ReadonlySet<string>;
};

/**
 * Reads the log that a folder holds into schema `before`: views over a database of its own, attached as `earlier`, so that
 * schema `log` stays free for the new one.
 * @returns null when the folder is absent or holds no log
 * @throws UserError as `readLog`
 */
export async function readBefore(db: Database, dir: string, options: BeforeOptions): Promise<LogReading | null> {
  await finishReplacement(dir);
  const { path, names } = await contentOf(dir);
  if (!names.some(isLogFile)) return null;
  const { own } = await db.row<{ own: string }>(sql`SELECT current_database() AS own`);
  await db.run(sql`ATTACH ${literal(joinPath(options.workDir, 'before.duckdb'))} AS earlier`);
  await db.run(raw('USE earlier'));
  let reading: LogReading;
  try {
    reading = await readLog(db, path, { knownKpis: options.knownKpis });
  } finally {
    await db.run(sql`USE ${name(own)}`);
  }
  await db.run(sql`CREATE SCHEMA ${name(beforeSchema)}`);
  for (const table of tableNames) {
    await db.run(sql`CREATE VIEW ${before(table)} AS SELECT * FROM earlier.log.${name(table)}`);
  }
  return reading;
}

/**
 * The old rows of some tables as raw rows for `keepRows`, each value exactly as it was: they stay in the log although the new
 * export has nothing of their tables. Tables without rows are left out. A row whose parent is gone is rejected as any other.
 */
export async function carryOver(
  db: Database,
  carried: readonly TableName[],
): Promise<ReadonlyMap<TableName, RawSource>> {
  await db.run(raw('CREATE SCHEMA carried'));
  const sources = new Map<TableName, RawSource>();
  for (const table of carried) {
    const { read } = await db.row<{ read: number }>(sql`SELECT count(*)::DOUBLE AS read FROM ${before(table)}`);
    if (read === 0) continue;
    const cells = tables[table].columns.map((column) => sql`${cellOf(column)} AS ${name(column.name)}`);
    await db.run(
      sql`CREATE VIEW carried.${name(table)} AS SELECT seq, seq AS line, ${join(cells)} FROM ${before(table)}`,
    );
    const typed = await db.rows<{ name: string; type: string }>(
      sql`SELECT column_name AS name, data_type AS type FROM duckdb_columns()
        WHERE schema_name = 'carried' AND table_name = ${table} AND database_name = current_database() ORDER BY column_index`,
    );
    const columns = typed
      .filter((column) => column.name !== 'seq' && column.name !== 'line')
      .map((column) => ({ ...column, neverEmpty: true }));
    sources.set(table, { table: `carried.${table}`, columns, file: table, read });
  }
  return sources;
}

/** An instant gets its zone, or it would be taken for a local time. */
function cellOf({ name: column, type }: Column): Sql {
  return type.kind === 'instant' ? sql`${name(column)} AT TIME ZONE 'UTC'` : name(column);
}

function before(table: TableName): Sql {
  return sql`${name(beforeSchema)}.${name(table)}`;
}
