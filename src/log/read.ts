import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { nearest, UserError } from '../domain/errors.ts';
import type { Text } from '../domain/text.ts';
import { defaultWorkspace, type ParsedWorkspace, parseWorkspace } from '../domain/workspace.ts';
import type { Database } from '../duckdb/database.ts';
import { literal, raw, sql } from '../duckdb/sql.ts';
import { readCsvRecords } from './csv-records.ts';
import { keepRows, type RawSource } from './keep.ts';
import { readOptional } from './optional-file.ts';
import type { LogReading } from './reading.ts';
import { type TableName, tableNames } from './schema.ts';

export type { LogReading } from './reading.ts';

export type ReadOptions = {
  /** Ids that `goals.kpi` may name. */
  readonly knownKpis: ReadonlySet<string>;
};

/**
 * Reads the sales log of a folder into schema `log` of a database: one typed table for each table of the format, only valid
 * rows; rejected rows in `log.rejects`.
 * @throws UserError `no_log`, `two_files`, `missing_column`, `bad_workspace` and those of CSV files.
 */
export async function readLog(db: Database, dir: string, options: ReadOptions): Promise<LogReading> {
  const { workspace, unknownKeys } = await readWorkspace(dir);
  const { files, warnings } = await findFiles(dir);
  await db.run(sql`CREATE SCHEMA raw`);
  const sources = new Map<TableName, RawSource>();
  for (const [table, file] of files) sources.set(table, await loadFile(db, dir, table, file));
  const reading = await keepRows(db, sources, workspace, options.knownKpis);
  await db.run(sql`DROP SCHEMA raw CASCADE`);
  return { ...reading, warnings: [...warnings, ...unknownKeys.map(unknownKey), ...reading.warnings] };
}

/**
 * The settings of a log folder; the defaults when it has no `workspace.json`.
 * @throws UserError `bad_workspace`
 */
export async function readWorkspace(dir: string): Promise<ParsedWorkspace> {
  const text = await readOptional(join(dir, 'workspace.json'));
  return text === null ? { workspace: defaultWorkspace, unknownKeys: [] } : parseWorkspace(text);
}

async function findFiles(dir: string): Promise<{ files: Map<TableName, string>; warnings: Text[] }> {
  const names = await readdir(dir).catch(() => null);
  if (names === null) throw noLog(`${dir} is not a folder.`, `${dir} no es una carpeta.`);
  const files = new Map<TableName, string>();
  const warnings: Text[] = [];
  for (const name of names.sort()) {
    const [, base, kind] = /^(.*)\.(csv|parquet)$/.exec(name) ?? [];
    if (base === undefined || kind === undefined) continue;
    const table = tableNames.find((t) => t === base);
    if (table === undefined) {
      const meant = nearest(base, tableNames);
      const hint =
        meant === undefined
          ? { en: '', es: '' }
          : { en: ` Did you mean ${meant}.${kind}?`, es: ` ¿Quiso decir ${meant}.${kind}?` };
      warnings.push({
        en: `${name} is no table of a sales log and is ignored.${hint.en}`,
        es: `${name} no es una tabla de un registro de ventas y se pasa por alto.${hint.es}`,
      });
      continue;
    }
    if (files.has(table)) {
      throw new UserError({
        code: 'two_files',
        message: {
          en: `${dir} has both ${table}.csv and ${table}.parquet.`,
          es: `${dir} tiene a la vez ${table}.csv y ${table}.parquet.`,
        },
        fix: { en: 'Keep one of them.', es: 'Deje solo uno.' },
      });
    }
    files.set(table, name);
  }
  if (files.size === 0 && !names.includes('workspace.json')) {
    throw noLog(`${dir} holds no table of a sales log.`, `${dir} no contiene ninguna tabla de un registro de ventas.`);
  }
  return { files, warnings };
}

async function loadFile(db: Database, dir: string, table: TableName, name: string): Promise<RawSource> {
  const file = join(dir, name);
  if (!(await stat(file)).isFile()) throw noLog(`${file} is not a file.`, `${file} no es un archivo.`);
  const target = `raw.${table}`;
  if (name.endsWith('.csv')) {
    const { columns, read } = await readCsvRecords(db, file, target);
    return {
      table: target,
      file: name,
      read,
      malformed: `${target}_malformed`,
      columns: columns.map((column) => ({ name: column, type: 'VARCHAR' })),
    };
  }
  try {
    await db.run(sql`CREATE VIEW ${raw(target)} AS
      SELECT file_row_number + 1 AS seq, file_row_number + 2 AS line, * EXCLUDE (file_row_number)
      FROM read_parquet(${literal(file)}, file_row_number=true)`);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error);
    throw new UserError({
      code: 'bad_parquet',
      message: {
        en: `${name} cannot be read as Parquet: ${reason}`,
        es: `${name} no se puede leer como Parquet: ${reason}`,
      },
    });
  }
  const described = await db.rows<{ column_name: string; column_type: string }>(raw(`DESCRIBE ${target}`));
  const { n } = await db.row<{ n: number }>(raw(`SELECT count(*)::DOUBLE AS n FROM ${target}`));
  const columns = described
    .filter((c) => c.column_name !== 'seq' && c.column_name !== 'line')
    .map((c) => ({ name: c.column_name, type: c.column_type }));
  return { table: target, file: name, read: n, columns };
}

function unknownKey(key: string): Text {
  return {
    en: `workspace.json: “${key}” is not known and is ignored.`,
    es: `workspace.json: «${key}» no se conoce y se pasa por alto.`,
  };
}

function noLog(en: string, es: string): UserError {
  return new UserError({
    code: 'no_log',
    message: { en, es },
    fix: {
      en: 'Give the folder of a sales log; `tacto demo DIR` makes one.',
      es: 'Indique la carpeta de un registro de ventas; `tacto demo DIR` crea una.',
    },
  });
}
