import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSource } from '../../src/crm/sources/open.ts';
import { Database } from '../../src/duckdb/database.ts';
import { raw } from '../../src/duckdb/sql.ts';

/** The rows of a workbook, read by the reader of imports. */
export async function sheetOf(bytes: Uint8Array): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-sheet-'));
  const file = join(folder, 'book.xlsx');
  await writeFile(file, bytes);
  const db = await Database.open(':memory:');
  try {
    const { tables } = await openSource(db, file, folder, new Map());
    const rows = await db.rows(raw(`SELECT * EXCLUDE (line) FROM ${tables[0]!.table} ORDER BY line`));
    return rows.map((row) => Object.fromEntries(tables[0]!.columns.map((column, i) => [column, row[`c${i + 1}`]])));
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
}
