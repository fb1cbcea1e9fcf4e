import { sql } from '../../duckdb/sql.ts';
import type { SalesRecord } from '../record.ts';

/**
 * Forgets changes of all organisations that are older than some hours. Who has not read them by then reads everything anew.
 * @returns how many
 */
export async function pruneChanges(record: SalesRecord, olderThanHours: number): Promise<number> {
  const { pruned } = await record.everywhere((tx) =>
    // Of transactions that still run nothing is known yet: only what all future watermarks will have seen is forgotten.
    tx.row<{ pruned: number }>(sql`
      WITH pruned AS (
        DELETE FROM tacto.change
        WHERE changed_at < now() - make_interval(secs => ${olderThanHours * 3600}) AND xid < pg_snapshot_xmin(pg_current_snapshot())
        RETURNING org, xid
      ), noted AS (
        INSERT INTO tacto.change_pruned (org, last_xid) SELECT org, (array_agg(xid ORDER BY xid DESC))[1] FROM pruned GROUP BY org
        ON CONFLICT (org) DO UPDATE SET last_xid = greatest(change_pruned.last_xid, excluded.last_xid)
      )
      SELECT count(*)::int AS pruned FROM pruned`),
  );
  return pruned;
}
