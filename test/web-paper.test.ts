import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWeb, readApi, settled, violations, type Web } from './support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
}, 300_000);
afterAll(() => web?.close(), 60_000);

/** A4 without its margins, in CSS pixels. */
const sheet = 688;

async function onPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: sheet, height: 1000 });
}

/** How many bars of goals there are, and how many lie over something that is written beside them. */
const bars = `(() => {
  const all = [...document.querySelectorAll('main article li [aria-hidden="true"] > span')];
  const covering = all.filter((bar) => {
    const one = bar.getBoundingClientRect();
    return [...bar.closest('li').querySelectorAll('button, span:not([aria-hidden] *)')].some((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return left < one.right && right > one.left && top < one.bottom && bottom > one.top;
    });
  });
  return { all: all.length, covering: covering.length };
})()`;

test('the bars of goals leave their figures room, on narrow phones and on paper', async () => {
  const page = await web.signedIn('manager', { language: 'es', width: 320, height: 700 });
  await page.goto(`${web.url}/board`);
  await page.getByRole('heading', { name: 'Quién necesita ayuda' }).waitFor();
  await settled(page);
  for (const width of [320, 360, sheet]) {
    if (width === sheet) await onPaper(page);
    else await page.setViewportSize({ width, height: 700 });
    const { all, covering } = await page.evaluate<{ readonly all: number; readonly covering: number }>(bars);
    expect({ width, covering }).toEqual({ width, covering: 0 });
    expect(all).toBeGreaterThan(1);
    if (width !== sheet) expect(await violations(page)).toEqual([]);
  }
  await page.context().close();
}, 240_000);

test('calls by stage fit on paper, with every column and no button', async () => {
  const page = await web.signedIn('manager', { language: 'es' });
  await page.goto(`${web.url}/accounts?view=stages`);
  const more = page.getByRole('button', { name: /^Mostrar \d+ más$/ });
  await more.waitFor();
  await settled(page);
  const columns = await page.getByRole('columnheader').allTextContents();
  expect(columns).toContain('cliente');
  await onPaper(page);
  expect(await page.getByRole('columnheader').allTextContents()).toEqual(columns);
  expect(await more.isVisible()).toBe(false);
  const right = await page.evaluate<number>(
    "Math.max(...[...document.querySelectorAll('main th, main td')].map((cell) => cell.getBoundingClientRect().right))",
  );
  expect(right).toBeLessThanOrEqual(sheet);
  expect(await page.getByText(/^Las 25 primeras de \d+$/).isVisible()).toBe(true);
  await page.context().close();
}, 240_000);

test('paper says what a page is filtered by, and a window does not say it twice', async () => {
  const page = await web.signedIn('manager', { language: 'es' });
  for (const [path, line] of [
    ['/board?team=centro&source=web', 'Equipo: Centro · Origen: web'],
    ['/accounts?flag=silent&team=centro', /^Aviso: en silencio · \d+ cuentas?$/],
  ] as const) {
    await page.goto(web.url + path);
    await settled(page);
    const said = page.getByText(line, { exact: true });
    expect(await said.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    await said.waitFor();
    await page.emulateMedia({ media: 'screen' });
  }
  await page.context().close();
}, 240_000);

test('an account that is flagged has a row among the calls by stage though nobody called it', async () => {
  const page = await web.signedIn('manager', { language: 'es' });
  const { body } = await readApi(page, '/account-overview');
  const { accounts } = body as { accounts: readonly { name: string; flags: readonly { flag: string }[] }[] };
  const silent = accounts.filter(({ flags }) => flags.some(({ flag }) => flag === 'silent'));
  await page.goto(`${web.url}/accounts?flag=silent&view=stages`);
  await page.getByRole('columnheader', { name: 'Total' }).waitFor();
  const listed = await page.getByRole('rowheader').allTextContents();
  expect(listed.toSorted()).toEqual(silent.map(({ name }) => name).toSorted());
  const totals = await page.locator('main tbody td:last-child').allTextContents();
  expect(totals).toContain('0');
  await page.context().close();
}, 240_000);
