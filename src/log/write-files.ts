import { constants } from 'node:fs';
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Workspace } from '../domain/workspace.ts';
import type { Database } from '../duckdb/database.ts';
import { join as joinSql, literal, name, raw, type Sql, sql } from '../duckdb/sql.ts';
import { flush } from './flush.ts';
import { guardedText } from './guarded-text.ts';
import { type Column, tableNames, tables, type TableName } from './schema.ts';

export type WriteOptions = {
  readonly format: 'csv' | 'parquet';
  readonly workspace: Workspace;
  /** Paths of files that go into the folder as they are, under their own names. */
  readonly extra?: readonly string[];
};

/**
 * Writes the tables of the schema `log` that have rows, in `seq` order, and `workspace.json` into an empty folder, and makes the
 * disk hold them.
 *
 * CSV has instants in UTC (`2026-07-01T09:30:00Z`), plain decimals, and a `'` before text that a spreadsheet would run as a
 * formula: see `guardedText`. Parquet has the natural types and the text as it is.
 */
export async function writeFiles(db: Database, folder: string, options: WriteOptions): Promise<void> {
  for (const table of await filledTables(db)) await copyTable(db, table, folder, options.format);
  await writeFile(join(folder, 'workspace.json'), `${JSON.stringify(options.workspace, null, 2)}\n`);
  for (const file of options.extra ?? []) await copyFile(file, join(folder, basename(file)), constants.COPYFILE_EXCL);
  for (const file of await readdir(folder)) await flush(join(folder, file));
  await flush(folder);
}

async function filledTables(db: Database): Promise<readonly TableName[]> {
  const existing = await db.rows<{ table_name: string }>(
    sql`SELECT table_name FROM information_schema.tables WHERE table_schema = 'log' AND table_catalog = current_database()`,
  );
  const present = tableNames.filter((table) => existing.some(({ table_name }) => table_name === table));
  if (present.length === 0) return [];
  const counts = present.map((table) => sql`EXISTS (SELECT 1 FROM log.${name(table)}) AS ${name(table)}`);
  const filled = await db.row<Record<string, boolean>>(sql`SELECT ${joinSql(counts)}`);
  return present.filter((table) => filled[table]);
}

/** As small as with the usual level and limit, in three quarters of their time. */
const asZstd = raw('(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 2000)');

/** Writes one table of the schema `log` into a folder, as `TABLE.csv` or `TABLE.parquet`, whether it has rows or not. */
export async function copyTable(
  db: Database,
  table: TableName,
  dir: string,
  format: WriteOptions['format'],
): Promise<void> {
  const typed = await db.rows<{ column_name: string; data_type: string }>(
    sql`SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = 'log' AND table_name = ${table} AND database_name = current_database()`,
  );
  const types = new Map(typed.map((column) => [column.column_name, column.data_type]));
  const columns = tables[table].columns.map((column) => {
    const written = format === 'csv' ? asCsv(column, types.get(column.name) ?? 'VARCHAR') : asParquet(column);
    return sql`${written} AS ${name(column.name)}`;
  });
  const { isSorted } = await db.row<{ isSorted: boolean }>(
    sql`SELECT count(*) FILTER (seq < before) = 0 AS "isSorted" FROM (SELECT seq, lag(seq) OVER () AS before FROM log.${name(table)})`,
  );
  const order = raw(isSorted ? '' : ' ORDER BY seq');
  const file = literal(join(dir, `${table}.${format}`));
  const how = format === 'csv' ? raw(`(FORMAT csv, HEADER, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '')`) : asZstd;
  await db.run(sql`COPY (SELECT ${joinSql(columns)} FROM log.${name(table)}${order}) TO ${file} ${how}`);
}

function asParquet(column: Column): Sql {
  return column.type.kind === 'instant' ? sql`${name(column.name)} AT TIME ZONE 'UTC'` : name(column.name);
}

function asCsv(column: Column, type: string): Sql {
  const cell = name(column.name);
  switch (column.type.kind) {
    case 'text':
      return guardedText(cell);
    case 'instant': {
      const fraction = sql`date_part('microseconds', ${cell})::BIGINT % 1000000`;
      return sql`strftime(${cell}, '%Y-%m-%dT%H:%M:%S') || CASE WHEN ${fraction} = 0 THEN 'Z'
        ELSE '.' || rtrim(lpad((${fraction})::VARCHAR, 6, '0'), '0') || 'Z' END`;
    }
    case 'date':
      return sql`strftime(${cell}, '%Y-%m-%d')`;
    case 'decimal':
      return plainDecimal(cell, type);
    case 'whole':
    case 'list':
      return sql`${cell}::VARCHAR`;
  }
}

/** Without trailing zeros and without an exponent (which only a DOUBLE can have). */
function plainDecimal(cell: Sql, type: string): Sql {
  const shortest = sql`${cell}::VARCHAR`;
  const text =
    type === 'DOUBLE'
      ? sql`CASE WHEN contains(${shortest}, 'e') THEN printf('%.60f', ${cell}) ELSE ${shortest} END`
      : shortest;
  return sql`CASE WHEN contains(${text}, '.') THEN rtrim(rtrim(${text}, '0'), '.') ELSE ${text} END`;
}
