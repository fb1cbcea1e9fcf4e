import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from './chromium.ts';
import { firstSteps } from './web.ts';

const patience = 60_000;

export type ShownIn = {
  readonly language: 'es' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
};

/** The server as people start it, with a browser that looks at it. */
export type WebApp = {
  readonly url: string;
  /** What the server said when it was ready. */
  readonly said: string;
  readonly browser: Browser;
  /** Errors of scripts, and what the policy of the pages refused. */
  readonly faults: string[];
  /** A page of somebody of the demo who is signed in. */
  readonly signedIn: (who: string, shown: ShownIn) => Promise<Page>;
  /** A page of somebody who is not. */
  readonly visitor: (shown: ShownIn) => Promise<Page>;
  readonly close: () => Promise<void>;
};

/** Starts the server, with the demo team or empty. */
export async function openWebApp({ demo }: { readonly demo: boolean }): Promise<WebApp> {
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
  const open = async ({ language, theme = 'light', width = 1280 }: ShownIn, state?: string): Promise<Page> => {
    const known = state === undefined ? undefined : states.get(state);
    const context = await browser.newContext({
      locale: language === 'es' ? 'es-ES' : 'en-GB',
      colorScheme: theme,
      viewport: { width, height: 844 },
      permissions: ['clipboard-write'],
      ...(known === undefined ? {} : { storageState: known }),
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
    visitor: async (shown) => open(shown),
    signedIn: async (who, shown) => {
      if (!states.has(who)) {
        const context = await browser.newContext();
        const data = { email: `${who}@acme.example`, password: passwords.get(who)! };
        await context.request.post(`${url}/api/auth/sign-in/email`, { data, headers: { origin: url } });
        states.set(who, await context.storageState());
        await context.close();
      }
      return open(shown, who);
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

/** The code that an authenticator app shows now for a key (RFC 6238). */
export function codeOf(key: string, now = Date.now()): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = Array.from(key.replace(/\s/g, ''))
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const hash = createHmac('sha1', bytes).update(counter).digest();
  const number = hash.readUInt32BE(hash.at(-1)! & 15) & 0x7f_ff_ff_ff;
  return String(number % 1_000_000).padStart(6, '0');
}
