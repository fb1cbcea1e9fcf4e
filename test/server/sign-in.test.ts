import { getMigrations } from 'better-auth/db/migration';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/duckdb/sql.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { authOptions } from '../../src/server/people/auth-options.ts';
import { authPool } from '../../src/server/people/auth-pool.ts';
import { firstAdministratorLink } from '../../src/server/start/first-administrator.ts';
import { clientOf, memberOf, openTestServer, signIn, type TestServer } from '../support/server.ts';

const password = 'correct horse battery';
const ada = 'ada@mine.example';
let server: TestServer;
let adaId: string;
beforeAll(async () => {
  server = await openTestServer();
  await makeTeam(server.services.record, 'mine');
  adaId = await memberOf(server, 'mine', 'administrator', ada, password);
}, 120_000);
afterAll(() => server?.close());

/** Another address for each attempt, so that limits by address do not hide what is tested. */
const fromAnywhere = { 'X-Forwarded-For': '203.0.113.7' };

test('better-auth finds every table and column that it expects', async () => {
  const never = async (): Promise<never> => Promise.reject(new Error('not asked for'));
  const pool = authPool(server.services.record.place);
  const plan = await getMigrations(
    authOptions({
      pool,
      url: server.url,
      secret: 'x'.repeat(32),
      oidc: { issuer: 'http://127.0.0.1:1', clientId: 'a', clientSecret: 'b' },
      attempts: { mayTry: never, failed: never, succeeded: never },
      isInvited: never,
      admit: never,
      sendReset: () => undefined,
      log: () => undefined,
    }),
  );
  await pool.end();
  expect([plan.toBeCreated, plan.toBeAdded, plan.toBeAddedIndexes, plan.schemaProblems]).toEqual([[], [], [], []]);
});

describe('a session', () => {
  test('begins with a cookie that scripts and other sites cannot use', async () => {
    const { answer } = await signIn(server, ada, password);
    expect(answer.status).toBe(200);
    const [cookie] = answer.headers.getSetCookie().filter((set) => set.includes('session_token'));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(cookie).toMatch(/Path=\//i);
  });

  test('never takes a token that was there before somebody signed in', async () => {
    const planted = 'tacto.session_token=planted.by-an-attacker';
    const answer = await clientOf(server, { Origin: server.url, Cookie: planted })('POST', '/api/auth/sign-in/email', {
      email: ada,
      password,
    });
    expect(answer.headers.getSetCookie().join()).not.toContain('planted');
    expect(await clientOf(server, { Cookie: planted })('GET', '/me')).toMatchObject({ status: 401 });
    const again = await signIn(server, ada, password);
    const first = await signIn(server, ada, password);
    expect(first.cookie).not.toBe(again.cookie);
  });

  test('that is ended, or revoked from elsewhere, is worth nothing at once', async () => {
    const one = await signIn(server, ada, password);
    const other = await signIn(server, ada, password);
    expect(await other.client('GET', '/me')).toMatchObject({ status: 200 });
    expect(await one.client('POST', '/api/auth/revoke-other-sessions', {})).toMatchObject({ status: 200 });
    expect(await other.client('GET', '/me')).toMatchObject({ status: 401 });
    expect(await one.client('POST', '/api/auth/sign-out', {})).toMatchObject({ status: 200 });
    expect(await one.client('GET', '/me')).toMatchObject({ status: 401 });
  });

  test('that has run out is worth nothing', async () => {
    const { client } = await signIn(server, ada, password);
    expect(await client('GET', '/me')).toMatchObject({ status: 200 });
    await server.services.record.pool.query(`UPDATE auth.session SET "expiresAt" = now() - interval '1 second'`);
    expect(await client('GET', '/me')).toMatchObject({ status: 401 });
  });

  test('of somebody who lost their access sees nothing any more', async () => {
    const user = await memberOf(server, 'mine', 'viewer', 'vic@mine.example', password);
    const vic = await signIn(server, 'vic@mine.example', password);
    const admin = await signIn(server, ada, password);
    const { body } = await vic.client('POST', '/tokens', { name: 'script', scopes: ['record:read'] });
    const token = clientOf(server, { Authorization: `Bearer ${String(body['secret'])}` });
    expect(await token('GET', '/deals')).toMatchObject({ status: 200 });
    expect(await admin.client('DELETE', `/people/${user}`)).toMatchObject({ status: 204 });
    expect(await vic.client('GET', '/deals')).toMatchObject({ status: 403 });
    expect(await token('GET', '/deals')).toMatchObject({ status: 401, body: { code: 'bad_token' } });
  });
});

describe('requests from pages of other origins', () => {
  test.each([
    ['another origin', { Origin: 'https://evil.example' }],
    ['no origin', {}],
    ['an opaque origin', { Origin: 'null' }],
    ['a like origin', { Origin: 'http://127.0.0.1.evil.example' }],
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('change nothing with somebody’s cookie: %s', async (_, headers) => {
    await server.services.record.pool.query('DELETE FROM auth."rateLimit"');
    const { cookie } = await signIn(server, ada, password);
    const stranger = clientOf(server, { Cookie: cookie, ...headers });
    expect(await stranger('POST', '/accounts', { name: 'X' })).toMatchObject({
      status: 403,
      body: { code: 'wrong_origin' },
    });
    expect(
      (
        await stranger('POST', '/api/auth/change-password', {
          currentPassword: password,
          newPassword: 'something else 1',
        })
      ).status,
    ).toBe(403);
    expect(
      await clientOf(server, headers as Readonly<Record<string, string>>)('POST', '/invitation/look', {
        secret: 'invite_xxxxxxxxxx',
      }),
    ).toMatchObject({ status: 403 });
  });

  test('are not given leave to read either', async () => {
    const { cookie } = await signIn(server, ada, password);
    const { headers } = await clientOf(server, { Cookie: cookie, Origin: 'https://evil.example' })('GET', '/me');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });
});

test('every answer has the headers that keep browsers from harm', async () => {
  for (const path of ['/me', '/nothing', '/api/v1/openapi.json', '/healthz', '/api/auth/get-session']) {
    const { headers } = await clientOf(server)('GET', path);
    expect(Object.fromEntries(headers), path).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'") as unknown,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

describe('whoever guesses', () => {
  const attempt = async (email: string, guess: string) =>
    clientOf(server, { Origin: server.url, ...fromAnywhere })('POST', '/api/auth/sign-in/email', {
      email,
      password: guess,
    });

  test('learns nothing of which addresses have an account', async () => {
    const [known, unknown] = [
      await attempt(ada, 'wrong password 1'),
      await attempt('nobody@mine.example', 'wrong password 1'),
    ];
    const { instance: _, ...one } = known.body;
    const { instance: __, ...other } = unknown.body;
    expect([known.status, one]).toEqual([unknown.status, other]);
    expect(known.body['code']).toBe('invalid_email_or_password');
    expect(
      await clientOf(server, { Origin: server.url })('POST', '/api/auth/sign-up/email', {
        name: 'x',
        email: ada,
        password,
      }),
    ).toMatchObject({ status: 404 });
  });

  test('is held back: by address, and for one account from wherever', async () => {
    await memberOf(server, 'mine', 'viewer', 'bea@mine.example', password);
    let answer = await attempt('bea@mine.example', 'wrong password 0');
    for (let i = 0; i < 40 && answer.status !== 429; i++) {
      // As from a new address each time: what is counted by address is cleared.
      await server.services.record.pool.query('DELETE FROM auth."rateLimit"');
      answer = await attempt('bea@mine.example', `wrong password ${i}`);
    }
    expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
    await server.services.record.pool.query('DELETE FROM auth."rateLimit"');
    expect(await attempt('bea@mine.example', password)).toMatchObject({ status: 429 });
    await server.services.record.everywhere((tx) => tx.run(sql`DELETE FROM tacto.sign_in_attempt`));
    let byAddress = 0;
    for (let i = 0; i < 40; i++)
      byAddress += (await attempt(`u${i}@mine.example`, 'wrong password 1')).status === 429 ? 1 : 0;
    expect(byAddress).toBeGreaterThan(10);
    await server.services.record.pool.query('DELETE FROM auth."rateLimit"');
  }, 120_000);

  test('of tokens gets one answer for all', async () => {
    for (const token of ['tacto_xxxx', 'x', `tacto_${'x'.repeat(43)}`, '']) {
      const answer = await clientOf(server, { Authorization: `Bearer ${token}` })('GET', '/me');
      expect(answer).toMatchObject({ status: 401, body: { code: 'bad_token' } });
    }
  });
});

describe('an invitation', () => {
  test('lets in whoever has its link, once, as what was said', async () => {
    const admin = await signIn(server, ada, password);
    const made = await admin.client('POST', '/invitations', { email: 'Rita@Mine.example', role: 'rep', rep_id: 'ann' });
    expect(made).toMatchObject({ status: 201, body: { sent: false } });
    const secret = String(made.body['link']).split('#')[1]!;
    const open = clientOf(server, { Origin: server.url });
    expect(await open('POST', '/invitation/look', { secret })).toMatchObject({
      body: { organization: 'MINE', email: 'rita@mine.example', role: 'rep' },
    });
    expect(await open('POST', '/invitation/accept', { secret, name: 'Rita', password: 'short' })).toMatchObject({
      status: 400,
    });
    expect(await open('POST', '/invitation/accept', { secret, name: 'Rita', password })).toMatchObject({ status: 204 });
    expect(await open('POST', '/invitation/accept', { secret, name: 'Eve', password })).toMatchObject({
      status: 422,
      body: { code: 'bad_invitation' },
    });
    const rita = await signIn(server, 'rita@mine.example', password);
    expect(await rita.client('GET', '/me')).toMatchObject({ body: { role: 'rep', rep_id: 'ann', teams: ['north'] } });
    expect((await rita.client('GET', '/accounts')).body.rows!.map(({ id }) => id)).toEqual(['ann']);
    const kept = await server.services.record.everywhere((tx) => tx.rows(sql`SELECT * FROM tacto.invitation`));
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  test('needs a rep for a rep, a team for a manager', async () => {
    const admin = await signIn(server, ada, password);
    for (const body of [{ role: 'rep' }, { role: 'manager' }]) {
      expect(await admin.client('POST', '/invitations', { email: 'x@mine.example', ...body })).toMatchObject({
        status: 422,
        body: { code: 'bad_place' },
      });
    }
    expect(
      await admin.client('POST', '/invitations', { email: 'x@mine.example', role: 'rep', rep_id: 'zoe' }),
    ).toMatchObject({ status: 422, body: { code: 'unknown_id' } });
  });

  test('the last administrator stays', async () => {
    const admin = await signIn(server, ada, password);
    expect(await admin.client('PATCH', `/people/${adaId}`, { role: 'viewer' })).toMatchObject({
      status: 422,
      body: { code: 'last_administrator' },
    });
    expect(await admin.client('DELETE', `/people/${adaId}`)).toMatchObject({ status: 422 });
    expect(await firstAdministratorLink(server.services.record, server.url)).toBeNull();
  });
});

describe('a request with a key', () => {
  test('is done once, however often and at once it is sent', async () => {
    const { client } = await signIn(server, ada, password);
    const key = { 'Idempotency-Key': 'k-1' };
    const body = { name: 'Once' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => client('POST', '/accounts', body, key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body['id'])).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(7);
    const listed = await client('GET', '/accounts?limit=1000');
    expect(listed.body.rows!.filter(({ name }) => name === 'Once')).toHaveLength(1);
    expect(await client('POST', '/accounts', { name: 'Other' }, key)).toMatchObject({
      status: 422,
      body: { code: 'key_reused' },
    });
  });

  test('that failed may be tried again', async () => {
    const { client } = await signIn(server, ada, password);
    const key = { 'Idempotency-Key': 'k-2' };
    const body = { id: 'd-k2', rep_id: 'ann', account_id: 'later', created_at: '2026-03-01T10:00:00Z' };
    expect(await client('POST', '/deals', body, key)).toMatchObject({ status: 422, body: { code: 'unknown_id' } });
    await client('POST', '/accounts', { id: 'later', name: 'Later' });
    expect(await client('POST', '/deals', body, key)).toMatchObject({ status: 201 });
  });
});

test('what is written is in the figures a moment later', async () => {
  const { client } = await signIn(server, ada, password);
  const dials = async (): Promise<unknown> => {
    const { body } = await client('GET', '/kpi?kpis=dials&where=rep=bob&from=2026-01-01&to=2027-01-01');
    return body.rows![0]!['dials'];
  };
  expect(await dials()).toEqual({ value: 0 });
  const made = await client('POST', '/activities', {
    rep_id: 'bob',
    occurred_at: '2026-03-01T10:00:00Z',
    channel: 'call',
    outcome: 'reached',
  });
  expect(made.status).toBe(201);
  await expect.poll(dials, { timeout: 5000, interval: 100 }).toEqual({ value: 1 });
});

test('the log names nobody', () => {
  // The ids of requests are made of letters too, by chance those of a name.
  const said = server.lines.join('').replaceAll(/"request":"[\da-f-]{36}"/g, '');
  expect(said).toContain('"route":"me.see"');
  for (const name of ['ada', 'rita', 'mine.example', 'Once', password]) expect(said).not.toContain(name);
});

test('without a mail server an invitation shows its link alone, nobody is sent a new password, and nothing waits', async () => {
  const { client } = await signIn(server, ada, password);
  const invited = await client('POST', '/invitations', { email: 'later@mine.example', role: 'viewer' });
  expect(invited).toMatchObject({
    status: 201,
    body: { sent: false, link: expect.stringContaining('#invite_') as string },
  });
  const asked = await clientOf(server, { Origin: server.url })('POST', '/api/auth/request-password-reset', {
    email: ada,
  });
  expect(asked).toMatchObject({ status: 400, body: { code: 'reset_password_disabled' } });
  const { rows } = await server.services.record.pool.query<{ mails: number; jobs: number }>(`
    SELECT (SELECT count(*) FROM tacto.mail)::int AS mails, (SELECT count(*) FROM tacto_jobs.job WHERE name = 'send-mail')::int AS jobs`);
  expect(rows).toEqual([{ mails: 0, jobs: 0 }]);
});
