import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { Database } from '../duckdb/database.ts';
import { join as joinSql, literal, name, raw, type Sql, sql } from '../duckdb/sql.ts';
import { copyWithLineFeeds, guessRegular, probeText, type TextProbe } from './bytes.ts';
import { csvPatterns } from './csv-patterns.ts';
import { joinQuotedLines } from './csv-quotes.ts';
import { areReadAlike, type KeptRecords, readRegular, type RegularOptions } from './csv-regular.ts';
import type { RegularCsv } from './csv-scan.ts';

export type CsvOptions = {
  /** One character; a comma when absent. */
  readonly delimiter?: string;
  /** Column names for a file without a header row. */
  readonly header?: readonly string[];
  /** The columns to keep; all when absent. */
  readonly only?: ReadonlySet<string>;
  /** Whether the tables vanish with the connection; a database in a file does not grow by them. */
  readonly temporary?: boolean;
  /** A file in which the records may be kept, which must then stay; a table in the database when absent. */
  readonly parquet?: string;
};

/** What a CSV file held: its header names, how many data rows, and how many of them are no RFC 4180 records of that width. */
export type CsvRecords = { readonly columns: readonly string[]; readonly read: number; readonly malformed: number };

/** The longest line that is read, in bytes. */
const longestLine = 16_000_000;

/**
 * Reads a CSV file (UTF-8, RFC 4180) into the view `target`: `seq` (the first data row is 1), `line` (where the record starts; the
 * first line is 1) and the columns as text `c1, c2 …` by their place in the header, empty fields null. Malformed rows, if any, go
 * to `target_malformed` (`seq, line, code, en, es, value`). A file that is not regular all through is read as lines and split in
 * SQL, so that every row knows its line and one bad row cannot swallow the next.
 * @throws UserError `not_utf8`, `nul_byte`, `control_characters`, `no_header`, `repeated_header`, `line_too_long`
 */
export async function readCsvRecords(
  db: Database,
  file: string,
  target: string,
  options: CsvOptions = {},
): Promise<CsvRecords> {
  const delimiter = options.delimiter ?? ',';
  const endEarly = await readEarly(db, file, target, options);
  const probe = await probeText(file, delimiter).catch(async (error: unknown) => {
    await endEarly?.(null);
    throw error;
  });
  const early = await endEarly?.(probe.regular);
  if (probe.size === 0) throw noHeader(basename(file));
  if (probe.regular !== null) {
    const { regular } = probe;
    const how = await regularOptions(db, file, regular, options);
    const records = early ?? (await readWhole(db, file, target, regular, how));
    const read = regular.records - (how.hasHeader ? 1 : 0);
    if (records?.count === read) {
      await db.run(sql`${createView(options)} ${raw(target)} AS ${records.query}`);
      return { columns: how.columns, read, malformed: 0 };
    }
    await db.run(sql`DROP TABLE IF EXISTS ${cellsOf(target)}`);
  }
  const folder = probe.hasCarriageReturn ? await mkdtemp(join(tmpdir(), 'tacto-csv-')) : null;
  try {
    const source = folder === null ? resolve(file) : join(folder, 'lines.csv');
    if (folder !== null) await copyWithLineFeeds(file, source);
    await readLines(db, source, probe, basename(file));
    await placeRecords(db, probe, delimiter);
    return await splitRecords(db, basename(file), target, probe, options);
  } finally {
    await db.run(raw('DROP VIEW IF EXISTS temp.record')).catch(() => db.run(raw('DROP TABLE IF EXISTS temp.record')));
    await db.run(raw('DROP TABLE IF EXISTS temp.line'));
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

/** @throws UserError `repeated_header` */
async function regularOptions(
  db: Database,
  file: string,
  regular: RegularCsv,
  { delimiter = ',', header, only, temporary = false, parquet }: CsvOptions,
): Promise<RegularOptions> {
  const columns = header ?? (await headerIn(db, regular.first, delimiter, basename(file)));
  checkHeader(basename(file), columns);
  return { delimiter, columns, hasHeader: header === undefined, only, temporary, parquet };
}

/** Null when the header has another width than the records, and when DuckDB cannot read them. */
async function readWhole(
  db: Database,
  file: string,
  target: string,
  regular: RegularCsv,
  how: RegularOptions,
): Promise<KeptRecords | null> {
  return how.columns.length === regular.width ? readRegular(db, resolve(file), cellsOf(target), regular, how) : null;
}

/** Ends a reading that began by a guess: with its records when the file turned out as was guessed, else with nothing. */
type EndEarly = (regular: RegularCsv | null) => Promise<KeptRecords | null>;

/** Begins to read a large file as its beginning asks for: to look at all of its bytes takes only one core, and some time. */
async function readEarly(db: Database, file: string, target: string, options: CsvOptions): Promise<EndEarly | null> {
  const guess = await guessRegular(file, options.delimiter ?? ',');
  if (guess === null) return null;
  const how = await regularOptions(db, file, guess, options);
  const reading = readWhole(db, file, target, guess, how);
  return async (regular) => {
    const isRight = regular !== null && areReadAlike(guess, regular);
    if (!isRight) db.connection.interrupt();
    const records = await reading;
    if (isRight) return records;
    await db.run(sql`DROP TABLE IF EXISTS ${cellsOf(target)}`);
    return null;
  };
}

/** Drops what `readCsvRecords` has made. */
export async function dropCsvRecords(db: Database, target: string): Promise<void> {
  await db.runAll([
    sql`DROP VIEW ${raw(target)}`,
    sql`DROP TABLE IF EXISTS ${cellsOf(target)}`,
    sql`DROP TABLE IF EXISTS ${raw(`${target}_malformed`)}`,
  ]);
}

function cellsOf(target: string): Sql {
  return raw(`${target}_cells`);
}

function createTable({ temporary }: CsvOptions): Sql {
  return raw(temporary === true ? 'CREATE TEMP TABLE' : 'CREATE TABLE');
}

function createView({ temporary }: CsvOptions): Sql {
  return raw(temporary === true ? 'CREATE TEMP VIEW' : 'CREATE VIEW');
}

/** The file's lines as the temporary table `line(text)` in their order; a blank line is null. */
async function readLines(db: Database, path: string, probe: TextProbe, file: string): Promise<void> {
  const long =
    probe.size > 1_000_000
      ? raw(`, max_line_size=${longestLine}, buffer_size=${2 * longestLine + 1_000_000}`)
      : raw('');
  try {
    await db.run(sql`CREATE TEMP TABLE line AS SELECT text FROM read_csv(${literal(path)}, header=false, auto_detect=false,
      columns={'text': 'VARCHAR'}, delim=${literal(probe.unused)}, quote='', escape='', comment='', strict_mode=false, new_line='\\n',
      compression='none', hive_partitioning=false${long})`);
  } catch (error) {
    if (!(error instanceof Error) || !/maximum line size|buffer/i.test(error.message)) throw error;
    throw new UserError({
      code: 'line_too_long',
      message: {
        en: `${file} has a line of more than ${longestLine} bytes.`,
        es: `${file} tiene una línea de más de ${longestLine} bytes.`,
      },
      fix: {
        en: 'A text file (CSV) with a line for each record is needed.',
        es: 'Se necesita un archivo de texto (CSV) con una línea por registro.',
      },
    });
  }
}

/** The records as the temporary relation `record(nth, line, text)`: `nth` counts from 0, blank lines between them left out. */
async function placeRecords(db: Database, probe: TextProbe, delimiter: string): Promise<void> {
  const odd = probe.hasQuote
    ? raw(`count(*) FILTER ((strlen(text) - strlen(replace(text, '"', ''))) % 2 = 1)`)
    : raw('0');
  const { blank, unbalanced } = await db.row<{ blank: number; unbalanced: number }>(
    sql`SELECT (count(*) - count(text))::DOUBLE AS blank, (${odd})::DOUBLE AS unbalanced FROM line`,
  );
  if (unbalanced > 0) await joinQuotedLines(db, delimiter);
  else if (blank === 0) {
    await db.run(sql`CREATE TEMP VIEW record AS SELECT rowid AS nth, rowid + 1 AS line, text FROM line`);
    return;
  } else await db.run(sql`CREATE TEMP TABLE placed AS SELECT rowid + 1 AS line, text FROM line WHERE text IS NOT NULL`);
  await db.run(sql`CREATE TEMP TABLE record AS SELECT rowid AS nth, line, text FROM placed`);
  await db.run(sql`DROP TABLE placed`);
}

async function splitRecords(
  db: Database,
  file: string,
  target: string,
  probe: TextProbe,
  options: CsvOptions,
): Promise<CsvRecords> {
  const fields = fieldsOf(options.delimiter ?? ',', probe.hasQuote);
  const columns = options.header ?? (await headerOf(db, fields, file));
  checkHeader(file, columns);
  const skip = raw(options.header === undefined ? '0' : '-1');
  const width = raw(String(columns.length));
  const records = sql`SELECT nth - ${skip} AS seq, line, text, ${fields} AS fields FROM record WHERE nth > ${skip}`;
  const cells = columns.flatMap((column, i) =>
    options.only?.has(column) === false
      ? []
      : [sql`, nullif(fields[${raw(String(i + 1))}], '') AS ${name(`c${i + 1}`)}`],
  );
  await db.run(
    sql`${createTable(options)} ${cellsOf(target)} AS SELECT seq, line${joinSql(cells, '')} FROM (${records}) WHERE len(fields) = ${width}`,
  );
  await db.run(sql`${createView(options)} ${raw(target)} AS SELECT * FROM ${cellsOf(target)}`);
  const { read, good } = await db.row<{ read: number; good: number }>(sql`
    SELECT (SELECT count(*) FROM record WHERE nth > ${skip})::DOUBLE AS read, (SELECT count(*) FROM ${raw(target)})::DOUBLE AS good`);
  if (read === good) return { columns, read, malformed: 0 };
  await db.run(sql`${createTable(options)} ${raw(`${target}_malformed`)} AS SELECT seq, line,
    CASE WHEN fields IS NULL THEN 'bad_quotes' ELSE 'field_count' END AS code,
    CASE WHEN fields IS NULL THEN 'a quote is not closed, or stands inside a field that does not start with one'
      ELSE 'the number of fields is ' || len(fields) || ', in the header it is ' || ${width} END AS en,
    CASE WHEN fields IS NULL THEN 'unas comillas no se cierran o están dentro de un campo que no empieza con comillas'
      ELSE 'el número de campos es ' || len(fields) || '; en el encabezado es ' || ${width} END AS es,
    left(text, 200) AS value
    FROM (${records}) WHERE fields IS NULL OR len(fields) <> ${width}`);
  return { columns, read, malformed: read - good };
}

/** The fields of a record's text as a list; null when its quotes are wrong. */
function fieldsOf(delimiter: string, hasQuote: boolean): Sql {
  const plain = sql`string_split(text, ${literal(delimiter)})`;
  if (!hasQuote) return plain;
  const { record, field } = csvPatterns(delimiter);
  return sql`CASE WHEN NOT contains(text, '"') THEN ${plain}
    WHEN regexp_full_match(text, ${literal(record)}) THEN list_transform(regexp_extract_all(${literal(delimiter)} || text, ${literal(field)}, 1),
      lambda f: CASE WHEN f[1] = '"' THEN replace(f[2:-2], '""', '"') ELSE f END) END`;
}

/** The column names in the text of a header row. */
async function headerIn(db: Database, text: string, delimiter: string, file: string): Promise<readonly string[]> {
  const fields = fieldsOf(delimiter, text.includes('"'));
  const { header } = await db.row<{ header: readonly string[] | null }>(
    sql`SELECT ${fields} AS header FROM (SELECT ${literal(text)} AS text)`,
  );
  return header ?? badHeader(file);
}

async function headerOf(db: Database, fields: Sql, file: string): Promise<readonly string[]> {
  const [row] = await db.rows<{ fields: readonly string[] | null }>(
    sql`SELECT ${fields} AS fields FROM record WHERE nth = 0`,
  );
  if (row === undefined) throw noHeader(file);
  return row.fields ?? badHeader(file);
}

function badHeader(file: string): never {
  throw new UserError({
    code: 'no_header',
    message: {
      en: `The quotes in the header row of ${file} are wrong.`,
      es: `Las comillas de la fila de encabezado de ${file} están mal.`,
    },
    fix: { en: 'The first row must name the columns.', es: 'La primera fila debe nombrar las columnas.' },
  });
}

function checkHeader(file: string, columns: readonly string[]): void {
  const repeated = columns.find((column, i) => columns.indexOf(column) !== i);
  if (repeated === undefined) return;
  throw new UserError({
    code: 'repeated_header',
    message: {
      en: `${file} has the column “${repeated}” twice.`,
      es: `${file} tiene la columna «${repeated}» dos veces.`,
    },
    fix: { en: 'Each column needs a name of its own.', es: 'Cada columna necesita un nombre propio.' },
  });
}

function noHeader(file: string): UserError {
  return new UserError({
    code: 'no_header',
    message: { en: `${file} has no header row.`, es: `${file} no tiene fila de encabezado.` },
    fix: { en: 'The first row must name the columns.', es: 'La primera fila debe nombrar las columnas.' },
  });
}
