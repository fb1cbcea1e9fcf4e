import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import { channels, directions, outcomes, purposes } from '../../domain/vocabulary.ts';
import { tactInWords } from '../../insight/tact/in-words.ts';
import { tactOf } from '../../insight/tact/tact.ts';
import { type Capture, capture, type Captured } from '../../record/capture/capture.ts';
import { findPeople } from '../../record/capture/find-people.ts';
import { materialGiven } from '../../record/capture/material.ts';
import { noSuchRow } from '../../record/rows/faults.ts';
import { getRow } from '../../record/rows/write.ts';
import type { Tx } from '../../record/record.ts';
import { id, instant, text, words } from '../http/fields.ts';
import { problemOf } from '../http/problem.ts';
import { type Call, reads, type Route, writes } from '../http/route.ts';
import type { Services } from '../services.ts';
import { warningBefore } from '../insight/warning-before.ts';
import { tellAdded } from '../webhooks/tell-added.ts';

const tag = 'capture';

const rating = z.strictObject({
  contact_id: id.optional().meta({ description: 'absent: the contact of the activity' }),
  strength: z.number().int().min(-3).max(3),
  note: text().optional(),
});

const details = {
  direction: z.enum(directions).optional(),
  outcome: z.enum(outcomes).optional(),
  purpose: z.enum(purposes).optional(),
  pitch: words(200).optional(),
  duration_s: z.number().min(0).max(1e9).optional(),
  subject: text().optional(),
};
const detailNames = Object.keys(details);

const nextStep = z.strictObject({
  id: id.optional(),
  due_at: instant,
  reason: words(),
  channel: z.enum(channels).optional(),
  rep_id: id.optional(),
  account_id: id.optional(),
  contact_id: id.optional(),
  deal_id: id.optional(),
  lead_id: id.optional(),
});

const given = z
  .strictObject({
    id: id.optional().meta({ description: 'made by the device: what is sent twice is written once' }),
    rep_id: id.optional().meta({ description: 'absent: yourself' }),
    occurred_at: instant.optional().meta({ description: 'absent: now' }),
    channel: z.enum(channels),
    ...details,
    account_id: id.optional(),
    contact_id: id.optional(),
    deal_id: id.optional(),
    lead_id: id.optional(),
    no_deal: z.boolean().optional().meta({ description: 'it is about no deal: none is inferred' }),
    participants: z.array(id).max(100).optional(),
    ratings: z.array(rating).max(100).optional(),
    shares: z
      .array(z.strictObject({ asset_type: words(200), asset: text(500).optional() }))
      .max(50)
      .optional(),
    stage_id: id.optional().meta({ description: 'the stage that the deal reached by it' }),
    next_step: nextStep.optional(),
    follow_up_id: id.optional().meta({ description: 'the follow-up that this was' }),
  })
  .meta({ id: 'Capture' });

type Given = z.infer<typeof given>;

function captureOf(body: Given): Capture {
  const entries = Object.entries(body);
  const own = Object.fromEntries(entries.filter(([key]) => !detailNames.includes(key)));
  return {
    ...own,
    details: Object.fromEntries(entries.filter(([key]) => detailNames.includes(key))),
  } as unknown as Capture;
}

const one = writes<unknown, unknown, Given>({
  tag,
  id: 'capture',
  method: 'post',
  path: '/capture',
  right: 'selling.write',
  summary: {
    en: 'Log a touch with outcome, rating, next step and material at once; account, deal and stage are inferred and shown',
    es: 'Anota un toque con resultado, valoración, siguiente paso y material de una vez; la cuenta, la oportunidad y la etapa se deducen y se muestran',
  },
  body: given,
  status: 201,
  handle: async ({ body, caller, language, services }, tx) => {
    // Only of somebody whom the user may see: the warning names people of the account.
    const contact = body.contact_id === undefined ? null : await getRow(tx, 'contacts', body.contact_id);
    // Looked for while the record is written: it tells of what was before, for nothing is in the figures until it is committed.
    const warning = contact === null ? null : warningBefore(services, caller, String(contact['id']), language);
    warning?.catch(() => undefined);
    const done = await captureAndTell(tx, services, body);
    return { status: 201, body: capturedToJson(done, await warning) };
  },
});

type Batch = { readonly items: readonly Given[] };

const batch = reads<unknown, unknown, Batch>({
  tag,
  id: 'capture.batch',
  method: 'post',
  path: '/capture/batch',
  right: 'selling.write',
  summary: {
    en: 'Log what a device kept while it was offline: each by itself, each once however often it is sent',
    es: 'Anota lo que un dispositivo guardó sin conexión: cada cosa por separado, y una sola vez aunque se envíe varias',
  },
  body: z.strictObject({
    items: z
      .array(given.refine(({ id: own }) => own !== undefined, { path: ['id'] }))
      .min(1)
      .max(200),
  }),
  handle: async ({ body, caller, language, services }) => {
    const results: object[] = [];
    for (const item of body.items) {
      try {
        const done = await services.record.as(caller.actor, async (tx) => {
          const captured = await captureAndTell(tx, services, item);
          const change = { action: 'capture.batch', caller, params: null, query: null, body: item };
          await services.audit.changed(tx, { ...change, answer: captured.activity });
          return captured;
        });
        results.push({ id: item.id, status: done.isRepeated ? 'repeated' : 'done', ...capturedToJson(done, null) });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        results.push({ id: item.id, status: 'refused', problem: problemOf(error, language) });
      }
    }
    services.replicas.wrote(caller.key);
    return { status: 200, body: { results } };
  },
});

async function captureAndTell(tx: Tx, { jobs }: Services, body: Given): Promise<Captured> {
  const done = await capture(tx, captureOf(body));
  if (done.isRepeated) return done;
  const { activity, about } = done;
  await tellAdded(tx, jobs, 'activities', activity);
  if (body.stage_id !== undefined) {
    const { rep_id, occurred_at: entered_at } = activity;
    await tellAdded(tx, jobs, 'stage_changes', {
      deal_id: about.deal?.id,
      stage_id: body.stage_id,
      rep_id,
      entered_at,
    });
  }
  return done;
}

function capturedToJson(
  { activity, isRepeated, about, nextStep: next, openFollowUps }: Captured,
  tact: string | null,
): object {
  const { dealChoices, ...known } = about;
  return {
    activity,
    repeated: isRepeated,
    about: known,
    deal_choices: dealChoices,
    next_step: next,
    open_follow_ups: openFollowUps,
    tact,
  };
}

const tact = reads<{ contact: string }>({
  tag,
  id: 'tact',
  method: 'get',
  path: '/tact/{contact}',
  right: 'follow_ups.read',
  summary: {
    en: 'Whether a further touch on a contact is too much, and whom to speak to instead',
    es: 'Si un toque más a un contacto es demasiado, y con quién hablar en su lugar',
  },
  params: z.object({ contact: id }),
  handle: async ({ params, caller, language, services }) => {
    const contact = await services.record.as(caller.actor, (tx) => getRow(tx, 'contacts', params.contact));
    if (contact === null) throw noSuchRow('contacts', params.contact);
    const { resolved, watermark, release } = await services.replicas.open(caller.actor.org, caller);
    try {
      const found = await tactOf(resolved, params.contact);
      const body =
        found === null
          ? { pressed: false, warning: null, pressure: null, others: [] }
          : {
              pressed: found.isPressed,
              warning: tactInWords(found, resolved.workspace.thresholds)?.[language] ?? null,
              pressure: found.pressure,
              others: found.others,
            };
      return { status: 200, body, headers: { 'Tacto-Watermark': watermark } };
    } finally {
      release();
    }
  },
});

const search = reads<unknown, { readonly q?: string | undefined; readonly limit?: number | undefined }>({
  tag,
  id: 'find_people',
  method: 'get',
  path: '/find-people',
  right: 'selling.read',
  summary: {
    en: 'Contacts by name, mail, phone or account, however they are accented; those met last come first; where nobody is called so, who is nearly',
    es: 'Contactos por nombre, correo, teléfono o cuenta, con o sin tildes; primero los más recientes; si nadie se llama así, quien casi',
  },
  query: z.strictObject({
    q: text(200).optional(),
    limit: z.coerce.number().int().min(1).max(1000).optional(),
  }),
  handle: async ({
    query,
    caller,
    services,
  }: Call<unknown, { readonly q?: string | undefined; readonly limit?: number | undefined }, unknown>) => ({
    status: 200,
    body: { rows: await services.record.as(caller.actor, (tx) => findPeople(tx, query.q ?? '', query.limit ?? 20)) },
  }),
});

/** So many kinds of material fit a screen of taps. */
const mostMaterial = 12;

const material = reads({
  tag,
  id: 'material',
  method: 'get',
  path: '/material',
  right: 'selling.read',
  summary: {
    en: 'What was given to people in the last year, most often first: for giving it again in a tap',
    es: 'Qué se entregó en el último año, primero lo más frecuente: para volver a entregarlo con un toque',
  },
  handle: async ({ caller, services }) => ({
    status: 200,
    body: { rows: await services.record.as(caller.actor, (tx) => materialGiven(tx, mostMaterial)) },
  }),
});

/** Logging in seconds. */
export const captureRoutes: readonly Route[] = [one, batch, tact, search, material];
