import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLog } from '../src/engine/cache.ts';
import { catalogueIds } from '../src/kpi/catalogue/index.ts';
import { tacto } from './support/run.ts';

// What "now" is, where the log says something odd or nothing of it.

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-now-'));
  await writeFile(join(folder, 'reps.csv'), 'id,name\nr,R\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const activities = (...days: readonly string[]): Promise<void> =>
  writeFile(
    join(folder, 'activities.csv'),
    `id,rep_id,occurred_at,channel\n${days.map((day, i) => `a${i},r,${day},call\n`).join('')}`,
  );

describe('a sentinel of the year 9999', () => {
  test('is told of by check, with the column that has it', async () => {
    await activities('9999-12-31T23:59:59Z', '2026-01-02T10:00:00Z');
    const { status, out } = await tacto(['check', folder]);
    expect(status).toBe(0);
    expect(out).toContain('The log’s “now” is 9998-01-01, more than a year ahead, because of activities.occurred_at.');
  });

  test('leaves the board and the KPIs of other years as they are', async () => {
    await activities('9999-12-31T23:59:59Z', '2026-01-02T10:00:00Z');
    expect((await tacto(['board', '--data', folder])).status).toBe(0);
    const asked = ['kpi', 'dials', '--data', folder, '--from', '2026-01-01', '--to', '2026-02-01', '--format', 'json'];
    expect((await tacto(asked)).out).toContain('"dials":{"value":1}');
  });

  test('is no as_of', async () => {
    await activities('2026-01-02T10:00:00Z');
    const { status, err } = await tacto(['kpi', 'dials', '--data', folder, '--as-of', '9999-12-31']);
    expect([status, err]).toEqual([2, expect.stringContaining('9999-12-31 is too far ahead.')]);
  });
});

describe('a log without a moment', () => {
  test('has the present as its now, in whole seconds, and another one later', async () => {
    const open = async (): Promise<Temporal.Instant> => {
      const log = await openLog(folder, { knownKpis: catalogueIds });
      log.close();
      return log.asOf;
    };
    const first = await open();
    expect(first.epochMilliseconds % 1000).toBe(0);
    expect(Math.abs(first.epochMilliseconds - Date.now())).toBeLessThan(60_000);
    expect((await open()).equals(first)).toBe(true);
    const seals = join(folder, '.tacto');
    const { readdir, readFile } = await import('node:fs/promises');
    const [seal] = (await readdir(seals)).filter((name) => name.endsWith('.json'));
    const old = (await readFile(join(seals, seal!), 'utf8')).replace(
      /"until":"[^"]*"/,
      '"until":"2020-01-01T00:00:00Z"',
    );
    await writeFile(join(seals, seal!), old);
    expect((await open()).epochMilliseconds).toBeGreaterThanOrEqual(first.epochMilliseconds);
    expect(await readFile(join(seals, seal!), 'utf8')).not.toContain('2020-01-01');
  });
});

describe('a slip in a filter', () => {
  test.each([
    ['channel=cal', 'Did you mean “call”?'],
    ['attempt=foo', 'It has: first, follow_up.'],
    ['source=wbe', 'It has none at all.'],
  ])('%s', async (where, said) => {
    await activities('2026-01-02T10:00:00Z');
    const { status, err } = await tacto(['kpi', 'dials', '--data', folder, '--where', where]);
    expect([status, err]).toEqual([2, expect.stringContaining(said)]);
  });

  test('of an own KPI, where the log has no such member, is told by all that ask for it', async () => {
    await activities('2026-01-02T10:00:00Z');
    const yaml = ['slip', 'fine'].map(
      (id, i) => `  - id: ${id}\n    count: activity\n    where: { rep: ${['rr', 'r'][i]} }\n`,
    );
    await writeFile(join(folder, 'kpis.yaml'), `kpis:\n${yaml.join('')}`);
    for (const command of ['kpi', 'rows']) {
      const { status, err } = await tacto([command, 'slip', '--data', folder]);
      const said = 'The log has no rep “rr”, which the KPI slip asks for. Did you mean “r”? [unknown_member]';
      expect([status, err]).toEqual([2, expect.stringContaining(said)]);
    }
    expect((await tacto(['check', folder])).out).toMatch(/slip +rep=rr/);
    const board = await tacto(['board', '--data', folder]);
    expect(board.status).toBe(0);
    expect(board.out).toMatch(/slip +– +no data +slip: rep=rr/);
    expect(board.out).toMatch(/fine +1 /);
  });

  test('of an own KPI names the line', async () => {
    await activities('2026-01-02T10:00:00Z');
    await writeFile(join(folder, 'kpis.yaml'), 'kpis:\n  - id: x\n    count: activity\n    where: { channel: cal }\n');
    const { status, err } = await tacto(['kpi', 'x', '--data', folder]);
    expect([status, err]).toEqual([2, expect.stringContaining('line 4: channel is never “cal”')]);
  });
});
