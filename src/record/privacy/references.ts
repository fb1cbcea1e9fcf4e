import { name, raw, sql } from '../../duckdb/sql.ts';
import { tableOf, type Tx } from '../tx.ts';

/** A column that names rows of another table. */
export type Reference = { readonly table: string; readonly column: string };

/** Tables whose rows are people. */
export type PeopleTable = 'contacts' | 'reps';

/** Every column of the record that names people of a table, by its foreign keys: later tables are among them by themselves. */
export async function referencesTo(tx: Tx, table: PeopleTable): Promise<readonly Reference[]> {
  return tx.rows<Reference>(sql`
    SELECT r.relname::text AS table, a.attname::text AS column
    FROM pg_constraint c
    JOIN pg_class r ON r.oid = c.conrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey) AND a.attname <> 'org'
    WHERE c.contype = 'f' AND c.confrelid = ${`tacto.${table}`}::regclass AND r.relnamespace = 'tacto'::regnamespace
    ORDER BY 1, 2`);
}

/**
 * Gives somebody another id, in every row that names them. Foreign keys must have been put off (`SET CONSTRAINTS ALL DEFERRED`).
 * @returns how many rows name them
 */
export async function giveNewId(tx: Tx, table: PeopleTable, before: string, after: string): Promise<number> {
  const { org } = tx.actor;
  await tx.run(sql`UPDATE ${tableOf(table)} SET id = ${after} WHERE org = ${org} AND id = ${before}`);
  let rows = 0;
  for (const { table: other, column } of await referencesTo(tx, table)) {
    const cell = name(column);
    rows += await tx.run(
      sql`UPDATE ${raw('tacto.')}${name(other)} SET ${cell} = ${after} WHERE org = ${org} AND ${cell} = ${before}`,
    );
  }
  return rows;
}
