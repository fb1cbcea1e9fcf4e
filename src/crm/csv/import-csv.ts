import { join } from 'node:path';
import type { Text } from '../../domain/text.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { Database } from '../../duckdb/database.ts';
import { literal, sql } from '../../duckdb/sql.ts';
import { keepRows } from '../../log/keep.ts';
import type { LogReading } from '../../log/reading.ts';
import { tableNames } from '../../log/schema.ts';
import { withWorkFolder } from '../../log/work-folder.ts';
import { requireEmptyFolder, writeLog } from '../../log/write.ts';
import { asWritten } from '../as-written.ts';
import { beforeSchema, carryOver, readBefore } from '../import/before.ts';
import { compareLogs } from '../import/changes.ts';
import type { TableChange } from '../report/model.ts';
import { createMacros } from './macros.ts';
import { type CsvMap, readMap } from './map-folder.ts';
import { loadSource, mostRefusals, type RawFile, type RawTables, type Refusal, sourceSchema } from './raw-tables.ts';
import { mappedSources } from '../mapped-sources.ts';
import type { MapSettings } from './map-settings.ts';
import { runMap } from './run-map.ts';

export type ImportOptions = {
  /** Folder of the exported files, or one file. */
  readonly source: string;
  /** Map folder: a `TABLE.sql` for each sales-log table, and an optional `map.yaml`. */
  readonly map: string;
  /** The sales log to write: a folder that is absent or empty. */
  readonly out: string;
  readonly format: 'csv' | 'parquet';
  readonly knownKpis: ReadonlySet<string>;
  /** The log that the new one takes the place of: rows of tables that the map has no SQL for stay, and it is said what changes. */
  readonly before?: string;
  /** Settings of whom the log is for: what the map does not say is as there. */
  readonly home?: Workspace;
  /** Memory that it may take before it spills to disk; `4GB` when absent. */
  readonly memoryLimit?: string;
};

/** What an import read, kept and refused. */
export type ImportReport = {
  /** The tables of the log: rows that the map's SQL answered, kept, rejected. */
  readonly reading: LogReading;
  /** The source's files, with their malformed rows. */
  readonly files: readonly RawFile[];
  /** The first refused rows: malformed ones of the source, then rejected ones of the map's answers. */
  readonly refusals: readonly Refusal[];
  /** How the log differs from the one before; null when there was none. */
  readonly changes: readonly TableChange[] | null;
  readonly warnings: readonly Text[];
};

/**
 * Turns exported CSV files into a sales log by the SQL of a map. What the SQL answers is checked like any log; a row that breaks
 * a rule is refused and reported. Nothing is written when anything fails.
 * @throws UserError for a fault in the source, the map or the place to write
 */
export async function importCsv(options: ImportOptions): Promise<ImportReport> {
  await requireEmptyFolder(options.out);
  const map = await readMap(options.map);
  return withWorkFolder('import', async (workDir) => {
    const { home } = options;
    const given = home === undefined ? map : { ...map, settings: settledIn(map.settings, home) };
    const source = await mapInside(workDir, options, given);
    return writeMapped(workDir, options, given, source);
  });
}

/** The map's settings, with those of its home where it says none. */
function settledIn(settings: MapSettings, home: Workspace): MapSettings {
  const given = Object.entries(settings.workspace).filter(([key]) => settings.workspaceGiven.has(key));
  return { ...settings, workspace: { ...home, ...Object.fromEntries(given) } };
}

/** The map's SQL runs in a database of its own, which is closed with what it locked: the log is written by another. */
async function mapInside(workDir: string, { source, memoryLimit }: ImportOptions, map: CsvMap): Promise<RawTables> {
  const db = await openWork(workDir, memoryLimit);
  try {
    const tables = await loadSource(db, source, map.settings, workDir);
    await createMacros(db, sourceSchema, map.settings);
    await runMap(db, map, tables);
    return tables;
  } finally {
    db.close();
  }
}

async function writeMapped(
  workDir: string,
  options: ImportOptions,
  map: CsvMap,
  source: RawTables,
): Promise<ImportReport> {
  const db = await openWork(workDir, options.memoryLimit);
  try {
    const { knownKpis } = options;
    const before = options.before === undefined ? null : await readBefore(db, options.before, { workDir, knownKpis });
    const mapped = await mappedSources(
      db,
      map.views.map(({ table, file }) => ({ table, file, lines: 'source' })),
    );
    const carried =
      before === null ? [] : tableNames.filter((table) => before.tables[table].kept > 0 && !mapped.has(table));
    const sources = new Map([...mapped, ...(await carryOver(db, carried))]);
    const reading = await keepRows(db, sources, map.settings.workspace, knownKpis);
    const changes = before === null ? null : await compareLogs(db, { before: beforeSchema, after: 'log' }, carried);
    const rejects = await rejectedRows(db);
    await writeLog(db, options.out, { format: options.format, workspace: reading.workspace });
    return {
      reading,
      files: source.files,
      refusals: [...source.malformed, ...rejects].slice(0, mostRefusals),
      changes,
      warnings: [...map.warnings, ...source.warnings, ...reading.warnings],
    };
  } finally {
    db.close();
  }
}

function openWork(workDir: string, memoryLimit = '4GB'): Promise<Database> {
  return Database.open(join(workDir, 'work.duckdb'), { memoryLimit, spillTo: join(workDir, 'spill') });
}

type RejectRow = {
  table_name: string;
  line: number;
  column_name: string | null;
  value: string | null;
  code: string;
  en: string;
  es: string;
};

async function rejectedRows(db: Database): Promise<Refusal[]> {
  const rows = await db.rows<RejectRow>(
    sql`SELECT table_name, line::DOUBLE AS line, column_name, value, code, en, es FROM log.rejects
      ORDER BY table_name, line LIMIT ${literal(mostRefusals)}`,
  );
  return rows.map(({ table_name, line, column_name, value, code, en, es }) =>
    asWritten({ file: `${table_name}.sql`, line, column: column_name, value, code, reason: { en, es } }),
  );
}
