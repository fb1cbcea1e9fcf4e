import type { Text } from '../domain/text.ts';
import type { Database } from '../duckdb/database.ts';
import { literal, raw, sql } from '../duckdb/sql.ts';
import type { TableName } from './schema.ts';
import { guardedText } from './guarded-text.ts';

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

/** Writes all rejects as CSV: table, line, column, value, code and reason. */
export async function writeRejects(db: Database, file: string, language: keyof Text): Promise<void> {
  await db.run(sql`COPY (
    SELECT table_name AS "table", line, column_name AS "column", ${guardedText(raw('value'))} AS value, code,
      ${guardedText(raw(language))} AS reason
    FROM log.rejects ORDER BY table_name, line
  ) TO ${literal(file)} (FORMAT csv, HEADER)`);
}
