import { join } from 'node:path';
import { nearest } from '../domain/errors.ts';
import type { Text } from '../domain/text.ts';
import { defaultWorkspace, type ParsedWorkspace, parseWorkspace, workspaceKeys } from '../domain/workspace.ts';
import type { Database } from '../duckdb/database.ts';
import { dropCsvRecords, readCsvRecords } from './csv-records.ts';
import { keepRows } from './keep.ts';
import { findLogFiles, type LogFile } from './log-files.ts';
import { logChanges, stateOfLog } from './log-state.ts';
import { readOptional } from './optional-file.ts';
import { parquetSource } from './parquet-source.ts';
import type { RawSource, RawTable } from './raw-source.ts';
import type { LogReading } from './reading.ts';
import { betweenReplacements, finishReplacement } from './replacement.ts';
import { type TableName, tables } from './schema.ts';

export type { LogReading } from './reading.ts';

export type ReadOptions = {
  /** Ids that `goals.kpi` may name: the catalogue's and the log's own. */
  readonly knownKpis: ReadonlySet<string>;
};

/**
 * Reads the sales log of a folder into schema `log` of a database: one typed table for each table of the format, with `seq`, and
 * only valid rows; rejected rows in `log.rejects`, the counts in `log.reading`.
 * @throws UserError `no_log`, `two_files`, `missing_column`, `bad_workspace`, `bad_parquet` and those of CSV files; `log_changes` when
 * the files did not stay the same meanwhile, for what was read may be of two logs.
 */
export async function readLog(db: Database, dir: string, options: ReadOptions): Promise<LogReading> {
  const before = await betweenReplacements(dir, () => stateOfLog(dir));
  const hasChanged = async (): Promise<boolean> => (await stateOfLog(dir)) !== before;
  const reading = await readFiles(db, dir, options).catch(async (error: unknown) => {
    throw (await hasChanged()) ? logChanges(dir) : error;
  });
  if (await hasChanged()) throw logChanges(dir);
  return reading;
}

async function readFiles(db: Database, dir: string, options: ReadOptions): Promise<LogReading> {
  const { workspace, unknownKeys } = await readWorkspace(dir);
  const { files, warnings } = await findLogFiles(dir);
  const sources = new Map<TableName, RawTable>();
  for (const [table, file] of files)
    sources.set(table, () => (file.kind === 'csv' ? csvSource(db, table, file) : parquetSource(db, table, file)));
  const reading = await keepRows(db, sources, workspace, options.knownKpis);
  return { ...reading, warnings: [...warnings, ...unknownKeys.map(unknownKey), ...reading.warnings] };
}

/**
 * The settings of a log folder; the defaults when it has no `workspace.json`.
 * @throws UserError `bad_workspace`
 */
export async function readWorkspace(dir: string): Promise<ParsedWorkspace> {
  await finishReplacement(dir);
  const text = await readOptional(join(dir, 'workspace.json'));
  return text === null ? { workspace: defaultWorkspace, unknownKeys: [] } : parseWorkspace(text);
}

async function csvSource(db: Database, table: TableName, { path, name }: LogFile): Promise<RawSource> {
  const target = `raw_${table}`;
  const only = new Set(tables[table].columns.map((column) => column.name));
  const { columns, read, malformed } = await readCsvRecords(db, path, target, { only, temporary: true });
  return {
    table: target,
    file: name,
    read,
    ...(malformed === 0 ? {} : { malformed: `${target}_malformed` }),
    columns: columns.map((column, i) => ({
      name: column,
      type: 'VARCHAR',
      stored: `c${i + 1}`,
      neverEmpty: true,
      isGuarded: true,
    })),
    release: () => dropCsvRecords(db, target),
  };
}

function unknownKey(key: string): Text {
  const meant = nearest(key, workspaceKeys);
  const hint =
    meant === undefined ? { en: '', es: '' } : { en: ` Did you mean ${meant}?`, es: ` ¿Quiso decir ${meant}?` };
  return {
    en: `workspace.json: “${key}” is not known and is ignored.${hint.en}`,
    es: `workspace.json: «${key}» no se conoce y se pasa por alto.${hint.es}`,
  };
}
