import { constants } from 'node:fs';
import { copyFile, lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Language, Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import { fileFault } from '../../log/file-faults.ts';
import type { FileSettings } from '../csv/map-settings.ts';
import { readCsvTable } from './csv-table.ts';
import { readJsonTables } from './json-tables.ts';
import { emptyFile } from './notes.ts';
import { Reading, type SourceFile } from './reading.ts';
import { innerZip, link, ownLog, skippedByName, special, unreadable } from './skipped.ts';
import type { Choice, Source } from './source.ts';
import { readXlsxTables } from './xlsx-tables.ts';
import { isLink, Zip } from './zip.ts';

/**
 * Reads an export, a folder with its subfolders, a `.zip` or one file, into tables of the schema `raw`. What holds no table is left
 * alone with a reason.
 * @param workDir a folder for what must be unpacked or turned into UTF-8
 * @param files how files are written, by name with or without folders and extension
 * @param log the folder of the sales log that is to be written: no part of the export where it lies within it
 * @param choice of the columns that will be read
 * @throws UserError that names the file: `not_found`, `no_source`, `source_is_log`, and those of reading CSV, JSON, `.xlsx` and `.zip`
 */
export async function openSource(
  db: Database,
  path: string,
  workDir: string,
  files: ReadonlyMap<string, FileSettings>,
  log: string | null = null,
  choice?: Choice,
): Promise<Source> {
  const entry = await stat(path).catch(() => null);
  if (entry === null || !(entry.isDirectory() || entry.isFile())) throw notFound(path);
  await db.run(raw('CREATE SCHEMA raw'));
  const reading = new Reading(db, workDir, files, choice);
  if (entry.isDirectory()) await readFolder(reading, path, log);
  else await readEntry(reading, { path, shown: basename(path) });
  const source = reading.end();
  if (source.tables.length === 0) throw noSource(path, source);
  return source;
}

async function readFolder(reading: Reading, folder: string, log: string | null): Promise<void> {
  const root = await realpath(folder);
  const own = log === null ? null : await realpath(log).catch(() => null);
  if (own === root) throw isTheLog(folder);
  for (const shown of await filesUnder(reading, root, '', own)) {
    const path = join(root, shown);
    const real = (await lstat(path)).isSymbolicLink() ? await realpath(path).catch(() => null) : path;
    if (real === null || !real.startsWith(root.endsWith(sep) ? root : root + sep)) reading.ignore(shown, link);
    else if ((await stat(real)).isFile()) await readEntry(reading, { path: real, shown });
    else reading.ignore(shown, special);
  }
}

/** Names of all files in a folder and its subfolders, sorted; what is skipped by its name is told once, folders as a whole. */
async function filesUnder(reading: Reading, root: string, folder: string, own: string | null): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    throw fileFault('read', join(root, folder), error);
  });
  for (const entry of entries) {
    const shown = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const skipped = skippedByName(entry.name);
    if (skipped !== null) reading.ignore(shown, skipped);
    else if (join(root, shown) === own) reading.ignore(shown, ownLog);
    else if (entry.isDirectory()) found.push(...(await filesUnder(reading, root, shown, own)));
    else found.push(shown);
  }
  return found.sort();
}

async function readZip(reading: Reading, file: SourceFile): Promise<void> {
  const zip = await Zip.open(file.path, file.shown).catch((error: unknown) => {
    throw fileFault('read', file.shown, error);
  });
  try {
    for (const entry of zip.entries) {
      const shown = `${file.shown}/${entry.fileName}`;
      const skipped = isLink(entry) ? link : (skippedByName(entry.fileName) ?? unread(shown));
      if (skipped !== null) reading.ignore(shown, extensionOf(shown) === 'zip' ? innerZip : skipped);
      else {
        const path = reading.newPath();
        await zip.extract(entry, path);
        await readFile(reading, { path, shown });
      }
    }
  } finally {
    zip.close();
  }
}

async function readEntry(reading: Reading, file: SourceFile): Promise<void> {
  if (skippedByName(basename(file.shown)) === null && extensionOf(file.shown) === 'zip') await readZip(reading, file);
  else await readFile(reading, file);
}

/** By extension. */
const readers: Readonly<Record<string, (reading: Reading, file: SourceFile) => Promise<void>>> = {
  csv: readCsvTable,
  tsv: readCsvTable,
  tab: readCsvTable,
  txt: readCsvTable,
  json: readJsonTables,
  jsonl: readJsonTables,
  ndjson: readJsonTables,
  xlsx: readXlsxTables,
  xlsm: readXlsxTables,
};

async function readFile(reading: Reading, file: SourceFile): Promise<void> {
  const skipped = skippedByName(basename(file.shown)) ?? unread(file.shown);
  try {
    if (skipped !== null) reading.ignore(file.shown, skipped);
    else if ((await stat(file.path)).size === 0) reading.ignore(file.shown, emptyFile);
    else await readers[extensionOf(file.shown)]!(reading, await plainlyNamed(reading, file));
  } catch (error) {
    throw fileFault('read', file.shown, error);
  } finally {
    await reading.dropPaths();
  }
}

/** Why a file of this name is not read; null when it is. */
function unread(shown: string): Text | null {
  const extension = extensionOf(shown);
  return Object.hasOwn(readers, extension) ? null : unreadable(extension);
}

function extensionOf(shown: string): string {
  return extname(shown).slice(1).toLowerCase();
}

/** The file, or a copy of it when its path has what the database takes for a pattern. */
async function plainlyNamed(reading: Reading, file: SourceFile): Promise<SourceFile> {
  if (!/[*?[\]{}]/.test(file.path)) return file;
  const path = reading.newPath();
  await copyFile(file.path, path, constants.COPYFILE_FICLONE);
  return { ...file, path };
}

function notFound(path: string): UserError {
  return new UserError({
    code: 'not_found',
    message: { en: `There is no file or folder ${path}.`, es: `No existe el archivo o la carpeta ${path}.` },
    fix: { en: 'Check the path.', es: 'Compruebe la ruta.' },
  });
}

function isTheLog(folder: string): UserError {
  return new UserError({
    code: 'source_is_log',
    message: {
      en: `${folder} is the sales log that is to be written, not an export.`,
      es: `${folder} es el registro de ventas que se va a escribir, no una exportación.`,
    },
    fix: {
      en: 'Name the folder, the .zip or the file that the CRM exported.',
      es: 'Indique la carpeta, el .zip o el archivo que exportó el CRM.',
    },
  });
}

function noSource(path: string, { ignored }: Source): UserError {
  const list = (language: Language): string =>
    ignored
      .slice(0, 5)
      .map(({ file, reason }) => ` ${file}: ${reason[language]}.`)
      .join('');
  return new UserError({
    code: 'no_source',
    message: {
      en: `${path} has no table that can be read.${list('en')}`,
      es: `${path} no tiene ninguna tabla que se pueda leer.${list('es')}`,
    },
    fix: {
      en: 'Name the folder, the .zip or the file that the CRM exported: CSV, TSV, JSON or Excel (.xlsx).',
      es: 'Indique la carpeta, el .zip o el archivo que exportó el CRM: CSV, TSV, JSON o Excel (.xlsx).',
    },
  });
}
