import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { DatabaseError } from 'pg';
import type { Workspace } from '../../domain/workspace.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, literal, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type Column, hasId, type TableName, tableNames, tables } from '../../log/schema.ts';
import type { Actor } from '../actor.ts';
import { everything } from '../changes/read-changes.ts';
import {
  haveAlone,
  noSuchOrganisation,
  notAllowedSettings,
  readOrganisation,
  replaceSettings,
} from '../organisation.ts';
import type { SalesRecord } from '../record.ts';
import { badValue, columnOf, otherOfThisId, stillUsed } from '../rows/faults.ts';
import { tableOf, type Tx } from '../tx.ts';
import { bringIn, incoming } from './incoming.ts';

export type ImportOptions = {
  /**
   * `replace`: in place of all rows and settings that there are; `add`: what is not there yet comes beside them, and what is there stays as
   * it is, the settings too.
   */
  readonly mode: 'replace' | 'add';
  /** Told how many rows are in after each table. */
  readonly onProgress?: (rows: number) => void;
  /** Asked when the organisation is had alone, before anything is changed: nothing is when it throws. */
  readonly first?: (tx: Tx) => Promise<void>;
  /** What goes in with it, or not at all; told how many of its rows are there already and stay as they are (`add`). */
  readonly last?: (tx: Tx, there: number) => Promise<void>;
};

/**
 * Brings a whole sales log into an organisation, all or nothing: the tables of schema `log` of a DuckDB, as `readLog` leaves them, in
 * their order. What else refers to a row (a member to their rep, a follow-up to an account) keeps to it when the new log has that id too. The
 * change feed says once that everything may have changed.
 * @param actor an administrator, or Tacto itself (`systemOf`)
 * @returns how many rows it has
 * @throws UserError `no_such_organisation`, `not_allowed`, `duplicate_id` when an id stands for something else (`add`), `still_used` when somebody's rep or team is not in the new
 * log, `out_of_range` for what the record cannot hold
 */
export async function importLog(
  record: SalesRecord,
  actor: Actor,
  db: Database,
  workspace: Workspace,
  { mode, onProgress = () => undefined, first, last }: ImportOptions,
): Promise<number> {
  const folder = await mkdtemp(joinPath(tmpdir(), 'tacto-import-'));
  const filled: TableName[] = [];
  try {
    const rows = await record.as(actor, async (tx) => {
      await requireAdministrator(tx);
      await haveAlone(tx);
      await first?.(tx);
      await tx.run(sql`SELECT set_config('tacto.bulk', 'on', true)`);
      await tx.run(raw('SET CONSTRAINTS ALL DEFERRED'));
      let [total, stored] = [0, 0];
      for (const table of tableNames) {
        const count = await bringIn(tx, db, table, folder);
        if (count > 0) filled.push(table);
        onProgress((total += count));
      }
      if (mode === 'replace') {
        for (const table of tableNames.toReversed()) await removeOthers(tx, table);
        await replaceSettings(tx, workspace);
      }
      await withoutLookingUp(tx, async () => {
        for (const table of filled) stored += await store(tx, table, mode);
      });
      for (const table of filled) await checkReferences(tx, table);
      await settleReferences(tx);
      await tx.run(sql`INSERT INTO tacto.change (org, table_name) VALUES (${actor.org}, ${everything})`);
      await tx.run(sql`SELECT pg_notify('tacto_change', ${actor.org})`);
      await last?.(tx, total - stored);
      return total;
    });
    // Policies and lists are planned by what PostgreSQL knows of the tables.
    await record.pool.query(`ANALYZE ${['tacto.change', ...filled.map((table) => `tacto.${table}`)].join(', ')}`);
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function requireAdministrator(tx: Tx): Promise<void> {
  if ((await readOrganisation(tx)) === null) throw noSuchOrganisation(tx.actor.org);
  if (tx.actor.role !== 'administrator' && tx.actor.role !== 'system') throw notAllowedSettings();
}

/** Removes the rows that are not in the new log. */
async function removeOthers(tx: Tx, table: TableName): Promise<void> {
  const stays = hasId(tables[table])
    ? sql` AND NOT EXISTS (SELECT FROM ${incoming(table)} i WHERE i.id = t.id)`
    : raw('');
  await tx.run(sql`DELETE FROM ${tableOf(table)} t WHERE org = ${tx.actor.org}${stays}`);
}

/**
 * Where the connecting user may, references are not looked up row by row, which takes half of the time: `checkReferences` does so for all
 * rows at once.
 */
async function withoutLookingUp(tx: Tx, work: () => Promise<void>): Promise<void> {
  const { role } = await tx.row<{ role: string }>(sql`SELECT current_setting('role') AS role`);
  const set = (how: string): Promise<unknown> =>
    tx.attempt(async () => {
      await tx.run(sql`SELECT set_config('role', 'none', true), set_config('session_replication_role', ${how}, true)`);
      await tx.run(sql`SELECT set_config('role', ${role}, true)`);
    });
  const isAllowed = await set('replica').then(
    () => true,
    () => false,
  );
  await work();
  if (isAllowed) await set('origin');
}

/** @returns how many rows */
async function store(tx: Tx, table: TableName, mode: ImportOptions['mode']): Promise<number> {
  const names = tables[table].columns.map((column) => name(column.name));
  const changed = [raw('seq'), ...names].map((column) => sql`${column} = excluded.${column}`);
  const isUpdate = mode === 'replace' && hasId(tables[table]);
  const known = isUpdate ? sql` ON CONFLICT (org, id) DO UPDATE SET ${join(changed)}` : raw('');
  const rows = mode === 'add' ? await newRows(tx, table) : incoming(table);
  const org = literal(tx.actor.org);
  try {
    return await tx.attempt(() =>
      // A table of the transaction's own is read in the order in which it was filled.
      tx.run(
        sql`INSERT INTO ${tableOf(table)} (org, ${join(names)}) SELECT ${org}, ${join(names)} FROM ${rows}${known}`,
      ),
    );
  } catch (error) {
    throw error instanceof DatabaseError ? explain(table, error) : error;
  }
}

/** What two rows with one id have in common where they are the same thing: what else was said of it before stays. */
const sameness: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  teams: ['name'],
  reps: ['name'],
  accounts: ['name'],
  contacts: ['account_id', 'name'],
  stages: ['name', 'kind'],
};

/**
 * The rows of a table that are not there yet, in their order. Rows without an id are there when wholly equal ones are, as many as there are.
 * @throws UserError `duplicate_id` when an id stands for something else
 */
async function newRows(tx: Tx, table: TableName): Promise<Sql> {
  const { columns } = tables[table];
  const names = columns.map((column) => column.name);
  const own = sql`t.org = ${literal(tx.actor.org)}`;
  const { isEmpty } = await tx.row<{ isEmpty: boolean }>(
    sql`SELECT NOT EXISTS (SELECT FROM ${tableOf(table)} t WHERE ${own}) AS "isEmpty"`,
  );
  if (isEmpty) return incoming(table);
  const cells = (of: string, which: readonly string[]): Sql =>
    sql`ROW(${join(which.map((column) => sql`${raw(of)}.${name(column)}`))})`;
  const there = sql`(SELECT ${join(columns.map(asInLog))} FROM ${tableOf(table)} t WHERE ${own})`;
  const equal = (which: readonly string[]): Sql => sql`${cells('t', which)} IS NOT DISTINCT FROM ${cells('i', which)}`;
  if (hasId(tables[table])) {
    const [taken] = await tx.rows<{ id: string }>(sql`SELECT i.id FROM ${incoming(table)} i
      JOIN ${there} t ON t.id = i.id WHERE NOT ${equal(sameness[table] ?? names)} ORDER BY i.ctid LIMIT 1`);
    if (taken !== undefined) throw otherOfThisId({ table, row: null }, taken.id);
    return sql`(SELECT * FROM ${incoming(table)} i
      WHERE NOT EXISTS (SELECT FROM ${tableOf(table)} t WHERE ${own} AND t.id = i.id) ORDER BY i.ctid) n`;
  }
  const list = join(names.map(name));
  const nth = sql`row_number() OVER (PARTITION BY ${list}) AS nth`;
  const hash = (of: string): Sql => sql`hash_record_extended(${cells(of, names)}, 0)`;
  return sql`(SELECT i.* FROM (SELECT ctid AS place, ${list}, ${nth} FROM ${incoming(table)}) i
    WHERE NOT EXISTS (SELECT FROM (SELECT ${list}, ${nth} FROM ${there} t) t
      WHERE t.nth = i.nth AND ${hash('t')} = ${hash('i')} AND ${equal(names)}) ORDER BY place) n`;
}

/** A column as a log has it when it is read: the line ends of texts are LF. */
function asInLog({ name: column, type }: Column): Sql {
  const cell = name(column);
  const text = sql`replace(replace(${cell}, chr(13) || chr(10), chr(10)), chr(13), chr(10))`;
  return type.kind === 'text' ? sql`${text} AS ${cell}` : cell;
}

function explain(table: TableName, error: DatabaseError): unknown {
  const column = columnOf(tables[table], error.constraint ?? '');
  return error.code === '23514' && column !== undefined
    ? badValue({ table, row: null }, column, '…', 'out_of_range')
    : error;
}

/** A log that was read has no reference to what is not there; that it was not read so would be a fault of the program. */
async function checkReferences(tx: Tx, table: TableName): Promise<void> {
  for (const { name: column, references } of tables[table].columns) {
    if (references === undefined) continue;
    const cell: Sql = name(column);
    const [lost] = await tx.rows<{ id: string }>(sql`SELECT ${cell} AS id FROM ${tableOf(table)} c
      WHERE org = ${tx.actor.org} AND ${cell} IS NOT NULL
        AND NOT EXISTS (SELECT FROM ${tableOf(references)} p WHERE p.org = c.org AND p.id = c.${cell}) LIMIT 1`);
    if (lost !== undefined) throw new Error(`${table}.${column} names what is not in ${references}: ${lost.id}`);
  }
}

/** Looks up what has been put off until now: whether anything refers to rows that are gone. */
async function settleReferences(tx: Tx): Promise<void> {
  try {
    await tx.attempt(() => tx.run(raw('SET CONSTRAINTS ALL IMMEDIATE')));
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== '23503' || error.table === undefined) throw error;
    const { gone } = await tx.row<{
      gone: TableName;
    }>(sql`SELECT relname AS gone FROM pg_constraint c JOIN pg_class r ON r.oid = c.confrelid
      WHERE c.connamespace = 'tacto'::regnamespace AND conname = ${error.constraint ?? ''}`);
    throw stillUsed({ table: gone, row: null }, error.table);
  }
}
