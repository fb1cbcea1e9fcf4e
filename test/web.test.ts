import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWeb, violations, type Web } from './support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
}, 300_000);
afterAll(() => web?.close(), 60_000);

/** Somebody who signs in by hand. */
async function signedIn(who: string, language: 'es' | 'en', width = 1280): Promise<Page> {
  const page = await web.visitor({ language, width, height: 844 });
  await page.goto(web.url);
  await page.getByLabel(language === 'es' ? 'Correo electrónico' : 'E-mail').fill(`${who}@acme.example`);
  await page.getByLabel(language === 'es' ? 'Contraseña' : 'Password').fill(web.passwordOf(who));
  await page.getByRole('button', { name: language === 'es' ? 'Entrar' : 'Sign in' }).click();
  return page;
}

describe('the manager', () => {
  test('sees the board, opens a number down to its records, and nothing is amiss for who cannot see', async () => {
    const page = await signedIn('manager', 'es');
    await page.getByRole('heading', { level: 1, name: 'Tablero' }).waitFor();
    await page.getByRole('heading', { name: 'Oportunidades abiertas que pueden no llegar' }).waitFor();
    await page.getByRole('heading', { name: 'Qué ha cambiado más de lo habitual' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page
      .getByRole('button', { name: /De qué se compone este número: Cuentas presionadas/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Los registros que hay detrás').first().waitFor();
    const rows = await dialog.getByRole('row').count();
    expect(rows).toBeGreaterThan(1);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByLabel('Forma de dirigir').selectOption('numbers');
    await page.waitForURL(/playbook=numbers/);
    await page.context().close();
  }, 240_000);
});

describe('a rep on a phone', () => {
  test('logs a call in three taps after the person, offline too, and it is sent once', async () => {
    const page = await signedIn('rep', 'en', 390);
    await page.getByRole('heading', { level: 1, name: 'Follow-ups' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${web.url}/log`);
    const first = page.locator('main ul button').first();
    await first.waitFor();
    const name = (await first.textContent())!;
    const log = async (): Promise<void> => {
      await first.click();
      await page.getByText('Reached', { exact: true }).click();
      await page.getByText('+2', { exact: true }).click();
      await page.getByRole('button', { name: 'Log it' }).click();
    };
    const calls = async (): Promise<number> =>
      page.evaluate(async () => {
        const answer = await fetch('/api/v1/kpi?kpis=dials_reached', { headers: { accept: 'application/json' } });
        const { rows } = (await answer.json()) as { rows: { dials_reached: { value: number } }[] };
        return rows[0]!.dials_reached.value;
      });
    const before = await calls();
    await log();
    await page.getByText(/^Logged: /).waitFor();
    await expect.poll(calls, { timeout: 20_000 }).toBe(before + 1);
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await page.context().setOffline(true);
    await log();
    await page.getByText(/Kept on this device/).waitFor();
    await page.getByText('1 touch is not sent yet.').waitFor();
    // The app itself opens without a connection, and finds people.
    await page.reload();
    await page.getByText('1 touch is not sent yet.').waitFor();
    await page.getByRole('searchbox').fill(name.slice(0, 3));
    await first.waitFor();
    await page.context().setOffline(false);
    await page.getByText('1 touch is not sent yet.').waitFor({ state: 'hidden' });
    await expect.poll(calls, { timeout: 20_000 }).toBe(before + 2);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  }, 240_000);

  test('plans something, logs it from the queue, and has a calendar', async () => {
    const page = await signedIn('rep', 'en', 390);
    await page.getByRole('button', { name: 'Plan something…' }).click();
    await page.getByLabel('What is to be done?').fill('Send the drawings');
    // The people to choose from, which come a moment later than the queue below them.
    const first = page.locator('section section ul button').first();
    const name = (await first.innerText()).split('\n')[0]!;
    await first.click();
    await page.getByText('In a week', { exact: true }).first().click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Plan it' }).click();
    const planned = page.getByRole('listitem').filter({ hasText: 'Send the drawings' });
    await planned.getByRole('button', { name: 'Log it' }).click();
    // With whom is known: nobody has to be looked for.
    await page.getByRole('heading', { level: 2, name }).waitFor();
    await page.getByText('Reached', { exact: true }).click();
    await page.getByRole('button', { name: 'Log it' }).click();
    await page.getByText(/^Logged: /).waitFor();
    await page.goto(`${web.url}/follow-ups`);
    await page.getByRole('button', { name: 'New address' }).click();
    const address = await page.getByText(/^http.*\.ics$/).textContent();
    expect(await planned.count()).toBe(0);
    const feed = await fetch(address!);
    expect([feed.status, feed.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    await page.getByRole('button', { name: 'End the address' }).click();
    await page.getByText('No address is valid now.').waitFor();
    expect((await fetch(address!)).status).toBe(404);
    await page.context().close();
  }, 240_000);

  test('finds a person by a misspelt name, and gives what was given before in a tap', async () => {
    const page = await signedIn('rep', 'es', 390);
    await page.getByRole('heading', { level: 1, name: 'Seguimientos' }).waitFor();
    await page.goto(`${web.url}/log`);
    const people = page.locator('main ul button');
    const first = people.first();
    await first.waitFor();
    // Whom the demo team met last depends on the day: somebody with a name long enough to be misspelt.
    const names = (await people.allInnerTexts()).map((text) => text.split('\n')[0]!);
    const wordOf = (name: string): string | undefined => name.split(' ').find((part) => part.length > 5);
    const name = names.find((each) => wordOf(each) !== undefined)!;
    const word = wordOf(name)!;
    await page.getByRole('searchbox').fill(`${word.slice(0, 2)}${word.slice(3)}`);
    await first.filter({ hasText: name }).waitFor();
    await first.click();
    await page.getByText('Contestó', { exact: true }).click();
    await page.getByRole('button', { name: 'Entregué algo…' }).click();
    await page.getByLabel('Otra cosa').fill('Muestra');
    await page.getByRole('button', { name: 'Añadir' }).click();
    expect(await violations(page)).toEqual([]);
    const sent = page.waitForRequest((request) => request.url().endsWith('/capture/batch'));
    await page.getByRole('button', { name: 'Anotar' }).click();
    const { items } = (await sent).postDataJSON() as { items: { shares: object[] }[] };
    expect(items[0]!.shares).toEqual([{ asset_type: 'Muestra' }]);
    // What it was about is said.
    await page.getByText(new RegExp(`^Anotado: ${name} · .+`)).waitFor();
    await page.reload();
    await people.filter({ hasText: name }).first().click();
    await page.getByRole('button', { name: 'Entregué algo…' }).click();
    await page.getByText('Muestra', { exact: true }).waitFor();
    await page.context().close();
  }, 240_000);
});

describe('somebody who is invited', () => {
  test('comes in by the link, with a password of their own', async () => {
    const admin = await signedIn('admin', 'en');
    await admin.getByRole('heading', { level: 1, name: 'Board' }).waitFor();
    const link = await admin.evaluate(async () => {
      const body = JSON.stringify({ email: 'vera@acme.example', role: 'viewer' });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/api/v1/invitations', { method: 'POST', headers, body });
      return ((await answer.json()) as { link: string }).link;
    });
    await admin.context().close();
    const page = await web.visitor({ language: 'es' });
    await page.goto(link);
    await page.getByText('Acme Ibérica le invita con la función de lector.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Su nombre').fill('Vera Sanz');
    await page.getByLabel(/Una contraseña/).fill('una frase larga');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tablero' }).waitFor();
    await page.getByText('Vera Sanz').waitFor();
    await page.context().close();
  }, 240_000);
});

test('the browser has nothing to complain of but the lost connection', () => {
  expect(web.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault))).toEqual([]);
});
