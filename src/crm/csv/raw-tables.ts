import { join } from 'node:path';
import { nearest, UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { join as joinSql, literal, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { readCsvRecords } from '../../log/csv-records.ts';
import { filesIn, type FoundFile, stem } from './folder.ts';
import type { FileSettings, MapSettings } from './map-settings.ts';
import { foreignEncoding, transcode } from './transcode.ts';

/** A file of the source as it was read. `rows` counts all data rows, `malformed` those of them that are no records of its width. */
export type RawFile = { readonly file: string; readonly rows: number; readonly malformed: number };

/** A row that did not get into the log, or the value of it that kept it out. */
export type Refusal = {
  readonly file: string;
  /** Where the record starts in a source file; for a mapped row its `_line`, else its place in the answer. */
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: string;
  readonly reason: Text;
};

/** The source as the SQL of a map sees it: a table for each file, in the schema `source`. */
export type RawTables = {
  /** Column names by table name, `_line` left out. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly files: readonly RawFile[];
  readonly malformed: readonly Refusal[];
  readonly warnings: readonly Text[];
};

/** The schema whose tables and macros the SQL of a map sees. */
export const sourceSchema = name('source');

/** How many refused rows a report lists at most. The counts are of all. */
export const mostRefusals = 1000;

/**
 * Reads the CSV and TSV files of a folder (or one file) into tables named after them, every column text, with `_line`.
 * @param workDir folder for what must be turned into UTF-8 first
 * @throws UserError `no_source`, `ambiguous_source`, `no_such_source`, `repeated_header`, and those of reading CSV
 */
export async function loadSource(
  db: Database,
  source: string,
  settings: MapSettings,
  workDir: string,
): Promise<RawTables> {
  const { files, warnings } = await sourceFiles(source, settings);
  await db.runAll([sql`CREATE SCHEMA ${sourceSchema}`, sql`CREATE SCHEMA raw_csv`]);
  const tables = new Map<string, readonly string[]>();
  const read: RawFile[] = [];
  const malformed: Refusal[] = [];
  for (const [i, file] of files.entries()) {
    const target = `raw_csv.t${i + 1}`;
    const given = settingsOf(file, settings) ?? {};
    const path = await asUtf8(file, given, join(workDir, `raw-${i + 1}`));
    const delimiter = given.delimiter ?? (/\.tsv$/i.test(file.name) ? '\t' : ',');
    const records = await readCsvRecords(db, path, target, {
      delimiter,
      ...(given.header === undefined ? {} : { header: given.header }),
    });
    const columns = records.columns.map((column, place) => (column === '' ? `column_${place + 1}` : column));
    checkHeader(file.name, columns);
    const aliases = joinSql(['_seq', '_line', ...columns].map(name));
    const shown = joinSql(['_line', ...columns].map(name));
    await db.run(
      sql`CREATE VIEW ${sourceSchema}.${name(stem(file.name))} AS SELECT ${shown} FROM ${raw(target)} AS t(${aliases}) ORDER BY _seq`,
    );
    tables.set(stem(file.name), columns);
    read.push({ file: file.name, rows: records.read, malformed: records.malformed });
    if (records.malformed > 0) malformed.push(...(await malformedRows(db, file.name, raw(`${target}_malformed`))));
  }
  return { tables, files: read, malformed, warnings };
}

async function sourceFiles(
  source: string,
  settings: MapSettings,
): Promise<{ files: readonly FoundFile[]; warnings: readonly Text[] }> {
  const declared = (file: string): boolean => settings.files.has(file) || settings.files.has(stem(file));
  const found = await filesIn(source, (file) => /\.(csv|tsv)$/i.test(file) || settings.files.has(file));
  if (found.files.length === 0) {
    throw new UserError({
      code: 'no_source',
      message: { en: `${source} has no CSV files.`, es: `${source} no tiene archivos CSV.` },
      fix: {
        en: 'Name the folder with the exported files; a file with another extension must be named in map.yaml.',
        es: 'Indique la carpeta de los archivos exportados; un archivo con otra extensión debe nombrarse en map.yaml.',
      },
    });
  }
  const byTable = new Map<string, string>();
  for (const { name: file } of found.files) {
    const table = stem(file).toLowerCase();
    const other = byTable.get(table);
    if (other !== undefined) throw ambiguous(other, file);
    byTable.set(table, file);
  }
  const names = found.files.map((file) => file.name);
  const absent = [...settings.files.keys()].find(
    (key) => !names.some((file) => declared(file) && (file === key || stem(file) === key)),
  );
  if (absent !== undefined) throw noSuchSource(absent, names);
  return found;
}

function settingsOf(file: FoundFile, settings: MapSettings): FileSettings | undefined {
  return settings.files.get(file.name) ?? settings.files.get(stem(file.name));
}

async function asUtf8(file: FoundFile, given: FileSettings, target: string): Promise<string> {
  const encoding = await foreignEncoding(file.path, given.encoding);
  if (encoding === null) return file.path;
  await transcode(file.path, encoding, target);
  return target;
}

function checkHeader(file: string, columns: readonly string[]): void {
  const seen = new Set(['_line', '_seq']);
  for (const column of columns) {
    const key = column.toLowerCase();
    if (seen.has(key)) {
      throw new UserError({
        code: 'repeated_header',
        message: {
          en: `${file} has more than one column ${column}, or one that only differs in case or is called _line or _seq.`,
          es: `${file} tiene más de una columna ${column}, o una que solo difiere en mayúsculas o se llama _line o _seq.`,
        },
        fix: {
          en: 'Give its columns different names in the header row.',
          es: 'Dé nombres distintos a sus columnas en la fila de encabezado.',
        },
      });
    }
    seen.add(key);
  }
}

type MalformedRow = { line: number; code: string; en: string; es: string; value: string | null };

async function malformedRows(db: Database, file: string, table: Sql): Promise<Refusal[]> {
  const rows = await db.rows<MalformedRow>(
    sql`SELECT line::DOUBLE AS line, code, en, es, value FROM ${table} ORDER BY seq LIMIT ${literal(mostRefusals)}`,
  );
  return rows.map(({ line, code, en, es, value }) => ({ file, line, column: null, value, code, reason: { en, es } }));
}

function ambiguous(one: string, other: string): UserError {
  return new UserError({
    code: 'ambiguous_source',
    message: { en: `${one} and ${other} would be one table.`, es: `${one} y ${other} serían una misma tabla.` },
    fix: { en: 'Rename or remove one of them.', es: 'Cambie el nombre de uno o quítelo.' },
  });
}

function noSuchSource(wanted: string, names: readonly string[]): UserError {
  const meant = nearest(wanted, [...names, ...names.map(stem)]);
  const list = names.join(', ');
  return new UserError({
    code: 'no_such_source',
    message: {
      en: `map.yaml names a file ${wanted} that is not there.`,
      es: `map.yaml nombra un archivo ${wanted} que no está.`,
    },
    fix:
      meant === undefined
        ? { en: `The source has ${list}.`, es: `El origen tiene ${list}.` }
        : {
            en: `Did you mean ${meant}? The source has ${list}.`,
            es: `¿Quería decir ${meant}? El origen tiene ${list}.`,
          },
  });
}
