import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../src/duckdb/sql.ts';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { costOfCustomers, cycleDeals } from '../src/insight/cost/cost.ts';
import { answerKpis } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';
import { tacto } from './support/run.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
const period = { from: '2025-06-01', to: '2026-06-01' };
let folder: string;
let demo: string;
let log: OpenLog;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-cost-'));
  demo = join(folder, 'demo');
  await writeDemoLog(demo, { reps: 12, months: 18, seed: 7 });
  log = await openLog(demo, { knownKpis: catalogueIds });
});
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

describe('costs are those of the KPIs', () => {
  test.each(['source', 'segment', 'rep'])('by %s', async (by) => {
    const { members, untold } = await costOfCustomers(log, kpis, { ...period, by });
    const asked = [
      'contracts',
      'hours_per_customer',
      'touches_per_customer',
      ...(by === 'segment' ? [] : ['money_per_customer']),
    ];
    const { rows } = await answerKpis(log, kpis, { ...period, kpis: asked, by: [by] });
    expect([...untold]).toEqual(by === 'segment' ? [['money_per_customer', 'not_by_dimension']] : []);
    for (const { members: names, values } of rows) {
      const found = members.find(({ member }) => member === names[0])!;
      expect(found.contracts.value).toBe(values[0]!.value);
      expect(found.costs.hours_per_customer?.value).toEqual(values[1]!.value);
      expect(found.costs.touches_per_customer?.value).toEqual(values[2]!.value);
      if (by !== 'segment') expect(found.costs.money_per_customer?.value).toEqual(values[3]!.value);
    }
  });
});

test('what names no source is no 0 of each source: it is told of the whole alone', async () => {
  // The costs of a source belong to no team, so a team's manager sees only those that name none.
  const seen = { ...log, policy: [{ dimension: 'team', members: ['norte'] }] } as const;
  const { all, members, untold } = await costOfCustomers(seen, kpis, { ...period, by: 'source' });
  expect([...untold]).toEqual([['money_per_customer', 'not_assigned']]);
  expect(all.costs.money_per_customer!.value).toBeGreaterThan(0);
  expect(members.map(({ costs }) => costs.money_per_customer).filter((value) => value !== null)).toEqual([]);
  expect(members.some(({ costs }) => (costs.hours_per_customer?.value ?? 0) > 0)).toBe(true);
});

describe('the cycle', () => {
  test('follows the deals that began in the period', async () => {
    const { all, members } = await costOfCustomers(log, kpis, { ...period, by: 'source' });
    const counted = await log.db.row<{ deals: number; won: number; lost: number }>(
      raw(`SELECT count(*)::DOUBLE AS deals, count(won_at)::DOUBLE AS won, count(lost_at)::DOUBLE AS lost FROM facts.deal
        WHERE coalesce(lead_created_at, begin_at) >= '2025-05-31 22:00' AND coalesce(lead_created_at, begin_at) < '2026-05-31 22:00'`),
    );
    expect(all.cycle).toMatchObject(counted);
    expect(members.reduce((sum, { cycle }) => sum + (cycle?.deals ?? 0), 0)).toBe(counted.deals);
  });

  test('is of deals that can be asked for one by one, and by filters', async () => {
    for (const where of [[], [{ dimension: 'source', members: ['web'] }]] as const) {
      const { all } = await costOfCustomers(log, kpis, { ...period, by: 'source', where });
      const deals = await cycleDeals(log, kpis, { ...period, where });
      const { won, lost } = all.cycle!;
      expect(deals).toHaveLength(all.cycle!.deals);
      expect(deals.filter(({ end }) => end === 'won')).toHaveLength(won);
      expect(deals.filter(({ end }) => end === 'lost')).toHaveLength(lost);
      const { days, half } = { days: deals.map((deal) => deal.days), half: all.cycle!.half! };
      expect(days.some((each) => Math.abs(each - half.days) < 1e-6)).toBe(true);
    }
    await expect(
      cycleDeals(log, kpis, { ...period, where: [{ dimension: 'channel', members: ['call'] }] }),
    ).rejects.toMatchObject({ code: 'unknown_dimension' });
  });

  test('of deals that have all been seen for 90 days is a plain share', async () => {
    const early = { from: '2025-01-01', to: '2025-12-01' };
    const { all } = await costOfCustomers(log, kpis, { ...early, by: 'source' });
    const { share } = await log.db.row<{ share: number }>(
      raw(`SELECT avg((coalesce(won_at <= coalesce(lead_created_at, begin_at) + INTERVAL 90 DAY, false))::INTEGER)::DOUBLE AS share FROM facts.deal
        WHERE coalesce(lead_created_at, begin_at) < '2025-11-30 23:00'`),
    );
    const mark = all.cycle!.marks.find(({ days }) => days === 90)!;
    expect(mark.won).toBeCloseTo(share, 10);
    expect(mark.won! + mark.lost! + mark.open!).toBeCloseTo(1, 10);
    expect(mark.wonInterval![0]).toBeLessThan(share);
    expect(mark.wonInterval![1]).toBeGreaterThan(share);
  });

  test('tells after how many days half have ended, open ones counted as long as they were seen', async () => {
    const early = { from: '2025-01-01', to: '2025-12-01' };
    const { all } = await costOfCustomers(log, kpis, { ...early, by: 'source' });
    // None was lost from sight before half of them had ended, so that half is the median, what is still open taken as endless.
    const { middle } = await log.db.row<{ middle: number }>(
      raw(`SELECT quantile_disc(coalesce(epoch(coalesce(won_at, lost_at) - coalesce(lead_created_at, begin_at)) / 86400, 1e9), 0.5)::DOUBLE AS middle
        FROM facts.deal WHERE coalesce(lead_created_at, begin_at) < '2025-11-30 23:00'`),
    );
    const { half } = all.cycle!;
    expect(half!.days).toBe(middle);
    expect(half!.interval[0]!).toBeLessThanOrEqual(middle);
    expect(half!.interval[1]!).toBeGreaterThanOrEqual(middle);
  });

  test('is told day by day, the curve as the marks have it', async () => {
    const { all } = await costOfCustomers(log, kpis, { ...period, by: 'source' });
    const { curve, marks, deals, half } = all.cycle!;
    expect(curve[0]!.atRisk).toBeLessThanOrEqual(deals);
    for (const { days, open, won, lost } of marks.filter((mark) => mark.open !== null)) {
      expect(curve.findLast((step) => step.days <= days) ?? { open: 1, won: 0, lost: 0 }).toMatchObject({
        open,
        won,
        lost,
      });
    }
    for (const { open, openInterval, won, lost } of curve) {
      expect(open + won + lost).toBeCloseTo(1, 10);
      expect(openInterval[0]).toBeLessThanOrEqual(open + 1e-12);
      expect(openInterval[1]).toBeGreaterThanOrEqual(open - 1e-12);
    }
    expect(curve.find(({ open }) => open <= 0.5)!.days).toBe(Math.ceil(half!.days));
  });

  test('says nothing of an age that no deal has reached', async () => {
    const { all } = await costOfCustomers(log, kpis, { from: '2026-05-15', to: '2026-06-15', by: 'source' });
    expect(all.cycle!.marks.find(({ days }) => days === 180)).toEqual({
      days: 180,
      open: null,
      won: null,
      wonInterval: null,
      lost: null,
    });
  });
});

describe('tacto cost', () => {
  test('tells both languages what a customer costs', async () => {
    const english = await tacto(['cost', '--data', demo]);
    expect(english.status).toBe(0);
    expect(english.out).toMatch(/referral +32 +€250/);
    expect(english.out.replaceAll('\u00A0', ' ')).toContain('[€154 … €406]');
    expect(english.out).toContain('Half of them have come to an end');
    expect(english.out.replace(/\s+/g, ' ')).toContain('“(none)” is what names no source');
    const spanish = await tacto(['cost', '--data', demo, '--by', 'segment', '--lang', 'es']);
    expect(spanish.out).toContain('Lo que cuesta un cliente');
    expect(spanish.out).toContain('No se dice: Dinero por cliente (los costes no se conocen por esto).');
  });

  test('writes JSON', async () => {
    const { out } = await tacto(['cost', '--data', demo, '--by', 'rep', '--format', 'json']);
    const json = JSON.parse(out) as { members: { member: string; cycle: { marks: object[] } }[] };
    expect(Object.keys(json)).toEqual(['period', 'by', 'untold', 'all', 'members']);
    // Twelve reps, and costs that are nobody's.
    expect(json.members.map(({ member }) => member).at(-1)).toBe(null);
    expect(json.members).toHaveLength(13);
    expect(Object.keys(json.members[0]!)).toEqual([
      'member',
      'contracts',
      'money_per_customer',
      'hours_per_customer',
      'touches_per_customer',
      'cycle',
    ]);
    expect(json.members[0]!.cycle.marks).toHaveLength(5);
  });

  test('refuses what contracts do not have', async () => {
    const { status, err } = await tacto(['cost', '--data', demo, '--by', 'channel']);
    expect(status).toBe(2);
    expect(err).toContain('Contracts have no channel.');
  });
});
