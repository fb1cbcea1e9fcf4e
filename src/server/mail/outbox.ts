import { z } from 'zod';
import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';
import type { JobOf } from '../jobs/job.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Keys } from '../keys/keys.ts';
import { newId } from '../people/secrets.ts';
import { type Letter, setLetter } from './letter.ts';
import type { Smtp } from './smtp.ts';

const payload = z.strictObject({ id: z.string() });

/** The job that hands a letter to the mail server (`send-mail.ts`). */
export const mailJob: JobOf<z.infer<typeof payload>> = { name: 'send-mail', payload };

/** Why a letter is sent. */
export type MailKind = 'invitation' | 'reset' | 'reminder' | 'digest' | 'alert';

/** A letter and its cause. */
export type NewMail = {
  readonly kind: MailKind;
  /** Names the cause: of letters with one key the first is sent. */
  readonly key: string;
  /** Null: about a user, in no organisation. */
  readonly org: string | null;
  readonly user: string | null;
  readonly letter: Letter;
};

/** Sends mail. */
export type Mail = {
  /**
   * Writes a letter that is sent if and only if the transaction commits.
   * @returns whether it is the first of its key
   */
  readonly post: (tx: Tx, mail: NewMail) => Promise<boolean>;
  readonly smtp: Smtp;
};

/** The outbox of a server that has a mail server. */
export function outboxOf({
  smtp,
  jobs,
  keys,
}: {
  readonly smtp: Smtp;
  readonly jobs: Jobs;
  readonly keys: Keys;
}): Mail {
  return {
    smtp,
    post: async (tx, { kind, key, org, user, letter }) => {
      const id = newId();
      const sealed = keys.seal('mail', JSON.stringify(setLetter(letter)));
      const added = await tx.run(sql`
        INSERT INTO tacto.mail (id, org, key, kind, user_id, sealed)
        VALUES (${id}, ${org}, ${key}, ${kind}, ${user}, decode(${sealed.toString('hex')}, 'hex'))
        ON CONFLICT DO NOTHING`);
      if (added === 0) return false;
      await jobs.send(mailJob, { id }, { tx });
      return true;
    },
  };
}
