import { sql } from '../../duckdb/sql.ts';
import { auditAbout, keptAbout, type KeptRows, rowsOf } from '../../record/privacy/kept.ts';
import type { Tx } from '../../record/tx.ts';
import { UserError } from '../../domain/errors.ts';
import type { Services } from '../services.ts';
import { signInData } from './sign-in.ts';

/** Everything that is kept about somebody, in this organisation. */
export type Everything = {
  readonly about: { readonly kind: 'contact' | 'rep' | 'user'; readonly id: string };
  readonly exported_at: string;
  /** Rows by table. */
  readonly record: KeptRows;
  /** The account by which they sign in. */
  readonly sign_in?: object;
};

/** Everything about a contact. @throws UserError `no_such_row` */
export async function everythingOfContact({ record }: Services, org: string, id: string): Promise<Everything> {
  const kept = await record.snapshot(org, (tx) => keptAbout(tx, 'contacts', id));
  return { about: { kind: 'contact', id }, exported_at: new Date().toISOString(), record: kept };
}

/** Everything about a rep, and about the user that they are. @throws UserError `no_such_row` */
export async function everythingOfRep(services: Services, org: string, id: string): Promise<Everything> {
  const { kept, user } = await services.record.snapshot(org, async (tx) => {
    const rows = await keptAbout(tx, 'reps', id);
    const own = await userOfRep(tx, id);
    return { kept: own === null ? rows : { ...rows, ...(await keptOfUser(tx, own, id)) }, user: own };
  });
  return {
    about: { kind: 'rep', id },
    exported_at: new Date().toISOString(),
    record: kept,
    ...(user === null ? {} : { sign_in: await signInData(services.record.pool, user) }),
  };
}

/** Everything about a member, and about the rep that they are. @throws UserError `no_such_row` */
export async function everythingOfUser(services: Services, org: string, user: string): Promise<Everything> {
  const kept = await services.record.snapshot(org, async (tx) => {
    const rep = await repOfUser(tx, user);
    const rows = rep === null ? {} : await keptAbout(tx, 'reps', rep);
    return { ...rows, ...(await keptOfUser(tx, user, rep)) };
  });
  return {
    about: { kind: 'user', id: user },
    exported_at: new Date().toISOString(),
    record: kept,
    sign_in: await signInData(services.record.pool, user),
  };
}

/** The rep that a member is. @throws UserError `no_such_row` when there is no such member */
export async function repOfUser(tx: Tx, user: string): Promise<string | null> {
  const [member] = await tx.rows<{ rep_id: string | null }>(
    sql`SELECT rep_id FROM tacto.member WHERE org = ${tx.actor.org} AND user_id = ${user}`,
  );
  if (member === undefined) throw noSuchMember();
  return member.rep_id;
}

/** The member who is a rep. */
export async function userOfRep(tx: Tx, rep: string): Promise<string | null> {
  const [member] = await tx.rows<{ user_id: string }>(
    sql`SELECT user_id FROM tacto.member WHERE org = ${tx.actor.org} AND rep_id = ${rep}`,
  );
  return member?.user_id ?? null;
}

/** What the record keeps under a user's id, besides what it keeps about the rep. */
async function keptOfUser(tx: Tx, user: string, rep: string | null): Promise<KeptRows> {
  const own = sql`user_id = ${user}`;
  const kept: KeptRows = {
    member: await rowsOf(tx, 'member', own),
    token: await rowsOf(tx, 'token', rep === null ? own : sql`user_id = ${user} OR rep_id = ${rep}`),
    idempotency: await rowsOf(tx, 'idempotency', sql`owner = ${user}`),
    mail: await rowsOf(tx, 'mail', own),
    mail_setting: await rowsOf(tx, 'mail_setting', own),
    alert: await rowsOf(tx, 'alert', rep === null ? own : sql`user_id = ${user} OR rep_id = ${rep}`),
    audit: await auditAbout(tx, [`user:${user}`, ...(rep === null ? [] : [`rep:${rep}`])], user),
  };
  return Object.fromEntries(Object.entries(kept).filter(([, rows]) => rows.length > 0));
}

/** Says that there is no such member. */
export function noSuchMember(): UserError {
  return new UserError({
    code: 'no_such_row',
    message: { en: 'There is no such member here.', es: 'Aquí no existe esa persona.' },
  });
}
