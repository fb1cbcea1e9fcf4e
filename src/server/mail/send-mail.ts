import { sql } from '../../duckdb/sql.ts';
import { defineJob } from '../jobs/job.ts';
import type { Services } from '../services.ts';
import type { SetLetter } from './letter.ts';
import { mailJob } from './outbox.ts';

/**
 * Hands a letter to the mail server, at most once: that it is tried is committed before, and taken back only when the server's answer, or no
 * connection at all, says that it has not got it. Whoever is killed in between, or loses the connection while the letter passes, leaves a letter
 * of which nobody knows: it is not sent again. A reminder too few is better than the same one twice.
 */
export const sendMail = defineJob<{ readonly id: string }, Services>({
  ...mailJob,
  isKept: true,
  retries: 12,
  pause: 10,
  atOnce: 2,
  longest: 180,
  work: async ({ id }, { record, mail, keys, log }, { isLast }) => {
    if (mail === null) throw new Error('no mail server is set');
    const sealed = await take(record, id);
    if (sealed === null) return;
    const letter = keys.unseal('mail', sealed);
    const { kind, reason } =
      letter === null
        ? ({ kind: 'refused', reason: 'sealed with another secret' } as const)
        : await mail.smtp.send(JSON.parse(letter) as SetLetter);
    if (kind === 'later' && !isLast) {
      await record.everywhere((tx) => tx.run(sql`UPDATE tacto.mail SET tried_at = NULL WHERE id = ${id}`));
      throw new MailFault(reason ?? '');
    }
    await record.everywhere((tx) =>
      tx.run(
        sql`UPDATE tacto.mail SET sealed = NULL, sent_at = CASE WHEN ${kind === 'sent'} THEN now() END WHERE id = ${id}`,
      ),
    );
    if (kind !== 'sent') log.error('mail not sent', { mail: id, outcome: kind, reason });
  },
});

class MailFault extends Error {
  override readonly name = 'MailFault';
  readonly code: string;

  constructor(code: string) {
    super('the mail server did not take a letter');
    this.code = code;
  }
}

/** The sealed letter; null: it was tried before, or is no longer there. */
async function take(record: Services['record'], id: string): Promise<Buffer | null> {
  const [taken] = await record.everywhere((tx) =>
    tx.rows<{ sealed: Buffer | null }>(
      sql`UPDATE tacto.mail SET tried_at = now() WHERE id = ${id} AND tried_at IS NULL RETURNING sealed`,
    ),
  );
  return taken?.sealed ?? null;
}
