import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../src/duckdb/sql.ts';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { type Trend, trendsOf, type TrendQuestion } from '../src/insight/change/trend.ts';
import { answerKpis } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';
import { tacto } from './support/run.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
let folder: string;
let demo: string;
let small: string;
let log: OpenLog;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-trend-'));
  demo = join(folder, 'demo');
  small = join(folder, 'small');
  await writeDemoLog(demo, { reps: 12, months: 18, seed: 7 });
  log = await openLog(demo, { knownKpis: catalogueIds });
});
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

async function trendOf(id: string, asked: Omit<TrendQuestion, 'kpis' | 'by'> & { by?: 'week' | 'month' } = {}) {
  const { trends } = await trendsOf(log, kpis, { by: 'month', ...asked, kpis: [id] });
  return trends[0]!;
}

const wholeOf = ({ points }: Trend): (number | null)[] =>
  points.flatMap(({ state, found }) => (state === 'whole' ? [found.value] : []));

describe('a series', () => {
  test('is what the KPI says; the running month stands apart', async () => {
    const trend = await trendOf('dials');
    const { rows } = await answerKpis(log, kpis, { kpis: ['dials'], by: ['month'], to: '2026-07-01' });
    expect(trend.points.map(({ bucket, found }) => [bucket, found.value])).toEqual(
      rows.map(({ bucket, values }) => [bucket, values[0]!.value]),
    );
    expect(trend.points.at(-1)).toMatchObject({ bucket: '2026-06-01', state: 'running' });
    expect(trend.points.slice(1, -1).every(({ state }) => state === 'whole')).toBe(true);
  });

  test('has limits of the whole months alone', async () => {
    const { limits, ...trend } = await trendOf('contracts');
    const values = wholeOf({ limits, ...trend }) as number[];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const steps = values.slice(1).map((value, i) => Math.abs(value - values[i]!));
    const movingRange = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    expect(limits!.mean).toBeCloseTo(mean, 9);
    expect(limits!.high).toBeCloseTo(mean + 2.66 * movingRange, 9);
    expect(limits!.low).toBeCloseTo(Math.max(0, mean - 2.66 * movingRange), 9);
  });

  test('tells the month in which half of Spain is away', async () => {
    const { signals } = await trendOf('dials');
    expect(signals).toContainEqual(
      expect.objectContaining({ kind: 'outlier', from: '2025-08-01', to: '2025-08-01', direction: 'down' }),
    );
  });

  test('leaves out what is cut, and what is not final', async () => {
    const cut = await trendOf('dials', { from: '2025-03-10', to: '2026-05-20' });
    expect(cut.points[0]).toMatchObject({ bucket: '2025-03-01', state: 'cut' });
    expect(cut.points.at(-1)).toMatchObject({ bucket: '2026-05-01', state: 'cut' });
    expect(wholeOf(cut)).toHaveLength(13);
    const cohort = await trendOf('cohort_win_rate');
    const pending = cohort.points.filter(({ state }) => state === 'pending');
    expect(pending.length).toBeGreaterThan(1);
    for (const { found } of pending) expect(found.pending).toBeGreaterThan(0);
    expect(cohort.change!.after.pending).toBe(0);
  });

  test('joins outliers that follow each other', async () => {
    const { signals, points } = await trendOf('dials', { by: 'week' });
    const august = signals.find(({ kind, from }) => kind === 'outlier' && from.startsWith('2025-08'))!;
    expect(august.values).toBeGreaterThan(1);
    const inside = points.filter(({ bucket }) => bucket >= august.from && bucket <= august.to);
    expect(inside).toHaveLength(august.values);
    expect(august.level).toBeCloseTo(inside.reduce((sum, { found }) => sum + found.value!, 0) / inside.length, 9);
  });

  test('with few records tells no more than they do', async () => {
    const { few, limits, signals, points } = await trendOf('contracts', {
      where: [{ dimension: 'rep', members: ['rep-08'] }],
    });
    expect(few).toBe(true);
    // One contract in four months: the month with two is beyond the limits, which chance does every other year.
    const outliers = limits!.signals.filter(({ kind }) => kind === 'outlier');
    expect(outliers.length).toBeGreaterThan(0);
    expect(Math.max(...points.map(({ found }) => found.value!))).toBe(2);
    expect(signals).toEqual([]);
  });

  test('is refused where it looks ahead, and where nothing can be said of it', async () => {
    await expect(trendOf('forecast')).rejects.toMatchObject({ code: 'cannot_trend' });
    await expect(trendOf('dails')).rejects.toMatchObject({ code: 'unknown_kpi' });
    const { limits, change } = await trendOf('dials', { from: '2026-04-01' });
    expect(limits).toBeNull();
    expect(change).not.toBeNull();
  });
});

describe('the latest period against the one before', () => {
  test('counts the whole days that are over, and the same weekdays', async () => {
    const { change } = await trendOf('dials');
    // 2026-06-30 is not over; June 1 is a Monday, as is April 27.
    const count = async (from: string, to: string): Promise<number> => {
      const { n } = await log.db.row<{ n: number }>(
        raw(
          `SELECT count(*)::DOUBLE AS n FROM facts.activity WHERE channel = (SELECT k FROM facts.label WHERE v = 'call') AND outbound AND day >= DATE '${from}' AND day < DATE '${to}'`,
        ),
      );
      return n;
    };
    expect(change).toMatchObject({ running: true, method: 'poisson' });
    expect([change!.days.now, change!.days.before].map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2026-06-01 2026-06-30',
      '2026-04-27 2026-05-26',
    ]);
    expect(change!.after.value).toBe(await count('2026-06-01', '2026-06-30'));
    expect(change!.before.value).toBe(await count('2026-04-27', '2026-05-26'));
    expect(change!.difference).toBe(change!.after.value! - change!.before.value!);
    expect(change!.interval![0]).toBeLessThan(change!.difference!);
    expect(change!.interval![1]).toBeGreaterThan(change!.difference!);
  });

  test('goes no further back than the log', async () => {
    expect((await trendOf('dials', { to: '2025-01-20' })).change).toBeNull();
  });

  test('has the same figures whichever KPIs are asked together', async () => {
    const together = await trendsOf(log, kpis, { kpis: ['dials', 'cohort_win_rate', 'win_rate'], by: 'month' });
    for (const trend of together.trends) expect(trend.change).toEqual((await trendOf(trend.kpi.id)).change);
  });
});

describe('a log whose clocks change', () => {
  /** Seven calls a week in Madrid, one at half past midnight each day and none else, from 2026-02-02 on; then twelve a week. */
  beforeAll(async () => {
    const { mkdir } = await import('node:fs/promises');
    await mkdir(small, { recursive: true });
    const calls: string[] = [];
    for (let i = 0; i < 16 * 7; i++) {
      const day = Temporal.PlainDate.from('2026-02-02').add({ days: i });
      const times = i >= 8 * 7 && day.dayOfWeek <= 5 ? ['00:30', '23:30'] : ['00:30'];
      for (const time of times)
        calls.push(day.toZonedDateTime({ timeZone: 'Europe/Madrid', plainTime: time }).toInstant().toString());
    }
    await writeFile(join(small, 'workspace.json'), '{"timezone":"Europe/Madrid","as_of":"2026-05-20T22:00:00Z"}');
    await writeFile(join(small, 'reps.csv'), 'id,name\nr,R\n');
    await writeFile(
      join(small, 'activities.csv'),
      `id,rep_id,occurred_at,channel,direction\n${calls.map((at, i) => `a${i},r,${at},call,outbound\n`).join('')}`,
    );
  });

  test('has whole local weeks, and a level that shifts with its own', async () => {
    const { status, out } = await tacto(['trend', 'dials', '--data', small, '--by', 'week', '--format', 'json']);
    expect(status).toBe(0);
    const { kpis: found } = JSON.parse(out) as {
      kpis: { points: { week: string; state: string; value: number }[]; signals: object[]; change: object }[];
    };
    const { points, signals, change } = found[0]!;
    // The clocks go forward on Sunday 2026-03-29: its calls at 00:30 and 23:30 belong to the days on which they were made.
    expect(points.map(({ value }) => value)).toEqual([7, 7, 7, 7, 7, 7, 7, 7, 12, 12, 12, 12, 12, 12, 12, 6]);
    expect(points.map(({ state }) => state)).toEqual([...Array.from({ length: 15 }, () => 'whole'), 'running']);
    expect(signals).toContainEqual({
      kind: 'shift',
      direction: 'down',
      from: '2026-02-02',
      to: '2026-03-23',
      values: 8,
      ongoing: false,
      level: 7,
      rest: 12,
    });
    // Wednesday 2026-05-20 is over since 22:00Z: three days against three.
    expect(change).toMatchObject({
      running: true,
      before: { from: '2026-05-11', to: '2026-05-14', value: 6 },
      after: { from: '2026-05-18', to: '2026-05-21', value: 6 },
      difference: 0,
    });
  });

  test('says what it lacks instead of nothings', async () => {
    const { out } = await tacto(['trend', 'win_rate', '--data', small, '--lang', 'es']);
    expect(out).toContain('sin datos: al registro le falta');
    const { out: json } = await tacto(['trend', 'win_rate', '--data', small, '--format', 'json']);
    expect(JSON.parse(json)).toMatchObject({ kpis: [{ kpi: 'win_rate', points: [], limits: null, change: null }] });
    expect((JSON.parse(json) as { kpis: { missing: string[] }[] }).kpis[0]!.missing).toContain('stage_changes');
  });
});

describe('the command', () => {
  test.each([
    [
      'en',
      'nothing beyond the usual variation',
      'on the same weekdays',
      'a signal says that something changed, not why',
    ],
    [
      'es',
      'nada fuera de la variación habitual',
      'en los mismos días de la semana',
      'una señal dice que algo cambió, no por qué',
    ],
  ])('says it in words, %s', async (lang, quiet, weekdays, note) => {
    const asked = 'dials,reach_rate,contract_volume,weighted_pipeline,sales_cycle_days,political_balance';
    const { status, out } = await tacto(['trend', asked, '--data', demo, '--lang', lang]);
    expect(status).toBe(0);
    const text = out.replace(/\n +/g, ' ').replaceAll('\n', ' ');
    for (const part of [quiet, weekdays, note]) expect(text).toContain(part);
    expect(out).not.toMatch(/null|NaN|undefined|Infinity/);
  });

  test('refuses other grains', async () => {
    const { status, err } = await tacto(['trend', 'dials', '--data', demo, '--by', 'day']);
    expect([status, err]).toEqual([2, expect.stringContaining('week, month')]);
  });
});
