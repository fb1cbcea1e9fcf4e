import type { Pool } from 'pg';
import { sql } from '../../duckdb/sql.ts';
import { asConnecting } from '../../record/as-system.ts';
import { textArray, type Tx } from '../../record/tx.ts';

/** What people are called: kept where row-level security of organisations does not reach, so only ever asked by id. */
export async function namesOf(pool: Pool, users: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `SELECT id, name FROM auth."user" WHERE id = ANY($1)`,
    [[...new Set(users)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The same within a transaction. */
export async function namesWithin(tx: Tx, users: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (users.length === 0) return new Map();
  const rows = await asConnecting(tx, () =>
    tx.rows<{ id: string; name: string }>(
      sql`SELECT id, name FROM auth."user" WHERE id = ANY(${textArray([...new Set(users)])})`,
    ),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
