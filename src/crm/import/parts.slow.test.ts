import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { salesforce } from '../salesforce/definition.ts';
import { importCrm } from './import-crm.ts';
import { noSettings } from './settings.ts';

// Millions of activities are answered in parts. However small these are, log and report are those of one part.

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tacto-parts-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const goldens = join(import.meta.dirname, '..', '..', '..', 'conformance', 'imports');

async function imported(name: string, linesAtOnce: number): Promise<Record<string, unknown>> {
  const out = join(scratch, `${name}-${linesAtOnce}`);
  const source = join(goldens, name, 'source');
  const { files, refused, questions, checks } = await importCrm(salesforce, {
    source,
    out,
    format: 'csv',
    settings: noSettings,
    knownKpis: new Set<string>(),
    linesAtOnce,
  });
  const tables = (await readdir(out)).filter((file) => file.endsWith('.csv')).sort();
  const texts = await Promise.all(tables.map((file) => readFile(join(out, file), 'utf8')));
  return { files, refused, questions, checks, tables, texts };
}

test.each(['salesforce-export', 'salesforce-twins', 'salesforce-mixed-ids'])('%s', async (name) => {
  const whole = await imported(name, 1_000_000);
  expect(whole['tables']).toContain('activities.csv');
  for (const lines of [1, 2, 5]) expect(await imported(name, lines)).toEqual(whole);
});
