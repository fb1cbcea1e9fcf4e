import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Language } from '../../domain/text.ts';
import { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import { readCsvRecords } from '../../log/csv-records.ts';
import { stem } from '../csv/folder.ts';
import { importCsv, type ImportReport } from '../csv/import-csv.ts';
import { foreignEncoding, transcode } from '../csv/transcode.ts';
import type { Source, SourceTable } from '../sources/source.ts';
import { type Proposal, proposeMap } from './propose-map.ts';
import { sourceHabits } from './source-habits.ts';

/** A proposed map, the text of its files, and what an import with it read and kept. */
export type Tried = {
  readonly proposal: Proposal;
  readonly map: ReadonlyMap<string, string>;
  readonly report: ImportReport;
  /** The log's tables as CSV. */
  readonly log: ReadonlyMap<string, string>;
};

/** Writes files into a folder of their own, proposes a map for them and imports them with it. */
export async function tryFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  language: Language = 'en',
): Promise<Tried> {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-propose-'));
  try {
    const source = join(folder, 'source');
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(source, path)), { recursive: true });
      await writeFile(join(source, path), content);
    }
    return await trySource(source, language);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same for a folder that exists. */
export async function trySource(source: string, language: Language = 'en'): Promise<Tried> {
  const work = await mkdtemp(join(tmpdir(), 'tacto-propose-'));
  const [map, out] = [join(work, 'map'), join(work, 'out')];
  const db = await Database.open(':memory:');
  try {
    const proposal = await proposeMap(db, await sourceOf(db, source, work), map, { source, language });
    const report = await importCsv({ source, map, out, format: 'csv', knownKpis: new Set() });
    return { proposal, map: await textsIn(map), report, log: await textsIn(out) };
  } finally {
    db.close();
    await rm(work, { recursive: true, force: true });
  }
}

/** The CSV files of a folder as raw tables. */
async function sourceOf(db: Database, folder: string, work: string): Promise<Source> {
  const tables: SourceTable[] = [];
  await db.run(raw('CREATE SCHEMA raw'));
  for (const file of (await readdir(folder)).filter((name) => /\.(csv|tsv)$/i.test(name)).toSorted()) {
    const habits = await sourceHabits(folder, file);
    const encoding = await foreignEncoding(join(folder, file), habits.encoding);
    const path = encoding === null ? join(folder, file) : join(work, file);
    if (encoding !== null) await transcode(join(folder, file), encoding, path);
    const table = `raw.t${tables.length + 1}`;
    const usual = /\.tsv$/i.test(file) ? '\t' : ',';
    const records = await readCsvRecords(db, path, table, { delimiter: habits.delimiter ?? usual });
    const { columns, read, malformed } = records;
    tables.push({ file, name: stem(file), shape: 'csv', columns, table, rows: read - malformed, malformed });
  }
  return { tables, faults: [], ignored: [] };
}

async function textsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder)).toSorted();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}
