import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertRows } from '../../src/record/rows/write.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { lookIn } from '../../src/server/alerts/look.ts';
import { type Client, memberOf, openTestServer, serviceOf, signIn, type TestServer } from '../support/server.ts';
import { type Mailbox, openMailbox } from '../support/mailbox.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';

const password = 'correct horse battery';
let mailbox: Mailbox;
let receiver: Receiver;
let server: TestServer;
const clients: Record<string, Client> = {};

const people = [
  ['ada', 'administrator', null, null],
  ['max', 'manager', null, 'north'],
  ['sue', 'manager', null, 'south'],
  ['ann', 'rep', 'ann', null],
] as const;
const addressOf = (name: string): string => `${name}@mine.example`;

beforeAll(async () => {
  [mailbox, receiver] = [await openMailbox(), await openReceiver()];
  server = await openTestServer({
    SMTP_URL: mailbox.url,
    TACTO_MAIL_FROM: 'tacto@mine.example',
    TACTO_PRIVATE_WEBHOOKS: 'yes',
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
  await receiver?.close();
  await mailbox?.close();
});

const look = (): Promise<void> => lookIn(server.services, 'mine');
const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 1500));
const call = (rep: string, id: string) => ({
  id,
  rep_id: rep,
  occurred_at: Temporal.Now.instant().subtract({ minutes: 1 }).round('second').toString(),
  channel: 'call',
  direction: 'outbound',
  outcome: 'no_answer',
  account_id: rep,
});
const log = async (rep: string, id: string): Promise<void> => {
  expect((await clients['ada']!('POST', '/activities', call(rep, id))).status).toBe(201);
};

describe('alerts', () => {
  const dials = { name: 'Marque menos', kind: 'kpi', subject: 'dials', days: 7, bound: 2, only_sure: false };

  test('are told once, until the condition ends and comes back', async () => {
    await clients['max']!('PATCH', '/me/mail', { language: 'es' });
    const { status, body } = await clients['max']!('POST', '/alerts', dials);
    expect({ status, body }).toMatchObject({ status: 201, body: { since: null, direction: 'above', by_mail: true } });
    for (const id of ['a1', 'a2']) await log('ann', id);
    await look();
    const row = async () =>
      ((await clients['max']!('GET', '/alerts')).body.rows ?? []).find(({ id }) => id === body['id'])!;
    expect(await row()).toMatchObject({ since: null, value: 2 });
    await log('bob', 'a3');
    await Promise.all([look(), look(), look()]);
    expect(await row()).toMatchObject({ since: expect.any(String) as string, value: 3 });
    const [letter] = await mailbox.lettersTo(addressOf('max'), 1);
    expect(letter!.headers.get('subject')).toBe('Aviso: Marque menos');
    expect(letter!.text).toMatch(/Llamadas.* en 7 días: 3 \[.+\], por encima de 2\./);
    await log('ann', 'a4');
    await look();
    await settle();
    expect(await mailbox.lettersTo(addressOf('max'), 1)).toHaveLength(1);
    for (const id of ['a3', 'a4']) expect((await clients['ada']!('DELETE', `/activities/${id}`)).status).toBe(204);
    await look();
    expect(await row()).toMatchObject({ since: null, value: 2 });
    await log('ann', 'a5');
    await look();
    expect(await mailbox.lettersTo(addressOf('max'), 2)).toHaveLength(2);
  });

  test('look at no more than their owner may see', async () => {
    const { body } = await clients['sue']!('POST', '/alerts', dials);
    await look();
    const rows = (await clients['sue']!('GET', '/alerts')).body.rows!;
    expect(rows).toMatchObject([{ id: body['id'], value: 0, since: null }]);
    expect((await clients['sue']!('POST', '/alerts', { ...dials, team_id: 'north' })).body['code']).toBe('unknown_id');
    expect((await clients['sue']!('POST', '/alerts', { ...dials, rep_id: 'ann' })).body['code']).toBe('unknown_id');
    expect((await clients['max']!('DELETE', `/alerts/${String(body['id'])}`)).status).toBe(404);
    expect((await clients['max']!('PATCH', `/alerts/${String(body['id'])}`, { bound: 9 })).status).toBe(404);
  });

  test('of which nothing is sure stay silent while only what is sure is to be told', async () => {
    const sure = { ...dials, name: 'Sure', only_sure: true };
    const { body } = await clients['ada']!('POST', '/alerts', sure);
    await look();
    const found = (await clients['ada']!('GET', '/alerts')).body.rows!.find(({ id }) => id === body['id']);
    expect(found).toMatchObject({ value: 3, since: null });
    expect((await clients['ada']!('DELETE', `/alerts/${String(body['id'])}`)).status).toBe(204);
  });

  test('of risks count the deals or accounts with a flag', async () => {
    await server.services.record.system('mine', async (tx) => {
      const created_at = '2026-01-10T10:00:00Z';
      await insertRows(tx, 'deals', [
        {
          id: 'd1',
          name: 'Old',
          account_id: 'ann',
          rep_id: 'ann',
          created_at,
          amount: 10,
          currency: 'EUR',
          expected_close_on: '2026-02-01',
        },
      ]);
      await insertRows(tx, 'stage_changes', [{ deal_id: 'd1', stage_id: 'talk', entered_at: created_at }]);
    });
    const overdue = { name: 'Late', kind: 'risk', subject: 'overdue' };
    expect((await clients['ada']!('POST', '/alerts', overdue)).status).toBe(201);
    await look();
    const [letter] = await mailbox.lettersTo(addressOf('ada'), 1);
    expect(letter!.text).toContain('Señal «vencida»: 1, por encima de 0.');
  });

  test('watch own KPIs too', async () => {
    const definition =
      'id: calls_made\nlabel: { en: Calls made, es: Llamadas hechas }\ncount: activity\nwhere:\n  channel: call\n';
    const saved = await clients['ada']!('PUT', '/own-kpis/calls_made', { definition });
    expect({ status: saved.status, body: saved.body }).toMatchObject({ status: 200 });
    const own = { ...dials, name: 'Own', subject: 'calls_made' };
    const { body } = await clients['ada']!('POST', '/alerts', own);
    await look();
    const letters = await mailbox.lettersTo(addressOf('ada'), 2);
    expect(letters[1]!.text).toMatch(/^Llamadas hechas en 7 días: 3 \[.+\], por encima de 2\./);
    expect((await clients['ada']!('DELETE', `/alerts/${String(body['id'])}`)).status).toBe(204);
  });

  test('are for administrators and managers, and for people', async () => {
    expect((await clients['ann']!('GET', '/alerts')).status).toBe(403);
    const service = await serviceOf(server, 'mine', 'administrator');
    expect((await service('POST', '/alerts', dials)).body['code']).toBe('forbidden');
    for (const wrong of [
      { ...dials, kind: 'risk' },
      { ...dials, bound: 'x' },
      { ...dials, days: 0 },
    ])
      expect((await clients['max']!('POST', '/alerts', wrong)).status).toBe(400);
    expect((await clients['max']!('POST', '/alerts', { ...dials, subject: 'none' })).body['code']).toBe('unknown_kpi');
  });
});

describe('webhooks', () => {
  let secret: string;
  let id: string;

  test('are for administrators, and their secret is shown once', async () => {
    const given = { url: receiver.url, events: ['activity.logged', 'contract.won', 'alert'] };
    for (const name of ['max', 'ann']) expect((await clients[name]!('POST', '/webhooks', given)).status).toBe(403);
    const { status, body } = await clients['ada']!('POST', '/webhooks', given);
    expect(status).toBe(201);
    [secret, id] = [body['secret'] as string, body['id'] as string];
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(JSON.stringify((await clients['ada']!('GET', '/webhooks')).body)).not.toContain('whsec');
    const { rows } = await server.services.record.pool.query<{ secret: Buffer }>('SELECT secret FROM tacto.webhook');
    expect(rows[0]!.secret.toString('latin1')).not.toContain(secret);
    for (const url of ['ftp://x.example', 'file:///etc/passwd', 'https://u:p@x.example', 'nonsense'])
      expect((await clients['ada']!('POST', '/webhooks', { ...given, url })).status).toBe(400);
  });

  test('get an event with a signature that its receiver can check', async () => {
    const sent = { ...call('ann', 'w1'), deal_id: 'd1', stage_id: 'won' };
    const { account_id: _, ...captured } = sent;
    const logged = await clients['ann']!('POST', '/capture', captured);
    expect(logged.status).toBe(201);
    const got = await receiver.until(2);
    const events = got.map(
      ({ body }) => JSON.parse(body) as { type: string; data: unknown; organization: string; id: string },
    );
    expect(events.find(({ type }) => type === 'activity.logged')).toMatchObject({
      organization: 'mine',
      data: { activity_id: 'w1', rep_id: 'ann', account_id: 'ann', deal_id: 'd1' },
    });
    expect(events.find(({ type }) => type === 'contract.won')).toMatchObject({
      data: { deal_id: 'd1', stage_id: 'won', rep_id: 'ann' },
    });
    for (const { headers, body } of got) {
      const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
      expect(Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp']))).toBeLessThan(60);
      expect((JSON.parse(body) as { id: string }).id).toBe(headers['webhook-id']);
    }
    // The same capture again is no new activity.
    await clients['ann']!('POST', '/capture', captured);
    await settle();
    expect(receiver.deliveries).toHaveLength(2);
  });

  test('are told nothing of what was undone', async () => {
    const refused = await clients['ann']!('POST', '/capture', { ...call('ann', 'w2'), stage_id: 'nowhere' });
    expect(refused.status).toBe(422);
    await settle();
    expect(receiver.deliveries).toHaveLength(2);
  });

  test('are tried again until they answer well, with the same id; a redirect is no answer', async () => {
    receiver.answers.push(500, 302);
    await log('bob', 'w3');
    const [first, second, third] = (await receiver.until(5)).slice(2);
    expect(new Set([first, second, third].map((got) => got!.headers['webhook-id'])).size).toBe(1);
    expect(first!.body).toBe(third!.body);
    await settle();
    expect((await clients['ada']!('GET', '/webhooks')).body.rows).toMatchObject([{ id, status: 204, failures: 0 }]);
    expect(receiver.deliveries).toHaveLength(5);
  }, 90_000);

  test('are told of an alert', async () => {
    const alert = {
      name: 'Hook',
      kind: 'kpi',
      subject: 'dials',
      bound: 0,
      only_sure: false,
      by_mail: false,
      by_webhook: true,
    };
    const { body } = await clients['ada']!('POST', '/alerts', alert);
    await look();
    const got = (await receiver.until(6)).at(-1)!;
    expect(JSON.parse(got.body)).toMatchObject({
      type: 'alert',
      data: { alert_id: body['id'], subject: 'dials', bound: 0 },
    });
  });

  test('that are gone or paused get nothing more', async () => {
    receiver.answers.push(410);
    await log('bob', 'w4');
    await receiver.until(7);
    await settle();
    expect((await clients['ada']!('GET', '/webhooks')).body.rows).toMatchObject([{ is_active: false, status: 410 }]);
    await log('bob', 'w5');
    await settle();
    expect(receiver.deliveries).toHaveLength(7);
  });
});

test('without the allowance nothing goes to addresses of one’s own network, whatever name they hide behind', async () => {
  const { postTo } = await import('../../src/server/webhooks/post.ts');
  const before = receiver.deliveries.length;
  const { port } = new URL(receiver.url);
  for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '0'])
    expect(await postTo(`https://${host}:${port}/`, '{}', {}, false), host).toEqual({
      status: null,
      reason: 'private address',
    });
  expect(await postTo(receiver.url, '{}', {}, false)).toEqual({ status: null, reason: 'not encrypted' });
  expect(receiver.deliveries).toHaveLength(before);
  expect(await postTo(receiver.url, '{}', {}, true)).toEqual({ status: 204, reason: null });
});
