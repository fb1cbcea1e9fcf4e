import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import { readOrganisation } from '../../record/organisation.ts';
import { extentOf, type Role, rights, type RightName, roles, scopes } from '../access/rights.ts';
import { id, right, words } from '../http/fields.ts';
import { reads, type Route, writes } from '../http/route.ts';
import { invitationLetter } from '../mail/access-letters.ts';
import { membershipsOf } from '../people/caller-of.ts';
import { inviteTo, invitationLink, listInvitations, removeInvitation } from '../people/invitations.ts';
import { changeMember, listMembers, removeMember } from '../people/members.ts';
import { addToken, listTokens, removeToken } from '../people/tokens.ts';

const role = z.enum(roles);
const scope = z.enum(scopes);
const moment = z.string().meta({ format: 'date-time' });
const shownPlace = { role, rep_id: z.string().nullable(), team_id: z.string().nullable() };
const place = {
  role,
  rep_id: id.nullable().default(null).meta({ description: 'the rep of the log that somebody is' }),
  team_id: id.nullable().default(null).meta({ description: 'the team that a manager leads' }),
};

/** An e-mail address. */
export const email = z
  .string()
  .max(254)
  .regex(/^[^\s@<>"'\\]+@[^\s@<>"'\\]+\.[^\s@<>"'\\]+$/)
  .refine(
    (value) => value.isWellFormed() && !value.includes('\0'),
    right('an e-mail address', 'una dirección de correo'),
  )
  .meta({ format: 'email' });

const byId = z.object({ id });

const me = reads({
  tag: 'people',
  id: 'me.see',
  method: 'get',
  path: '/me',
  right: 'self',
  summary: { en: 'Who you are here and what you may do', es: 'Quién es usted aquí y qué puede hacer' },
  answer: z
    .object({
      user_id: z.string().nullable(),
      name: z.string(),
      role,
      rep_id: z.string().nullable(),
      teams: z.array(z.string()).meta({ description: 'of a manager: the team led and all below; of a rep: their own' }),
      scopes: z.array(scope).nullable().meta({ description: 'of a token; null: all that the role may do' }),
      organization: z.object({ id: z.string(), name: z.string(), timezone: z.string(), currency: z.string() }),
      organizations: z.array(z.object({ id: z.string(), role })),
      rights: z.record(z.string(), z.string()).meta({ description: 'how far each right reaches' }),
    })
    .meta({ id: 'Me' }),
  handle: async ({ caller, services }) => {
    const { actor } = caller;
    const organisation = await services.record.as(actor, readOrganisation);
    const memberships = caller.by === 'token' || caller.user === null ? [] : await membershipsOf(services, caller.user);
    const own = (Object.keys(rights) as RightName[]).map((name) => [name, extentOf(name, actor.role)] as const);
    return {
      status: 200,
      body: {
        user_id: caller.user,
        name: caller.name,
        role: actor.role,
        rep_id: actor.rep,
        teams: actor.teams,
        scopes: caller.scopes,
        organization: {
          id: actor.org,
          name: organisation?.name ?? actor.org,
          timezone: organisation?.workspace.timezone,
          currency: organisation?.workspace.currency,
        },
        organizations: memberships.map(({ org, role: there }) => ({ id: org, role: there })),
        rights: Object.fromEntries(own.filter(([, extent]) => extent !== 'none')),
      },
    };
  },
});

const member = z
  .object({
    user_id: z.string(),
    name: z.string(),
    email: z.string(),
    ...shownPlace,
    second_factor: z.boolean(),
    created_at: moment,
  })
  .meta({ id: 'Member' });

type Place = { role: Role; rep_id: string | null; team_id: string | null };

const memberRoutes: readonly Route[] = [
  reads({
    tag: 'people',
    id: 'people.list',
    method: 'get',
    path: '/people',
    right: 'people.read',
    summary: { en: 'Who has access', es: 'Quién tiene acceso' },
    answer: z.object({ rows: z.array(member) }),
    handle: async ({ caller, services }) => ({
      status: 200,
      body: { rows: await services.record.as(caller.actor, (tx) => listMembers(services.record, tx)) },
    }),
  }),
  writes<{ id: string }, unknown, Partial<Place>>({
    tag: 'people',
    id: 'people.change',
    method: 'patch',
    path: '/people/{id}',
    right: 'people.write',
    summary: { en: 'Change what somebody is', es: 'Cambia la función de alguien' },
    params: byId,
    body: z
      .strictObject({ role: role.optional(), rep_id: id.nullable().optional(), team_id: id.nullable().optional() })
      .meta({ id: 'ChangedMember' }) as unknown as z.ZodType<Partial<Place>>,
    status: 204,
    handle: async ({ params, body }, tx) => {
      await changeMember(tx, params.id, body);
      return { status: 204, body: null };
    },
  }),
  writes<{ id: string }>({
    tag: 'people',
    id: 'people.remove',
    method: 'delete',
    path: '/people/{id}',
    right: 'people.write',
    summary: { en: 'Take somebody’s access away', es: 'Retira el acceso de alguien' },
    params: byId,
    status: 204,
    handle: async ({ params }, tx) => {
      await removeMember(tx, params.id);
      return { status: 204, body: null };
    },
  }),
];

const invitation = z
  .object({ id: z.string(), email: z.string().nullable(), ...shownPlace, created_at: moment, expires_at: moment })
  .meta({ id: 'Invitation' });

const invitationRoutes: readonly Route[] = [
  reads({
    tag: 'people',
    id: 'invitations.list',
    method: 'get',
    path: '/invitations',
    right: 'people.read',
    summary: { en: 'Open invitations', es: 'Invitaciones abiertas' },
    answer: z.object({ rows: z.array(invitation) }),
    handle: async ({ caller, services }) => ({
      status: 200,
      body: { rows: await services.record.as(caller.actor, listInvitations) },
    }),
  }),
  writes<unknown, unknown, Place & { email: string }>({
    tag: 'people',
    id: 'invitations.add',
    method: 'post',
    path: '/invitations',
    right: 'people.write',
    repeatable: false,
    summary: { en: 'Invite somebody: the link is shown once', es: 'Invita a alguien: el enlace se muestra una vez' },
    body: z.strictObject({ email, ...place }).meta({ id: 'NewInvitation' }),
    answer: z.object({
      id: z.string(),
      link: z.string(),
      sent: z.boolean().meta({ description: 'whether it goes out by mail too' }),
    }),
    status: 201,
    handle: async ({ body: { email: address, ...wanted }, services, language }, tx) => {
      const { id: made, secret } = await inviteTo(tx, address, wanted);
      const href = invitationLink(services.url, secret);
      const organisation = (await readOrganisation(tx))?.name ?? tx.actor.org;
      const sent = await services.mail?.post(tx, {
        kind: 'invitation',
        key: `invitation ${tx.actor.org} ${made}`,
        org: tx.actor.org,
        user: null,
        letter: invitationLetter(language, { to: address, organisation, href }),
      });
      return { status: 201, body: { id: made, link: href, sent: sent ?? false } };
    },
  }),
  writes<{ id: string }>({
    tag: 'people',
    id: 'invitations.remove',
    method: 'delete',
    path: '/invitations/{id}',
    right: 'people.write',
    summary: { en: 'Take an invitation back', es: 'Retira una invitación' },
    params: byId,
    status: 204,
    handle: async ({ params }, tx) => {
      await removeInvitation(tx, params.id);
      return { status: 204, body: null };
    },
  }),
];

const token = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().meta({ description: 'its first letters' }),
    scopes: z.array(scope),
    role: role.nullable().meta({ description: 'of a service; null: as the person whose token it is' }),
    rep_id: z.string().nullable(),
    team_id: z.string().nullable(),
    created_at: moment,
    expires_at: moment.nullable(),
    last_used_at: moment.nullable(),
  })
  .meta({ id: 'Token' });

const newToken = {
  name: words(200),
  scopes: z.array(scope).min(1).max(scopes.length),
  days: z.int().min(1).max(3650).nullable().default(90).meta({ description: 'valid for so long; null: until revoked' }),
};

type NewToken = { name: string; scopes: (typeof scopes)[number][]; days: number | null };

function tokenRoutes(whose: 'own' | 'service'): readonly Route[] {
  const isOwn = whose === 'own';
  const path = isOwn ? '/tokens' : '/service-tokens';
  const prefix = isOwn ? 'tokens' : 'service_tokens';
  const needs: RightName = isOwn ? 'tokens.own' : 'tokens.service';
  const ownerOf = (user: string | null): string | null => (isOwn ? user : null);
  return [
    reads({
      tag: 'tokens',
      id: `${prefix}.list`,
      method: 'get',
      path,
      right: needs,
      summary: isOwn
        ? { en: 'Your own tokens', es: 'Sus propios tokens' }
        : { en: 'Tokens of services', es: 'Tokens de servicios' },
      answer: z.object({ rows: z.array(token) }),
      handle: async ({ caller, services }) => ({
        status: 200,
        body: { rows: await services.record.as(caller.actor, (tx) => listTokens(tx, ownerOf(caller.user))) },
      }),
    }),
    writes<unknown, unknown, NewToken & Place>({
      tag: 'tokens',
      id: `${prefix}.add`,
      method: 'post',
      path,
      right: needs,
      repeatable: false,
      summary: { en: 'Make a token: it is shown once', es: 'Crea un token: se muestra una vez' },
      body: (isOwn
        ? z.strictObject(newToken).meta({ id: 'NewToken' })
        : z.strictObject({ ...newToken, ...place }).meta({ id: 'NewServiceToken' })) as unknown as z.ZodType<
        NewToken & Place
      >,
      answer: token.extend({ secret: z.string() }).meta({ id: 'MadeToken' }),
      status: 201,
      handle: async ({ caller, body: { name, scopes: wanted, days, ...where } }, tx) => ({
        status: 201,
        body: await addToken(tx, isOwn ? { user: person(caller.user) } : { place: where }, {
          name,
          scopes: wanted,
          days,
        }),
      }),
    }),
    writes<{ id: string }>({
      tag: 'tokens',
      id: `${prefix}.remove`,
      method: 'delete',
      path: `${path}/{id}`,
      right: needs,
      summary: { en: 'Revoke a token', es: 'Revoca un token' },
      params: byId,
      status: 204,
      handle: async ({ caller, params }, tx) => {
        await removeToken(tx, ownerOf(caller.user), params.id);
        return { status: 204, body: null };
      },
    }),
  ];
}

function person(user: string | null): string {
  if (user !== null) return user;
  throw new UserError({
    code: 'forbidden',
    message: { en: 'A service has no tokens of its own.', es: 'Un servicio no tiene tokens propios.' },
  });
}

/** People, invitations and tokens. */
export const peopleRoutes: readonly Route[] = [
  me,
  ...memberRoutes,
  ...invitationRoutes,
  ...tokenRoutes('own'),
  ...tokenRoutes('service'),
];
