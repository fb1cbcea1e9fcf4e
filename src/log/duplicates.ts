import type { Database } from '../duckdb/database.ts';
import { raw, type Sql, sql } from '../duckdb/sql.ts';
import { faultNumber } from './faults.ts';

/**
 * Of otherwise valid rows with one id the first stays; each later row with that id becomes a duplicate in `fault`, whatever
 * else is wrong with it, for `id` is the first column. Ids are compared by hash first, which takes a fraction of the memory.
 * @param rows `seq`, `line` and the id's text as `t0`
 */
export async function rejectDuplicates(db: Database, rows: Sql): Promise<void> {
  const { faults } = await db.row<{ faults: number }>(sql`SELECT count(*)::DOUBLE AS faults FROM fault`);
  const duplicate = raw(String(faultNumber(0, 'duplicate_id')));
  const withoutFault = faults === 0 ? sql`` : sql`ANTI JOIN fault USING (seq)`;
  const valid = sql`SELECT r.seq, r.line, r.t0 AS id FROM (${rows}) r ${withoutFault}`;
  const { ids, distinct_ids } = await db.row<{ ids: number; distinct_ids: number }>(
    sql`SELECT count(*)::DOUBLE AS ids, count(DISTINCT hash(id))::DOUBLE AS distinct_ids FROM (${valid})`,
  );
  if (distinct_ids < ids) {
    await db.run(sql`INSERT INTO fault
      SELECT seq, line, ${duplicate} FROM (
        SELECT seq, line, row_number() OVER (PARTITION BY id ORDER BY seq) AS nth FROM (${valid}) v
        SEMI JOIN (SELECT hash(id) AS h FROM (${valid}) GROUP BY h HAVING count(*) > 1) twice ON hash(v.id) = twice.h)
      WHERE nth > 1`);
  }
  const { bad } = await db.row<{ bad: number }>(
    sql`SELECT count(*)::DOUBLE AS bad FROM fault WHERE fault > ${duplicate}`,
  );
  if (bad === 0) return;
  await db.run(sql`UPDATE fault SET fault = ${duplicate} FROM (
      SELECT b.seq FROM (SELECT r.seq, r.t0 AS id FROM (${rows}) r JOIN fault f USING (seq) WHERE f.fault > ${duplicate}) b
      JOIN (${valid}) kept ON kept.id = b.id AND kept.seq < b.seq) later
    WHERE fault.seq = later.seq`);
}
