import { sql } from '../duckdb/sql.ts';
import type { Tx } from './tx.ts';

type Settings = { readonly role: string; readonly org: string; readonly is: string };

/** Does a part of a transaction as Tacto itself, for the same organisation. */
export function asSystem<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  return withSettings(tx, { is: 'system', org: tx.actor.org }, work);
}

/** Does a part of a transaction as Tacto itself across organisations: members, invitations, tokens and failed sign-ins are seen. */
export function asEverywhere<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  return withSettings(tx, { is: 'system', org: '*' }, work);
}

/** Does a part of a transaction as the connecting user: for tables of the sign-in, which are not the role's. */
export async function asConnecting<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { role } = await tx.row<Settings>(sql`SELECT current_setting('role') AS role`);
  await tx.run(sql`SELECT set_config('role', 'none', true)`);
  const result = await work();
  await tx.run(sql`SELECT set_config('role', ${role}, true)`);
  return result;
}

/** What fails leaves the transaction to be undone: nothing has to be put back then. */
async function withSettings<T>(tx: Tx, { is, org }: Omit<Settings, 'role'>, work: () => Promise<T>): Promise<T> {
  const before = await tx.row<Settings>(
    sql`SELECT current_setting('tacto.role') AS is, current_setting('tacto.org') AS org`,
  );
  await set(tx, is, org);
  const result = await work();
  await set(tx, before.is, before.org);
  return result;
}

async function set(tx: Tx, role: string, org: string): Promise<void> {
  await tx.run(sql`SELECT set_config('tacto.role', ${role}, true), set_config('tacto.org', ${org}, true)`);
}
