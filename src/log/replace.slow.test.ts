import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLog } from '../engine/cache.ts';
import { lockLog } from './replace.ts';
import { finishReplacement, isReplacing } from './replacement.ts';
import { readVersion, replaceByVersion } from './test-support/versions.ts';

let root: string;
let dir: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tacto-replace-'));
  dir = join(root, 'log');
});
afterEach(() => rm(root, { recursive: true, force: true }));

type Ended = { readonly signal: NodeJS.Signals | null; readonly out: string };

async function inProcess(args: readonly string[], uid?: number): Promise<Ended> {
  const file = join(import.meta.dirname, 'test-support', 'version-process.ts');
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid }),
  });
  let out = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => resolve({ signal, out }));
  });
}

async function logFiles(): Promise<string[]> {
  return (await readdir(dir)).filter((name) => /\.(csv|parquet|json)$/.test(name)).sort();
}

const evenFiles = ['accounts.parquet', 'contacts.parquet', 'workspace.json'];

test('a new folder is written, an old log replaced: another format and other tables leave no old file', async () => {
  await replaceByVersion(dir, 1, { format: 'csv' });
  expect(await readdir(root)).toEqual(['log']);
  expect(await readdir(dir)).toEqual(['accounts.csv', 'reps.csv', 'workspace.json']);
  expect(await readVersion(dir)).toBe(1);
  await replaceByVersion(dir, 2, { format: 'parquet' });
  expect((await readdir(dir)).sort()).toEqual(['.tacto', ...evenFiles]);
  expect(await readdir(join(dir, '.tacto'))).toEqual(['lock']);
  expect(await readVersion(dir)).toBe(2);
});

test('files that are no tables of the log stay', async () => {
  await replaceByVersion(dir, 1, { format: 'csv' });
  const others = ['kpis.yaml', 'notes.txt', 'Accounts of 2025.csv', 'settings.json', join('.tacto', 'rejects.csv')];
  await mkdir(join(dir, '.tacto'));
  for (const file of others) await writeFile(join(dir, file), file);
  await replaceByVersion(dir, 2, { format: 'parquet' });
  for (const file of others) expect(await readFile(join(dir, file), 'utf8')).toBe(file);
});

test('a folder that holds files but no log is left as it is', async () => {
  await mkdir(dir);
  await writeFile(join(dir, 'letter.txt'), 'x');
  await expect(replaceByVersion(dir, 1, { format: 'csv' })).rejects.toMatchObject({ code: 'not_empty' });
  await expect(replaceByVersion(join(dir, 'letter.txt'), 1, { format: 'csv' })).rejects.toMatchObject({
    code: 'not_a_folder',
  });
  expect(await readdir(dir)).toEqual(['letter.txt']);
  await rm(join(dir, 'letter.txt'));
  await mkdir(join(dir, 'accounts.csv'));
  await expect(replaceByVersion(dir, 1, { format: 'csv' })).rejects.toMatchObject({ code: 'not_a_file' });
});

test('an error while the new log is written leaves the old one, and no draft', async () => {
  await replaceByVersion(dir, 1, { format: 'csv' });
  const writing = replaceByVersion(dir, 2, {
    format: 'csv',
    afterStep: (step) => {
      if (step === 'filled') throw new Error('disk full');
    },
  });
  await expect(writing).rejects.toThrow('disk full');
  expect(await readVersion(dir)).toBe(1);
  expect((await readdir(dir)).filter((name) => name.startsWith('.'))).toEqual(['.tacto']);
});

describe('a process killed', () => {
  const steps = [
    'drafted',
    'filled',
    'decided',
    'moved accounts.parquet',
    'moved contacts.parquet',
    'moved workspace.json',
    'removed accounts.csv',
    'removed reps.csv',
    'finished',
    'cleared',
  ];

  test('passes these steps', async () => {
    await replaceByVersion(dir, 3, { format: 'csv' });
    const passed: string[] = [];
    await replaceByVersion(dir, 4, { format: 'parquet', afterStep: (step) => passed.push(step) });
    expect(passed).toEqual(steps);
  });

  test.each(steps)(
    'after “%s” leaves the old log or the new one, and the next writer clears up',
    async (step) => {
      await replaceByVersion(dir, 3, { format: 'csv' });
      expect(await inProcess(['write', dir, '4', 'parquet', step])).toMatchObject({ signal: 'SIGKILL' });
      const isNew = steps.indexOf(step) >= steps.indexOf('decided');
      expect(await readVersion(dir)).toBe(isNew ? 4 : 3);
      expect(await logFiles()).toEqual(isNew ? evenFiles : ['accounts.csv', 'reps.csv', 'workspace.json']);
      await replaceByVersion(dir, 5, { format: 'csv' });
      expect(await readVersion(dir)).toBe(5);
      expect((await readdir(dir)).sort()).toEqual(['.tacto', 'accounts.csv', 'reps.csv', 'workspace.json']);
    },
    60_000,
  );

  test('while it finishes what another began leaves the new log', async () => {
    await replaceByVersion(dir, 3, { format: 'csv' });
    await inProcess(['write', dir, '4', 'parquet', 'decided']);
    for (const step of ['moved accounts.parquet', 'removed accounts.csv']) {
      expect(await inProcess(['finish', dir, step])).toMatchObject({ signal: 'SIGKILL' });
      expect(await isReplacing(dir)).toBe(true);
    }
    expect(await readVersion(dir)).toBe(4);
  }, 60_000);
});

describe('readers', () => {
  test('in parallel find an unfinished replacement and all read the new log', async () => {
    await replaceByVersion(dir, 3, { format: 'csv' });
    await inProcess(['write', dir, '4', 'parquet', 'moved accounts.parquet']);
    const others = [inProcess(['read', dir]), inProcess(['read', dir])];
    expect(await Promise.all([1, 2, 3, 4].map(() => readVersion(dir)))).toEqual([4, 4, 4, 4]);
    for (const { out } of await Promise.all(others)) expect(out).toBe('4');
  }, 60_000);

  test('never see a mixture while writers replace the log', async () => {
    await replaceByVersion(dir, 1, { format: 'csv' });
    const writers = new AbortController();
    const write = async (): Promise<void> => {
      for (let n = 2; n <= 16; n++) await replaceByVersion(dir, n, { format: n % 3 === 0 ? 'csv' : 'parquet' });
      writers.abort();
    };
    const read = async (): Promise<number> => {
      let last = 0;
      while (!writers.signal.aborted) {
        const version = await readVersion(dir).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'log_changes' });
          return last;
        });
        expect(version).toBeGreaterThanOrEqual(last);
        last = version;
      }
      return readVersion(dir);
    };
    const [, ...versions] = await Promise.all([write(), read(), read()]);
    expect(versions).toEqual([16, 16]);
  }, 60_000);

  test('who open a log with its cache get the new one', async () => {
    const kept = async (): Promise<number> => {
      const log = await openLog(dir, { knownKpis: new Set() });
      log.close();
      return log.reading.tables.accounts.kept;
    };
    await replaceByVersion(dir, 3, { format: 'csv' });
    expect(await kept()).toBe(3);
    await inProcess(['write', dir, '4', 'parquet', 'moved accounts.parquet']);
    expect(await kept()).toBe(4);
    expect(await isReplacing(dir)).toBe(false);
  }, 60_000);

  test.skipIf(process.platform === 'win32')(
    'who may not write are told of an unfinished replacement, and of nothing else',
    async () => {
      // Rights do not bind the superuser.
      const uid = process.getuid?.() === 0 ? 65_534 : undefined;
      await replaceByVersion(dir, 3, { format: 'csv' });
      await inProcess(['write', dir, '4', 'parquet', 'moved accounts.parquet']);
      await chmod(root, 0o755);
      await chmod(dir, 0o555);
      await chmod(join(dir, '.tacto'), 0o555);
      await chmod(join(dir, '.tacto', 'lock'), 0o444);
      expect((await inProcess(['read', dir], uid)).out).toBe('unfinished_import');
      expect((await inProcess(['write', dir, '5', 'csv'], uid)).out).toBe('read_only');
      await chmod(dir, 0o755);
      await chmod(join(dir, '.tacto'), 0o755);
      await chmod(join(dir, '.tacto', 'lock'), 0o644);
      await finishReplacement(dir);
      await chmod(dir, 0o555);
      expect((await inProcess(['read', dir], uid)).out).toBe('4');
      await chmod(dir, 0o755);
    },
    60_000,
  );
});

describe('two writers', () => {
  test('the second is told, in this process and in others, until the first is done', async () => {
    await replaceByVersion(dir, 1, { format: 'csv' });
    const lock = await lockLog(dir);
    await expect(replaceByVersion(dir, 2, { format: 'csv' })).rejects.toMatchObject({ code: 'log_busy' });
    expect((await inProcess(['write', dir, '2', 'csv'])).out).toBe('log_busy');
    expect(await readVersion(dir)).toBe(1);
    await replaceByVersion(dir, 3, { format: 'csv', lock });
    lock.release();
    await replaceByVersion(dir, 4, { format: 'csv' });
    expect(await readVersion(dir)).toBe(4);
  }, 60_000);

  test('into one new folder: the second is told', async () => {
    const lock = await lockLog(dir);
    expect(lock.isNew).toBe(true);
    await replaceByVersion(dir, 1, { format: 'csv' });
    await expect(replaceByVersion(dir, 2, { format: 'csv', lock })).rejects.toMatchObject({ code: 'log_busy' });
    expect(await readVersion(dir)).toBe(1);
  });
});

describe('a plan that is not ours', () => {
  test.each([
    ['reaches beyond the folder', { brings: ['workspace.json'], removes: ['../precious'] }],
    ['names other files', { brings: ['kpis.yaml'], removes: [] }],
    ['is no plan', []],
    ['brings what is nowhere', { brings: ['costs.csv'], removes: [] }],
  ])('%s: nothing is touched', async (_, plan) => {
    await replaceByVersion(dir, 1, { format: 'csv' });
    await writeFile(join(root, 'precious'), 'x');
    await mkdir(join(dir, '.tacto-next'));
    await writeFile(join(dir, '.tacto-next', 'plan.json'), JSON.stringify(plan));
    await expect(readVersion(dir)).rejects.toMatchObject({ code: 'broken_import' });
    await expect(lockLog(dir)).rejects.toMatchObject({ code: 'broken_import' });
    expect((await readdir(root)).sort()).toEqual(['log', 'precious']);
    await rm(join(dir, '.tacto-next'), { recursive: true });
    await replaceByVersion(dir, 2, { format: 'csv' });
    expect(await readVersion(dir)).toBe(2);
  });

  test('a link to another folder is not followed', async () => {
    await replaceByVersion(dir, 1, { format: 'csv' });
    const other = join(root, 'other');
    await mkdir(other);
    await writeFile(join(other, 'costs.csv'), 'x');
    await writeFile(join(other, 'plan.json'), '{"brings":["costs.csv"],"removes":[]}');
    await symlink(other, join(dir, '.tacto-next'));
    await expect(readVersion(dir)).rejects.toMatchObject({ code: 'broken_import' });
    expect((await readdir(other)).sort()).toEqual(['costs.csv', 'plan.json']);
  });
});
