import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { tableNames, tables, type TableName } from '../schema.ts';

/** A row to write: column → value; a column that is left out is null. */
export type CsvRow = Readonly<Record<string, string | number | null>>;

/** The CSV files of a log, open for writing. Close them. */
export type CsvFiles = {
  readonly write: (table: TableName, row: CsvRow) => void;
  /** Rows written so far to one table. */
  readonly count: (table: TableName) => number;
  /** Rows written so far, by table. */
  readonly counts: () => Readonly<Record<TableName, number>>;
  readonly close: () => void;
};

const chunk = 1 << 16;

/** Opens one CSV file per table of the sales log in `dir`: UTF-8, LF, RFC 4180, a header with every column. */
export function openCsvFiles(dir: string): CsvFiles {
  const open = new Map<TableName, OpenFile>();
  for (const name of tableNames) {
    const columns = tables[name].columns.map((column) => column.name);
    const file = openSync(join(dir, `${name}.csv`), 'w');
    open.set(name, { file, columns, known: new Set(columns), rows: 0, text: `${columns.join(',')}\n` });
  }
  const fileOf = (table: TableName): OpenFile => open.get(table)!;
  return Object.freeze({
    write(table: TableName, row: CsvRow): void {
      const into = fileOf(table);
      for (const column in row) if (!into.known.has(column)) throw new Error(`${table} has no column ${column}`);
      into.text += `${into.columns.map((column) => field(row[column])).join(',')}\n`;
      into.rows++;
      if (into.text.length > chunk) flush(into);
    },
    count: (table: TableName) => fileOf(table).rows,
    counts: () => Object.fromEntries(tableNames.map((name) => [name, fileOf(name).rows])) as Record<TableName, number>,
    close(): void {
      for (const file of open.values()) {
        flush(file);
        closeSync(file.file);
      }
    },
  });
}

type OpenFile = {
  readonly file: number;
  readonly columns: readonly string[];
  readonly known: ReadonlySet<string>;
  rows: number;
  text: string;
};

function flush(file: OpenFile): void {
  const bytes = Buffer.from(file.text, 'utf8');
  for (let written = 0; written < bytes.length; ) written += writeSync(file.file, bytes, written);
  file.text = '';
}

function field(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
