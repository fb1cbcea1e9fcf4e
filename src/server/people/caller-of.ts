import { UserError } from '../../domain/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Caller } from '../access/caller.ts';
import type { Role } from '../access/rights.ts';
import type { Services } from '../services.ts';
import { findToken } from './token-use.ts';

/** In which organisation somebody of several acts. */
export const organisationHeader = 'tacto-organization';

type Member = {
  readonly org: string;
  readonly role: Role;
  readonly rep_id: string | null;
  readonly team_id: string | null;
};

/**
 * Who makes a request: by the token in `Authorization`, else by the cookie of a session.
 * @throws UserError `not_signed_in`, `bad_token`, `no_organisation`
 */
export async function callerOf(services: Services, headers: Headers): Promise<Caller> {
  const authorization = headers.get('authorization');
  if (authorization !== null) return byToken(services, authorization);
  const signedIn = await services.auth.whoIs(headers);
  if (signedIn === null) throw notSignedIn();
  const memberships = await membershipsOf(services, signedIn.user);
  const wanted = headers.get(organisationHeader);
  const member = wanted === null ? memberships[0] : memberships.find(({ org }) => org === wanted);
  if (member === undefined) throw noOrganisation(wanted, memberships.length);
  return {
    actor: await actorOf(services, signedIn.user, member),
    name: signedIn.name,
    user: signedIn.user,
    by: 'session',
    key: `user:${signedIn.user}`,
    scopes: null,
  };
}

/** The organisations that a user belongs to, the one joined first before the others. */
export async function membershipsOf({ record }: Services, user: string): Promise<readonly Member[]> {
  return record.everywhere((tx) =>
    tx.rows<Member>(
      sql`SELECT org, role, rep_id, team_id FROM tacto.member WHERE user_id = ${user} ORDER BY created_at, org`,
    ),
  );
}

async function byToken(services: Services, authorization: string): Promise<Caller> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const token = secret === undefined ? null : await findToken(services.record, secret);
  if (token === null) throw badToken();
  const { org, user_id: user, scopes, id, name } = token;
  const member =
    user === null
      ? { org, role: token.role!, rep_id: token.rep_id, team_id: token.team_id }
      : (await membershipsOf(services, user)).find((known) => known.org === org);
  if (member === undefined) throw badToken();
  return {
    actor: await actorOf(services, user ?? `token:${id}`, member),
    name,
    user,
    by: 'token',
    key: `token:${org}:${id}`,
    scopes,
  };
}

/** On whose behalf a member acts: their role, and the teams that they see. */
export async function actorOf(
  { record }: Pick<Services, 'record'>,
  user: string,
  member: Member,
): Promise<Caller['actor']> {
  const { org, role, rep_id: rep } = member;
  return { org, user, role, rep, teams: await teamsOf(record, org, member) };
}

/** Of a manager the team led and all below it; without one that of the rep that the manager is. Of a rep their own team. */
async function teamsOf(
  record: Services['record'],
  org: string,
  { role, rep_id: rep, team_id: team }: Member,
): Promise<readonly string[]> {
  if (role === 'rep') {
    const own = await record.system(org, (tx) =>
      tx.rows<{ id: string }>(
        sql`SELECT team_id AS id FROM tacto.reps WHERE org = ${org} AND id = ${rep} AND team_id IS NOT NULL`,
      ),
    );
    return own.map(({ id }) => id);
  }
  if (role !== 'manager') return [];
  const rows = await record.system(org, (tx) =>
    tx.rows<{ id: string }>(sql`
      WITH RECURSIVE below AS (
        SELECT id FROM tacto.teams
        WHERE org = ${org}
          AND id = coalesce(${team}::text, (SELECT team_id FROM tacto.reps WHERE org = ${org} AND id = ${rep}::text))
        UNION
        SELECT t.id FROM tacto.teams t JOIN below b ON t.org = ${org} AND t.parent_id = b.id
      ) SELECT id FROM below ORDER BY id`),
  );
  return rows.map(({ id }) => id);
}

function notSignedIn(): UserError {
  return new UserError({
    code: 'not_signed_in',
    message: { en: 'You are not signed in.', es: 'No ha iniciado sesión.' },
    fix: {
      en: 'Sign in, or send a token: Authorization: Bearer tacto_…',
      es: 'Inicie sesión o envíe un token: Authorization: Bearer tacto_…',
    },
  });
}

function badToken(): UserError {
  return new UserError({
    code: 'bad_token',
    message: {
      en: 'The token is not known, has expired or was revoked.',
      es: 'El token no se conoce, ha caducado o fue revocado.',
    },
    fix: { en: 'Make a new one.', es: 'Cree uno nuevo.' },
  });
}

function noOrganisation(wanted: string | null, count: number): UserError {
  return new UserError({
    code: 'forbidden',
    message:
      wanted === null || count === 0
        ? { en: 'You belong to no organisation here.', es: 'Usted no pertenece a ninguna organización aquí.' }
        : { en: 'You do not belong to that organisation.', es: 'Usted no pertenece a esa organización.' },
    fix: { en: 'Ask an administrator to invite you.', es: 'Pida a un administrador que le invite.' },
  });
}
