import { createHash, randomBytes } from 'node:crypto';
import ical, { ICalAlarmType } from 'ical-generator';
import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import type { Language } from '../../domain/text.ts';
import { channels } from '../../domain/vocabulary.ts';
import { sql } from '../../duckdb/sql.ts';
import { tactInWords } from '../../insight/tact/in-words.ts';
import { proposalInWords } from '../../insight/tact/proposals-in-words.ts';
import { type TouchProposal, touchProposals } from '../../insight/tact/proposals.ts';
import { warningOf } from '../../insight/tact/tact.ts';
import {
  addFollowUp,
  changeFollowUp,
  type FollowUp,
  openFollowUps,
  settleFollowUp,
  settleProposal,
  toldProposals,
} from '../../record/follow-ups/follow-ups.ts';
import { infer } from '../../record/capture/infer.ts';
import type { Tx } from '../../record/record.ts';
import { getRow } from '../../record/rows/write.ts';
import { id, instant, words } from '../http/fields.ts';
import { type OpenRoute, opens, reads, type Route, writes } from '../http/route.ts';
import { policyOf, requireSelf, seen } from '../insight/seen.ts';
import { warningBefore } from '../insight/warning-before.ts';

const tag = 'follow-ups';
const byId = z.object({ id });

const links = {
  account_id: id.optional(),
  contact_id: id.optional(),
  deal_id: id.optional(),
  lead_id: id.optional(),
};

type Asked = { readonly rep_id?: string | undefined; readonly proposed?: 'no' | undefined };

/** So many planned follow-ups are looked at for tact, and so many proposals are told. */
const [mostTact, mostProposed] = [30, 30];

const queue = reads<unknown, Asked>({
  tag,
  id: 'follow_ups.list',
  method: 'get',
  path: '/follow-ups',
  right: 'follow_ups.read',
  summary: {
    en: 'What to do next: what was planned, in the order in which it is due, with warnings; and what the data propose',
    es: 'Qué hacer después: lo planificado, por orden de vencimiento y con avisos; y lo que los datos proponen',
  },
  query: z.strictObject({
    rep_id: id.optional().meta({ description: 'only of this rep' }),
    proposed: z.literal('no').optional().meta({ description: 'without what the data propose' }),
  }),
  handle: async ({ query, caller, language, services }) => {
    if (query.rep_id !== undefined) requireSelf(caller, query.rep_id);
    const rep = query.rep_id ?? (caller.actor.role === 'rep' ? caller.actor.rep : null);
    const { planned, told, names } = await services.record.as(caller.actor, async (tx) => ({
      planned: await openFollowUps(tx, rep === null ? {} : { rep }),
      told: await toldProposals(tx, rep),
      names: await namesOf(tx),
    }));
    const replica = await services.replicas.open(caller.actor.org, caller);
    try {
      const log = seen(replica.resolved, policyOf(caller));
      const shown: object[] = [];
      for (const [i, followUp] of planned.entries()) {
        const named = names.get(followUp.id);
        // A contact without a name here is one whom the user may not see: the warning would name people of that account.
        const person = (named?.contact ?? null) === null ? null : followUp.contact_id;
        const found = i < mostTact && person !== null ? await warningOf(log, person) : null;
        const warning = found === null ? null : (tactInWords(found, log.workspace.thresholds)?.[language] ?? null);
        shown.push({ ...followUp, ...named, tact: warning });
      }
      const filters = rep === null ? [] : [{ dimension: 'rep' as const, members: [rep] }];
      const proposed = query.proposed === 'no' ? [] : await touchProposals(log, filters);
      const fresh = proposed.filter(({ key }) => !told.has(key)).slice(0, mostProposed);
      return {
        status: 200,
        body: { planned: shown, proposed: fresh.map((proposal) => proposalToJson(proposal, language)) },
        headers: { 'Tacto-Watermark': replica.watermark },
      };
    } finally {
      replica.release();
    }
  },
});

function proposalToJson(proposal: TouchProposal, language: Language): object {
  return {
    key: proposal.key,
    kind: proposal.kind,
    rep_id: proposal.rep,
    account_id: proposal.account,
    account: proposal.accountName,
    deal_id: proposal.deal,
    deal: proposal.dealName,
    contact_id: proposal.contact,
    contact: proposal.contactName,
    role: proposal.role,
    channel: proposal.channel,
    weighted: proposal.weighted,
    reason: proposalInWords(proposal)[language],
  };
}

type Named = { readonly account: string | null; readonly contact: string | null; readonly deal: string | null };

/** What accounts, contacts and deals of open follow-ups are called, by the follow-up's id. */
async function namesOf(tx: Tx): Promise<ReadonlyMap<string, Named>> {
  const rows = await tx.rows<{ id: string } & Named>(sql`
    SELECT f.id, a.name AS account, c.name AS contact, d.name AS deal FROM tacto.follow_up f
    LEFT JOIN tacto.accounts a ON a.org = f.org AND a.id = f.account_id LEFT JOIN tacto.contacts c ON c.org = f.org AND c.id = f.contact_id
    LEFT JOIN tacto.deals d ON d.org = f.org AND d.id = f.deal_id WHERE f.org = ${tx.actor.org} AND f.state = 'open'`);
  return new Map(rows.map(({ id: own, ...names }) => [own, names]));
}

type Planned = {
  readonly id?: string;
  readonly rep_id?: string;
  readonly due_at: string;
  readonly reason: string;
  readonly channel?: FollowUp['channel'];
  readonly account_id?: string;
  readonly contact_id?: string;
  readonly deal_id?: string;
  readonly lead_id?: string;
};

const plan = writes<unknown, unknown, Planned>({
  tag,
  id: 'follow_ups.add',
  method: 'post',
  path: '/follow-ups',
  right: 'follow_ups.write',
  summary: {
    en: 'Plan a follow-up; the answer warns, as `tact`, when a further touch on the contact is too much',
    es: 'Planifica un seguimiento; la respuesta avisa, en `tact`, cuando un toque más al contacto es demasiado',
  },
  body: z.strictObject({
    id: id.optional(),
    rep_id: id.optional().meta({ description: 'absent: yourself' }),
    due_at: instant,
    reason: words(),
    channel: z.enum(channels).optional(),
    ...links,
  }) as unknown as z.ZodType<Planned>,
  status: 201,
  handle: async ({ body, caller, language, services }, tx) => {
    // Only of somebody whom the user may see: the warning names people of the account.
    const contact = body.contact_id === undefined ? null : await getRow(tx, 'contacts', body.contact_id);
    // Only its account is wanted: which of several deals it may be about is not asked.
    const { account } = await infer(tx, { ...body, occurred_at: Temporal.Now.instant().toString(), no_deal: true });
    const planned = await addFollowUp(tx, {
      ...body,
      ...(account === null ? {} : { account_id: account.id }),
      rep_id: repOf(body.rep_id, caller.actor.rep),
    });
    const warning = contact === null ? null : await warningBefore(services, caller, String(contact['id']), language);
    return { status: 201, body: { ...planned, tact: warning } };
  },
});

type Changed = Partial<Pick<FollowUp, 'due_at' | 'rep_id' | 'channel' | 'reason'>>;

const change = writes<{ id: string }, unknown, Changed>({
  tag,
  id: 'follow_ups.change',
  method: 'patch',
  path: '/follow-ups/{id}',
  right: 'follow_ups.write',
  summary: {
    en: 'Put a follow-up off, hand it on, or say it otherwise',
    es: 'Aplaza un seguimiento, lo pasa a otra persona o lo redacta de otro modo',
  },
  params: byId,
  body: z.strictObject({
    due_at: instant.optional(),
    rep_id: id.optional(),
    channel: z.enum(channels).nullable().optional(),
    reason: words().optional(),
  }) as unknown as z.ZodType<Changed>,
  handle: async ({ params, body }, tx) => ({ status: 200, body: await changeFollowUp(tx, params.id, body) }),
});

type Settled = { readonly state: 'done' | 'dropped'; readonly activity_id?: string };

const settle = writes<{ id: string }, unknown, Settled>({
  tag,
  id: 'follow_ups.settle',
  method: 'post',
  path: '/follow-ups/{id}/settle',
  right: 'follow_ups.write',
  summary: { en: 'Settle a follow-up: done or dropped', es: 'Cierra un seguimiento: hecho o descartado' },
  params: byId,
  body: z.strictObject({
    state: z.enum(['done', 'dropped']),
    activity_id: id.optional().meta({ description: 'the activity that did it' }),
  }) as unknown as z.ZodType<Settled>,
  handle: async ({ params, body }, tx) => ({
    status: 200,
    body: await settleFollowUp(tx, params.id, body.state, body.activity_id ?? null),
  }),
});

type Taken = Planned & { readonly key: string; readonly drop?: boolean };

const proposal = writes<unknown, unknown, Taken>({
  tag,
  id: 'follow_ups.proposal',
  method: 'post',
  path: '/follow-ups/proposals',
  right: 'follow_ups.write',
  summary: {
    en: 'Take on what the data propose for a day, or drop it',
    es: 'Asume para un día lo que los datos proponen, o lo descarta',
  },
  body: z.strictObject({
    key: words(1000),
    rep_id: id,
    due_at: instant,
    reason: words(),
    channel: z.enum(channels).optional(),
    drop: z.boolean().optional(),
    ...links,
  }) as unknown as z.ZodType<Taken>,
  handle: async ({ body: { key, drop = false, ...given }, caller }, tx) => ({
    status: 200,
    body: await settleProposal(
      tx,
      { ...given, rep_id: repOf(given.rep_id, caller.actor.rep), proposal_key: key },
      drop,
    ),
  }),
});

function repOf(given: string | undefined, own: string | null): string {
  const rep = given ?? own;
  if (rep !== null) return rep;
  throw new UserError({
    code: 'no_rep',
    message: {
      en: 'It is not said whose follow-up this is, and you are no rep yourself.',
      es: 'No se dice de quién es este seguimiento, y usted no es comercial.',
    },
    fix: { en: 'Give rep_id.', es: 'Indique rep_id.' },
  });
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

const link = writes({
  tag,
  id: 'calendar.link',
  method: 'post',
  path: '/calendar-link',
  right: 'follow_ups.write',
  repeatable: false,
  summary: {
    en: 'The secret address of your follow-ups for a calendar; a new one ends the one before',
    es: 'La dirección secreta de sus seguimientos para un calendario; una nueva anula la anterior',
  },
  status: 201,
  handle: async ({ caller, language, services }, tx) => {
    const rep = repOf(undefined, caller.actor.rep);
    const secret = randomBytes(24).toString('base64url');
    await tx.run(sql`INSERT INTO tacto.calendar_link (org, rep_id, secret_hash, language)
      VALUES (${tx.actor.org}, ${rep}, decode(${hashOf(secret)}, 'hex'), ${language})
      ON CONFLICT (org, rep_id) DO UPDATE SET secret_hash = excluded.secret_hash, language = excluded.language, created_at = now()`);
    return { status: 201, body: { url: `${services.url}/api/v1/calendar/${tx.actor.org}/${secret}.ics` } };
  },
});

const unlink = writes({
  tag,
  id: 'calendar.unlink',
  method: 'delete',
  path: '/calendar-link',
  right: 'follow_ups.write',
  summary: { en: 'End the calendar’s address', es: 'Anula la dirección del calendario' },
  status: 204,
  handle: async ({ caller }, tx) => {
    await tx.run(
      sql`DELETE FROM tacto.calendar_link WHERE org = ${tx.actor.org} AND rep_id = ${repOf(undefined, caller.actor.rep)}`,
    );
    return { status: 204, body: null };
  },
});

/** How long a follow-up takes in a calendar. */
const minutes = 15;

const calendar = opens<{ org: string; file: string }>({
  tag,
  id: 'calendar.feed',
  method: 'get',
  path: '/calendar/{org}/{file}',
  summary: {
    en: 'Follow-ups as iCalendar, by the secret address',
    es: 'Los seguimientos como iCalendar, por la dirección secreta',
  },
  params: z.object({ org: id, file: z.string().regex(/^[\w-]{20,60}\.ics$/) }),
  handle: async ({ params: { org, file }, services }) => {
    const secret = file.slice(0, -'.ics'.length);
    const found = await services.record.system(org, async (tx) => {
      const [owner] = await tx.rows<{ rep_id: string; language: Language; name: string }>(sql`
        SELECT l.rep_id, l.language, r.name FROM tacto.calendar_link l JOIN tacto.reps r ON r.org = l.org AND r.id = l.rep_id
        JOIN tacto.member m ON m.org = l.org AND m.rep_id = l.rep_id
        WHERE l.org = ${tx.actor.org} AND l.secret_hash = decode(${hashOf(secret)}, 'hex')`);
      return owner === undefined ? null : { ...owner, list: await openFollowUps(tx, { rep: owner.rep_id }) };
    });
    if (found === null) throw noCalendar();
    const feed = ical({
      name: found.language === 'es' ? `Seguimientos · ${found.name}` : `Follow-ups · ${found.name}`,
      prodId: '//Tacto//Follow-ups//EN',
    });
    for (const { id: own, due_at, reason } of found.list) {
      const start = new Date(due_at);
      const event = feed.createEvent({
        id: own,
        start,
        end: new Date(start.getTime() + minutes * 60_000),
        summary: reason,
      });
      event.createAlarm({ type: ICalAlarmType.display, trigger: 0 });
    }
    const headers = { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'private, no-store' };
    return { status: 200, body: new Response(feed.toString(), { headers }) };
  },
});

function noCalendar(): UserError {
  return new UserError({
    code: 'no_such_route',
    message: { en: 'There is no calendar at this address.', es: 'En esta dirección no hay ningún calendario.' },
    fix: { en: 'Make a new address in Tacto.', es: 'Cree una dirección nueva en Tacto.' },
  });
}

export const followUpRoutes: readonly Route[] = [queue, plan, proposal, change, settle, link, unlink];

/** A calendar has no session: its address is its key. */
export const calendarRoutes: readonly OpenRoute[] = [calendar];
