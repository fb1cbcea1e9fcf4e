import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseWorkspace } from '../../domain/workspace.ts';
import { tableNames, tables } from '../schema.ts';
import { type DemoSummary, writeDemoLog } from './index.ts';
import { faultsOf, type LogText, readLog } from './test-support.ts';

let root: string;
let summary: DemoSummary;
let log: LogText;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'demo-log-'));
  summary = await writeDemoLog(join(root, 'log'), { months: 9 });
  log = readLog(join(root, 'log'));
});

afterAll(async () => {
  await rm(root, { recursive: true });
});

async function bytesOf(dir: string): Promise<string> {
  const names = (await readdir(dir)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')));
  return names.map((name, i) => `${name}\n${texts[i]}`).join('\n');
}

describe('writeDemoLog', () => {
  test('writes the same bytes for the same options, others for another seed', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => join(root, name)) as [string, string, string];
    await writeDemoLog(a, { reps: 3, months: 2, seed: 1 });
    await writeDemoLog(b, { reps: 3, months: 2, seed: 1 });
    await writeDemoLog(c, { reps: 3, months: 2, seed: 2 });
    expect(await bytesOf(a)).toBe(await bytesOf(b));
    expect(await bytesOf(a)).not.toBe(await bytesOf(c));
  });

  test('writes rows that all keep the rules of the sales log', () => {
    expect(faultsOf(log)).toEqual([]);
    for (const name of tableNames) expect(summary.rows[name]).toBe(log[name].length);
    expect(tableNames.filter((name) => log[name].length === 0)).toEqual([]);
  });

  test.each([
    { reps: 1, months: 1, seed: 3 },
    { reps: 2, months: 1, seed: 4, until: '2024-03-31' },
    { reps: 7, months: 3, seed: 5, until: '2025-01-02' },
    { reps: 14, months: 2, seed: 6, until: '2020-09-15' },
  ])('keeps the rules with $reps reps over $months months', async (options) => {
    const dir = join(root, `size-${options.reps}`);
    await writeDemoLog(dir, options);
    expect(faultsOf(readLog(dir))).toEqual([]);
  });

  test('holds nothing that begins or happens at or after the end', () => {
    const end = Temporal.Instant.from('2026-07-01T00:00:00+02:00');
    const late = tableNames.flatMap((name) => {
      const instants = tables[name].columns.filter(({ type }) => type.kind === 'instant');
      return log[name].flatMap((row) =>
        instants
          .map((column) => row[column.name])
          .filter((value) => value !== undefined && Temporal.Instant.compare(value, end) >= 0),
      );
    });
    expect(late).toEqual([]);
  });

  test('tells the planted problems in both languages, with members that exist', () => {
    const kinds = summary.planted.map(({ kind }) => kind);
    expect(kinds).toEqual([
      'pressured_accounts',
      'silent_accounts',
      'unpresented_proposals',
      'weak_delivery',
      'weak_source',
      'weak_pitch',
      'hidden_dissent',
      'single_threaded_accounts',
      'overdue_pipeline',
    ]);
    const known = new Set(
      [...log.reps, ...log.accounts, ...log.contacts, ...log.deals, ...log.teams].map(({ id }) => id),
    );
    for (const value of [...log.leads.map(({ source }) => source), ...log.activities.map(({ pitch }) => pitch)]) {
      known.add(value);
    }
    for (const { members, description } of summary.planted) {
      expect(members.filter((member) => !known.has(member))).toEqual([]);
      expect(description.en).toMatch(/\.$/);
      expect(description.es).toMatch(/\.$/);
    }
  });

  test('writes settings that the log reads', async () => {
    const { workspace, unknownKeys } = parseWorkspace(await readFile(join(root, 'log', 'workspace.json'), 'utf8'));
    expect(workspace).toMatchObject({ name: 'Acme Ibérica', timezone: 'Europe/Madrid', currency: 'EUR', locale: 'es' });
    expect(unknownKeys).toEqual([]);
  });

  test.each([
    [{ reps: 0 }, 'reps'],
    [{ months: 1.5 }, 'months'],
    [{ seed: -1 }, 'seed'],
    [{ until: '2026-02-30' }, 'until'],
  ])('refuses %j', async (options, name) => {
    await expect(writeDemoLog(join(root, 'bad'), options)).rejects.toMatchObject({
      code: 'bad_option',
      message: expect.stringContaining(name) as string,
    });
  });
});
