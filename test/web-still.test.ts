import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWeb, settled, type Web } from './support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
}, 300_000);
afterAll(() => web?.close(), 60_000);

const ofManager = [
  '/board',
  '/people',
  '/people/rep-04',
  '/accounts',
  '/accounts/acc-0132',
  '/risk',
  '/presentations',
  '/process',
  '/numbers',
  '/questions',
  '/follow-ups',
  '/log',
];
const ofAdministrator = ['/settings/people', '/settings/reps', '/settings/goals', '/settings/teams'];

/** What a browser measures: how much of the window moves, times how far, all together. Above 0.1 it is called poor. */
const most = 0.01;

test.each([
  ['manager', 390, 844, ofManager],
  ['manager', 1440, 900, ofManager],
  ['admin', 390, 844, ofAdministrator],
] as const)(
  'nothing moves while pages load for the %s, %i wide',
  async (who, width, height, paths) => {
    const page = await web.signedIn(who, { language: 'es', width, height });
    await page.addInitScript(`
      globalThis.moved = 0;
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.moved += value;
      }).observe({ type: 'layout-shift', buffered: true });
    `);
    const moved: Record<string, number> = {};
    for (const path of paths) {
      await page.goto(web.url + path);
      await settled(page);
      moved[path] = Number(await page.evaluate('globalThis.moved'));
    }
    expect(Object.entries(moved).filter(([, sum]) => sum > most)).toEqual([]);
    await page.context().close();
  },
  240_000,
);
