import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWeb, settled, type Web } from './support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
}, 300_000);
afterAll(() => web?.close(), 60_000);

const steps = 60;

/** What of the page has the focus and lies wholly behind something else, in its own words; null: nothing, or it is seen. */
const covered = `(() => {
  const focused = document.activeElement;
  if (focused === null || focused.closest('main') === null || focused.matches('main')) return null;
  const isSeen = [...focused.getClientRects()].some(({ left, right, top, bottom }) =>
    [top + 2, (top + bottom) / 2, bottom - 2].some((y) => {
      const found = document.elementFromPoint((left + right) / 2, y);
      return found !== null && (focused.contains(found) || found.closest('label')?.contains(focused) === true);
    }),
  );
  return isSeen ? null : focused.textContent || focused.outerHTML;
})()`;

async function coveredOf(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  let reached = 0;
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press('Tab');
    reached += Number(await page.evaluate('document.activeElement.closest("main") !== null'));
    const text = await page.evaluate<string | null>(covered);
    if (text !== null) found.push(text);
  }
  expect(reached).toBeGreaterThan(5);
  return found;
}

test.each([
  ['rep', ['/follow-ups', '/board', '/accounts']],
  ['manager', ['/board', '/people', '/accounts?view=stages']],
] as const)(
  'what has the focus is never behind the bar of the pages: %s',
  async (who, paths) => {
    const page = await web.signedIn(who, { language: 'es', width: 390, height: 700 });
    for (const path of paths) {
      await page.goto(web.url + path);
      await settled(page);
      expect({ path, covered: await coveredOf(page) }).toEqual({ path, covered: [] });
    }
    await page.context().close();
  },
  240_000,
);

test('nor behind the button that logs, on a phone and on a desk', async () => {
  for (const width of [390, 1440]) {
    const page = await web.signedIn('rep', { language: 'es', width, height: 700 });
    await page.goto(`${web.url}/log`);
    await page.locator('main ul button').first().click();
    await page.getByText('Contestó', { exact: true }).click();
    await page.getByRole('button', { name: 'Entregué algo…' }).waitFor();
    expect({ width, covered: await coveredOf(page) }).toEqual({ width, covered: [] });
    await page.context().close();
  }
}, 240_000);
