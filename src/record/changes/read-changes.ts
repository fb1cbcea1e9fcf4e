import { sql } from '../../duckdb/sql.ts';
import { type TableName, tableNames } from '../../log/schema.ts';
import { readOrganisation } from '../organisation.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { SalesRecord } from '../record.ts';
import type { Row } from '../rows/row.ts';
import { rowOf } from '../rows/write.ts';
import { tableOf, type Tx } from '../tx.ts';
import { partsOf, type Watermark, watermarkOf } from './watermark.ts';

/** The changed rows of one table, each once. */
export type TableChanges = {
  /** Rows as they are now, in `seq` order. */
  readonly rows: readonly Row[];
  /** The `seq` of rows that are no longer there. */
  readonly gone: readonly number[];
};

/** What changed in an organisation since a watermark, all of one state: that of the new watermark. */
export type Changes = {
  readonly watermark: Watermark;
  /** The settings, when they were touched. */
  readonly workspace: Workspace | null;
  /** Tables without changes are absent. */
  readonly tables: ReadonlyMap<TableName, TableChanges>;
};

/** How many changed rows are read at once; for more it is quicker to read everything anew. */
const mostRows = 50_000;

/**
 * Reads what changed since a watermark.
 * @returns null when everything must be read anew: the watermark is of another database, the changes since have been pruned, an import has
 * replaced the log, or there are too many
 */
export async function readChanges(
  record: SalesRecord,
  org: string,
  since: Watermark,
  limit: number = mostRows,
): Promise<Changes | null> {
  return record.snapshot(org, (tx) => changesOf(tx, since, limit));
}

/** The watermark of an organisation as it is now. */
export async function watermarkNow(record: SalesRecord, org: string): Promise<Watermark> {
  return record.snapshot(org, watermarkOf);
}

async function changesOf(tx: Tx, since: Watermark, limit: number): Promise<Changes | null> {
  const { org } = tx.actor;
  const watermark = await watermarkOf(tx);
  const [now, before] = [partsOf(watermark), partsOf(since)];
  if (now.origin !== before.origin || before.xmax > now.xmax || (await isPruned(tx, before.xmin))) return null;
  const changed = await tx.rows<{ table_name: string; seqs: readonly number[] | null }>(sql`
    SELECT table_name, array_agg(row_seq::int) AS seqs FROM (
      SELECT DISTINCT table_name, row_seq FROM tacto.change
      WHERE org = ${org} AND xid >= ${String(before.xmin)}::xid8 AND NOT pg_visible_in_snapshot(xid, ${before.snapshot}::pg_snapshot)
      LIMIT ${limit + 1}) seen
    GROUP BY table_name`);
  const count = changed.reduce((sum, { seqs }) => sum + (seqs?.length ?? 0), 0);
  if (count > limit || changed.some(({ table_name }) => table_name === everything)) return null;
  const tables = new Map<TableName, TableChanges>();
  for (const table of tableNames) {
    const seqs = changed.find(({ table_name }) => table_name === table)?.seqs ?? [];
    if (seqs.length > 0) tables.set(table, await rowsNow(tx, table, seqs));
  }
  const isTouched = changed.some(({ table_name }) => table_name === 'organisation');
  const organisation = isTouched ? await readOrganisation(tx) : null;
  return { watermark, workspace: organisation?.workspace ?? null, tables };
}

/** The "table" of a change that says: everything may have changed. */
export const everything = '*';

async function isPruned(tx: Tx, xmin: bigint): Promise<boolean> {
  const rows = await tx.rows(
    sql`SELECT 1 FROM tacto.change_pruned WHERE org = ${tx.actor.org} AND last_xid >= ${String(xmin)}::xid8`,
  );
  return rows.length > 0;
}

async function rowsNow(tx: Tx, table: TableName, seqs: readonly number[]): Promise<TableChanges> {
  const rows = await tx.rows<Row>(sql`SELECT ${rowOf(table)} FROM ${tableOf(table)}
    WHERE org = ${tx.actor.org} AND seq = ANY(${`{${seqs.join(',')}}`}::bigint[]) ORDER BY seq`);
  const here = new Set(rows.map(({ seq }) => seq));
  return { rows, gone: seqs.filter((seq) => !here.has(seq)).sort((a, b) => a - b) };
}
