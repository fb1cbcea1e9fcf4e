import { sql } from '../../duckdb/sql.ts';
import { asSystem } from '../as-system.ts';
import { noSuchRow } from '../rows/faults.ts';
import { textArray, type Tx } from '../tx.ts';
import { removeFromAnswers, removeMentions, wordsOf } from './mentions.ts';
import { giveNewId } from './references.ts';
import { erased, pseudonym } from './whole.ts';

/** What was done to forget somebody. */
export type Erasure = {
  /** The id under which their rows are counted from now on. */
  readonly id: string;
  /** Rows that name them, which stay under that id. */
  readonly rows: number;
  /** Texts of others that they were taken out of. */
  readonly texts: number;
  /** By what they could be known until now. Not to be kept. */
  readonly words: readonly string[];
};

type Contact = { readonly name: string; readonly email: string | null; readonly phone: string | null };

/**
 * Forgets a contact, within `erasing`: name, addresses, title and id, the notes of ratings of them, what was written about activities with them,
 * and their name in other texts. What happened stays and is counted.
 * @throws UserError `no_such_row`
 */
export async function eraseContact(tx: Tx, id: string): Promise<Erasure> {
  const { org } = tx.actor;
  const [contact] = await tx.rows<Contact>(
    sql`SELECT name, email, phone FROM tacto.contacts WHERE org = ${org} AND id = ${id}`,
  );
  if (contact === undefined) throw noSuchRow('contacts', id);
  const after = pseudonym();
  return asSystem(tx, async () => {
    await tx.run(sql`
      UPDATE tacto.contacts SET name = ${erased}, email = NULL, phone = NULL, title = NULL
      WHERE org = ${org} AND id = ${id}`);
    await tx.run(sql`
      UPDATE tacto.ratings SET note = NULL WHERE org = ${org} AND contact_id = ${id} AND note IS NOT NULL`);
    await tx.run(sql`
      UPDATE tacto.activities SET subject = NULL
      WHERE org = ${org} AND subject IS NOT NULL AND (contact_id = ${id}
        OR id IN (SELECT activity_id FROM tacto.participants WHERE org = ${org} AND contact_id = ${id})
        OR lead_id IN (SELECT id FROM tacto.leads WHERE org = ${org} AND contact_id = ${id}))`);
    await tx.run(sql`UPDATE tacto.follow_up SET reason = ${erased} WHERE org = ${org} AND contact_id = ${id}`);
    await renameProposals(tx, id, after);
    const rows = await giveNewId(tx, 'contacts', id, after);
    await tx.run(sql`SELECT tacto.rename_in_audit(${`contact:${id}`}, ${`contact:${after}`})`);
    const words = wordsOf(contact.name, contact.email, contact.phone);
    const texts = await removeMentions(tx, words);
    await removeFromAnswers(tx, [...words, id]);
    return { id: after, rows, texts, words: [...words, id] };
  });
}

/** A proposal is known by whom it is about. */
export async function renameProposals(tx: Tx, before: string, after: string): Promise<void> {
  await tx.run(sql`
    UPDATE tacto.follow_up
    SET proposal_key = array_to_string(array_replace(string_to_array(proposal_key, '|'), ${before}, ${after}), '|')
    WHERE org = ${tx.actor.org} AND string_to_array(proposal_key, '|') @> ${textArray([before])}`);
}
