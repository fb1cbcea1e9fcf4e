import type { Page } from 'playwright-core';
import { openWeb } from '../test/support/web.ts';

// npm run bench -- --page: how soon the board of the demo organisation can be used in Chromium, with the processor slowed down, and how much it moves
// while it loads. The browser's cache is empty for each run, as on the first visit.

const [runs, slowDown] = [5, 4] as const;

/** The parts of the board that a manager looks at first. */
const cards = 'main article';

const web = await openWeb();
try {
  const times: number[] = [];
  const shifts: number[] = [];
  for (let run = 0; run < runs; run++) {
    const page = await web.signedIn('manager', { language: 'en' });
    const { ms, shift } = await measure(page);
    times.push(ms);
    shifts.push(shift);
    await page.context().close();
  }
  const middle = times.toSorted((a, b) => a - b)[Math.floor(runs / 2)]!;
  process.stdout.write(
    `board, ${slowDown}× slower: its figures are there after ${middle.toFixed(0)} ms (median of ${runs}; ${times.map((ms) => ms.toFixed(0)).join(', ')}); layout shift at most ${Math.max(...shifts).toFixed(3)}\n`,
  );
} finally {
  await web.close();
}

async function measure(page: Page): Promise<{ readonly ms: number; readonly shift: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  // The page notes by itself when the first three cards are there: asking for it from outside would cost its time.
  await page.addInitScript(`{
    let shift = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value; globalThis.layoutShift = shift; })
      .observe({ type: 'layout-shift', buffered: true });
    new MutationObserver((_, observer) => {
      if (document.querySelectorAll(${JSON.stringify(cards)}).length < 3) return;
      observer.disconnect();
      requestAnimationFrame(() => { globalThis.usableAt = performance.now(); });
    }).observe(document, { childList: true, subtree: true });
  }`);
  await page.goto(`${web.url}/board`);
  while (!(await page.evaluate<boolean>('globalThis.usableAt !== undefined'))) await page.waitForTimeout(50);
  await page.waitForLoadState('networkidle');
  const ms = await page.evaluate<number>('globalThis.usableAt');
  const shift = await page.evaluate<number>('globalThis.layoutShift ?? 0');
  return { ms, shift };
}
