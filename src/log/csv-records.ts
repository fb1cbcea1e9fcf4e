import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { Database } from '../duckdb/database.ts';
import { join as joinSql, literal, name, raw, type Sql, sql } from '../duckdb/sql.ts';
import { copyWithLineFeeds, probeText, type TextProbe } from './bytes.ts';

export type CsvOptions = {
  readonly delimiter?: string;
  /** Column names for a file without a header row. */
  readonly header?: readonly string[];
};

/** What a CSV file held: its columns, how many data rows, and how many of them are no RFC 4180 records of that width. */
export type CsvRecords = { readonly columns: readonly string[]; readonly read: number; readonly malformed: number };

const longestLine = 16_000_000;

/**
 * Reads a CSV file (UTF-8, RFC 4180) into the table `target`: `seq`, `line` (where the record starts; the first line is 1) and
 * a text column for each header name, empty fields null. Malformed rows go to `target_malformed` with their reason. The file
 * is read as lines and split in SQL, so that every row knows its line and one bad row cannot swallow the next.
 * @throws UserError `not_utf8`, `nul_byte`, `no_header`, `repeated_header`, `line_too_long`
 */
export async function readCsvRecords(
  db: Database,
  file: string,
  target: string,
  options: CsvOptions = {},
): Promise<CsvRecords> {
  const probe = await probeText(file);
  const folder = probe.hasCarriageReturn ? await mkdtemp(join(tmpdir(), 'tacto-csv-')) : null;
  try {
    const source = folder === null ? file : join(folder, 'lines.csv');
    if (folder !== null) await copyWithLineFeeds(file, source);
    await readLines(db, source, probe, file);
    return await splitLines(db, basename(file), target, probe, options);
  } finally {
    await db.run(raw('DROP TABLE IF EXISTS temp.line; DROP TABLE IF EXISTS temp.record;')).catch(() => undefined);
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

async function readLines(db: Database, source: string, probe: TextProbe, file: string): Promise<void> {
  if (probe.size === 0) throw noHeader(basename(file));
  const long =
    probe.size > 1_000_000
      ? raw(`, max_line_size=${longestLine}, buffer_size=${2 * longestLine + 1_000_000}`)
      : raw('');
  try {
    await db.run(sql`CREATE TEMP TABLE line AS SELECT text FROM read_csv(${literal(source)}, header=false, auto_detect=false,
      columns={'text': 'VARCHAR'}, delim=${literal(probe.unused)}, quote='', escape='', strict_mode=false, new_line='\\n'${long})`);
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

async function splitLines(
  db: Database,
  file: string,
  target: string,
  probe: TextProbe,
  options: CsvOptions,
): Promise<CsvRecords> {
  const delimiter = options.delimiter ?? ',';
  if (probe.hasQuote) await joinQuotedLines(db, delimiter);
  else await db.run(sql`CREATE TEMP VIEW record AS SELECT rowid + 1 AS line, text FROM line WHERE text IS NOT NULL`);
  const fields = fieldsOf(delimiter, probe.hasQuote);
  const first = options.header === undefined ? await headerOf(db, fields) : null;
  if (options.header === undefined && first === null) throw noHeader(file);
  const columns = options.header ?? first!.fields;
  checkHeader(file, columns);
  const skip = first?.line ?? 0;
  const width = raw(String(columns.length));
  await db.run(sql`CREATE TEMP TABLE split AS SELECT line, text, ${fields} AS fields FROM record WHERE line > ${skip}`);
  await db.run(raw(probe.hasQuote ? 'DROP TABLE record' : 'DROP VIEW record'));
  const stored = storedNames(columns);
  const cells = columns.map((_, i) => sql`nullif(fields[${raw(String(i + 1))}], '') AS ${name(stored[i]!)}`);
  await db.run(
    sql`CREATE TABLE ${raw(target)} AS SELECT rowid + 1 AS seq, line, ${joinSql(cells)} FROM split WHERE len(fields) = ${width}`,
  );
  await db.run(sql`CREATE TABLE ${raw(`${target}_malformed`)} AS SELECT rowid + 1 AS seq, line,
    CASE WHEN fields IS NULL THEN 'bad_quotes' ELSE 'field_count' END AS code,
    CASE WHEN fields IS NULL THEN 'a quote is not closed, or stands inside a field without quotes'
      ELSE 'the row has ' || len(fields) || ' fields, the header ' || ${width} END AS en,
    CASE WHEN fields IS NULL THEN 'unas comillas no se cierran o están dentro de un campo sin comillas'
      ELSE 'la fila tiene ' || len(fields) || ' campos y el encabezado ' || ${width} END AS es,
    left(text, 200) AS value
    FROM split WHERE fields IS NULL OR len(fields) <> ${width}`);
  await db.run(raw('DROP TABLE split'));
  const { good, bad } = await db.row<{ good: number; bad: number }>(sql`
    SELECT (SELECT count(*) FROM ${raw(target)})::DOUBLE AS good, (SELECT count(*) FROM ${raw(`${target}_malformed`)})::DOUBLE AS bad`);
  return { columns: stored, read: good + bad, malformed: bad };
}

/**
 * Joins the lines of records that hold line ends in quotes. A quote opens only at the start of a field. Each line maps the state
 * before it (0 outside, 1 inside quotes) to the state after it; lines without quotes keep it, so that only lines with quotes
 * need a look: the last one with a fixed end, and whether an odd number of changes came since.
 */
async function joinQuotedLines(db: Database, delimiter: string): Promise<void> {
  const { open, stay, reopen } = patterns(delimiter);
  await db.run(sql`CREATE TEMP TABLE quoted AS
    SELECT rowid + 1 AS line, regexp_full_match(text, ${open}) AS from_outside,
      regexp_full_match(text, ${stay}) OR regexp_full_match(text, ${reopen}) AS from_inside
    FROM line WHERE contains(text, '"')`);
  await db.run(sql`CREATE TEMP TABLE state AS
    WITH changed AS (
      SELECT *, sum((from_outside AND NOT from_inside)::INTEGER) OVER (ORDER BY line) AS changes FROM quoted
    ), fixed AS (
      SELECT *, last_value(CASE WHEN from_outside = from_inside THEN from_outside END IGNORE NULLS) OVER w AS last_fixed,
        last_value(CASE WHEN from_outside = from_inside THEN changes END IGNORE NULLS) OVER w AS changes_then
      FROM changed WINDOW w AS (ORDER BY line ROWS UNBOUNDED PRECEDING)
    )
    SELECT line, xor(coalesce(last_fixed, false)::INTEGER, ((changes - coalesce(changes_then, 0)) % 2)::INTEGER) = 1 AS inside FROM fixed`);
  // A quote that nothing closes before the end opens nothing: its line is malformed alone.
  await db.run(sql`CREATE TEMP TABLE span AS
    WITH edge AS (
      SELECT line, inside, lag(inside, 1, false) OVER (ORDER BY line) AS was_inside FROM state
    ), opening AS (
      SELECT line AS opens, inside, lead(line) OVER (ORDER BY line) AS closes FROM edge WHERE inside <> was_inside
    )
    SELECT opens, closes FROM opening WHERE inside AND closes IS NOT NULL`);
  await db.run(sql`CREATE TEMP TABLE record AS
    WITH placed AS (
      SELECT l.line, l.text, CASE WHEN l.line <= s.closes THEN s.opens END AS opens
      FROM (SELECT rowid + 1 AS line, text FROM line) l ASOF LEFT JOIN span s ON l.line >= s.opens
    )
    SELECT line, text FROM placed WHERE opens IS NULL AND text IS NOT NULL
    UNION ALL
    SELECT opens, string_agg(coalesce(text, ''), chr(10) ORDER BY line) FROM placed WHERE opens IS NOT NULL GROUP BY opens`);
  await db.run(raw('DROP TABLE quoted; DROP TABLE state; DROP TABLE span'));
  await db.run(raw('CREATE OR REPLACE TEMP TABLE record AS SELECT * FROM record ORDER BY line'));
}

function patterns(delimiter: string): { open: string; stay: string; reopen: string; record: string; field: string } {
  const d = delimiter.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace('\t', '\\t');
  const inner = '(?:[^"]|"")*';
  const field = `(?:[^"${d}]*|"${inner}")`;
  return {
    open: `(?s)(?:${field}${d})*"${inner}`,
    stay: `(?s)${inner}`,
    reopen: `(?s)${inner}"${d}(?:${field}${d})*"${inner}`,
    record: `(?s)${field}(?:${d}${field})*`,
    // Of the record with a delimiter before it, so that no match is empty.
    field: `(?s)${d}("${inner}"|[^"${d}]*)`,
  };
}

/** The fields of a record's text as a list; null when its quotes are wrong. */
function fieldsOf(delimiter: string, hasQuote: boolean): Sql {
  const plain = sql`string_split(text, ${literal(delimiter)})`;
  if (!hasQuote) return plain;
  const { record, field } = patterns(delimiter);
  return sql`CASE WHEN NOT contains(text, '"') THEN ${plain}
    WHEN regexp_full_match(text, ${literal(record)}) THEN list_transform(regexp_extract_all(${literal(delimiter)} || text, ${literal(field)}, 1),
      lambda f: CASE WHEN f[1] = '"' THEN replace(f[2:-2], '""', '"') ELSE f END) END`;
}

async function headerOf(db: Database, fields: Sql): Promise<{ line: number; fields: readonly string[] } | null> {
  const [row] = await db.rows<{ line: number; fields: readonly string[] | null }>(sql`
    SELECT line::DOUBLE AS line, ${fields} AS fields FROM (SELECT line, ltrim(text, chr(65279)) AS text FROM record ORDER BY line LIMIT 1)`);
  return row === undefined || row.fields === null ? null : { line: row.line, fields: row.fields };
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

/** Names that the table can have side by side: DuckDB takes `ID` and `id` for one, and `seq` and `line` are taken. */
function storedNames(columns: readonly string[]): string[] {
  const lower = columns.map((column) => column.toLowerCase());
  return columns.map((column, i) => {
    const twins = lower.filter((other) => other === lower[i]).length > 1;
    const taken = lower[i] === 'seq' || lower[i] === 'line' || column === '' || (twins && column !== lower[i]);
    return taken ? `${column}_${i + 1}` : column;
  });
}

function noHeader(file: string): UserError {
  return new UserError({
    code: 'no_header',
    message: { en: `${file} has no header row.`, es: `${file} no tiene fila de encabezado.` },
    fix: { en: 'The first row must name the columns.', es: 'La primera fila debe nombrar las columnas.' },
  });
}
