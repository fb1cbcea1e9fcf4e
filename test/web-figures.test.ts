import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWeb, settled, type Web } from './support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
}, 300_000);
afterAll(() => web?.close(), 60_000);

const slow = 300_000;

/** What of an element is looked at. */
type Cell = { readonly textContent: string; readonly querySelector: (selector: string) => object | null };

/** Where numbers stand that are counted or computed. */
const numbers = 'main tbody .number, main dd, main [class*="amount"], main [class*="share"]';

/** Those of a page, in tables that are folded away too, that do not open. An interval is said where its value opens; a day is no number. */
async function closedNumbers(page: Page): Promise<readonly string[]> {
  const found = await page
    .locator(numbers)
    .evaluateAll((cells: readonly Cell[]) =>
      cells.map((cell) => ({ text: cell.textContent, opens: cell.querySelector('button[class*="figure"]') !== null })),
    );
  return found
    .filter(({ text, opens }) => !opens && /\d/.test(text) && !text.includes('…') && !/\p{L}{3,}.? \d{4}$/u.test(text))
    .map(({ text }) => text);
}

/** Opens a number, and hands out what it opens. */
async function opened(page: Page, number: Locator): Promise<Locator> {
  await number.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The records behind it').first().waitFor();
  await dialog.locator('[class*="skeleton"]').first().waitFor({ state: 'detached' });
  return dialog;
}

async function download(page: Page, file: Locator): Promise<Buffer> {
  const [given] = await Promise.all([page.waitForEvent('download'), file.click()]);
  return readFile(await given.path());
}

const money = (text: string): number => Number(text.replaceAll(/[^\d-]/g, ''));

const told = [
  '/board',
  '/people',
  '/people?kpi=dials',
  '/people/rep-04',
  '/accounts',
  '/accounts?view=stages',
  '/risk',
  '/presentations',
  '/numbers',
  '/process',
];

describe('the manager', () => {
  test.each([
    ['en', 1440],
    ['es', 390],
  ] as const)(
    'finds no number that does not open, in %s, %d wide',
    async (language, width) => {
      const page = await web.signedIn('manager', { language, width, height: 900 });
      for (const path of told) {
        await page.goto(web.url + path);
        await settled(page);
        expect(await page.locator('main button[class*="figure"]').count()).toBeGreaterThan(3);
        expect({ path, closed: await closedNumbers(page) }).toEqual({ path, closed: [] });
      }
      await page.context().close();
    },
    slow,
  );

  test(
    'opens the money at risk of an account down to deals that add up to it, looks for one, and takes them away',
    async () => {
      const page = await web.signedIn('manager', { language: 'en' });
      await page.goto(`${web.url}/accounts?flag=overdue`);
      await settled(page);
      const number = page.getByRole('button', { name: /What this number is made of: Forecast at risk: / }).first();
      const all = money((await number.textContent())!);
      const dialog = await opened(page, number);
      await dialog.getByText('sum of amount × probability of the stage', { exact: false }).waitFor();
      const rows = dialog.locator('tbody tr');
      const parts = await rows.locator('td.number:nth-child(3)').allTextContents();
      expect(parts.length).toBeGreaterThan(0);
      expect(Math.abs(parts.map(money).reduce((sum, part) => sum + part, 0) - all)).toBeLessThanOrEqual(parts.length);
      const csv = (await download(page, dialog.getByRole('button', { name: 'CSV' }))).toString();
      expect(csv.trim().split('\n').length).toBe(1 + parts.length);
      const name = (await rows.first().locator('th').textContent())!;
      expect(csv).toContain(name);
      const book = await download(page, dialog.getByRole('button', { name: 'XLSX' }));
      expect(book.subarray(0, 2).toString()).toBe('PK');
      expect(book.length).toBeGreaterThan(2000);
      await dialog.getByLabel('Find in the records').fill('nothing is called so');
      await expect.poll(() => rows.count()).toBe(0);
      await dialog.getByLabel('Find in the records').fill(name);
      await expect.poll(() => rows.count()).toBeGreaterThan(0);
      await page.context().close();
    },
    slow,
  );

  test(
    'opens who of an account was heard: as many as the number says',
    async () => {
      const page = await web.signedIn('manager', { language: 'en' });
      await page.goto(`${web.url}/accounts`);
      await settled(page);
      for (const label of ['People heard', 'Decision team']) {
        const number = page
          .getByRole('button', { name: new RegExp(`What this number is made of: ${label}: `) })
          .first();
        const [heard, all] = (await number.textContent())!.match(/\d+/g)!.map(Number) as [number, number];
        const dialog = await opened(page, number);
        await dialog.getByText('Numerator').waitFor();
        expect(await dialog.locator('tbody tr').count()).toBe(all);
        expect(
          await dialog
            .locator('tbody tr')
            .filter({ has: page.getByRole('cell', { name: 'yes', exact: true }) })
            .count(),
        ).toBe(heard);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
      await page.context().close();
    },
    slow,
  );

  test(
    'opens what a warning is worth, and a month of the forecast, each to as many records as it says',
    async () => {
      const page = await web.signedIn('manager', { language: 'en' });
      await page.goto(`${web.url}/risk`);
      await settled(page);
      const worth = page.getByRole('button', { name: /What this number is made of: Won with it: overdue/ });
      const [won, closed] = /\((\d+) of (\d+)\)/
        .exec((await worth.textContent())!)!
        .slice(1)
        .map(Number) as [number, number];
      const past = await opened(page, worth);
      await past.getByText(/The true value lies between/).waitFor();
      expect(await past.locator('tbody tr').count()).toBe(closed);
      expect(
        await past
          .locator('tbody tr')
          .filter({ has: page.getByRole('cell', { name: 'won', exact: true }) })
          .count(),
      ).toBe(won);
      await page.keyboard.press('Escape');
      await past.waitFor({ state: 'detached' });
      const flag = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('button', { name: 'silent', exact: true }) });
      const deals = Number(/^\D*(\d+) deal/.exec((await flag.textContent())!)![1]);
      const silent = await opened(page, flag.getByRole('button', { name: /Forecast at risk: silent/ }));
      expect(await silent.locator('tbody tr').count()).toBe(deals);
      await page.keyboard.press('Escape');
      await silent.waitFor({ state: 'detached' });
      const months = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Forecast by month' }) });
      await months.getByText('As a table').click();
      const row = months.locator('tbody tr').first();
      const count = Number(await row.locator('td').first().textContent());
      let listed = 0;
      for (const button of (await row.getByRole('button').all()).slice(1)) {
        const dialog = await opened(page, button);
        listed += await dialog.locator('tbody tr').count();
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
      expect(listed).toBe(count);
      await page.context().close();
    },
    slow,
  );

  test(
    'opens what has become of deals in time, and what was before on the board',
    async () => {
      const page = await web.signedIn('manager', { language: 'en' });
      await page.goto(`${web.url}/process`);
      await settled(page);
      const lost = page.getByRole('button', { name: /What this number is made of: Lost$/ });
      const n = Number((await lost.textContent())!.replaceAll(/\D/g, ''));
      const dialog = await opened(page, lost);
      const shown = (await dialog.getByRole('status').textContent())!;
      expect(Number(/of ([\d,]+)/.exec(shown)![1]!.replaceAll(',', ''))).toBe(n);
      await page.goto(`${web.url}/board`);
      await settled(page);
      const card = page.getByRole('region', { name: 'In focus' }).getByRole('article').nth(1);
      const before = card.getByRole('button').nth(1);
      const value = await before.textContent();
      const then = await opened(page, before);
      expect(await then.locator('p').nth(0).textContent()).toBe(value);
      await page.context().close();
    },
    slow,
  );

  test(
    'sees the other figures in focus where one of them cannot be told',
    async () => {
      const page = await web.signedIn('manager', { language: 'en' });
      const problem = {
        title: 'Unprocessable Content',
        status: 422,
        code: 'missing_rate',
        detail: 'There is no rate.',
      };
      await page.route(/\/(kpi|trend)\?.*contract_volume/, (route) =>
        route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
      );
      await page.goto(`${web.url}/board?focus=contracts,contract_volume,win_rate`);
      const focus = page.getByRole('region', { name: 'In focus' });
      await focus.getByText('There is no rate.').waitFor();
      await expect.poll(() => focus.getByRole('article').count(), { timeout: 30_000 }).toBe(2);
      await page.context().close();
    },
    slow,
  );

  test(
    'sees a diagnosis of what is filtered by, and is told what cannot be',
    async () => {
      const page = await web.signedIn('manager', { language: 'en' });
      const asked: string[] = [];
      page.on('request', (request) => void asked.push(request.url()));
      await page.goto(`${web.url}/people/rep-04?team=norte&source=cold_list`);
      await settled(page);
      await page.getByText(/^Not known by source, so not looked at: .*Pressured accounts/).waitFor();
      const diagnosed = asked.filter((url) => url.includes('/diagnose'));
      expect(diagnosed.length).toBeGreaterThan(0);
      for (const url of diagnosed) expect(decodeURIComponent(url)).toContain('where=team=norte,source=cold_list');
      await page.goto(`${web.url}/board?team=norte`);
      await settled(page);
      const ofBoard = asked.filter((url) => url.includes('/diagnose')).slice(diagnosed.length);
      expect(ofBoard.length).toBeGreaterThan(0);
      for (const url of ofBoard) expect(decodeURIComponent(url)).toContain('where=team=norte');
      await page.goto(`${web.url}/people?kpi=rated_share&source=cold_list`);
      await page.getByText('Cannot be told by source').waitFor();
      await page.context().close();
    },
    slow,
  );
});

test('the browser has nothing to complain of', () => {
  expect(web.faults).toEqual([]);
});
