import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, open, readdir, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Database } from '../duckdb/database.ts';
import { join as joinSql, literal, name, raw, type Sql, sql } from '../duckdb/sql.ts';
import { type Column, tableNames, tables, type TableName } from './schema.ts';

export type WriteOptions = {
  readonly format: 'csv' | 'parquet';
  readonly workspace: Workspace;
  /** Paths of files that go into the folder as they are, under their own names. */
  readonly extra?: readonly string[];
};

/**
 * Writes the tables of the schema `log` that have rows, in `seq` order, and `workspace.json` as a sales log in `dir`.
 * Everything or nothing: a folder beside `dir` is filled, flushed to disk and renamed.
 *
 * CSV has instants in UTC (`2026-07-01T09:30:00Z`), plain decimals, and a `'` before text that a spreadsheet would run as a
 * formula: see `guardedText`. Parquet has the natural types and the text as it is.
 * @throws UserError `not_empty` when `dir` holds something, `not_a_folder` when it is a file
 */
export async function writeLog(db: Database, dir: string, options: WriteOptions): Promise<void> {
  const target = await requireEmptyFolder(dir);
  const parent = dirname(target);
  await mkdir(parent, { recursive: true });
  const draft = join(parent, `.${basename(target)}.${randomUUID()}.draft`);
  await mkdir(draft);
  try {
    for (const table of await filledTables(db)) await copyTable(db, table, draft, options.format);
    await writeFile(join(draft, 'workspace.json'), `${JSON.stringify(options.workspace, null, 2)}\n`);
    for (const file of options.extra ?? []) await copyFile(file, join(draft, basename(file)), constants.COPYFILE_EXCL);
    for (const file of await readdir(draft)) await flush(join(draft, file));
    await flush(draft);
    await moveInto(draft, target, dir);
    await flush(parent);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Makes sure that a log can be written to `dir`: it is absent or an empty folder.
 * @returns its real path
 * @throws UserError `not_empty`, `not_a_folder`
 */
export async function requireEmptyFolder(dir: string): Promise<string> {
  const target = await realpath(dir).catch(() => null);
  if (target === null) {
    if ((await lstat(dir).catch(() => null)) === null) return resolve(dir);
    throw notAFolder(dir);
  }
  const held = await readdir(target).catch((error: unknown) => {
    throw hasCode(error, 'ENOTDIR') ? notAFolder(dir) : error;
  });
  if (held.length > 0) throw notEmpty(dir);
  return target;
}

async function filledTables(db: Database): Promise<readonly TableName[]> {
  const existing = await db.rows<{ table_name: string }>(
    sql`SELECT table_name FROM duckdb_tables() WHERE schema_name = 'log' AND database_name = current_database()`,
  );
  const present = tableNames.filter((table) => existing.some(({ table_name }) => table_name === table));
  if (present.length === 0) return [];
  const counts = present.map((table) => sql`EXISTS (SELECT 1 FROM log.${name(table)}) AS ${name(table)}`);
  const filled = await db.row<Record<string, boolean>>(sql`SELECT ${joinSql(counts)}`);
  return present.filter((table) => filled[table]);
}

async function copyTable(db: Database, table: TableName, dir: string, format: WriteOptions['format']): Promise<void> {
  const typed = await db.rows<{ column_name: string; data_type: string }>(
    sql`SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = 'log' AND table_name = ${table} AND database_name = current_database()`,
  );
  const types = new Map(typed.map((column) => [column.column_name, column.data_type]));
  const columns = tables[table].columns.map((column) => {
    const written = format === 'csv' ? asCsv(column, types.get(column.name) ?? 'VARCHAR') : asParquet(column);
    return sql`${written} AS ${name(column.name)}`;
  });
  const file = literal(join(dir, `${table}.${format}`));
  const how =
    format === 'csv'
      ? raw(`(FORMAT csv, HEADER, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '')`)
      : raw('(FORMAT parquet, COMPRESSION zstd)');
  await db.run(sql`COPY (SELECT ${joinSql(columns)} FROM log.${name(table)} ORDER BY seq) TO ${file} ${how}`);
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

/**
 * A text cell that no spreadsheet runs as a formula: text that starts with `=`, `@`, tab or CR, or with `+` or `-` without being a
 * number or a phone number, gets a `'` before it; a NUL, which no CSV may have, becomes U+FFFD. The same text always becomes the same text, so ids keep their references.
 */
export function guardedText(column: Sql): Sql {
  const cell = sql`replace(${column}, chr(0), chr(65533))`;
  return sql`CASE WHEN ${cell}[1] IN ('=', '@', chr(9), chr(13))
      OR (${cell}[1] IN ('+', '-') AND NOT regexp_full_match(${cell}, ${literal('[+-]?[\\d\\s().,/-]+')}))
    THEN '''' || ${cell} ELSE ${cell} END`;
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

async function moveInto(draft: string, target: string, dir: string): Promise<void> {
  try {
    await rmdir(target).catch((error: unknown) => {
      if (!hasCode(error, 'ENOENT')) throw error;
    });
    await rename(draft, target);
  } catch (error) {
    throw hasCode(error, 'ENOTEMPTY', 'EEXIST') ? notEmpty(dir) : error;
  }
}

/** Makes the disk hold what a file or folder holds. Windows opens no folder, and needs none flushed. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (hasCode(error, 'EISDIR', 'EPERM', 'EACCES')) return null;
    throw error;
  });
  if (handle === null) return;
  try {
    await handle.sync();
  } catch (error) {
    if (!hasCode(error, 'EPERM', 'EINVAL', 'ENOTSUP')) throw error;
  } finally {
    await handle.close();
  }
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

function notEmpty(dir: string): UserError {
  return new UserError({
    code: 'not_empty',
    message: { en: `${dir} exists and is not empty.`, es: `${dir} existe y no está vacía.` },
    fix: { en: 'Name a new folder, or empty this one first.', es: 'Indique una carpeta nueva o vacíe esta antes.' },
  });
}

function notAFolder(dir: string): UserError {
  return new UserError({
    code: 'not_a_folder',
    message: { en: `${dir} is not a folder.`, es: `${dir} no es una carpeta.` },
    fix: { en: 'Name a new folder.', es: 'Indique una carpeta nueva.' },
  });
}
