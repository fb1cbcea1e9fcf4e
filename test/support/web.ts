import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from './chromium.ts';

const patience = 60_000;

/** The server as people start it, and a browser before it. */
export type Web = {
  readonly url: string;
  /** What the server said when it was ready. */
  readonly said: string;
  readonly browser: Browser;
  /** Faults that the browser told of: errors of scripts, what the policy refused. */
  readonly faults: readonly string[];
  /** The password of somebody of the demo team. */
  readonly passwordOf: (who: string) => string;
  /** The first page of somebody of the demo team (`admin`, `manager`, `rep`) who has signed in. */
  readonly signedIn: (who: string, view: View) => Promise<Page>;
  /** A page of somebody who has not. */
  readonly visitor: (view: View) => Promise<Page>;
  readonly close: () => Promise<void>;
};

/** How a page is looked at. */
export type View = {
  readonly language: 'es' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
};

/** Starts a server, with the demo team or empty, and a browser. */
export async function openWeb({ demo = true }: { readonly demo?: boolean } = {}): Promise<Web> {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-web-'));
  await chmod(folder, 0o755);
  const env = { ...process.env, TACTO_DATA: join(folder, 'data'), TACTO_PORT: '0', TACTO_LOG_LEVEL: 'error' };
  const options = ['bin/tacto.js', 'serve', ...(demo ? ['--demo'] : []), '--lang', 'en'];
  const server = spawn(process.execPath, options, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await firstSteps(server);
  const url = /Tacto runs at (\S+)/.exec(said)![1]!;
  const passwords = new Map(
    [...said.matchAll(/(\S+@acme\.example)\s+(\S+)/g)].map(([, email, password]) => [email!.split('@')[0]!, password!]),
  );
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
  const faults: string[] = [];
  const states = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();
  const stateOf = async (who: string): Promise<Awaited<ReturnType<BrowserContext['storageState']>>> => {
    const known = states.get(who);
    if (known !== undefined) return known;
    const context = await browser.newContext();
    const data = { email: `${who}@acme.example`, password: passwords.get(who)! };
    await context.request.post(`${url}/api/auth/sign-in/email`, { data, headers: { origin: url } });
    const state = await context.storageState();
    await context.close();
    states.set(who, state);
    return state;
  };
  const open = async (view: View, who?: string): Promise<Page> => {
    const { language, theme = 'light', width = 1440, height = 900 } = view;
    const context = await browser.newContext({
      locale: language === 'es' ? 'es-ES' : 'en-GB',
      colorScheme: theme,
      viewport: { width, height },
      permissions: ['clipboard-write'],
      ...(who === undefined ? {} : { storageState: await stateOf(who) }),
    });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    page.on('pageerror', (error) => void faults.push(error.message));
    page.on('console', (message) => {
      // What the API refuses is told by the browser too, and looked at where it is expected.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        faults.push(message.text());
    });
    return page;
  };
  return {
    url,
    said,
    browser,
    faults,
    passwordOf: (who) => passwords.get(who)!,
    visitor: (view) => open(view),
    signedIn: async (who, view) => {
      const page = await open(view, who);
      await page.goto(url);
      await page.getByRole('heading', { level: 1, name: /^(Tablero|Seguimientos|Board|Follow-ups)$/ }).waitFor();
      return page;
    },
    close: async () => {
      await browser.close();
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the server says when it is ready. */
function firstSteps(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('openapi.json')) resolve(said);
    });
    child.once('exit', (status) => reject(new Error(`the server ended with ${status}: ${said}`)));
  });
}

/** Waits until nothing of a page is loading. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('main [class*="skeleton"]').first().waitFor({ state: 'detached' });
}

/** Reads from the API as the page's user. */
export function readApi(page: Page, path: string): Promise<{ readonly status: number; readonly body: unknown }> {
  return page.evaluate(async (asked) => {
    const answer = await fetch(`/api/v1${asked}`, { headers: { accept: 'application/json' } });
    return { status: answer.status, body: await answer.json() };
  }, path);
}

/** What axe finds against WCAG 2.2 AA. */
export async function violations(page: Page): Promise<readonly string[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // By the protocol, not as a script of the page: its policy lets none in.
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (context: object, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    // Where React Aria says aloud what has changed; it is empty a moment later.
    const found = await axe.run({ exclude: ['[data-live-announcer]'] }, { runOnly: { type: 'tag', values: tags } });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
  });
}
