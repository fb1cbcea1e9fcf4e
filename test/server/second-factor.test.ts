import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { type Browser, json, openBrowser } from '../support/browser.ts';
import { memberOf, openTestServer, type TestServer } from '../support/server.ts';

const email = 'ada@mine.example';
const password = 'correct horse battery';
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
  await makeTeam(server.services.record, 'mine');
  await memberOf(server, 'mine', 'administrator', email, password);
}, 120_000);
afterAll(() => server?.close());

/** The six digits that an authenticator shows (RFC 6238): of now, or so many steps of 30 s from it. */
function codeOf(uri: string, steps = 0): string {
  const letters = new URL(uri).searchParams.get('secret')!.replaceAll('=', '');
  const bits = letters
    .split('')
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac('sha1', key).update(counter).digest();
  const at = hash.at(-1)! & 0xf;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

const post = (browser: Browser, path: string, body: object): Promise<Response> =>
  browser.go(`${server.url}/api/auth${path}`, json(body));
const isIn = async (browser: Browser): Promise<boolean> => (await browser.go(`${server.url}/api/v1/me`)).status === 200;

let uri: string;
let codes: readonly string[];

test('a second factor is set up with the password, and holds once a code of it was shown', async () => {
  const browser = openBrowser(server.url);
  expect((await post(browser, '/sign-in/email', { email, password })).status).toBe(200);
  expect((await post(browser, '/two-factor/enable', { password: 'wrong password 1' })).status).toBeGreaterThanOrEqual(
    400,
  );
  const enabled = await post(browser, '/two-factor/enable', { password });
  expect(enabled.status).toBe(200);
  ({ totpURI: uri, backupCodes: codes } = (await enabled.json()) as { totpURI: string; backupCodes: string[] });
  expect(new URL(uri).searchParams.get('issuer')).toBe('Tacto');
  // Until then the password alone is enough: nobody is locked out by a phone that did not scan.
  const other = openBrowser(server.url);
  await post(other, '/sign-in/email', { email, password });
  expect(await isIn(other)).toBe(true);
  expect((await post(browser, '/two-factor/verify-totp', { code: '000000' })).status).toBe(401);
  expect((await post(browser, '/two-factor/verify-totp', { code: codeOf(uri) })).status).toBe(200);
  expect(await isIn(browser)).toBe(true);
});

test('from then on the password alone opens nothing', async () => {
  const browser = openBrowser(server.url);
  const answer = await post(browser, '/sign-in/email', { email, password });
  expect(await answer.json()).toMatchObject({ twoFactorRedirect: true });
  expect(await isIn(browser)).toBe(false);
  expect((await post(browser, '/two-factor/verify-totp', { code: codeOf(uri, -20) })).status).toBe(401);
  expect(await isIn(browser)).toBe(false);
  expect((await post(browser, '/two-factor/verify-totp', { code: codeOf(uri) })).status).toBe(200);
  expect(await isIn(browser)).toBe(true);
});

test('a code is worth nothing without the password before it', async () => {
  const browser = openBrowser(server.url);
  expect((await post(browser, '/two-factor/verify-totp', { code: codeOf(uri) })).status).toBeGreaterThanOrEqual(400);
  expect(await isIn(browser)).toBe(false);
});

test('a code for the day that the phone is lost works once', async () => {
  const [code] = codes;
  for (const [round, status] of [200, 401].entries()) {
    const browser = openBrowser(server.url);
    await post(browser, '/sign-in/email', { email, password });
    expect((await post(browser, '/two-factor/verify-backup-code', { code })).status, `round ${round}`).toBe(status);
    expect(await isIn(browser)).toBe(status === 200);
  }
});

test('whoever guesses codes is locked out, also with the right one', async () => {
  let status = 0;
  for (let i = 0; i < 15 && status !== 429; i++) {
    await server.services.record.pool.query('DELETE FROM auth."rateLimit"');
    const browser = openBrowser(server.url);
    await post(browser, '/sign-in/email', { email, password });
    status = (await post(browser, '/two-factor/verify-totp', { code: '000000' })).status;
  }
  expect(status).toBe(429);
  await server.services.record.pool.query('DELETE FROM auth."rateLimit"');
  const browser = openBrowser(server.url);
  await post(browser, '/sign-in/email', { email, password });
  expect((await post(browser, '/two-factor/verify-totp', { code: codeOf(uri) })).status).toBe(429);
  expect(await isIn(browser)).toBe(false);
});

test('neither the secret nor the codes are readable in the database', async () => {
  const { rows } = await server.services.record.pool.query<{ row: string }>(
    `SELECT t::text AS row FROM auth."twoFactor" t`,
  );
  const secret = new URL(uri).searchParams.get('secret')!;
  expect(rows).toHaveLength(1);
  for (const word of [secret, ...codes]) expect(rows[0]!.row).not.toContain(word);
});
