/**
 * The record: what a team did, kept in PostgreSQL, each organisation and team apart by row-level security.
 *
 * - `openRecord(place)` migrates and opens it; `record.as(actor, work)` runs a transaction on behalf of somebody, `record.system(org, work)`
 *   on behalf of Tacto itself, `record.everywhere(work)` across organisations, `record.snapshot(org, work)` reads one consistent state.
 * - `rows/`: `insertRows`, `updateRow`, `removeRow`, `getRow`, `listRows` for every table of the sales log, by the log's own schema.
 * - `organisation.ts`: organisations and their settings (`workspace.json`).
 * - `changes/`: `readChanges(record, org, watermark)`, `watermarkNow`, `includes`, `listenForChanges`, `pruneChanges`.
 * - `bulk/`: `importLog` and `exportLog`, whole sales logs in and out; `loadLog` fills a DuckDB as `readLog` does.
 * - `handover.ts`: an account to another rep, a rep who leaves, a rep who moves to another team.
 *
 * A later migration puts its tables into schema `tacto` with a column `org`, under `CALL tacto.protect(table, reads, adds, changes, removes)`
 * (words: see 0001) and, when the replica must know of changes, `CALL tacto.feed(table)` (needs `seq`).
 */
import { Client, type Pool } from 'pg';
import { type Actor, everywhere, systemOf } from './actor.ts';
import { settleAppRole } from './app-role.ts';
import { clientConfig, connectFault, openPool, type Place } from './connect.ts';
import { knownMigrations, migrate } from './migrate.ts';
import { requireServer } from './server-version.ts';
import { transact, type Tx } from './tx.ts';

export type { Actor, Role } from './actor.ts';
export type { Place } from './connect.ts';
export type { Tx } from './tx.ts';

/** An open record. Close it after use. */
export type SalesRecord = {
  readonly place: Place;
  /** Runs `work` in a transaction on behalf of an actor, under row-level security; undone when it throws. */
  readonly as: <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same on behalf of Tacto itself, for one organisation. */
  readonly system: <T>(org: string, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same across organisations: to list, make and remove them. Their rows are not seen. */
  readonly everywhere: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Runs `work` on one consistent state of an organisation, which it cannot change. */
  readonly snapshot: <T>(org: string, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Connections of the connecting user, not under the policies where that one is a superuser: for schemas other than `tacto`. */
  readonly pool: Pool;
  readonly close: () => Promise<void>;
};

export type RecordOptions = {
  /** Most transactions at a time; 10 when absent. Half as many connections more are for `pool`, and a fifth for `snapshot`. */
  readonly connections?: number;
};

/**
 * Opens the record and brings its schema up to date.
 * @throws UserError `no_database`, `old_postgres`, `bad_encoding`, `newer_schema`, `changed_migration`, `may_not_migrate`, `rls_bypassed`
 */
export async function openRecord(place: Place, options: RecordOptions = {}): Promise<SalesRecord> {
  const role = await prepare(place);
  const most = options.connections ?? 10;
  const transactions = openPool(place, most);
  // Of its own, so that who asks it within a transaction never waits for others that do the same.
  const pool = openPool(place, Math.ceil(most / 2));
  // And these too: who logs a touch waits in their transaction for the figures, which follow the record by snapshots.
  const snapshots = openPool(place, Math.ceil(most / 5));
  return {
    place,
    pool,
    as: (actor, work) => transact(transactions, role, actor, 'committed', work),
    system: (org, work) => transact(transactions, role, systemOf(org), 'committed', work),
    everywhere: (work) => transact(transactions, role, everywhere, 'committed', work),
    snapshot: (org, work) => transact(snapshots, role, systemOf(org), 'snapshot', work),
    close: async () => {
      await Promise.all([transactions.end(), pool.end(), snapshots.end()]);
    },
  };
}

async function prepare(place: Place): Promise<string | null> {
  const client = new Client(clientConfig(place));
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw connectFault(place, error);
  }
  try {
    await requireServer(client);
    await migrate(client, await knownMigrations());
    return await settleAppRole(client);
  } finally {
    await client.end();
  }
}
