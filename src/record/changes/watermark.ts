import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../tx.ts';

/**
 * Which changes somebody has seen: the database that they are of, and a snapshot of its transactions (`xmin:xmax:running`), so that a
 * change that commits late is never taken for seen. Kept as text; one of another database is not comparable.
 */
export type Watermark = string;

/** The watermark of a transaction: of the state that a `record.snapshot` reads. */
export async function watermarkOf(tx: Tx): Promise<Watermark> {
  const { watermark } = await tx.row<{ watermark: string }>(
    sql`SELECT ${origin} || '/' || pg_current_snapshot() AS watermark`,
  );
  return watermark;
}

/** Which database it is: another one has other transactions, even if it was restored from this one. */
const origin = sql`(SELECT system_identifier FROM pg_control_system()) || '.' || (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** The id of a transaction, as `includes` takes it: for who wants to wait until a replica has their change. */
export async function transactionId(tx: Tx): Promise<string> {
  const { xid } = await tx.row<{ xid: string }>(sql`SELECT pg_current_xact_id()::text AS xid`);
  return xid;
}

/** Whether a watermark has seen a transaction of the same database, which must have been committed. */
export function includes(watermark: Watermark, xid: string): boolean {
  const { xmin, xmax, running } = partsOf(watermark);
  const id = BigInt(xid);
  return id < xmin || (id < xmax && !running.has(id));
}

/** The database and the snapshot of a watermark. */
export function partsOf(watermark: Watermark): {
  readonly origin: string;
  readonly snapshot: string;
  readonly xmin: bigint;
  readonly xmax: bigint;
  readonly running: ReadonlySet<bigint>;
} {
  const [from = '', snapshot = ''] = watermark.split('/');
  const [, xmin, xmax, running] = /^(\d+):(\d+):([\d,]*)$/.exec(snapshot) ?? [];
  if (xmin === undefined) throw new Error(`not a watermark: ${watermark}`);
  const ids = running === '' ? [] : running!.split(',').map(BigInt);
  return { origin: from, snapshot, xmin: BigInt(xmin), xmax: BigInt(xmax!), running: new Set(ids) };
}

/** Whether anything of the organisation has changed since a watermark, as far as this transaction sees; also when that can no longer be told. */
export async function hasChangedSince(tx: Tx, watermark: Watermark): Promise<boolean> {
  const before = partsOf(watermark);
  const now = partsOf(await watermarkOf(tx));
  if (now.origin !== before.origin || before.xmax > now.xmax) return true;
  const { changed } = await tx.row<{ changed: boolean }>(sql`
    SELECT EXISTS (SELECT FROM tacto.change WHERE org = ${tx.actor.org} AND xid >= ${String(before.xmin)}::xid8
        AND NOT pg_visible_in_snapshot(xid, ${before.snapshot}::pg_snapshot))
      OR EXISTS (SELECT FROM tacto.change_pruned WHERE org = ${tx.actor.org} AND last_xid >= ${String(before.xmin)}::xid8) AS changed`);
  return changed;
}
