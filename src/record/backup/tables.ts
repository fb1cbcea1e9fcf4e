import type { ClientBase } from 'pg';
import type { BackedTable } from './manifest.ts';

/** A table that a backup holds. */
export type KeptTable = Pick<BackedTable, 'schema' | 'name' | 'columns'> & {
  /** Whether its rows belong to organisations, by a column `org`. */
  readonly isOfOrganisations: boolean;
};

/** The schemas that a backup holds. The queue is not among them: what must not be lost of it is in `keptJobs`, what repeats is planned anew. */
export const backedSchemas = ['auth', 'tacto'] as const;

/** The table in which a backup holds jobs that waited or ran. */
export const keptJobs = 'tacto.kept_job';

/** Of no use in another database: which migrations ran there, and what changed by numbers of its transactions. */
const leftOut = ['tacto.migration', 'tacto.change', 'tacto.change_pruned'];

/** The tables that a backup holds, in an order in which each comes after those that it cannot be filled without. */
export async function keptTables(client: ClientBase): Promise<readonly KeptTable[]> {
  const { rows } = await client.query<KeptTable & { oid: number; needs: readonly number[] }>(
    `SELECT c.oid::int AS oid, n.nspname::text AS schema, c.relname::text AS name,
       array_agg(a.attname::text ORDER BY a.attnum) AS columns,
       bool_or(a.attname = 'org') AND n.nspname = 'tacto' AS "isOfOrganisations",
       ARRAY(SELECT confrelid::int FROM pg_constraint f
         WHERE f.conrelid = c.oid AND f.contype = 'f' AND NOT f.condeferrable AND f.confrelid <> c.oid) AS needs
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE n.nspname = ANY($1) AND c.relkind = 'r' AND n.nspname || '.' || c.relname <> ALL($2)
     GROUP BY c.oid, n.nspname, c.relname ORDER BY n.nspname, c.relname`,
    [backedSchemas, leftOut],
  );
  const ordered: KeptTable[] = [];
  let rest = rows;
  const isThere = (needed: number): boolean => rest.every(({ oid }) => oid !== needed);
  while (rest.length > 0) {
    const next = rest.filter(({ needs }) => needs.every(isThere));
    if (next.length === 0) throw new Error('tables that need each other must put their foreign keys off');
    ordered.push(...next.map(({ needs: _, oid: __, ...table }) => table));
    rest = rest.filter((table) => !next.includes(table));
  }
  return ordered;
}

/** A table and its columns for a statement. */
export function spelled({ schema, name, columns }: Pick<KeptTable, 'schema' | 'name' | 'columns'>): {
  readonly table: string;
  readonly columns: string;
} {
  const quote = (word: string): string => `"${word.replaceAll('"', '""')}"`;
  return { table: `${quote(schema)}.${quote(name)}`, columns: columns.map(quote).join(', ') };
}
