import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/duckdb/sql.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { insertRows } from '../../src/record/rows/write.ts';
import { planDigestsAt } from '../../src/server/digest/send-digests.ts';
import { remindIn } from '../../src/server/mail/reminders.ts';
import { type Client, clientOf, memberOf, openTestServer, signIn, type TestServer } from '../support/server.ts';
import { type Mailbox, openMailbox } from '../support/mailbox.ts';

const password = 'correct horse battery';
let mailbox: Mailbox;
let server: TestServer;
const clients: Record<string, Client> = {};

const people = [
  ['ada', 'administrator', null, null],
  ['max', 'manager', null, 'north'],
  ['ann', 'rep', 'ann', null],
  ['cid', 'rep', 'cid', null],
] as const;
const addressOf = (name: string): string => `${name}@mine.example`;

beforeAll(async () => {
  mailbox = await openMailbox();
  server = await openTestServer({
    SMTP_URL: mailbox.url,
    TACTO_MAIL_FROM: 'Tacto <tacto@mine.example>',
    TACTO_REQUESTS_PER_SECOND: '1000',
  });
  await makeTeam(server.services.record, 'mine');
  for (const [name, role, rep, team] of people) {
    await memberOf(server, 'mine', role, addressOf(name), password, rep, team);
    clients[name] = (await signIn(server, addressOf(name), password)).client;
  }
}, 120_000);
afterAll(async () => {
  await server?.close();
  await mailbox?.close();
});

const everything = (): string =>
  JSON.stringify(mailbox.received.map(({ text, html, headers }) => [text, html, [...headers]]));
const remind = (): Promise<void> => server.services.record.system('mine', (tx) => remindIn(server.services, tx));
const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 1500));

test('an invitation goes out in the language of whoever invites, and its link lets in', async () => {
  const invite = { email: 'New@Mine.example', role: 'viewer' };
  const { status, body } = await clients['ada']!('POST', '/invitations', invite, { 'Accept-Language': 'es' });
  expect({ status, sent: body['sent'] }).toEqual({ status: 201, sent: true });
  const [letter] = await mailbox.lettersTo('New@Mine.example', 1);
  expect(letter!.headers.get('subject')).toBe('Invitación a Tacto: MINE');
  expect(letter!.text).toContain(body['link'] as string);
  expect(letter!.headers.has('list-unsubscribe')).toBe(false);
  const secret = (body['link'] as string).split('#')[1]!;
  const accept = { secret, name: 'New', password };
  const came = await clientOf(server, { Origin: server.url, 'Accept-Language': 'en' })(
    'POST',
    '/invitation/accept',
    accept,
  );
  expect(came.status).toBe(204);
  // Whoever comes in is written to in the language in which they did.
  const { client } = await signIn(server, 'new@mine.example', password);
  expect((await client('GET', '/me/mail')).body).toMatchObject({ language: 'en', timezone: null, digest: true });
  expect((await client('PATCH', '/me/mail', { digest: false })).status).toBe(200);
});

test('an invitation that is undone sends nothing', async () => {
  const refused = await clients['ada']!('POST', '/invitations', {
    email: 'x@mine.example',
    role: 'rep',
    rep_id: 'nobody',
  });
  expect(refused.status).toBe(422);
  await settle();
  expect(mailbox.received.filter(({ to }) => to === 'x@mine.example')).toEqual([]);
});

describe('a new password', () => {
  const ask = (email: string, language = 'en') =>
    clientOf(server, { Origin: server.url })(
      'POST',
      '/api/auth/request-password-reset',
      { email },
      { 'Accept-Language': language },
    );

  test('is asked for alike whether the address is known or not', async () => {
    const [known, unknown] = [await ask(addressOf('cid'), 'es'), await ask('nobody@mine.example', 'es')];
    expect(known.status).toBe(200);
    expect(known.body).toEqual(unknown.body);
    const names = (answer: typeof known): string[] => [...answer.headers.keys()].toSorted();
    expect(names(known)).toEqual(names(unknown));
    await mailbox.lettersTo(addressOf('cid'), 1);
    await settle();
    expect(mailbox.received.filter(({ to }) => to === 'nobody@mine.example')).toEqual([]);
  });

  test('is set by the link once, and ends the sessions that there were', async () => {
    const [letter] = await mailbox.lettersTo(addressOf('cid'), 1);
    expect(letter!.headers.get('subject')).toBe('Nueva contraseña de Tacto');
    const token = /\/new-password#(\S+)/.exec(letter!.text)![1]!;
    const open = clientOf(server, { Origin: server.url });
    const set = () => open('POST', '/api/auth/reset-password', { token, newPassword: 'another long password' });
    expect((await clients['cid']!('GET', '/me')).status).toBe(200);
    expect((await set()).status).toBe(200);
    expect((await clients['cid']!('GET', '/me')).status).toBe(401);
    expect(await set()).toMatchObject({ status: 400, body: { code: 'invalid_token' } });
    const again = await signIn(server, addressOf('cid'), 'another long password');
    expect(again.answer.status).toBe(200);
    clients['cid'] = again.client;
  });
});

test('nothing that was sent stays readable in the database', async () => {
  const { rows } = await server.services.record.pool.query<{ sealed: Buffer | null }>(
    `SELECT sealed FROM tacto_jobs.job j JOIN tacto.mail m ON j.data->'payload'->>'id' = m.id WHERE m.sent_at IS NOT NULL`,
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ sealed }) => sealed !== null)).toEqual([]);
  const { rows: jobs } = await server.services.record.pool.query<{ data: unknown }>('SELECT data FROM tacto_jobs.job');
  expect(JSON.stringify(jobs)).not.toContain('@');
});

describe('reminders', () => {
  const plan = (client: Client, reason: string, due: Temporal.Instant) =>
    client('POST', '/follow-ups', { due_at: due.toString(), reason, channel: 'call' });

  test('of what is due come once, together, in the language and time zone of their reader', async () => {
    const due = Temporal.Now.instant().round('second').subtract({ minutes: 5 });
    await clients['ann']!('PATCH', '/me/mail', { language: 'es', timezone: 'America/Lima' });
    for (const reason of ['Enviar la oferta', 'Llamar a Eva'])
      expect((await plan(clients['ann']!, reason, due)).status).toBe(201);
    await plan(clients['ann']!, 'later', Temporal.Now.instant().round('second').add({ hours: 1 }));
    await plan(clients['ann']!, 'long ago', Temporal.Now.instant().round('second').subtract({ hours: 48 }));
    await Promise.all([remind(), remind(), remind()]);
    const [letter] = await mailbox.lettersTo(addressOf('ann'), 1);
    expect(letter!.headers.get('subject')).toBe('2 seguimientos');
    const local = due.toZonedDateTimeISO('America/Lima');
    const clock = `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`;
    expect(letter!.text).toContain(`${clock}: Enviar la oferta (llamada)`);
    expect(letter!.text).toContain('Llamar a Eva');
    expect(letter!.text).not.toMatch(/later|long ago/);
    await remind();
    await settle();
    expect(await mailbox.lettersTo(addressOf('ann'), 1)).toHaveLength(1);
  });

  test('come again when a follow-up is put off and falls due again', async () => {
    const { body } = await clients['cid']!('POST', '/follow-ups', {
      due_at: Temporal.Now.instant().round('second').subtract({ minutes: 2 }).toString(),
      reason: 'Put off',
    });
    await remind();
    await mailbox.lettersTo(addressOf('cid'), 2);
    const due_at = Temporal.Now.instant().round('second').subtract({ minutes: 1 }).toString();
    expect((await clients['cid']!('PATCH', `/follow-ups/${String(body['id'])}`, { due_at })).status).toBe(200);
    await remind();
    const letters = await mailbox.lettersTo(addressOf('cid'), 3);
    expect(letters.filter(({ headers }) => headers.get('subject') === 'Seguimiento: Put off')).toHaveLength(2);
  });

  test('end by one click without a session, and not by looking at the link', async () => {
    const [letter] = await mailbox.lettersTo(addressOf('ann'), 1);
    const address = /<(.+)>/.exec(letter!.headers.get('list-unsubscribe')!)![1]!;
    expect(letter!.text).toContain(address);
    const looked = await fetch(address, { headers: { 'Accept-Language': 'es' } });
    expect(looked.status).toBe(200);
    expect(await looked.text()).toContain('¿No recibir más recordatorios de seguimientos?');
    expect((await clients['ann']!('GET', '/me/mail')).body).toMatchObject({ reminders: true });
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    expect((await fetch(address, { method: 'POST', body })).status).toBe(200);
    expect((await clients['ann']!('GET', '/me/mail')).body).toMatchObject({
      reminders: false,
      digest: true,
      alerts: true,
      language: 'es',
      timezone: 'America/Lima',
    });
    const other = address.replace(/.{43}$/, 'x'.repeat(43));
    expect((await fetch(other, { method: 'POST', body })).status).toBe(404);
    await plan(clients['ann']!, 'Unheard', Temporal.Now.instant().round('second').subtract({ minutes: 1 }));
    await remind();
    await settle();
    expect(await mailbox.lettersTo(addressOf('ann'), 1)).toHaveLength(1);
  });
});

describe('settings of mail', () => {
  test('are one’s own, and refused when they do not fit', async () => {
    expect((await clients['max']!('GET', '/me/mail')).body).toEqual({
      language: null,
      timezone: null,
      reminders: true,
      digest: true,
      alerts: true,
      focus: [],
      is_sent: true,
    });
    for (const wrong of [{ timezone: 'Mars/Olympus' }, { language: 'fr' }, { focus: Array(4).fill('dials') }])
      expect((await clients['max']!('PATCH', '/me/mail', wrong)).status).toBe(400);
    expect((await clients['max']!('PATCH', '/me/mail', { focus: ['dial'] })).body).toMatchObject({
      code: 'unknown_kpi',
    });
  });
});

describe('the weekly digest', () => {
  const monday = '2026-11-23';

  test('has each reader’s KPIs, new risks and follow-ups, of no more than they may see, in their language, once', async () => {
    const { record } = server.services;
    const days = Array.from({ length: 70 }, (_, i) =>
      Temporal.Now.instant()
        .round('second')
        .subtract({ hours: 24 * i + 3 }),
    );
    await record.system('mine', async (tx) => {
      await insertRows(
        tx,
        'contacts',
        ['ann', 'cid'].map((rep) => ({ id: `c-${rep}`, account_id: rep, name: `Contact of ${rep}` })),
      );
      for (const rep of ['ann', 'cid']) {
        await insertRows(
          tx,
          'activities',
          days.map((day, i) => ({
            rep_id: rep,
            occurred_at: day.toString(),
            channel: 'call',
            direction: 'outbound',
            outcome: i % 3 === 0 ? 'reached' : 'no_answer',
            account_id: rep,
            contact_id: `c-${rep}`,
          })),
        );
        await insertRows(tx, 'deals', [
          {
            id: `d-${rep}`,
            name: `Deal of ${rep}`,
            account_id: rep,
            rep_id: rep,
            created_at: days.at(-1)!.toString(),
            amount: 1000,
            currency: 'EUR',
            expected_close_on: '2026-01-01',
          },
        ]);
        await insertRows(tx, 'stage_changes', [
          { deal_id: `d-${rep}`, stage_id: 'talk', entered_at: days.at(-1)!.toString() },
        ]);
      }
    });
    await clients['ann']!('PATCH', '/me/mail', { focus: ['dials', 'reach_rate', 'contracts'] });
    await clients['max']!('PATCH', '/me/mail', { focus: ['dials'], language: 'en' });
    await clients['ada']!('PATCH', '/me/mail', { digest: false });
    await clients['cid']!('PATCH', '/me/mail', { digest: false });
    await clients['cid']!('POST', '/follow-ups', {
      due_at: Temporal.Now.instant().round('second').add({ hours: 5 }).toString(),
      reason: 'Only Cid’s',
    });
    const at = Temporal.ZonedDateTime.from(`${monday}T07:30[Europe/Madrid]`).toInstant();
    expect(await planDigestsAt(server.services, at)).toBe(1);
    // In Lima it is not yet seven.
    const later = Temporal.ZonedDateTime.from(`${monday}T07:30[America/Lima]`).toInstant();
    const ofMax = await digestTo('max');
    expect(await planDigestsAt(server.services, later)).toBe(1);
    const ofAnn = await digestTo('ann');
    expect(await planDigestsAt(server.services, later)).toBe(0);
    expect(ofAnn.headers.get('subject')).toBe('Su semana en Tacto: 23 nov');
    expect(ofAnn.text).toMatch(
      /Llamadas marcadas: .+ – .+: \d+ \[.+ … .+\]; la semana anterior \d+: (sin cambio|lo explica el azar)/,
    );
    expect(ofAnn.text).toMatch(/Tasa de contacto: .+\s% \[.+\s% … .+\s%\]/);
    expect(ofAnn.text).toMatch(/Deal of ann: .*vencida/);
    expect(ofAnn.text).toContain('Unheard');
    expect(ofAnn.text).not.toMatch(/of cid|Only Cid/);
    expect(ofMax.headers.get('subject')).toBe('Your week in Tacto: 23 Nov');
    expect(ofMax.text).toMatch(/Deal of ann: .*overdue/);
    expect(ofMax.text).not.toMatch(/of cid|Only Cid/);
    expect(ofMax.headers.get('list-unsubscribe')).toContain('/api/v1/unsubscribe/');
  });

  test('tells of a risk once', async () => {
    const next = Temporal.ZonedDateTime.from('2026-11-30T07:30[Europe/Madrid]').toInstant();
    expect(await planDigestsAt(server.services, next)).toBe(1);
    const { text } = await digestTo('max', 2);
    expect(text).not.toContain('Deal of ann');
    expect(text).toMatch(/NEW RISKS\r?\n\r?\nNone\./);
  });

  async function digestTo(name: string, count = 1) {
    const isDigest = (subject: string | undefined): boolean => /week in Tacto|semana en Tacto/.test(subject ?? '');
    for (const end = Date.now() + 30_000; ; ) {
      const found = mailbox.received.filter(
        ({ to, headers }) => to === addressOf(name) && isDigest(headers.get('subject')),
      );
      if (found.length >= count) return found[count - 1]!;
      if (Date.now() > end) throw new Error(`no digest for ${name}: ${server.lines.slice(-5).join('')}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
});

test('somebody who has left gets nothing any more', async () => {
  await server.services.record.everywhere((tx) =>
    tx.run(sql`DELETE FROM tacto.member WHERE org = 'mine' AND rep_id = 'cid'`),
  );
  const before = mailbox.received.length;
  await server.services.record.system('mine', async (tx) => {
    await tx.run(
      sql`UPDATE tacto.follow_up SET reminded_at = NULL, due_at = now() WHERE org = 'mine' AND rep_id = 'cid' AND state = 'open'`,
    );
  });
  await remind();
  await settle();
  expect(mailbox.received).toHaveLength(before);
});

test('nothing of what is sent is in the log', () => {
  expect(server.lines.join('')).not.toMatch(/@mine\.example|Enviar la oferta/);
  expect(everything()).toContain('Enviar la oferta');
});
