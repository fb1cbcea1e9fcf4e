import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { compareKpi } from '../src/insight/compare/compare-kpi.ts';
import { answerKpis } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';
import { tacto } from './support/run.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
let folder: string;
let demo: string;
let log: OpenLog;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-compare-'));
  demo = join(folder, 'demo');
  await writeDemoLog(demo, { reps: 12, months: 18, seed: 7 });
  log = await openLog(demo, { knownKpis: catalogueIds });
});
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the demo log', () => {
  test('has a source that is worse than the others, and says so', async () => {
    const { members } = await compareKpi(log, kpis, 'reach_rate', { by: 'source' });
    const verdicts = new Map(members.map(({ member, standing }) => [member, standing.verdict]));
    expect(verdicts.get('cold_list')).toBe('below');
  });

  test('has a rep who dials far more than the others, days of activity counted', async () => {
    const { members, exposure } = await compareKpi(log, kpis, 'dials', {
      by: 'rep',
      from: '2026-01-01',
      to: '2026-04-01',
    });
    expect(exposure).toBe('days');
    expect(Math.max(...members.map(({ standing }) => standing.sample.n))).toBe(90);
    expect(members.filter(({ standing }) => standing.verdict === 'above').map(({ member }) => member)).toContain(
      'rep-04',
    );
  });

  test('has teams that dial no more or less than their reps differ', async () => {
    const { members, funnel } = await compareKpi(log, kpis, 'dials', { by: 'team' });
    expect(members.map(({ standing }) => standing.verdict)).toEqual(['within', 'within', 'within']);
    // By chance alone two of the three would lie far outside: reps of one team differ by much more.
    expect(funnel!.dispersion).toBeGreaterThan(20);
    const reach = await compareKpi(log, kpis, 'reach_rate', { by: 'team' });
    expect(reach.members.every(({ standing }) => standing.verdict === 'within')).toBe(true);
  });

  test('of few reps a count is judged by how much it swings from week to week', async () => {
    const where = [{ dimension: 'team', members: ['centro'] }] as const;
    const { members, funnel } = await compareKpi(log, kpis, 'dials', { by: 'rep', where });
    expect(members.length).toBeLessThan(8);
    expect(funnel!.dispersion).toBeGreaterThan(1.5);
  });

  test('compares what the KPI says', async () => {
    const { members } = await compareKpi(log, kpis, 'win_rate', { by: 'team' });
    const { rows } = await answerKpis(log, kpis, { kpis: ['win_rate'], by: ['team'] });
    const counts = rows.flatMap(({ members: [team], values: [value] }) =>
      team === null ? [] : [[team, value!.numerator, value!.denominator]],
    );
    expect(members.map(({ member, standing: { sample } }) => [member, sample.x, sample.n])).toEqual(counts);
  });

  test('refuses what is no share, rate or count', async () => {
    for (const id of ['contract_volume', 'relationship_strength', 'sales_cycle_days', 'assigned_accounts']) {
      await expect(compareKpi(log, kpis, id, { by: 'rep' })).rejects.toMatchObject({ code: 'cannot_compare' });
    }
    await expect(compareKpi(log, kpis, 'win_rate', { by: 'month' })).rejects.toMatchObject({
      code: 'unknown_dimension',
    });
  });
});

describe('the command', () => {
  test.each([
    ['en', /Not a ranking: .*\n[\s\S]*$/, 'within what chance does'],
    ['es', /No es una clasificación: .*\n[\s\S]*$/, 'dentro del azar'],
  ])('says it in words, %s', async (lang, note, verdict) => {
    const { status, out } = await tacto(['compare', 'win_rate', '--data', demo, '--by', 'rep', '--lang', lang]);
    expect(status).toBe(0);
    expect(out).toMatch(note);
    expect(out).toContain(verdict);
  });

  test('tells rare counts for a quarter, and of what more is needed', async () => {
    const { out } = await tacto(['compare', 'contracts', '--data', demo, '--by', 'rep']);
    expect(out).toContain('the group 2.4 a quarter');
    const rate = await tacto(['compare', 'close_rate', '--data', demo, '--by', 'rep']);
    expect(rate.out.replace(/\s+/g, ' ')).toMatch(/about 1,\d+ more \(Dials/);
    expect(rate.out).toContain('may be below, not sure');
  });

  test('answers programs', async () => {
    const { out } = await tacto(['compare', 'reach_rate', '--data', demo, '--by', 'source', '--format', 'json']);
    const { group, members } = JSON.parse(out) as { group: { value: number }; members: Record<string, unknown>[] };
    expect(group.value).toBeGreaterThan(0.15);
    expect(Object.keys(members[0]!)).toEqual([
      'member',
      'value',
      'x',
      'n',
      'verdict',
      'chance',
      'limits95',
      'limits998',
      'pooled',
      'needed',
    ]);
  });
});

test.each([
  ['en', 'nobody is compared with anybody'],
  ['es', 'no se compara a nadie con nadie'],
])('of one member alone it is said that there is nobody to compare with, %s', async (lang, words) => {
  const asked = ['compare', 'win_rate', '--data', demo, '--by', 'rep', '--where', 'rep=rep-01', '--lang', lang];
  const { status, out } = await tacto(asked);
  expect(status).toBe(0);
  expect(out.replaceAll('\n', ' ')).toContain(words);
  expect(out).not.toMatch(/within what chance does|dentro del azar/);
});
