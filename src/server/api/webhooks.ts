import { z } from 'zod';
import { id, right, text } from '../http/fields.ts';
import { reads, type Route, writes } from '../http/route.ts';
import { requirePublicUrl } from '../webhooks/addresses.ts';
import { eventTypes } from '../webhooks/events.ts';
import { addWebhook, changeWebhook, listWebhooks, removeWebhook, type Webhook } from '../webhooks/webhooks.ts';

const tag = 'webhooks';
const byId = z.object({ id });
const moment = z.string().meta({ format: 'date-time' });

const url = text(2000).refine(
  isHttp,
  right('an address such as https://example.com/tacto', 'una dirección como https://example.com/tacto'),
);

function isHttp(value: string): boolean {
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) return false;
  const { username, password, href } = new URL(value);
  return username === '' && password === '' && href.length <= 2000;
}

const events = z.array(z.enum(eventTypes)).min(1).max(eventTypes.length);
const webhook = z
  .object({
    id: z.string(),
    url: z.string(),
    events,
    is_active: z.boolean(),
    created_at: moment,
    tried_at: moment.nullable().meta({ description: 'the last delivery' }),
    status: z.int().nullable().meta({ description: 'its HTTP status; null: no answer came' }),
    failures: z.int().meta({ description: 'deliveries that failed since one succeeded' }),
  })
  .meta({ id: 'Webhook' });

type Given = Pick<Webhook, 'url' | 'events'>;
type Changed = Partial<Given & Pick<Webhook, 'is_active'>>;

/** Programs that are told what happens. */
export const webhookRoutes: readonly Route[] = [
  reads({
    tag,
    id: 'webhooks.list',
    method: 'get',
    path: '/webhooks',
    right: 'webhooks',
    summary: { en: 'Programs that are told of events', es: 'Programas a los que se comunican sucesos' },
    answer: z.object({ rows: z.array(webhook) }),
    handle: async ({ caller, services }) => ({
      status: 200,
      body: { rows: await services.record.as(caller.actor, listWebhooks) },
    }),
  }),
  writes<unknown, unknown, Given>({
    tag,
    id: 'webhooks.add',
    method: 'post',
    path: '/webhooks',
    right: 'webhooks',
    repeatable: false,
    summary: {
      en: 'Have a program told of events: the secret of its signatures is shown once',
      es: 'Comunica sucesos a un programa: el secreto de sus firmas se muestra una vez',
    },
    body: z.strictObject({ url, events }).meta({ id: 'NewWebhook' }),
    answer: webhook.extend({ secret: z.string() }).meta({ id: 'MadeWebhook' }),
    status: 201,
    handle: async ({ body, services }, tx) => {
      if (!services.allowsPrivateWebhooks) requirePublicUrl(body.url);
      return { status: 201, body: await addWebhook(tx, services.keys, body) };
    },
  }),
  writes<{ id: string }, unknown, Changed>({
    tag,
    id: 'webhooks.change',
    method: 'patch',
    path: '/webhooks/{id}',
    right: 'webhooks',
    summary: { en: 'Change where and of what, pause or resume', es: 'Cambia adónde y de qué, pausa o reanuda' },
    params: byId,
    body: z
      .strictObject({ url: url.optional(), events: events.optional(), is_active: z.boolean().optional() })
      .meta({ id: 'ChangedWebhook' }) as unknown as z.ZodType<Changed>,
    answer: webhook,
    handle: async ({ params, body, services }, tx) => {
      if (body.url !== undefined && !services.allowsPrivateWebhooks) requirePublicUrl(body.url);
      return { status: 200, body: await changeWebhook(tx, params.id, body) };
    },
  }),
  writes<{ id: string }>({
    tag,
    id: 'webhooks.remove',
    method: 'delete',
    path: '/webhooks/{id}',
    right: 'webhooks',
    summary: { en: 'Tell it no more', es: 'Deja de comunicárselos' },
    params: byId,
    status: 204,
    handle: async ({ params }, tx) => {
      await removeWebhook(tx, params.id);
      return { status: 204, body: null };
    },
  }),
];
