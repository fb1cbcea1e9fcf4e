import type { Workspace } from '../../domain/workspace.ts';
import { Database, type OpenOptions } from '../../duckdb/database.ts';
import { literal, name, raw, sql } from '../../duckdb/sql.ts';
import { tableNames } from '../../log/schema.ts';
import { resolveFacts } from '../resolve/index.ts';
import { emptyTable, type LogRows, scalesOf, typedRows } from './rows.ts';
import { writeState } from './state.ts';

/** What a log that was loaded is of: its settings, the "now" to resolve it for, and how far it follows the record. */
export type Loaded = {
  readonly workspace: Workspace;
  readonly asOf: Temporal.Instant;
  readonly watermark: string;
};

/** Loads a log into schema `log` of a database that has none: typed tables with `seq`, as `readLog` makes them. */
export type Load = (db: Database) => Promise<Loaded>;

/** Makes schema `log` in the current database out of relations. */
export async function fillLog(db: Database, all: LogRows): Promise<void> {
  await db.run(sql`CREATE SCHEMA log`);
  for (const table of tableNames) {
    const rows = all.get(table);
    const target = raw(`log.${table}`);
    if (rows === undefined) await db.run(sql`CREATE TABLE ${target} ${emptyTable(table)}`);
    else {
      const scales = await scalesOf(db, table, rows);
      await db.run(sql`CREATE TABLE ${target} AS ${typedRows(table, rows, scales)} ORDER BY seq`);
    }
  }
}

/**
 * Loads a log into the current database, resolves it and writes the state.
 * @throws UserError `too_much_money`
 */
export async function fill(db: Database, load: Load, generation: number): Promise<void> {
  const { workspace, asOf, watermark } = await load(db);
  await resolveFacts(db, workspace, asOf);
  await writeState(db, { generation, workspace, asOf, watermark, rewritten: 0 });
}

/**
 * Writes a whole replica into a new file, which is closed and complete afterwards.
 * @throws UserError `too_much_money`
 */
export async function buildFile(file: string, load: Load, generation: number, options: OpenOptions): Promise<void> {
  const db = await Database.open(file, options);
  try {
    await fill(db, load, generation);
    await db.run(sql`CHECKPOINT`);
  } finally {
    db.close();
  }
}

/** The same by way of an open database, of which the log is loaded: by names with their database. */
export async function buildBeside(db: Database, file: string, load: Load, generation: number): Promise<void> {
  const { own } = await db.row<{ own: string }>(sql`SELECT current_database() AS own`);
  await db.run(sql`ATTACH ${literal(file)} AS fresh`);
  try {
    await db.run(sql`USE fresh`);
    await fill(db, load, generation);
    await db.run(sql`CHECKPOINT fresh`);
  } finally {
    await db.run(sql`USE ${name(own)}`);
    await db.run(sql`DETACH fresh`);
  }
}
