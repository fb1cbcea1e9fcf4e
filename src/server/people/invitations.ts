import { UserError } from '../../domain/errors.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import type { SalesRecord, Tx } from '../../record/record.ts';
import { requireOwnRep } from './members.ts';
import { checkPlace, type Place } from './place.ts';
import { hashOf, newId, newSecret } from './secrets.ts';

/** An invitation as administrators see it. */
export type Invitation = Place & {
  readonly id: string;
  readonly email: string | null;
  readonly created_at: string;
  readonly expires_at: string;
};

/** Days that an invitation is open. */
export const openDays = 7;

/** Open invitations of an organisation. */
export async function listInvitations(tx: Tx): Promise<readonly Invitation[]> {
  return tx.rows<Invitation>(sql`
    SELECT id, email, role, rep_id, team_id, created_at, expires_at FROM tacto.invitation
    WHERE org = ${tx.actor.org} AND accepted_at IS NULL AND expires_at > now() ORDER BY created_at, id`);
}

/** Takes an invitation back. @throws UserError `no_such_row` */
export async function removeInvitation(tx: Tx, id: string): Promise<void> {
  const removed = await tx.run(sql`
    DELETE FROM tacto.invitation WHERE org = ${tx.actor.org} AND id = ${id} AND accepted_at IS NULL`);
  if (removed > 0) return;
  throw new UserError({
    code: 'no_such_row',
    message: { en: 'There is no such open invitation.', es: 'No existe esa invitación abierta.' },
  });
}

/**
 * Invites somebody. An earlier invitation to the same address is taken back.
 * @throws UserError `bad_place`, `unknown_id`, `already_there`
 */
export async function inviteTo(tx: Tx, email: string | null, place: Place): ReturnType<typeof invite> {
  await checkPlace(tx, place);
  await requireOwnRep(tx, null, place.rep_id);
  if (email !== null) {
    await tx.run(sql`
      DELETE FROM tacto.invitation
      WHERE org = ${tx.actor.org} AND email = ${email.trim().toLowerCase()} AND accepted_at IS NULL`);
  }
  return invite(tx, tx.actor.org, email, place);
}

/** Invites somebody. @returns the invitation's id and the secret of its link, which is not kept */
export async function invite(
  tx: Tx,
  org: string,
  email: string | null,
  { role, rep_id, team_id }: Place,
): Promise<{ readonly id: string; readonly secret: string }> {
  const { secret, hash } = newSecret('invite');
  const id = newId();
  await tx.run(sql`
    INSERT INTO tacto.invitation (org, id, secret_hash, email, role, rep_id, team_id, expires_at)
    VALUES (${org}, ${id}, decode(${hash}, 'hex'), ${email?.trim().toLowerCase() ?? null}, ${role}, ${rep_id}, ${team_id},
      now() + make_interval(days => ${openDays}))`);
  return { id, secret };
}

/** The link that an invited person opens. */
export function invitationLink(url: string, secret: string): string {
  return `${url}/invitation#${secret}`;
}

/** An open invitation and its organisation. */
export type OpenInvitation = Place & {
  readonly org: string;
  readonly id: string;
  readonly email: string | null;
  readonly organisation: string;
};

const openOnes = raw(`
  SELECT i.org, i.id, i.email, i.role, i.rep_id, i.team_id, o.name AS organisation
  FROM tacto.invitation i JOIN tacto.organisation o ON o.id = i.org
  WHERE i.accepted_at IS NULL AND i.expires_at > now()`);

/** @throws UserError `bad_invitation` when there is none that is open */
export async function openInvitation(record: SalesRecord, secret: string): Promise<OpenInvitation> {
  const [found] = await record.everywhere((tx) =>
    tx.rows<OpenInvitation>(sql`${openOnes} AND i.secret_hash = decode(${hashOf(secret)}, 'hex')`),
  );
  if (found === undefined) throw badInvitation();
  return found;
}

/** Open invitations to an address. */
export async function invitationsTo(record: SalesRecord, email: string): Promise<readonly OpenInvitation[]> {
  return record.everywhere((tx) =>
    tx.rows<OpenInvitation>(sql`${openOnes} AND i.email = ${email.trim().toLowerCase()} ORDER BY i.created_at`),
  );
}

/**
 * Makes a user a member; the invitation is used up. Two who use one link at once: one of them gets in.
 * @throws UserError `bad_invitation`, `already_there` when the rep is another user already
 */
export async function accept(record: SalesRecord, invitation: OpenInvitation, user: string): Promise<void> {
  const { org, id, role, rep_id, team_id } = invitation;
  await record.everywhere(async (tx) => {
    const used = await tx.run(
      sql`DELETE FROM tacto.invitation WHERE org = ${org} AND id = ${id} AND accepted_at IS NULL AND expires_at > now()`,
    );
    if (used === 0) throw badInvitation();
    await requireRepIsFree(tx, org, rep_id, user);
    await tx.run(sql`
      INSERT INTO tacto.member (org, user_id, role, rep_id, team_id) VALUES (${org}, ${user}, ${role}, ${rep_id}, ${team_id})
      ON CONFLICT (org, user_id) DO UPDATE SET role = excluded.role, rep_id = excluded.rep_id, team_id = excluded.team_id`);
  });
}

/** Between the invitation and now somebody else may have become that rep. */
async function requireRepIsFree(tx: Tx, org: string, rep: string | null, user: string): Promise<void> {
  if (rep === null) return;
  const taken = await tx.rows(
    sql`SELECT 1 FROM tacto.member WHERE org = ${org} AND rep_id = ${rep} AND user_id <> ${user}`,
  );
  if (taken.length > 0) throw badInvitation();
}

function badInvitation(): UserError {
  return new UserError({
    code: 'bad_invitation',
    message: {
      en: 'This invitation is not known, was used or is no longer open.',
      es: 'Esta invitación no se conoce, ya se usó o ha dejado de estar abierta.',
    },
    fix: { en: 'Ask for a new one.', es: 'Pida otra.' },
  });
}
