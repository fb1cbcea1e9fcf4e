import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Database } from '../../duckdb/database.ts';
import { join as joinSql, raw, sql } from '../../duckdb/sql.ts';
import type { FileSettings } from '../csv/map-settings.ts';
import { openSource } from './open.ts';
import type { Source, SourceTable } from './source.ts';

type Content = string | Uint8Array;
type Cell = string | number | null;

/** A table as it was read, with its rows: `line`, then a value for each column. */
export type ReadTable = Omit<SourceTable, 'table'> & { readonly cells: Cell[][] };

/** What was read of files. */
export type ReadSource = Required<Omit<Source, 'tables'>> & { readonly tables: readonly ReadTable[] };

/** Writes files by name into a folder of their own and reads it, or the one of them that `only` names. */
export async function readFiles(
  files: Readonly<Record<string, Content>>,
  { settings = {}, only = '' }: { settings?: Readonly<Record<string, FileSettings>>; only?: string } = {},
): Promise<ReadSource> {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-source-'));
  const db = await Database.open(':memory:');
  try {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(join(folder, 'in', dirname(file)), { recursive: true });
      await writeFile(join(folder, 'in', file), content);
    }
    await mkdir(join(folder, 'work'));
    return await readPath(db, join(folder, 'in', only), join(folder, 'work'), settings);
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads one file. */
export async function readOne(file: string, content: Content, settings: FileSettings = {}): Promise<ReadSource> {
  return readFiles({ [file]: content }, { settings: { [file]: settings } });
}

/** Reads what is at a path, with a folder for what must be unpacked. */
export async function readPath(
  db: Database,
  path: string,
  workDir: string,
  settings: Readonly<Record<string, FileSettings>> = {},
): Promise<ReadSource> {
  const source = await openSource(db, path, workDir, new Map(Object.entries(settings)));
  const tables: ReadTable[] = [];
  for (const { table, ...about } of source.tables) {
    const cells = about.columns.map((_, place) => raw(`, c${place + 1}`));
    const rows = await db.rows<Record<string, Cell>>(
      sql`SELECT line::DOUBLE AS line${joinSql(cells, '')} FROM ${raw(table)} ORDER BY 1`,
    );
    tables.push({ ...about, cells: rows.map((row) => Object.values(row)) });
  }
  return { notes: [], ...source, tables };
}
