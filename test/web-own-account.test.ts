import type { Locator } from 'playwright-core';
import { encode } from 'uqr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from './support/authenticator.ts';
import { openWeb, violations, type Web } from './support/web.ts';

const patience = 240_000;
let app: Web;
beforeAll(async () => {
  app = await openWeb();
}, 300_000);
afterAll(() => app?.close(), 60_000);

/** Where a drawn QR code is dark, as `x y`. */
async function darkOf(square: Locator): Promise<readonly string[]> {
  const drawn = (await square.locator('path').getAttribute('d'))!;
  return [...drawn.matchAll(/M(\d+ \d+)h1v1h-1z/g)].map(([, place]) => place!);
}

/** The same of the code of a text, with the four light modules around it that the standard asks for. */
function modulesOf(text: string): readonly string[] {
  const { data } = encode(text, { ecc: 'M', border: 4 });
  return data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x} ${y}`] : [])));
}

describe('somebody’s own account', () => {
  test(
    'gets a second factor, which the next sign-in asks for, and shows where one is signed in',
    async () => {
      const admin = await app.signedIn('admin', { language: 'en' });
      await admin.goto(app.url);
      const link = await admin.evaluate(async () => {
        const body = JSON.stringify({ email: 'leo@acme.example', role: 'viewer' });
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch('/api/v1/invitations', { method: 'POST', headers, body });
        return ((await answer.json()) as { link: string }).link;
      });
      await admin.context().close();
      const page = await app.visitor({ language: 'en' });
      await page.goto(link);
      await page.getByLabel('Your name').fill('Leo Sanz');
      await page.getByLabel(/A password/).fill('a long sentence');
      await page.getByRole('button', { name: 'Come in' }).click();
      await page.getByRole('heading', { level: 1, name: 'Board' }).waitFor();
      await page.goto(`${app.url}/settings/account`);
      await page.getByLabel('Your password').fill('a long sentence');
      await page.getByRole('button', { name: 'Set it up' }).click();
      const key = (await page.locator('main code').first().textContent())!;
      const uri = (await page.getByRole('link', { name: 'open it here.' }).getAttribute('href'))!;
      expect(new URL(uri).searchParams.get('secret')).toBe(key.replaceAll(' ', ''));
      const square = page.getByRole('img', { name: 'QR code with the key for your authenticator app' });
      expect(await darkOf(square)).toEqual(modulesOf(uri));
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('Code that the app shows').fill(codeOf(key));
      await page.getByRole('button', { name: 'Switch it on' }).click();
      await page.getByText(/^On: besides the password/).waitFor();

      const other = await app.visitor({ language: 'en', width: 390 });
      await other.goto(app.url);
      await other.getByLabel('E-mail').fill('leo@acme.example');
      await other.getByLabel('Password').fill('a long sentence');
      await other.getByRole('button', { name: 'Sign in' }).click();
      await other.getByLabel('Code of your second factor').fill(codeOf(key));
      await other.getByRole('button', { name: 'Check the code' }).click();
      await other.getByRole('heading', { level: 1, name: 'Board' }).waitFor();

      await page.reload();
      await page.getByRole('button', { name: 'End all others' }).click();
      await page.getByRole('button', { name: 'End all others' }).waitFor({ state: 'hidden' });
      await other.goto(`${app.url}/board`);
      await other.getByRole('button', { name: 'Sign in' }).waitFor();
      await other.context().close();
      await page.context().close();
    },
    patience,
  );
});

test('the browser has nothing to complain of', () => {
  expect(app.faults).toEqual([]);
});
