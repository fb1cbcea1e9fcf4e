import { sql } from '../../duckdb/sql.ts';
import { asSystem } from '../as-system.ts';
import { noSuchRow } from '../rows/faults.ts';
import type { Tx } from '../tx.ts';
import { type Erasure, renameProposals } from './erase-contact.ts';
import { removeFromAnswers, removeMentions, wordsOf } from './mentions.ts';
import { giveNewId } from './references.ts';
import { erased, pseudonym } from './whole.ts';

/**
 * Forgets a rep, within `erasing`: name, address and id, their calendar's address, and their name in texts. What they did stays and is counted,
 * for the team as before.
 * @param also by what else they are known, such as the address of their user account
 * @throws UserError `no_such_row`
 */
export async function eraseRep(tx: Tx, id: string, also: readonly string[] = []): Promise<Erasure> {
  const { org } = tx.actor;
  const [rep] = await tx.rows<{ name: string; email: string | null }>(
    sql`SELECT name, email FROM tacto.reps WHERE org = ${org} AND id = ${id}`,
  );
  if (rep === undefined) throw noSuchRow('reps', id);
  const after = pseudonym();
  return asSystem(tx, async () => {
    await tx.run(sql`UPDATE tacto.reps SET name = ${erased}, email = NULL WHERE org = ${org} AND id = ${id}`);
    await tx.run(sql`DELETE FROM tacto.calendar_link WHERE org = ${org} AND rep_id = ${id}`);
    await renameProposals(tx, id, after);
    const rows = await giveNewId(tx, 'reps', id, after);
    await tx.run(sql`SELECT tacto.rename_in_audit(${`rep:${id}`}, ${`rep:${after}`})`);
    const words = wordsOf(rep.name, rep.email, ...also);
    const texts = await removeMentions(tx, words);
    await removeFromAnswers(tx, [...words, id]);
    return { id: after, rows, texts, words: [...words, id] };
  });
}
