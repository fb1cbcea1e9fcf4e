import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from './chromium.ts';

const patience = 60_000;

/** A server with the demo team, and a browser before it. */
export type Web = {
  readonly url: string;
  /** Faults that the browser told of: errors of scripts, what the policy refused. */
  readonly faults: readonly string[];
  /** Somebody of the demo team (`admin`, `manager`, `rep`) who has signed in. */
  readonly signedIn: (who: string, view: View) => Promise<Page>;
  readonly close: () => Promise<void>;
};

/** How a page is looked at. */
export type View = {
  readonly language: 'es' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
};

/** Starts a server with the demo team and a browser. */
export async function openWeb(): Promise<Web> {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-web-'));
  await chmod(folder, 0o755);
  const env = { ...process.env, TACTO_DATA: join(folder, 'data'), TACTO_PORT: '0', TACTO_LOG_LEVEL: 'error' };
  const server = spawn(process.execPath, ['bin/tacto.js', 'serve', '--demo', '--lang', 'en'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await firstSteps(server);
  const url = /Tacto runs at (\S+)/.exec(said)![1]!;
  const passwords = new Map(
    [...said.matchAll(/(\S+@acme\.example)\s+(\S+)/g)].map(([, email, password]) => [email!.split('@')[0]!, password!]),
  );
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
  const faults: string[] = [];
  return {
    url,
    faults,
    signedIn: (who, view) => signIn({ browser, url, who, password: passwords.get(who)!, view, faults }),
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
export function firstSteps(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('openapi.json')) resolve(said);
    });
    child.once('exit', (status) => reject(new Error(`the server ended with ${status}: ${said}`)));
  });
}

type SignIn = {
  readonly browser: Browser;
  readonly url: string;
  readonly who: string;
  readonly password: string;
  readonly view: View;
  readonly faults: string[];
};

async function signIn({ browser, url, who, password, view, faults }: SignIn): Promise<Page> {
  const { language, theme = 'light', width = 1440, height = 900 } = view;
  const isSpanish = language === 'es';
  const context = await browser.newContext({
    locale: isSpanish ? 'es-ES' : 'en-GB',
    colorScheme: theme,
    viewport: { width, height },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on('pageerror', (error) => void faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/\b(401|404)\b/.test(message.text())) faults.push(message.text());
  });
  await page.goto(url);
  await page.getByLabel(isSpanish ? 'Correo electrónico' : 'E-mail').fill(`${who}@acme.example`);
  await page.getByLabel(isSpanish ? 'Contraseña' : 'Password').fill(password);
  await page.getByRole('button', { name: isSpanish ? 'Entrar' : 'Sign in' }).click();
  await page
    .getByRole('heading', { level: 1, name: isSpanish ? /Tablero|Seguimientos/ : /Board|Follow-ups/ })
    .waitFor();
  return page;
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
