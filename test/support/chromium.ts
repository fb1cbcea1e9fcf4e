import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Where Chromium is. On Debian root installs it when there is none.
 * @throws Error that says what to install
 */
export function chromiumPath(): string {
  const known = (): string | undefined =>
    [process.env['CHROMIUM'], ...places].find((path) => path !== undefined && existsSync(path));
  const found = known();
  if (found !== undefined) return found;
  const isDebian =
    existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (isDebian && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, stdio: 'ignore' });
    const installed = known();
    if (installed !== undefined) return installed;
  }
  throw new Error('The tests of the web app need Chromium: apt-get install chromium, or set CHROMIUM to where one is.');
}

/** What a headless Chromium is started with: it talks to nobody but the test. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
