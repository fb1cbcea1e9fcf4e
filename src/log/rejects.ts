import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { Text } from '../domain/text.ts';
import type { Database } from '../duckdb/database.ts';
import { join, literal, name, raw, sql } from '../duckdb/sql.ts';
import { fileFault } from './file-faults.ts';
import { guardedText } from './guarded-text.ts';
import type { TableName } from './schema.ts';

/** A row that was kept out: where it stands, its first bad column, what stood there, and why that is wrong. */
export type Reject = {
  readonly table: TableName;
  /** Where the record starts in its file; the header is line 1. */
  readonly line: number;
  /** Null when the row as a whole is no record. */
  readonly column: string | null;
  readonly value: string | null;
  readonly code: string;
  readonly reason: Text;
};

/** The first `most` rejects of each table, in file order. */
export async function firstRejects(db: Database, most: number): Promise<Reject[]> {
  const rows = await db.rows<Omit<Reject, 'reason'> & { en: string; es: string }>(sql`
    SELECT table_name AS "table", line::DOUBLE AS line, column_name AS "column", value, code, en, es FROM log.rejects
    QUALIFY row_number() OVER (PARTITION BY table_name ORDER BY line) <= ${most} ORDER BY table_name, line`);
  return rows.map(({ en, es, ...reject }) => ({ ...reject, reason: { en, es } }));
}

const columns = ['table', 'line', 'column', 'value', 'code', 'reason'];

/** Removes a report of `writeRejects` that no longer holds. Another file of that name stays. */
export async function removeRejects(file: string): Promise<void> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return;
  const header = columns.join(',');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(header.length));
    if (buffer.toString('utf8', 0, bytesRead) !== header) return;
  } finally {
    await handle.close();
  }
  await rm(file, { force: true });
}

/**
 * Writes all rejects to a file of the program's own, in place of what is there: whoever reads it finds one report or the other, and a link in
 * its place leads nowhere.
 * @throws UserError `cannot_write`
 */
export async function replaceRejects(db: Database, file: string, language: keyof Text): Promise<void> {
  const draft = `${file}.${randomUUID()}.draft`;
  try {
    await writeRejects(db, draft, language);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw fileFault('write', file, error);
  }
}

/**
 * Writes all rejects as CSV: table, line, column, value, code and reason; the header alone when there is none.
 * @throws UserError `cannot_write`
 */
export async function writeRejects(db: Database, file: string, language: keyof Text): Promise<void> {
  // DuckDB tells of a file that it cannot write in words of its own.
  await open(file, 'w').then(
    (handle) => handle.close(),
    (error: unknown) => {
      throw fileFault('write', file, error);
    },
  );
  const report = sql`COPY (
    SELECT * FROM (
      SELECT table_name, line, column_name, ${guardedText(raw('value'))}, code, ${guardedText(raw(language))}
      FROM log.rejects ORDER BY table_name, line
    ) AS report(${join(columns.map(name))})
  ) TO ${literal(file)} (FORMAT csv, HEADER)`;
  await db.run(report).catch((error: unknown) => {
    throw fileFault('write', file, error);
  });
}
