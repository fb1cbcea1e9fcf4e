import { OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '../../src/duckdb/sql.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { type Browser, json, openBrowser } from '../support/browser.ts';
import { memberOf, openTestServer, signIn, type TestServer } from '../support/server.ts';

const password = 'correct horse battery';
/** The company's own sign-in, and who it says that somebody is. */
const company = new OAuth2Server();
let person = { sub: 'rita-7', name: 'Rita', email: 'rita@mine.example', email_verified: true as boolean };
let nonce: string | null = null;
let server: TestServer;

beforeAll(async () => {
  await company.issuer.keys.generate('RS256');
  await company.start(0, '127.0.0.1');
  company.service.on('beforeTokenSigning', (token: { payload: Record<string, unknown> }) => {
    Object.assign(token.payload, { sub: person.sub, ...(nonce === null ? {} : { nonce }) });
  });
  company.service.on('beforeUserinfo', (answer: { body: unknown }) => {
    answer.body = person;
  });
  server = await openTestServer({
    TACTO_OIDC_ISSUER: company.issuer.url!,
    TACTO_OIDC_CLIENT_ID: 'tacto',
    TACTO_OIDC_CLIENT_SECRET: 'the secret of the client',
  });
  await makeTeam(server.services.record, 'mine');
  await memberOf(server, 'mine', 'administrator', 'ada@mine.example', password);
}, 120_000);
afterAll(async () => {
  await server?.close();
  await company.stop();
});
beforeEach(() => {
  nonce = null;
});

async function invite(email: string): Promise<void> {
  const admin = await signIn(server, 'ada@mine.example', password);
  const made = await admin.client('POST', '/invitations', { email, role: 'rep', rep_id: 'ann' });
  expect(made.status).toBe(201);
}

/** Goes to the company's sign-in and back. @returns where the way back leads */
async function comeIn(browser: Browser): Promise<string> {
  const begun = await browser.go(
    `${server.url}/api/auth/sign-in/social`,
    json({ provider: 'company', callbackURL: '/' }),
  );
  expect(begun.status).toBe(200);
  const { url } = (await begun.json()) as { url: string };
  expect(new URL(url).origin).toBe(new URL(company.issuer.url!).origin);
  expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
    client_id: 'tacto',
    redirect_uri: `${server.url}/api/auth/callback/company`,
    code_challenge_method: 'S256',
    state: expect.any(String) as unknown,
    nonce: expect.any(String) as unknown,
  });
  const back = await browser.go(url);
  return back.headers.get('location')!;
}

const me = async (browser: Browser): Promise<Readonly<Record<string, unknown>>> =>
  (await (await browser.go(`${server.url}/api/v1/me`)).json()) as Readonly<Record<string, unknown>>;

const users = async (email: string): Promise<number> => {
  const { rowCount } = await server.services.record.pool.query(`SELECT 1 FROM auth."user" WHERE email = $1`, [email]);
  return rowCount ?? 0;
};

describe('the company’s own sign-in', () => {
  test('lets in who is invited, as what was said, and uses the invitation up', async () => {
    await invite('rita@mine.example');
    const browser = openBrowser(server.url);
    const done = await browser.go(await comeIn(browser));
    expect([done.status, done.headers.get('location')]).toEqual([302, '/']);
    expect(await me(browser)).toMatchObject({ name: 'Rita', role: 'rep', rep_id: 'ann' });
    const open = await server.services.record.everywhere((tx) =>
      tx.rows(sql`SELECT 1 FROM tacto.invitation WHERE email = 'rita@mine.example' AND accepted_at IS NULL`),
    );
    expect(open).toEqual([]);
    const again = openBrowser(server.url);
    await again.go(await comeIn(again));
    expect((await me(again))['user_id']).toBe((await me(browser))['user_id']);
    // What the company gives for later calls is kept unreadable.
    const { rows } = await server.services.record.pool.query<{ accessToken: string }>(
      `SELECT "accessToken" FROM auth.account WHERE "providerId" = 'company'`,
    );
    for (const { accessToken } of rows) expect(accessToken).not.toMatch(/^eyJ/);
  });

  test.each([
    ['nobody has invited', { sub: 'eve', name: 'Eve', email: 'eve@mine.example', email_verified: true }, false],
    [
      'is invited, but whose address the company has not verified',
      { sub: 'tom', name: 'Tom', email: 'tom@mine.example', email_verified: false },
      true,
    ],
  ])('lets nobody in who %s', async (_, who, isInvited) => {
    if (isInvited) {
      const admin = await signIn(server, 'ada@mine.example', password);
      expect(await admin.client('POST', '/invitations', { email: who.email, role: 'viewer' })).toMatchObject({
        status: 201,
      });
    }
    person = who;
    const browser = openBrowser(server.url);
    const done = await browser.go(await comeIn(browser));
    expect(done.headers.get('location')).toMatch(/error=/);
    expect(await me(browser)).toMatchObject({ code: 'not_signed_in' });
    expect(await users(who.email)).toBe(0);
  });

  test('is the same person as the one who has a password and the same verified address', async () => {
    person = { sub: 'ada-1', name: 'Ada', email: 'ada@mine.example', email_verified: true };
    const browser = openBrowser(server.url);
    await browser.go(await comeIn(browser));
    const own = await signIn(server, 'ada@mine.example', password);
    expect((await me(browser))['user_id']).toBe((await own.client('GET', '/me')).body['user_id']);
    expect(await users('ada@mine.example')).toBe(1);
  });

  test('takes no answer that was made for another request', async () => {
    person = { sub: 'rita-7', name: 'Rita', email: 'rita@mine.example', email_verified: true };
    nonce = 'of-another-request';
    const browser = openBrowser(server.url);
    const done = await browser.go(await comeIn(browser));
    expect(done.headers.get('location')).toMatch(/error=/);
    expect(await me(browser)).toMatchObject({ code: 'not_signed_in' });
  });

  test('takes nobody’s way back in another’s browser', async () => {
    const back = await comeIn(openBrowser(server.url));
    const victim = openBrowser(server.url);
    const done = await victim.go(back);
    expect(done.headers.get('location')).toMatch(/error=/);
    expect(await me(victim)).toMatchObject({ code: 'not_signed_in' });
    const mine = openBrowser(server.url);
    const url = new URL(await comeIn(mine));
    url.searchParams.set('state', 'guessed');
    expect((await mine.go(url.href)).headers.get('location')).toMatch(/error=/);
    expect(await me(mine)).toMatchObject({ code: 'not_signed_in' });
  });

  test('leads back to this server only', async () => {
    const browser = openBrowser(server.url);
    for (const callbackURL of ['https://evil.example/', '//evil.example', 'javascript:alert(1)']) {
      const answer = await browser.go(
        `${server.url}/api/auth/sign-in/social`,
        json({ provider: 'company', callbackURL }),
      );
      expect(answer.status, callbackURL).toBe(403);
    }
  });
});
