import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FileLock, lockFile } from './file-lock.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tacto-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('one holder at a time; the file stays empty and alone', () => {
  const lock = lockFile(path) as FileLock;
  expect(lockFile(path)).toBeNull();
  lock.release();
  lock.release();
  const again = lockFile(path) as FileLock;
  expect(again.release).toBeTypeOf('function');
  expect([readdirSync(folder), statSync(path).size]).toEqual([['lock'], 0]);
  again.release();
});

test('a process that is killed lets go of it', () => {
  const module = join(import.meta.dirname, 'file-lock.ts');
  const text = `const { lockFile } = await import(${JSON.stringify(module)}); lockFile(${JSON.stringify(path)}).release.name; process.kill(process.pid, 'SIGKILL')`;
  expect(spawnSync(process.execPath, ['--input-type=module', '--eval', text]).signal).toBe('SIGKILL');
  const lock = lockFile(path) as FileLock;
  lock.release();
  expect(statSync(path).size).toBe(0);
});

test('what may not be written is no lock', () => {
  expect(lockFile(join(folder, 'absent', 'lock'))).toBe('read_only');
  writeFileSync(path, 'no database');
  expect(() => lockFile(path)).toThrow('not a database');
});
