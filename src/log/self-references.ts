import type { Database } from '../duckdb/database.ts';
import { raw, type Sql, sql } from '../duckdb/sql.ts';
import { faultNumber } from './faults.ts';

/**
 * Rejects rows that name, in column `index`, a row of their own table that is not kept, and those that name them, and so on; what
 * is left is the largest set of rows that only name each other. An id stays as long as any row with it does.
 * @param rows `seq`, `line`, the id's text as `t0` and the reference's as `t<index>`
 */
export async function rejectSelfReferences(db: Database, rows: Sql, index: number): Promise<void> {
  const unknown = raw(String(faultNumber(index, 'unknown_id')));
  await db.run(sql`CREATE TEMP TABLE living AS
    SELECT r.seq, r.line, r.t0 AS id, ${raw(`r.t${index}`)} AS parent FROM (${rows}) r ANTI JOIN fault USING (seq)`);
  while ((await rejectOrphans(db, unknown)) > 0);
  // A row that is bad in a later column too is reported for this one.
  await db.run(sql`UPDATE fault SET fault = ${unknown} FROM (
      SELECT r.seq FROM (${rows}) r JOIN fault f USING (seq)
      WHERE f.fault > ${unknown} AND ${raw(`r.t${index}`)} IS NOT NULL AND ${raw(`r.t${index}`)} NOT IN (SELECT id FROM living)) orphan
    WHERE fault.seq = orphan.seq`);
  await db.run(sql`DROP TABLE living`);
}

/** Follows the chains of rows whose ids are theirs alone in one go; shared ids wait for the next round. */
async function rejectOrphans(db: Database, unknown: Sql): Promise<number> {
  const orphaned = sql`parent IS NOT NULL AND parent NOT IN (SELECT id FROM living)`;
  await db.run(sql`CREATE TEMP TABLE dead AS
    WITH RECURSIVE single AS (SELECT id, any_value(parent) AS parent FROM living GROUP BY id HAVING count(*) = 1),
    gone AS (
      SELECT id FROM single WHERE ${orphaned}
      UNION
      SELECT single.id FROM single JOIN gone ON single.parent = gone.id
    ) SELECT id FROM gone`);
  await db.run(
    sql`CREATE TEMP TABLE orphan AS SELECT seq, line FROM living WHERE (${orphaned}) OR parent IN (SELECT id FROM dead)`,
  );
  await db.run(sql`INSERT INTO fault SELECT seq, line, ${unknown} FROM orphan`);
  await db.run(sql`DELETE FROM living WHERE seq IN (SELECT seq FROM orphan)`);
  const { orphans } = await db.row<{ orphans: number }>(sql`SELECT count(*)::DOUBLE AS orphans FROM orphan`);
  await db.runAll([sql`DROP TABLE dead`, sql`DROP TABLE orphan`]);
  return orphans;
}
