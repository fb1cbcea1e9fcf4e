import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TableName, tableNames } from '../../src/log/schema.ts';

export type Row = Readonly<Record<string, string | null>>;

/** A sales log as plain rows: what a person would type. */
export type Tables = Readonly<Record<TableName, readonly Row[]>>;

export const noTables = Object.freeze(Object.fromEntries(tableNames.map((name) => [name, []])) as unknown as Tables);

export type WriteOptions = {
  /** Puts the rows of a table in another order. */
  readonly rows?: (rows: readonly Row[]) => readonly Row[];
  /** Puts the columns of a table in another order. */
  readonly columns?: (columns: readonly string[]) => readonly string[];
};

/** Writes a log as CSV files and `workspace.json`; tables without rows get no file. */
export async function writeTables(
  dir: string,
  tables: Partial<Tables>,
  workspace: object = {},
  options: WriteOptions = {},
): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'workspace.json'), JSON.stringify(workspace));
  for (const [name, rows] of Object.entries(tables)) {
    if (rows.length === 0) continue;
    await writeFile(join(dir, `${name}.csv`), toCsv(options.rows?.(rows) ?? rows, options.columns));
  }
}

/** RFC 4180, written the plain way. */
export function toCsv(rows: readonly Row[], order: WriteOptions['columns'] = (columns) => columns): string {
  const columns = order([...new Set(rows.flatMap((row) => Object.keys(row)))]);
  const lines = rows.map((row) => columns.map((column) => csvField(row[column] ?? null)).join(','));
  return `${[columns.map(csvField).join(','), ...lines].join('\n')}\n`;
}

export function csvField(value: string | null): string {
  if (value === null) return '';
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
