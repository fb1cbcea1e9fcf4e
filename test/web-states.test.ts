import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWeb, readApi, settled, type Web } from './support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
}, 300_000);
afterAll(() => web?.close(), 60_000);

/** Makes the API fail at some paths, until what is answered is called. */
async function fail(page: Page, paths: RegExp, status: number): Promise<() => Promise<void>> {
  const answer = { status, contentType: 'application/json', body: '{}' };
  await page.route(paths, (route) => route.fulfill(answer));
  return () => page.unroute(paths);
}

/** Waits until nothing on a page holds the place of what is to come. */
async function noSkeleton(page: Page): Promise<void> {
  await expect.poll(() => page.locator('[data-skeleton]').count(), { timeout: 30_000 }).toBe(0);
}

/** The part of a page below a heading. */
function part(page: Page, name: string) {
  return page.locator('main section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
}

describe('the board', () => {
  test('says that it could not be told who needs help, and asks again', async () => {
    const page = await web.signedIn('manager', { language: 'es' });
    const mend = await fail(page, /\/api\/v1\/diagnose\?/, 500);
    await page.goto(`${web.url}/board`);
    const help = part(page, 'Quién necesita ayuda');
    await help.getByRole('alert').waitFor();
    expect(await help.textContent()).not.toContain('Nadie destaca');
    await mend();
    await help.getByRole('button', { name: 'Reintentar' }).click();
    await help.getByRole('listitem').first().waitFor();
    expect(await help.getByRole('alert').count()).toBe(0);
    await page.context().close();
  }, 120_000);

  test('says that the risks could not be told, wherever they stand, and asks again', async () => {
    const page = await web.signedIn('manager', { language: 'en' });
    const mend = await fail(page, /\/api\/v1\/risks(\?|$)/, 500);
    await page.goto(`${web.url}/board`);
    const again = page.locator('main').getByRole('alert').getByRole('button', { name: 'Try again' });
    await expect.poll(() => again.count(), { timeout: 30_000 }).toBe(2);
    await noSkeleton(page);
    await mend();
    await again.first().click();
    await expect.poll(() => again.count(), { timeout: 30_000 }).toBe(0);
    await part(page, 'Open deals that may not come').getByRole('listitem').first().waitFor();
    await page.context().close();
  }, 120_000);

  test('gives no all-clear for days on which nothing was logged', async () => {
    const page = await web.signedIn('manager', { language: 'es' });
    await page.goto(`${web.url}/board?from=2001-01-01&to=2001-02-01`);
    await settled(page);
    const help = part(page, 'Quién necesita ayuda');
    await help.getByText('se ha anotado muy poco').waitFor();
    const text = (await page.locator('main').textContent())!;
    for (const clear of ['Nadie destaca', 'los toques se reparten', 'No hay ninguno de los riesgos']) {
      expect(text).not.toContain(clear);
    }
    await page.context().close();
  }, 120_000);

  test('of another rep is not for a rep, who is led back to their own', async () => {
    const page = await web.signedIn('rep', { language: 'es' });
    await page.goto(`${web.url}/board?rep=rep-07`);
    await page.getByRole('heading', { name: 'No tiene acceso a esto' }).first().waitFor();
    expect(await page.locator('main').textContent()).not.toContain('Dónde mirar');
    await page.getByRole('button', { name: 'Mostrar lo suyo' }).first().click();
    await settled(page);
    await part(page, 'Dónde mirar').waitFor();
    expect(page.url()).not.toContain('rep-07');
    await page.context().close();
  }, 120_000);
});

describe('without a connection', () => {
  const ofManager = [
    '/board',
    '/people',
    '/people/rep-04',
    '/accounts',
    '/accounts/acc-0132',
    '/risk',
    '/presentations',
  ];
  const others = ['/process', '/numbers', '/questions', '/follow-ups', '/settings/alerts'];

  test('every page says so at once', async () => {
    const page = await web.signedIn('manager', { language: 'es' });
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await page.context().setOffline(true);
    const late: Record<string, string> = {};
    for (const path of [...ofManager, ...others]) {
      await page.goto(web.url + path);
      try {
        await page.locator('main').getByRole('heading', { name: 'Sin conexión' }).first().waitFor({ timeout: 5000 });
        await expect.poll(() => page.locator('[data-skeleton]').count(), { timeout: 2000 }).toBe(0);
      } catch {
        late[path] = (await page.locator('main').innerText()).slice(0, 300);
      }
    }
    expect(late).toEqual({});
    // What could not be shown comes by itself.
    await page.context().setOffline(false);
    await page.goto(`${web.url}/log`);
    await settled(page);
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'Riesgo' }).first().click();
    await page.getByRole('heading', { name: 'Sin conexión' }).first().waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Sin conexión' }).first().waitFor({ state: 'hidden' });
    await settled(page);
    await page.context().close();
  }, 240_000);

  test('a rep still has the queue as it stood', async () => {
    const page = await web.signedIn('rep', { language: 'en', width: 390, height: 844 });
    await settled(page);
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    const first = (await page.locator('main li h3').first().textContent())!;
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText(/No connection: this is how it stood on/).waitFor({ timeout: 10_000 });
    expect(await page.locator('main li h3').first().textContent()).toBe(first);
    await page.context().setOffline(false);
    await page.getByText(/this is how it stood on/).waitFor({ state: 'hidden' });
    await page.context().close();
  }, 120_000);
});

describe('when the session has ended', () => {
  /** Gives mail and password where the page asks for them. */
  async function signInAgain(page: Page, who: string): Promise<void> {
    await page.getByLabel('Correo electrónico').fill(`${who}@acme.example`);
    await page.getByLabel('Contraseña', { exact: true }).fill(web.passwordOf(who));
    await page.getByRole('button', { name: 'Entrar' }).click();
  }

  test('the page asks to sign in and comes back to where one was', async () => {
    const page = await web.signedIn('manager', { language: 'es' });
    await page.goto(`${web.url}/risk?team=norte`);
    await settled(page);
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Presentaciones' }).first().click();
    await page.waitForURL(/\/sign-in\?to=/);
    expect(await page.locator('body').textContent()).not.toContain('Bearer');
    await signInAgain(page, 'manager');
    await page.waitForURL(/\/presentations\?team=norte$/);
    await settled(page);
    await page.context().close();
  }, 120_000);

  test('a touch that was logged is kept and sent after signing in, once', async () => {
    const page = await web.signedIn('rep', { language: 'es', width: 390, height: 844 });
    await page.goto(`${web.url}/log`);
    const calls = async (): Promise<number> => {
      const { body } = await readApi(page, '/kpi?kpis=dials_reached');
      return (body as { rows: { dials_reached: { value: number } }[] }).rows[0]!.dials_reached.value;
    };
    const before = await calls();
    await page.locator('main ul button').first().click();
    await page.getByText('Contestó', { exact: true }).click();
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Anotar' }).click();
    await page.getByText('Inicie sesión para enviar 1 toque.').waitFor();
    expect(await page.locator('body').textContent()).not.toContain('en cuanto haya conexión');
    if (!page.url().includes('/sign-in'))
      await page.locator('main').getByRole('link', { name: 'Iniciar sesión' }).click();
    await page.waitForURL(/\/sign-in\?to=/);
    await page.getByText('Inicie sesión para enviar 1 toque.').waitFor();
    await signInAgain(page, 'rep');
    await page.waitForURL(/\/log$/);
    await expect.poll(calls, { timeout: 20_000 }).toBe(before + 1);
    await page.getByText(/toque por enviar|para enviar 1 toque/).waitFor({ state: 'hidden' });
    await page.context().close();
  }, 120_000);

  test('what two windows keep is kept of both', async () => {
    const page = await web.signedIn('rep', { language: 'en', width: 390, height: 844 });
    const other = await page.context().newPage();
    const windows = [page, other];
    for (const each of windows) {
      await each.goto(`${web.url}/log`);
      await each.locator('main ul button').first().click();
      await each.getByText('Reached', { exact: true }).click();
    }
    await page.context().setOffline(true);
    for (const each of windows) {
      await each.getByRole('button', { name: 'Log it' }).click();
      await each.getByText(/Kept on this device/).waitFor();
    }
    for (const each of windows) await each.getByText('2 touches are not sent yet.').waitFor();
    await page.context().setOffline(false);
    for (const each of windows) await each.getByText(/not sent yet/).waitFor({ state: 'hidden' });
    await page.context().close();
  }, 120_000);
});
