import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { reportFile } from '../../crm/import/own-log.ts';
import { crms } from '../../crm/crms.ts';
import { headerKey, recognise } from '../../crm/import/recognise.ts';
import { noSettings } from '../../crm/import/settings.ts';
import type { SourceTable } from '../../crm/sources/source.ts';
import { openSource } from '../../crm/sources/open.ts';
import { skippedByName } from '../../crm/sources/skipped.ts';
import { isLink, Zip } from '../../crm/sources/zip.ts';
import { Database } from '../../duckdb/database.ts';
import { type TableName, tableNames, tables } from '../../log/schema.ts';
import type { Kind } from './kinds.ts';
import { places } from './made.ts';
import { placeOf } from './upload.ts';

/** What an import reads: the one file that was sent, else the folder of all. @throws UserError `no_files` */
export async function sourceOf(names: readonly string[]): Promise<string> {
  if (names.length === 0) throw noFiles();
  return names.length === 1 ? join(places.upload, names[0]!) : places.upload;
}

/** Says that nothing was sent. */
export function noFiles(): UserError {
  return new UserError({
    code: 'no_files',
    message: { en: 'No file has been sent yet.', es: 'Todavía no se ha enviado ningún archivo.' },
    fix: {
      en: 'Send the files of the export first: PUT /imports/{id}/files/{name}.',
      es: 'Envíe antes los archivos de la exportación: PUT /imports/{id}/files/{name}.',
    },
  });
}

/** Finds out by names and headers what an export is of: a sales log, a CRM that is known by half of its tables, else any CSV files. */
export async function detectKind(source: string): Promise<Kind> {
  if ((await readdir(places.map)).some((name) => /\.sql$/i.test(name))) return 'csv';
  const folder = await unpacked(source);
  if (await isSalesLog(folder)) return 'log';
  const db = await Database.open(':memory:', { memoryLimit: '512MB', spillTo: join(places.tmp, 'spill-detect') });
  try {
    const work = join(places.tmp, 'detect');
    await mkdir(work, { recursive: true });
    const { tables: found } = await openSource(db, source, work, new Map());
    return likeliest(found) ?? 'csv';
  } finally {
    db.close();
  }
}

/** So many columns of a table, or this share of them, must be those of a CRM: a few words are everybody's. */
const [fewest, share] = [5, 0.6];

/** The CRM that knows at least half of the tables, and most of their columns; null when there is none. */
function likeliest(found: readonly SourceTable[]): Kind | null {
  const known = crms.map((crm) => {
    const counts = found.flatMap((table) => {
      const read = recognise(crm, table, noSettings)?.places.size ?? 0;
      return read >= fewest || read >= share * table.columns.length ? [read] : [];
    });
    return { id: crm.id, tables: counts.length, columns: counts.reduce((sum, n) => sum + n, 0) };
  });
  const [best] = known.toSorted((a, b) => b.tables - a.tables || b.columns - a.columns);
  return best !== undefined && best.tables > 0 && best.tables * 2 >= found.length ? best.id : null;
}

/** The folder with the files of a source: of a `.zip` they are unpacked once, without the folders that they lie in. */
export async function unpacked(source: string): Promise<string> {
  const entry = await stat(source);
  if (entry.isDirectory()) return source;
  if (extname(source).toLowerCase() !== '.zip') return places.upload;
  const target = join(places.tmp, 'unpacked');
  if ((await stat(target).catch(() => null)) !== null) return target;
  await mkdir(target, { recursive: true });
  const zip = await Zip.open(source, basename(source));
  try {
    const taken = new Set<string>();
    for (const file of zip.entries) {
      const name = basename(file.fileName);
      if (isLink(file) || skippedByName(file.fileName) !== null || extname(name).toLowerCase() === '.zip') continue;
      if (taken.has(name)) throw twice(basename(source), name);
      taken.add(name);
      await zip.extract(file, join(target, name));
      if (placeOf(name) === 'map') await rename(join(target, name), join(places.map, name));
    }
  } finally {
    zip.close();
  }
  return target;
}

/** Files that are beside the tables of a sales log. */
const besides: readonly string[] = ['workspace.json', reportFile];

/** Whether files are those of a sales log: each is named after a table, and its header has what the table needs. */
async function isSalesLog(folder: string): Promise<boolean> {
  const names = (await readdir(folder)).filter(
    (name) => /\.(csv|parquet|tsv|xlsx?|jsonl?)$/i.test(name) && !besides.includes(name),
  );
  if (names.length === 0) return false;
  for (const name of names) {
    const table = tableNames.find((known) => name === `${known}.csv` || name === `${known}.parquet`);
    if (table === undefined || (name.endsWith('.csv') && !(await hasColumns(join(folder, name), table)))) return false;
  }
  return true;
}

async function hasColumns(path: string, table: TableName): Promise<boolean> {
  let head = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', end: 65_535 })) head += chunk as string;
  const columns = new Set(head.split(/\r?\n/, 1)[0]!.split(',').map(headerKey));
  return tables[table].columns.every(({ name, required }) => !required || columns.has(headerKey(name)));
}

function twice(zip: string, name: string): UserError {
  return new UserError({
    code: 'two_files',
    message: { en: `${zip} has two files ${name}.`, es: `${zip} tiene dos archivos ${name}.` },
    fix: { en: 'Keep one of them.', es: 'Deje solo uno.' },
  });
}
