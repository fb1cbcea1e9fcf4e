import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withWorkFolder } from './work-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tacto-work-test-'));
  vi.stubEnv('TMPDIR', root);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Ends a process by a signal while it works, and says by which one it ended. */
function ended(signal: string, before = ''): string | null {
  const module = JSON.stringify(join(import.meta.dirname, 'work-folder.ts'));
  const text = `import { writeFileSync } from 'node:fs';
    const { withWorkFolder } = await import(${module}); ${before}
    await withWorkFolder('try', async (folder) => {
      writeFileSync(folder + '/secret', 'x');
      process.kill(process.pid, '${signal}');
      await new Promise((resolve) => setTimeout(resolve, 300));
    });`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', text], { env: { ...process.env, TMPDIR: root } })
    .signal;
}

test('a folder is there while it is worked in, and gone afterwards, come what may', async () => {
  let seen = '';
  await withWorkFolder('try', async (folder) => {
    seen = folder;
    writeFileSync(join(folder, 'a'), 'x');
  });
  expect(seen.startsWith(join(root, `tacto-try-${process.pid}-`))).toBe(true);
  await expect(withWorkFolder('try', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(readdirSync(root)).toEqual([]);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s ends the process and leaves nothing behind', (signal) => {
  expect(ended(signal)).toBe(signal);
  expect(readdirSync(root)).toEqual([]);
});

test('whoever else listens to a signal decides what becomes of the process', () => {
  expect(ended('SIGTERM', `process.on('SIGTERM', () => undefined);`)).toBeNull();
  expect(readdirSync(root)).toEqual([]);
});

test('what a killed process left is removed after a day', async () => {
  expect(ended('SIGKILL')).toBe('SIGKILL');
  const [left = ''] = readdirSync(root);
  await withWorkFolder('try', async () => undefined);
  expect(existsSync(join(root, left, 'secret'))).toBe(true);
  const old = Date.now() / 1000 - 90_000;
  utimesSync(join(root, left), old, old);
  for (const name of [`tacto-try-${process.pid}-abcdef`, 'tacto-demo']) {
    mkdirSync(join(root, name));
    utimesSync(join(root, name), old, old);
  }
  await withWorkFolder('try', async () => undefined);
  expect(readdirSync(root).sort()).toEqual(['tacto-demo', `tacto-try-${process.pid}-abcdef`]);
});
