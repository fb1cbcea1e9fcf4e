import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../src/duckdb/sql.ts';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { flagIds } from '../src/insight/risk/flags.ts';
import { reasonOf } from '../src/insight/risk/in-words.ts';
import { findRisks, type Risks } from '../src/insight/risk/risks.ts';
import { answerKpis } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';
import { tacto } from './support/run.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
let folder: string;
let demo: string;
let log: OpenLog;
let risks: Risks;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-risks-'));
  demo = join(folder, 'demo');
  await writeDemoLog(demo, { reps: 12, months: 18, seed: 7 });
  log = await openLog(demo, { knownKpis: catalogueIds });
  risks = await findRisks(log, []);
});
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

/** A snapshot KPI at the log's "now". */
async function now(id: string): Promise<number> {
  const answer = await answerKpis(log, kpis, { kpis: [id], by: ['month'], from: '2026-06-01', to: '2026-07-01' });
  return answer.rows[0]!.values[0]!.value!;
}

describe('risks agree with the KPIs', () => {
  test('of money', async () => {
    expect(risks.forecast).toBeCloseTo(await now('weighted_pipeline'), 2);
    expect(risks.byFlag.get('overdue')!.deals).toBe(
      risks.deals.filter(({ flags }) => flags.includes('overdue')).length,
    );
  });

  test.each([
    ['silent', 'silent_accounts'],
    ['single_threaded', 'single_threaded_accounts'],
  ] as const)('%s', async (flag, id) => {
    const accounts = new Set(risks.deals.filter(({ flags }) => flags.includes(flag)).map(({ account }) => account));
    expect(accounts.size).toBe(await now(id));
  });

  test('overdue deals are those whose day has passed', async () => {
    const rows = await log.db.rows<{ id: string }>(
      raw(
        `SELECT d.id FROM log.deals d JOIN facts.deal f ON f.id = d.id WHERE f.won_at IS NULL AND f.lost_at IS NULL AND d.expected_close_on < DATE '2026-06-30' ORDER BY 1`,
      ),
    );
    const overdue = risks.deals.filter(({ flags }) => flags.includes('overdue')).map(({ deal }) => deal);
    expect(overdue.toSorted()).toEqual(rows.map(({ id }) => id));
  });
});

test('what hangs on a rep is what hangs on their deals', async () => {
  const own = await findRisks(log, [{ dimension: 'rep', members: ['rep-04'] }]);
  expect(own.deals.map(({ deal }) => deal)).toEqual(
    risks.deals.filter(({ rep }) => rep === 'rep-04').map(({ deal }) => deal),
  );
  await expect(findRisks(log, [{ dimension: 'rep', members: ['nobody'] }])).rejects.toMatchObject({
    code: 'unknown_member',
  });
});

test('each past deal is looked at once', async () => {
  const [{ closed }] = (await log.db.rows<{ closed: number }>(
    raw('SELECT count(*)::DOUBLE AS closed FROM facts.deal WHERE won_at IS NOT NULL OR lost_at IS NOT NULL'),
  )) as [{ closed: number }];
  for (const { with: own, without } of risks.worth) {
    expect(own.closed + without.closed).toBe(risks.worth[0]!.with.closed + risks.worth[0]!.without.closed);
    expect(own.closed + without.closed).toBeLessThanOrEqual(closed);
    expect(own.won).toBeLessThanOrEqual(own.closed);
  }
});

test('every flag has its reason in both languages, without a gap', () => {
  const numbers = { whole: String, balance: String };
  const evidence = {
    touches: 9,
    most: 7,
    unanswered: 4,
    focus_touches: 8,
    focus_most: 6,
    quiet_days: 40,
    days_in_stage: 90,
    usual_days: 30,
    balance: -0.5,
    balance_before: 0.5,
    dissenters: 1,
    contact: 'Ana',
  };
  for (const flag of flagIds) {
    const { en, es } = reasonOf(flag, evidence, numbers);
    expect([flag, en, es].join()).not.toMatch(/null|NaN|undefined/);
    expect(en).not.toBe(es);
  }
});

test.each([
  ['en', 'carries a flag', 'A flag says where to look'],
  ['es', 'lleva alguna señal', 'Una señal dice dónde mirar'],
])('the command says it in words, %s', async (lang, head, note) => {
  const { status, out } = await tacto(['risks', '--data', demo, '--lang', lang]);
  expect(status).toBe(0);
  expect(out).toContain(head);
  expect(out).toContain(note);
  expect(out).not.toMatch(/null|NaN|undefined/);
});
