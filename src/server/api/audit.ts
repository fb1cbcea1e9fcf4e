import { z } from 'zod';
import { type AuditQuery, listAudit } from '../../record/audit/audit.ts';
import { instant, text } from '../http/fields.ts';
import { type Call, reads, type Reply, type Route } from '../http/route.ts';
import { namesOf } from '../people/names.ts';

const entry = z
  .object({
    seq: z.int(),
    at: z.string().meta({ format: 'date-time' }),
    actor: z.string().meta({ description: 'a user’s id, `token:` and a service’s id, or `system`' }),
    name: z.string().nullable().meta({ description: 'of the actor; null: no longer there, or no person' }),
    role: z.string(),
    kind: z.enum(['saw', 'changed']),
    action: z.string().meta({ description: 'the route, such as `ratings.add`' }),
    subjects: z.array(z.string()).meta({ description: 'rep:…, contact:…, user:…, team:…; reps: all of them' }),
    fields: z.array(z.string()).meta({ description: 'the fields that were given, or what was asked by' }),
  })
  .meta({ id: 'AuditEntry' });

const answer = z.object({ rows: z.array(entry), next: z.string().nullable() });

const page = {
  kind: z.enum(['saw', 'changed']).optional(),
  since: instant.optional(),
  until: instant.optional(),
  cursor: z.string().max(100).optional().meta({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
};

type Page = { readonly limit: number } & {
  readonly [K in 'about' | Exclude<keyof AuditQuery, 'about' | 'limit'>]?: string | undefined;
};

async function listed({ caller, services }: Call<unknown, Page, unknown>, asked: AuditQuery): Promise<Reply> {
  // What was looked at until now is among it.
  await services.audit.flush();
  const { rows, next } = await services.record.as(caller.actor, (tx) => listAudit(tx, asked));
  const names = await namesOf(
    services.record.pool,
    rows.map(({ actor }) => actor),
  );
  return {
    status: 200,
    body: { rows: rows.map((row) => ({ ...row, name: names.get(row.actor) ?? null })), next },
  };
}

function defined({ about: _, ...query }: Page): AuditQuery {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as AuditQuery;
}

/** Who saw and changed what about people. */
export const auditRoutes: readonly Route[] = [
  reads<unknown, Page>({
    tag: 'audit',
    id: 'audit.list',
    method: 'get',
    path: '/audit',
    right: 'audit.read',
    summary: {
      en: 'Who saw and changed what about people, latest first',
      es: 'Quién vio y cambió qué sobre las personas; lo último primero',
    },
    query: z.strictObject({
      about: text(250).optional().meta({ description: 'such as rep:rep-04, contact:c1 or user:…' }),
      actor: text(250).optional(),
      ...page,
    }),
    answer,
    handle: async (call) => {
      const { about } = call.query;
      return listed(call, { ...defined(call.query), ...(about === undefined ? {} : { about: [about] }) });
    },
  }),
  reads<unknown, Page>({
    tag: 'audit',
    id: 'audit.self',
    method: 'get',
    path: '/audit/me',
    right: 'audit.self',
    summary: { en: 'Who looked at you, latest first', es: 'Quién le ha mirado; lo último primero' },
    query: z.strictObject(page),
    answer,
    handle: async (call) => {
      const { rep, user, teams } = call.caller.actor;
      const own = rep === null ? [] : [`rep:${rep}`, 'reps', ...teams.map((team) => `team:${team}`)];
      return listed(call, { ...defined(call.query), about: [`user:${user}`, ...own] });
    },
  }),
];
