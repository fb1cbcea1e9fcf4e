import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { defaultWorkspace } from '../../domain/workspace.ts';
import { inProcess } from './in-process.ts';
import type { Task } from './made.ts';

const task: Task = {
  kind: 'log',
  mode: 'add',
  settings: null,
  settingsFrom: null,
  before: {},
  madeOf: {},
  language: 'en',
  home: defaultWorkspace,
  hasCurrent: false,
  knownKpis: [],
  memoryLimit: '500MB',
};

test('an import is read in a folder that is told by a relative path, too', async () => {
  // Below where the tests run: a path that leads up to the root would mean the same from everywhere.
  const folder = await mkdtemp(join('node_modules', 'tacto-in-process-'));
  try {
    await mkdir(join(folder, 'upload'));
    await writeFile(join(folder, 'upload', 'reps.csv'), 'id,name\na,Ann\n');
    for (const dir of [resolve(folder), folder]) {
      const made = await inProcess(dir, task, { signal: new AbortController().signal, onStep: () => undefined });
      expect(made.report.tables.find(({ table }) => table === 'reps')?.rows).toBe(1);
      await rm(join(folder, 'log'), { recursive: true, force: true });
      await rm(join(folder, 'tmp'), { recursive: true, force: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
