import { setTimeout as sleep } from 'node:timers/promises';
import { raw, sql } from '../../duckdb/sql.ts';
import { eraseContact, type Erasure } from '../../record/privacy/erase-contact.ts';
import { eraseRep } from '../../record/privacy/erase-rep.ts';
import { removeFromAnswers, removeMentions, wordsOf } from '../../record/privacy/mentions.ts';
import { asConnecting, asSystem } from '../../record/as-system.ts';
import { erased, erasing } from '../../record/privacy/whole.ts';
import type { Tx } from '../../record/tx.ts';
import type { Caller } from '../access/caller.ts';
import { forgetImports } from '../imports/tidy.ts';
import { jobSchema } from '../jobs/jobs.ts';
import { factsOf } from '../log.ts';
import { removeMember } from '../people/members.ts';
import type { Services } from '../services.ts';
import { repOfUser, userOfRep } from './person.ts';
import { eraseSignIn, userOf } from './sign-in.ts';

/** Whom to forget. */
export type Forgotten = { readonly kind: 'contact' | 'rep' | 'user'; readonly id: string };

/** What was done. */
export type Done = {
  /** The id under which their rows are counted from now on; null when no row names them. */
  readonly id: string | null;
  readonly rows: number;
  readonly texts: number;
  /** Whether the account by which they signed in is gone; it stays when they belong to another organisation. */
  readonly sign_in: 'removed' | 'kept' | 'none';
};

/** By then every server has written down what it had noted, in milliseconds. */
const longestPause = 1200;

/**
 * Forgets somebody everywhere: record, replicas of every server, kept answers, texts, audit and sign-in. What happened stays and is counted.
 * @throws UserError `no_such_row`, `last_administrator`
 */
export async function forget(services: Services, caller: Caller, whom: Forgotten): Promise<Done> {
  const { record, replicas, log, audit } = services;
  await audit.flush();
  const done = await record.as(caller.actor, async (tx) => {
    await forgetImports(tx);
    const result = await erasing(tx, () => (whom.kind === 'contact' ? ofContact(tx, whom.id) : ofPerson(tx, whom)));
    await renameInJobs(tx, whom.id, result.id);
    const subject = result.id === null ? [] : [`${whom.kind === 'contact' ? 'contact' : 'rep'}:${result.id}`];
    await audit.note(tx, caller, { action: 'privacy.erase', subjects: subject, fields: [whom.kind] });
    return result;
  });
  await replicas.forget(caller.actor.org);
  // Looks that other servers were about to write down when it was done.
  await sleep(longestPause);
  await record.system(caller.actor.org, (tx) => renameInAudit(tx, whom, done.id));
  // What was removed leaves PostgreSQL's files too; nobody waits for that.
  record.pool
    .query(
      'VACUUM tacto.contacts, tacto.reps, tacto.activities, tacto.ratings, tacto.deals, tacto.follow_up, tacto.idempotency, tacto.mail, tacto.import, tacto.import_part',
    )
    .catch((error: unknown) => log.warn('vacuum failed', factsOf(error)));
  return done;
}

/** Jobs that wait name people by their ids. */
async function renameInJobs(tx: Tx, before: string, after: string | null): Promise<void> {
  const [old, fresh] = [JSON.stringify(before), JSON.stringify(after ?? erased)];
  await asConnecting(tx, () =>
    tx.run(sql`
      UPDATE ${raw(jobSchema)}.job SET data = replace(data::text, ${old}, ${fresh})::jsonb
      WHERE strpos(data::text, ${old}) > 0 AND strpos(data::text, ${JSON.stringify(tx.actor.org)}) > 0`),
  );
}

async function renameInAudit(tx: Tx, { kind, id }: Forgotten, after: string | null): Promise<void> {
  if (after === null || kind === 'user') return;
  await tx.run(sql`SELECT tacto.rename_in_audit(${`${kind}:${id}`}, ${`${kind}:${after}`})`);
}

async function ofContact(tx: Tx, id: string): Promise<Done> {
  return { ...counted(await eraseContact(tx, id)), sign_in: 'none' };
}

async function ofPerson(tx: Tx, { kind, id }: Forgotten): Promise<Done> {
  const user = kind === 'user' ? id : await userOfRep(tx, id);
  const rep = kind === 'rep' ? id : await repOfUser(tx, id);
  const known = user === null ? null : await userOf(tx, user);
  const words = known === null ? [] : wordsOf(known.name, known.email);
  if (user !== null) await removeMember(tx, user);
  const gone = user === null ? null : await eraseSignIn(tx, user);
  const sign_in = user === null ? 'none' : gone === null ? 'kept' : 'removed';
  if (rep !== null) return { ...counted(await eraseRep(tx, rep, words)), sign_in };
  const texts = await asSystem(tx, async () => {
    await removeFromAnswers(tx, words);
    return removeMentions(tx, words);
  });
  return { id: null, rows: 0, texts, sign_in };
}

const counted = ({ id, rows, texts }: Erasure): Omit<Done, 'sign_in'> => ({ id, rows, texts });
