import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openWeb, settled, type View } from '../test/support/web.ts';

// Makes docs/pictures/web-….png: each page of the web app with the demo team, in both languages, for the guide.
// Needs Chromium; takes about a minute: `node scripts/make-web-pictures.ts`.

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
type Picture = {
  readonly name: string;
  readonly path: string;
  /** Follows the first link of the page's content: an account's, a person's. */
  readonly first?: true;
};
const desk = { width: 1280, height: 800 } as const;
const phone = { width: 390, height: 760 } as const;

const ofManager: readonly Picture[] = [
  { name: 'board', path: '/board' },
  { name: 'people', path: '/people' },
  { name: 'rep', path: '/people', first: true },
  { name: 'accounts', path: '/accounts' },
  { name: 'account', path: '/accounts', first: true },
  { name: 'risk', path: '/risk' },
  { name: 'presentations', path: '/presentations' },
  { name: 'numbers', path: '/numbers' },
  { name: 'process', path: '/process' },
  { name: 'questions', path: '/questions' },
];
const ofAdministrator: readonly Picture[] = [
  { name: 'import', path: '/import' },
  { name: 'settings', path: '/settings' },
];
const ofRep: readonly Picture[] = [
  { name: 'follow-ups', path: '/follow-ups' },
  { name: 'log', path: '/log' },
];

const web = await openWeb();
try {
  for (const language of ['en', 'es'] as const) {
    await take('manager', { language, ...desk }, ofManager);
    await take('admin', { language, ...desk }, ofAdministrator);
    await take('rep', { language, ...phone }, ofRep);
  }
} finally {
  await web.close();
}

async function take(who: string, view: View, pictures: readonly Picture[]): Promise<void> {
  const page = await web.signedIn(who, view);
  for (const { name, path, first } of pictures) {
    await page.goto(web.url + path);
    await drawn(page);
    if (first === true) {
      await page.locator('main a[href*="/people/"], main a[href*="/accounts/"]').first().click();
      await drawn(page);
    }
    await page.screenshot({ path: `${folder}web-${name}${view.language === 'es' ? '.es' : ''}.png` });
  }
  await page.context().close();
}

/** When all is there that the page asks for, and drawn. */
async function drawn(page: Page): Promise<void> {
  await settled(page);
  await page.waitForTimeout(600);
}
