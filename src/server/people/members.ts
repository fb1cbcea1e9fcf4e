import type { Pool } from 'pg';
import { UserError } from '../../domain/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import type { SalesRecord, Tx } from '../../record/record.ts';
import { checkPlace, type Place } from './place.ts';

/** A member of an organisation as administrators see it. */
export type Member = Place & {
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly second_factor: boolean;
  readonly created_at: string;
};

/** The members of an organisation, those who joined first before the others. */
export async function listMembers(record: SalesRecord, tx: Tx): Promise<readonly Member[]> {
  const members = await tx.rows<Omit<Member, 'name' | 'email' | 'second_factor'>>(sql`
    SELECT user_id, role, rep_id, team_id, created_at FROM tacto.member
    WHERE org = ${tx.actor.org} ORDER BY created_at, user_id`);
  const users = await usersOf(
    record.pool,
    members.map(({ user_id }) => user_id),
  );
  return members.map((member) => ({ ...member, ...users.get(member.user_id)! }));
}

type User = Pick<Member, 'name' | 'email' | 'second_factor'>;

/** Names and addresses of users: kept where row-level security of organisations does not reach, so only ever asked by id. */
async function usersOf(pool: Pool, ids: readonly string[]): Promise<ReadonlyMap<string, User>> {
  const { rows } = await pool.query<User & { id: string }>(
    `SELECT id, name, email, coalesce("twoFactorEnabled", false) AS second_factor FROM auth."user" WHERE id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, ...user }) => [id, user]));
}

/**
 * Changes what a member is.
 * @throws UserError `no_such_row`, `bad_place`, `unknown_id`, `already_there`, `last_administrator`
 */
export async function changeMember(tx: Tx, user: string, changes: Partial<Place>): Promise<void> {
  const before = await lockedMember(tx, user);
  const after = { ...before, ...changes };
  await checkPlace(tx, after);
  await requireOwnRep(tx, user, after.rep_id);
  await tx.run(sql`
    UPDATE tacto.member SET role = ${after.role}, rep_id = ${after.rep_id}, team_id = ${after.team_id}
    WHERE org = ${tx.actor.org} AND user_id = ${user}`);
  await requireAdministrator(tx);
}

/**
 * Takes a member's access away; their tokens go with it.
 * @throws UserError `no_such_row`, `last_administrator`
 */
export async function removeMember(tx: Tx, user: string): Promise<void> {
  await lockedMember(tx, user);
  await tx.run(sql`DELETE FROM tacto.member WHERE org = ${tx.actor.org} AND user_id = ${user}`);
  await requireAdministrator(tx);
}

/** All members are locked, so that two who take each other's rights away wait for one another. */
async function lockedMember(tx: Tx, user: string): Promise<Place> {
  const members = await tx.rows<Place & { user_id: string }>(sql`
    SELECT user_id, role, rep_id, team_id FROM tacto.member WHERE org = ${tx.actor.org} ORDER BY user_id FOR UPDATE`);
  const member = members.find(({ user_id }) => user_id === user);
  if (member !== undefined) return { role: member.role, rep_id: member.rep_id, team_id: member.team_id };
  throw new UserError({
    code: 'no_such_row',
    message: { en: 'There is no such member here.', es: 'Aquí no existe esa persona.' },
  });
}

/** A rep of the log is one person. */
export async function requireOwnRep(tx: Tx, user: string | null, rep: string | null): Promise<void> {
  if (rep === null) return;
  const taken = await tx.rows(sql`
    SELECT 1 FROM tacto.member WHERE org = ${tx.actor.org} AND rep_id = ${rep} AND user_id IS DISTINCT FROM ${user}`);
  if (taken.length === 0) return;
  throw new UserError({
    code: 'already_there',
    message: { en: `Somebody else is the rep ${rep} already.`, es: `Otra persona ya es el comercial ${rep}.` },
    fix: { en: 'Change that access first.', es: 'Cambie antes ese acceso.' },
  });
}

async function requireAdministrator(tx: Tx): Promise<void> {
  const rest = await tx.rows(
    sql`SELECT 1 FROM tacto.member WHERE org = ${tx.actor.org} AND role = 'administrator' LIMIT 1`,
  );
  if (rest.length > 0) return;
  throw new UserError({
    code: 'last_administrator',
    message: {
      en: 'Then nobody would be administrator any more.',
      es: 'Entonces ya nadie sería administrador.',
    },
    fix: { en: 'Make somebody else administrator first.', es: 'Nombre antes a otro administrador.' },
  });
}
