import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readOptional } from './optional-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'tacto-optional-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const at = (name: string): string => join(dir, name);
const unreadable = (says: RegExp): object => ({ code: 'cannot_read', message: expect.stringMatching(says) as string });

test('a file is its text, none is null', async () => {
  writeFileSync(at('settings.json'), '{"name": "Peña"}');
  symlinkSync(at('settings.json'), at('link'));
  expect(await readOptional(at('settings.json'))).toBe('{"name": "Peña"}');
  expect(await readOptional(at('link'))).toBe('{"name": "Peña"}');
  expect(await readOptional(at('nothing'))).toBeNull();
  expect(await readOptional(at('settings.json/nothing'))).toBeNull();
});

test('what is no settings file is a fault, and nobody waits for it', async () => {
  mkdirSync(at('folder'));
  writeFileSync(at('huge'), '');
  truncateSync(at('huge'), 16_000_001);
  await expect(readOptional(at('folder'))).rejects.toMatchObject(unreadable(/it is a folder/));
  await expect(readOptional(at('huge'))).rejects.toMatchObject(unreadable(/16 MB/));
  await expect(readOptional('/dev/zero')).rejects.toMatchObject(unreadable(/it is no file/));
});

test.skipIf(process.platform === 'win32')('a pipe is no settings file', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  await expect(readOptional(at('pipe'))).rejects.toMatchObject(unreadable(/it is no file/));
});
