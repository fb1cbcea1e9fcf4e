import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import { findKpi } from '../../kpi/answer.ts';
import { flagIds } from '../../insight/risk/flags.ts';
import { addAlert, type AlertChange, changeAlert, listAlerts, type NewAlert, removeAlert } from '../alerts/alerts.ts';
import type { Caller } from '../access/caller.ts';
import { id, words } from '../http/fields.ts';
import { reads, type Route, writes } from '../http/route.ts';
import { allKpis } from '../insight/own-kpis.ts';

const tag = 'alerts';
const byId = z.object({ id });
const moment = z.string().meta({ format: 'date-time' });
const number = z.number().min(-1e15).max(1e15);

const ofBoth = {
  name: words(200),
  rep_id: id.nullable().default(null).meta({ description: 'only of this rep' }),
  team_id: id.nullable().default(null).meta({ description: 'only of this team' }),
  direction: z.enum(['above', 'below']).default('above'),
  bound: number,
  by_mail: z.boolean().default(true),
  by_webhook: z.boolean().default(false).meta({ description: 'also as the event “alert”' }),
};
const ofKpi = z.strictObject({
  ...ofBoth,
  kind: z.literal('kpi'),
  subject: words(200).meta({ description: 'the id of a KPI' }),
  days: z.int().min(1).max(366).default(30).meta({ description: 'days up to today that the KPI is taken over' }),
  only_sure: z.boolean().default(true).meta({ description: 'only when its whole interval lies beyond the bound' }),
});
const ofRisk = z.strictObject({
  ...ofBoth,
  kind: z.literal('risk'),
  subject: z.enum(flagIds),
  bound: number.default(0).meta({ description: 'how many deals or accounts may carry the flag' }),
});
const added = z.discriminatedUnion('kind', [ofKpi, ofRisk]).meta({ id: 'NewAlert' });

const alert = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['kpi', 'risk']),
    subject: z.string(),
    days: z.int().nullable(),
    rep_id: z.string().nullable(),
    team_id: z.string().nullable(),
    direction: z.enum(['above', 'below']),
    bound: z.number(),
    only_sure: z.boolean(),
    by_mail: z.boolean(),
    by_webhook: z.boolean(),
    created_at: moment,
    since: moment.nullable().meta({ description: 'since when its condition holds; null: it does not' }),
    value: z.number().nullable().meta({ description: 'as it was when it was looked at last' }),
    looked_at: moment.nullable(),
  })
  .meta({ id: 'Alert' });

const changed = z
  .strictObject({
    name: words(200).optional(),
    direction: z.enum(['above', 'below']).optional(),
    bound: number.optional(),
    only_sure: z.boolean().optional(),
    by_mail: z.boolean().optional(),
    by_webhook: z.boolean().optional(),
  })
  .meta({ id: 'ChangedAlert' });

function requirePerson({ user }: Caller): void {
  if (user !== null) return;
  throw new UserError({
    code: 'forbidden',
    message: { en: 'A service has no alerts of its own.', es: 'Un servicio no tiene avisos propios.' },
    fix: { en: 'Use a person’s token.', es: 'Use el token de una persona.' },
  });
}

/** What somebody wants to be told of. */
export const alertRoutes: readonly Route[] = [
  reads({
    tag,
    id: 'alerts.list',
    method: 'get',
    path: '/alerts',
    right: 'alerts.read',
    summary: { en: 'Your alerts, and whether they hold', es: 'Sus avisos, y si se cumplen' },
    answer: z.object({ rows: z.array(alert) }),
    handle: async ({ caller, services }) => ({
      status: 200,
      body: { rows: await services.record.as(caller.actor, listAlerts) },
    }),
  }),
  writes<unknown, unknown, z.infer<typeof added>>({
    tag,
    id: 'alerts.add',
    method: 'post',
    path: '/alerts',
    right: 'alerts.write',
    summary: {
      en: 'Be told when a KPI or the number of risks passes a bound: once, until it ends',
      es: 'Recibe un aviso cuando un KPI o el número de riesgos pasa un límite: una vez, hasta que termine',
    },
    body: added,
    answer: alert,
    status: 201,
    handle: async ({ caller, body }, tx) => {
      requirePerson(caller);
      if (body.kind === 'kpi') findKpi(await allKpis(tx), body.subject);
      const given: NewAlert = body.kind === 'kpi' ? body : { ...body, days: null, only_sure: false };
      return { status: 201, body: await addAlert(tx, given) };
    },
  }),
  writes<{ id: string }, unknown, AlertChange>({
    tag,
    id: 'alerts.change',
    method: 'patch',
    path: '/alerts/{id}',
    right: 'alerts.write',
    summary: { en: 'Change an alert: it is looked at anew', es: 'Cambia un aviso: se vuelve a mirar' },
    params: byId,
    body: changed as unknown as z.ZodType<AlertChange>,
    answer: alert,
    handle: async ({ params, body }, tx) => ({ status: 200, body: await changeAlert(tx, params.id, body) }),
  }),
  writes<{ id: string }>({
    tag,
    id: 'alerts.remove',
    method: 'delete',
    path: '/alerts/{id}',
    right: 'alerts.write',
    summary: { en: 'Remove an alert', es: 'Quita un aviso' },
    params: byId,
    status: 204,
    handle: async ({ params }, tx) => {
      await removeAlert(tx, params.id);
      return { status: 204, body: null };
    },
  }),
];
