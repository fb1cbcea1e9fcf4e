import { closeSync, openSync, writeSync } from 'node:fs';
import { UserError } from '../../domain/errors.ts';
import { join, literal, name as nameOf, raw, sql } from '../../duckdb/sql.ts';
import { columnNames } from './column-names.ts';
import { placeOfHeader, type SampleRecord } from './csv-sample.ts';
import { firstBytes } from './encoding.ts';
import { badXlsx, lockedXlsx, mostColumns, tooLongXlsx, tooManyColumns } from './faults.ts';
import { emptySheet, errorCells } from './notes.ts';
import { beforeHeader, mostFaults, type Reading, type SourceFile } from './reading.ts';
import { readWorkbook, type Workbook } from './xlsx-parts.ts';
import { readSheet, type SheetRow } from './xlsx-sheet.ts';
import { Zip } from './zip.ts';

/** How many rows are looked at for the header row. */
const sampleRows = 50;
/** Characters of a row with its cells; a real one has less. */
const longestRow = 10_000_000;

/**
 * Reads the sheets of an `.xlsx`, each as a table: the first row that is not empty names its columns, unless a title stands above it.
 * @throws UserError `bad_xlsx`, `xlsx_too_large`, `too_many_columns`, `bad_zip`, `unsafe_zip`
 */
export async function readXlsxTables(reading: Reading, file: SourceFile): Promise<void> {
  const start = await firstBytes(file.path, 4);
  // The mark of a file in a file: an old Excel file, or a locked one.
  if (start.equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw lockedXlsx(file.shown);
  const zip = await Zip.open(file.path, file.shown).catch((error: unknown) => {
    throw error instanceof UserError && error.code === 'bad_zip' ? badXlsx(file.shown) : error;
  });
  try {
    const workbook = await readWorkbook(zip, file.shown);
    if (workbook.sheets.length === 0) throw badXlsx(file.shown);
    for (const sheet of workbook.sheets) await readTable(reading, file, zip, workbook, sheet);
  } finally {
    zip.close();
  }
}

async function readTable(
  reading: Reading,
  file: SourceFile,
  zip: Zip,
  workbook: Workbook,
  { name, entry }: Workbook['sheets'][number],
): Promise<void> {
  const shown = `${file.shown}/${name}`;
  const lines = new RowFile(reading.newPath(), file.shown);
  const sample: SheetRow[] = [];
  let width = 0;
  let rows = 0;
  let errors: number;
  try {
    errors = await readSheet(zip, file.shown, entry, workbook, (row) => {
      rows++;
      width = Math.max(width, row.cells.length);
      if (sample.length < sampleRows) sample.push(row);
      lines.write(row);
    });
  } finally {
    lines.close();
  }
  if (rows === 0) {
    reading.ignore(shown, emptySheet);
    return;
  }
  const given = reading.settingsOf({ shown }).header ?? reading.settingsOf(file).header;
  width = Math.max(width, given?.length ?? 0);
  if (width > mostColumns) throw tooManyColumns(shown, width);
  const padded = ({ cells }: SheetRow): string[] => Array.from({ length: width }, (_, i) => cells[i] ?? '');
  const records = sample.map((row): SampleRecord => ({ line: row.line, fields: padded(row) }));
  const place = given === undefined ? placeOfHeader(records) : -1;
  const header = given ?? records[place]!.fields ?? [];
  const headers = Array.from({ length: width }, (_, i) => header[i] ?? '');
  const before = records.slice(0, Math.max(0, place));
  const table = reading.newTable();
  await loadRows(reading, lines.path, table, { width, after: records[place]?.line ?? 0 });
  if (errors > 0) reading.note(shown, errorCells(errors));
  reading.addFaults(before.map((record) => beforeHeader(shown, record)).slice(0, mostFaults));
  reading.add({
    file: shown,
    name,
    shape: 'xlsx',
    columns: columnNames(headers),
    table,
    rows: rows - (given === undefined ? 1 : 0),
    malformed: before.length,
  });
}

/** @param after the line of the header row */
async function loadRows(
  { db }: Reading,
  path: string,
  table: string,
  { width, after }: { readonly width: number; readonly after: number },
): Promise<void> {
  const paths = join(Array.from({ length: width + 1 }, (_, i) => literal(`/${i}`)));
  const cells = Array.from({ length: width }, (_, i) => sql`, cells[${raw(String(i + 2))}] AS ${nameOf(`c${i + 1}`)}`);
  await db.run(sql`CREATE TABLE ${raw(table)} AS SELECT cells[1]::BIGINT AS line${join(cells, '')} FROM (
    SELECT json_extract_string(json, [${paths}]) AS cells
    FROM read_json_objects(${literal(path)}, format='newline_delimited', compression='uncompressed', maximum_object_size=64000000)
  ) WHERE cells[1]::BIGINT > ${raw(String(after))}`);
}

/** A file with a JSON array on each line: a row's number, then its cells. */
class RowFile {
  readonly path: string;
  readonly #file: number;
  readonly #shown: string;
  #text = '';

  constructor(path: string, shown: string) {
    this.path = path;
    this.#shown = shown;
    this.#file = openSync(path, 'w');
  }

  write({ line, cells }: SheetRow): void {
    const row = JSON.stringify([line, ...cells.map((cell) => cell?.toWellFormed() ?? null)]);
    if (row.length > longestRow) throw tooLongXlsx(this.#shown);
    this.#text += `${row}\n`;
    if (this.#text.length > 1 << 20) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    writeSync(this.#file, this.#text);
    this.#text = '';
  }
}
