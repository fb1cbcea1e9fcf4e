import { randomBytes } from 'node:crypto';
import { raw, sql } from '../../duckdb/sql.ts';
import { everything } from '../changes/read-changes.ts';
import { asSystem } from '../as-system.ts';
import { haveAlone } from '../organisation.ts';
import type { Tx } from '../tx.ts';

/** What stands in place of a name or a text that was erased. */
export const erased = '(erased)';

/** An id that says nothing of whose it was. */
export function pseudonym(): string {
  return `erased-${randomBytes(9).toString('base64url')}`;
}

/**
 * Erases within a transaction that has the organisation alone: references are looked up at its end, and every replica is made anew, whichever
 * server has it.
 */
export async function erasing<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { org } = tx.actor;
  await haveAlone(tx);
  await tx.run(sql`SELECT set_config('tacto.bulk', 'on', true)`);
  await tx.run(raw('SET CONSTRAINTS ALL DEFERRED'));
  const result = await work();
  // Letters that wait may name whoever is erased, and are sealed: they are not sent.
  await asSystem(tx, () =>
    tx.run(sql`UPDATE tacto.mail SET sealed = NULL, tried_at = coalesce(tried_at, now())
      WHERE org = ${org} AND sealed IS NOT NULL AND kind IN ('reminder', 'digest', 'alert')`),
  );
  await tx.run(raw('SET CONSTRAINTS ALL IMMEDIATE'));
  await tx.run(sql`SELECT set_config('tacto.bulk', '', true)`);
  await tx.run(sql`UPDATE tacto.organisation SET erasures = erasures + 1 WHERE id = ${org}`);
  await tx.run(sql`INSERT INTO tacto.change (org, table_name) VALUES (${org}, ${everything})`);
  await tx.run(sql`SELECT pg_notify('tacto_change', ${org})`);
  return result;
}
