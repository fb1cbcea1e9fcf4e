import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWeb, readApi, type View, violations, type Web } from './support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
}, 300_000);
afterAll(() => web?.close(), 60_000);

/** A busy machine takes its time. */
const slow = { timeout: 60_000 };

type Standing = {
  readonly account: string;
  readonly name: string;
  readonly flags: readonly { readonly flag: string }[];
};

async function standings(page: Page): Promise<readonly Standing[]> {
  const { body } = await readApi(page, '/account-overview');
  return (body as { accounts: readonly Standing[] }).accounts;
}

const pages = {
  '/accounts': { es: 'Cuentas', en: 'Accounts' },
  '/accounts?view=stages': { es: 'Cuentas', en: 'Accounts' },
  '/risk': { es: 'Riesgo', en: 'Risk' },
  '/presentations': { es: 'Presentaciones', en: 'Presentations' },
} as const;

const views: readonly (readonly [string, View])[] = [
  ['Spanish, light, on a desk', { language: 'es', theme: 'light' }],
  ['English, dark, on a phone', { language: 'en', theme: 'dark', width: 390, height: 844 }],
  ['Spanish, dark, on a phone of 320', { language: 'es', theme: 'dark', width: 320, height: 640 }],
];

describe.each(views)('in %s', (_, view) => {
  test('nothing is amiss for who cannot see, and nothing is wider than the window', async () => {
    const page = await web.signedIn('manager', view);
    const [first] = await standings(page);
    for (const path of [...Object.keys(pages), `/accounts/${first!.account}`]) {
      await page.goto(`${web.url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect({ path, found: await violations(page), wide: Math.max(0, wide) }).toEqual({ path, found: [], wide: 0 });
    }
    await page.context().close();
  }, 240_000);
});

describe('the manager', () => {
  test('finds who is at risk, and sees on the map how it stood before', async () => {
    const page = await web.signedIn('manager', { language: 'es' });
    const all = await standings(page);
    const wanted = all.find(({ flags }) => flags.some(({ flag }) => flag === 'hidden_dissent'))!;
    await page.getByRole('link', { name: 'Cuentas' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cuentas' }).waitFor();
    await page.getByRole('combobox', { name: 'Aviso' }).selectOption('hidden_dissent');
    await page.waitForURL(/flag=hidden_dissent/);
    await page.getByRole('link', { name: wanted.name }).first().click();
    await page.getByRole('heading', { level: 1, name: wanted.name }).waitFor();
    const map = page.getByRole('group', { name: 'Mapa de relaciones' });
    const against = map.getByRole('button', { name: /valoración −/ }).first();
    await against.click();
    await page.waitForURL(/person=/);
    await page.getByRole('heading', { name: 'Quién de los nuestros' }).waitFor();
    const { body } = await readApi(page, `/accounts/${wanted.account}/history`);
    const { first } = body as { first: string };
    const slider = page.getByRole('slider', { name: 'Cómo estaba el' });
    await slider.focus();
    await page.keyboard.press('Home');
    await page.waitForURL(new RegExp(`as_of=${first}`));
    expect(await slider.getAttribute('aria-valuetext')).toContain(first.slice(0, 4));
    const { body: then } = await readApi(page, `/accounts/${wanted.account}/map?as_of=${first}`);
    const { contacts } = then as { contacts: readonly object[] };
    await expect.poll(() => map.getByRole('button').count(), slow).toBe(contacts.length);
    await page.reload();
    await expect.poll(() => map.getByRole('button').count(), slow).toBe(contacts.length);
    await page.getByRole('button', { name: 'Volver a hoy' }).click();
    await page.waitForURL((url) => !url.search.includes('as_of'));
    await page.context().close();
  }, 240_000);

  test('reads the tries in vain on the map as in the panel, and of which days each thing is', async () => {
    const page = await web.signedIn('manager', { language: 'es' });
    const pressed = (await standings(page)).filter(({ flags }) => flags.some(({ flag }) => flag === 'pressured'));
    type Tie = { readonly contact: string; readonly alone: number; readonly group: number; readonly tried: number };
    const mapOf = async (account: string): Promise<Seen> =>
      (await readApi(page, `/accounts/${account}/map`)).body as Seen;
    type Seen = {
      readonly ties: readonly Tie[];
      readonly contacts: readonly { contact: string; name: string; covered: boolean }[];
    };
    const maps = await Promise.all(pressed.map(async ({ account }) => ({ id: account, ...(await mapOf(account)) })));
    const isMixed = ({ alone, group, tried }: Tie): boolean => alone + group > 0 && tried > 0;
    const { id, ties, contacts } = maps.find((map) => map.ties.some(isMixed))!;
    await page.goto(`${web.url}/accounts/${id}`);
    const map = page.getByRole('group', { name: 'Mapa de relaciones' });
    await map.getByRole('button').first().waitFor();
    const numbers = await map.locator('g[data-kind] text').allTextContents();
    const wanted = ties.map(({ alone, group, tried }) =>
      tried === 0 ? `${alone + group}` : `${alone + group} de ${alone + group + tried}`,
    );
    expect(numbers.toSorted()).toEqual(wanted.toSorted());
    const uncovered = contacts.filter(({ covered }) => !covered).length;
    await page.getByRole('heading', { name: `Sin cubrir: ${uncovered} de ${contacts.length}`, exact: true }).waitFor();
    const tie = ties.find(isMixed)!;
    const { name } = contacts.find(({ contact }) => contact === tie.contact)!;
    await map.getByRole('button', { name }).click();
    await page
      .getByRole('complementary')
      .getByText(new RegExp(`${tie.tried} intentos? sin respuesta`))
      .waitFor();
    await page.getByText(/^Del .* los estados, .* al final\.$/).waitFor();
    expect(await page.getByText('Avisos de hoy').count()).toBe(0);
    await page.getByRole('button', { name: 'Un mes antes' }).click();
    await page.waitForURL(/as_of=/);
    await page.getByText(/^Avisos de hoy, /).waitFor();
    await page.context().close();
  }, 240_000);

  test('opens a dot of the risk matrix by keyboard, down to its reasons and records', async () => {
    const page = await web.signedIn('manager', { language: 'en' });
    await page.goto(`${web.url}/risk`);
    const silent = page.getByRole('listbox', { name: 'Silent', exact: true });
    await silent.getByRole('option').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/deal=/);
    const panel = page.getByRole('complementary');
    await panel.getByText(/^silent: /).waitFor();
    await panel
      .getByText(/The touches behind it/)
      .first()
      .click();
    await panel.getByRole('table').first().waitFor();
    expect(await panel.getByRole('row').count()).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'overdue', exact: true }).click();
    await page.getByRole('heading', { name: 'The deals with: overdue' }).waitFor();
    // The page stays where it was while its address changes.
    expect(await page.evaluate<number>('scrollY')).toBeGreaterThan(0);
    await page.getByRole('button', { name: /What this number is made of: Weighted pipeline/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The records behind it').first().waitFor();
    const shown = await dialog.getByRole('row').count();
    for (const [name, kind] of [
      ['CSV', 'text/csv'],
      ['XLSX', 'spreadsheetml'],
    ] as const) {
      const address = await dialog.getByRole('link', { name, exact: true }).getAttribute('href');
      const file = await page.evaluate(async (href) => {
        const answer = await fetch(href);
        return { type: answer.headers.get('content-type'), text: await answer.text() };
      }, address!);
      expect(file.type).toContain(kind);
      if (name === 'CSV') expect(file.text.trim().split('\n').length).toBe(shown);
    }
    await page.keyboard.press('Escape');
    await page.context().close();
  }, 240_000);

  test('shares a link that shows the same team and period', async () => {
    const page = await web.signedIn('manager', { language: 'es' });
    await page.goto(`${web.url}/presentations`);
    const sent = page.getByRole('button', { name: /De qué se compone este número: Propuestas enviadas/ }).first();
    const all = await sent.textContent();
    await page.getByRole('combobox', { name: 'Periodo' }).selectOption('this_year');
    await page.getByRole('combobox', { name: 'Equipo' }).selectOption({ label: 'Norte' });
    await page.waitForURL(/team=norte/);
    await expect.poll(() => sent.textContent(), slow).not.toBe(all);
    const some = await sent.textContent();
    const other = await page.context().newPage();
    await other.goto(page.url());
    const same = other.getByRole('button', { name: /De qué se compone este número: Propuestas enviadas/ }).first();
    await same.waitFor();
    expect(await same.textContent()).toBe(some);
    expect(await other.getByRole('combobox', { name: 'Equipo' }).inputValue()).toBe('norte');
    await other.getByRole('link', { name: 'Tablero' }).click();
    await other.waitForURL(/board.*team=norte/);
    await page.context().close();
  }, 240_000);
});

describe('a rep', () => {
  test('reaches no account of another by its address', async () => {
    const boss = await web.signedIn('manager', { language: 'en' });
    const all = await standings(boss);
    await boss.context().close();
    const page = await web.signedIn('rep', { language: 'en', width: 390, height: 844 });
    const own = new Set((await standings(page)).map(({ account }) => account));
    const other = all.find(({ account }) => !own.has(account))!;
    expect(own.size).toBeGreaterThan(0);
    for (const path of ['map', 'history']) {
      expect((await readApi(page, `/accounts/${other.account}/${path}`)).status).toBe(404);
    }
    await page.goto(`${web.url}/accounts/${other.account}`);
    await page.getByText('There is nothing at this address').waitFor();
    expect(await page.locator('body').textContent()).not.toContain(other.name);
    await page.goto(`${web.url}/accounts/${[...own][0]!}`);
    await page.getByRole('group', { name: 'Relationship map' }).waitFor();
    await page.context().close();
  }, 240_000);
});

test('the browser has nothing to complain of', () => {
  expect(web.faults).toEqual([]);
});
