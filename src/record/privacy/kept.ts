import { name, or, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { noSuchRow } from '../rows/faults.ts';
import { textArray, type Tx } from '../tx.ts';
import { type PeopleTable, referencesTo } from './references.ts';

/** Rows by table, each as an object without what is secret. */
export type KeptRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Everything that the record keeps about a contact or a rep, in every table that names them, and the audit about them. @throws UserError `no_such_row` */
export async function keptAbout(tx: Tx, table: PeopleTable, id: string): Promise<KeptRows> {
  const { org } = tx.actor;
  const own = await rowsOf(tx, table, sql`id = ${id}`);
  if (own.length === 0) throw noSuchRow(table, id);
  const columns = new Map<string, string[]>();
  for (const { table: other, column } of await referencesTo(tx, table)) {
    columns.set(other, [...(columns.get(other) ?? []), column]);
  }
  const kept: Record<string, KeptRows[string]> = { [table]: own };
  for (const [other, names] of columns) {
    const isTheirs = or([
      ...names.map((column) => sql`${name(column)} = ${id}`),
      // An activity with several people names them as participants.
      ...(table === 'contacts' && other === 'activities'
        ? [sql`id IN (SELECT activity_id FROM tacto.participants WHERE org = ${org} AND contact_id = ${id})`]
        : []),
    ]);
    const rows = await rowsOf(tx, other, isTheirs);
    // A rep's own row among those who report to somebody is there already.
    if (rows.length > 0) kept[other === table ? `${other} (${names.join(', ')})` : other] = rows;
  }
  const audit = await auditAbout(tx, [`${table === 'contacts' ? 'contact' : 'rep'}:${id}`], null);
  return audit.length === 0 ? kept : { ...kept, audit };
}

/** Entries of the audit about somebody or by them, in the order in which they were made. */
export async function auditAbout(tx: Tx, subjects: readonly string[], actor: string | null): Promise<KeptRows[string]> {
  return rowsOf(tx, 'audit', sql`subjects && ${textArray(subjects)} OR actor = ${actor}`);
}

/** Rows of one table of the record that belong to somebody. */
export async function rowsOf(tx: Tx, table: string, isTheirs: Sql): Promise<KeptRows[string]> {
  const rows = await tx.rows<{ row: Readonly<Record<string, unknown>> }>(sql`
    SELECT to_jsonb(t) - 'org' - 'secret_hash' - 'request' - 'sealed' AS row FROM ${raw('tacto.')}${name(table)} t
    WHERE org = ${tx.actor.org} AND (${isTheirs})`);
  return rows.map(({ row }) => row);
}
