import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../tx.ts';
import { partsOf, type Watermark, watermarkOf } from './watermark.ts';

/** Whether anything of the organisation of a transaction has changed since a watermark; also where that cannot be told any more. */
export async function hasChanged(tx: Tx, since: Watermark): Promise<boolean> {
  const [before, now] = [partsOf(since), partsOf(await watermarkOf(tx))];
  if (before.origin !== now.origin) return true;
  const { changed } = await tx.row<{ changed: boolean }>(sql`
    SELECT EXISTS (SELECT FROM tacto.change
        WHERE org = ${tx.actor.org} AND xid >= ${String(before.xmin)}::xid8 AND NOT pg_visible_in_snapshot(xid, ${before.snapshot}::pg_snapshot))
      OR EXISTS (SELECT FROM tacto.change_pruned WHERE org = ${tx.actor.org} AND last_xid >= ${String(before.xmin)}::xid8) AS changed`);
  return changed;
}
