import type { Pool } from 'pg';

/** What people are called: kept where row-level security of organisations does not reach, so only ever asked by id. */
export async function namesOf(pool: Pool, users: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `SELECT id, name FROM auth."user" WHERE id = ANY($1)`,
    [[...new Set(users)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
