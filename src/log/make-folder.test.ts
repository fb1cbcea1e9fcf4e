import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

const root = await mkdtemp(join(tmpdir(), 'tacto-folder-'));
afterAll(() => rm(root, { recursive: true, force: true }));

test('a folder is made with those it lies in, and may be there already', async () => {
  const path = join(root, 'a', 'b', 'c');
  await Promise.all([makeFolder(path), makeFolder(path)]);
  await makeFolder(path);
  expect((await stat(path)).isDirectory()).toBe(true);
});

test('a file in the way is said', async () => {
  const file = join(root, 'file');
  await writeFile(file, '');
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'sub'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test.runIf(existsSync('/proc/self'))('a file system that makes no folders is said', async () => {
  await expect(makeFolder('/proc/tacto/cache')).rejects.toMatchObject({ code: 'ENOENT' });
});
