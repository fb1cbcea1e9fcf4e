import type { Database } from '../../duckdb/database.ts';
import { type Sql, sql } from '../../duckdb/sql.ts';
import type { Example } from './habit.ts';
import { bits, type Traits } from './shapes.ts';

/** How many values of a column have one of the traits, and the first of them. */
export async function evidenceOf(
  db: Database,
  table: Sql,
  { cell, traitsOf }: { readonly cell: Sql; readonly traitsOf: (text: Sql) => Sql },
  traits: Traits,
): Promise<{ readonly example: Example; readonly rows: number }> {
  const { value, line, rows } = await db.row<{ value: string; line: number; rows: number }>(
    sql`SELECT arg_min(v, line) AS value, min(line)::DOUBLE AS line, count(*)::DOUBLE AS rows
      FROM (SELECT line, ${cell} AS v FROM ${table}) AS t WHERE v IS NOT NULL AND (${traitsOf(sql`v`)} & ${bits(traits)}) <> 0`,
  );
  return { example: { value, line }, rows };
}
