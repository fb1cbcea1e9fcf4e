import { createReadStream } from 'node:fs';
import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DatabaseError } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Workspace } from '../../domain/workspace.ts';
import type { Database } from '../../duckdb/database.ts';
import { compile, join, literal, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { hasId, type TableName, tableNames, tables } from '../../log/schema.ts';
import type { Actor } from '../actor.ts';
import { everything } from '../changes/read-changes.ts';
import { noSuchOrganisation, notAllowedSettings, readOrganisation, replaceSettings } from '../organisation.ts';
import type { SalesRecord } from '../record.ts';
import { badValue, columnOf, duplicateId } from '../rows/faults.ts';
import { pgType } from '../rows/row.ts';
import { tableOf, type Tx } from '../tx.ts';

export type ImportOptions = {
  /** `replace`: in place of all rows and settings that there are; `add`: beside them, whose settings stay. */
  readonly mode: 'replace' | 'add';
  /** Told how many rows are in after each table. */
  readonly onProgress?: (rows: number) => void;
};

/**
 * Brings a whole sales log into an organisation, all or nothing: the tables of schema `log` of a DuckDB, as `readLog` leaves them, in
 * their order. The change feed says once that everything may have changed.
 * @param actor an administrator, or Tacto itself (`systemOf`)
 * @returns how many rows came in
 * @throws UserError `no_such_organisation`, `duplicate_id` (`add`), `out_of_range` for what the record cannot hold, `not_allowed`
 */
export async function importLog(
  record: SalesRecord,
  actor: Actor,
  db: Database,
  workspace: Workspace,
  { mode, onProgress = () => undefined }: ImportOptions,
): Promise<number> {
  const folder = await mkdtemp(joinPath(tmpdir(), 'tacto-import-'));
  const filled: TableName[] = [];
  try {
    const rows = await record.as(actor, async (tx) => {
      await takeTurn(tx);
      await withoutRowTriggers(tx);
      if (mode === 'replace') {
        for (const table of tableNames.toReversed())
          await tx.run(sql`DELETE FROM ${tableOf(table)} WHERE org = ${actor.org}`);
        await replaceSettings(tx, workspace);
      }
      let total = 0;
      for (const table of tableNames) {
        const count = await importTable(tx, db, table, folder);
        if (count > 0) filled.push(table);
        onProgress((total += count));
      }
      await checkReferences(tx);
      await tx.run(sql`INSERT INTO tacto.change (org, table_name) VALUES (${actor.org}, ${everything})`);
      await tx.run(sql`SELECT pg_notify('tacto_change', ${actor.org})`);
      return total;
    });
    // Policies and lists are planned by what PostgreSQL knows of the tables.
    await record.pool.query(`ANALYZE ${['tacto.change', ...filled.map((table) => `tacto.${table}`)].join(', ')}`);
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Waits until nobody writes to the organisation, and lets nobody do so until the transaction ends (`tacto.take_turn`). */
async function takeTurn(tx: Tx): Promise<void> {
  const organisation = await readOrganisation(tx);
  if (organisation === null) throw noSuchOrganisation(tx.actor.org);
  if (tx.actor.role !== 'administrator' && tx.actor.role !== 'system') throw notAllowedSettings();
  await tx.run(sql`SELECT pg_advisory_xact_lock(70826, hashtext(${tx.actor.org}))`);
}

/**
 * Rows are not noted one by one in the change feed. Where the connecting user may, references are not looked up row by row either, which
 * takes half of the time: `checkReferences` does so for all at once.
 */
async function withoutRowTriggers(tx: Tx): Promise<void> {
  await tx.run(sql`SELECT set_config('tacto.bulk', 'on', true)`);
  const { role } = await tx.row<{ role: string }>(sql`SELECT current_setting('role') AS role`);
  await tx
    .attempt(async () => {
      await tx.run(
        sql`SELECT set_config('role', 'none', true), set_config('session_replication_role', 'replica', true)`,
      );
    })
    .catch(() => undefined);
  await tx.run(sql`SELECT set_config('role', ${role}, true)`);
}

/** A log that was read has no reference to what is not there; that it was not read so would be a fault of the program. */
async function checkReferences(tx: Tx): Promise<void> {
  for (const table of tableNames) {
    for (const { name: column, references } of tables[table].columns) {
      if (references === undefined) continue;
      const [lost] = await tx.rows<{ id: string }>(sql`SELECT ${name(column)} AS id FROM ${tableOf(table)} c
        WHERE org = ${tx.actor.org} AND ${name(column)} IS NOT NULL
          AND NOT EXISTS (SELECT FROM ${tableOf(references)} p WHERE p.org = c.org AND p.id = c.${name(column)}) LIMIT 1`);
      if (lost !== undefined) throw new Error(`${table}.${column} names what is not in ${references}: ${lost.id}`);
    }
  }
}

/** COPY passes by row-level security, so PostgreSQL refuses it where that holds: rows come by way of a table of the transaction's own. */
async function importTable(tx: Tx, db: Database, table: TableName, folder: string): Promise<number> {
  const { count } = await db.row<{ count: number }>(sql`SELECT count(*)::DOUBLE AS count FROM log.${name(table)}`);
  if (count === 0) return 0;
  const { columns } = tables[table];
  const file = joinPath(folder, `${table}.csv`);
  await writeRows(db, table, file);
  const names = join(columns.map((column) => name(column.name)));
  const incoming = raw(`incoming_${table}`);
  const typed = join(columns.map((column) => sql`${name(column.name)} ${raw(pgType(column))}`));
  await tx.run(sql`CREATE TEMPORARY TABLE ${incoming} (${typed}) ON COMMIT DROP`);
  const { text } = compile(sql`COPY ${incoming} FROM STDIN (FORMAT csv)`);
  await pipeline(createReadStream(file, { highWaterMark: 2 ** 18 }), tx.client.query(copyFrom(text)));
  await unlink(file);
  const org = literal(tx.actor.org);
  await tx
    // A temporary table is read in the order in which it was filled.
    .attempt(() => tx.run(sql`INSERT INTO ${tableOf(table)} (org, ${names}) SELECT ${org}, ${names} FROM ${incoming}`))
    .catch(async (error: unknown) => {
      throw error instanceof DatabaseError ? await explain(tx, table, error) : error;
    });
  await tx.run(sql`DROP TABLE ${incoming}`);
  return count;
}

async function writeRows(db: Database, table: TableName, file: string): Promise<void> {
  const cells = tables[table].columns.map((column): Sql => {
    const cell = name(column.name);
    // As in a log's CSV files; PostgreSQL's texts hold no NUL either.
    return column.type.kind === 'text' ? sql`replace(${cell}, chr(0), chr(65533))` : cell;
  });
  const { isSorted } = await db.row<{ isSorted: boolean }>(
    sql`SELECT count(*) FILTER (seq < before) = 0 AS "isSorted" FROM (SELECT seq, lag(seq) OVER () AS before FROM log.${name(table)})`,
  );
  const order = raw(isSorted ? '' : ' ORDER BY seq');
  await db.run(sql`COPY (SELECT ${join(cells)} FROM log.${name(table)}${order}) TO ${literal(file)}
    (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '')`);
}

async function explain(tx: Tx, table: TableName, error: DatabaseError): Promise<unknown> {
  if (error.code === '23505' && hasId(tables[table])) {
    const [taken] = await tx.rows<{ id: string }>(
      sql`SELECT i.id FROM ${raw(`incoming_${table}`)} i JOIN ${tableOf(table)} t ON t.org = ${tx.actor.org} AND t.id = i.id LIMIT 1`,
    );
    if (taken !== undefined) return duplicateId({ table, row: null }, taken.id);
  }
  const column = columnOf(tables[table], error.constraint ?? '');
  if (error.code === '23514' && column !== undefined)
    return badValue({ table, row: null }, column, '…', 'out_of_range');
  return error;
}
