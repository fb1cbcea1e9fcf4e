import type { Workspace } from '../../domain/workspace.ts';
import type { Database } from '../../duckdb/database.ts';
import { literal, name, raw, sql } from '../../duckdb/sql.ts';
import { tableNames } from '../../log/schema.ts';
import { resolveFacts } from '../resolve/index.ts';
import { emptyTable, type LogRows, scalesOf, typedRows } from './rows.ts';
import { writeState } from './state.ts';

/** What a replica is built of. */
export type Contents = {
  readonly rows: LogRows;
  readonly workspace: Workspace;
  readonly asOf: Temporal.Instant;
  readonly watermark: string;
  readonly generation?: number;
};

/**
 * Writes a whole replica into a new file, which is closed and complete afterwards.
 * @param db any open database: the relations of the rows are read in it, by names with their database
 * @throws UserError `too_much_money`
 */
export async function buildFile(db: Database, file: string, contents: Contents): Promise<void> {
  const { own } = await db.row<{ own: string }>(sql`SELECT current_database() AS own`);
  await db.run(sql`ATTACH ${literal(file)} AS fresh`);
  try {
    await db.run(sql`USE fresh`);
    await fill(db, contents);
    await db.run(sql`CHECKPOINT fresh`);
  } finally {
    await db.run(sql`USE ${name(own)}`);
    await db.run(sql`DETACH fresh`);
  }
}

/**
 * Writes a log, its facts and its state into the current database, which has none.
 * @throws UserError `too_much_money`
 */
export async function fill(db: Database, contents: Contents): Promise<void> {
  await db.run(sql`CREATE SCHEMA log`);
  for (const table of tableNames) {
    const rows = contents.rows.get(table);
    const target = raw(`log.${table}`);
    if (rows === undefined) await db.run(sql`CREATE TABLE ${target} ${emptyTable(table)}`);
    else {
      const scales = await scalesOf(db, table, rows);
      await db.run(sql`CREATE TABLE ${target} AS ${typedRows(table, rows, scales)} ORDER BY seq`);
    }
  }
  await resolveFacts(db, contents.workspace, contents.asOf);
  const { workspace, asOf, watermark, generation = 1 } = contents;
  await writeState(db, { generation, workspace, asOf, watermark, rewritten: 0 });
}
