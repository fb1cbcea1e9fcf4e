import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { compareKpi } from '../src/insight/compare/compare-kpi.ts';
import { explainDifference } from '../src/insight/parts/why.ts';
import type { FlagId } from '../src/insight/risk/flags.ts';
import { findRisks, type RiskyDeal, type Risks } from '../src/insight/risk/risks.ts';
import { answerKpis } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { type DemoSummary, type PlantedProblem, writeDemoLog } from '../src/log/demo/index.ts';

// The problems that were put into the demo log are found, and what was not put in is not.

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
let folder: string;
let summary: DemoSummary;
let log: OpenLog;
let risks: Risks;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-planted-'));
  const demo = join(folder, 'demo');
  summary = await writeDemoLog(demo, { reps: 12, months: 18, seed: 7 });
  log = await openLog(demo, { knownKpis: catalogueIds });
  risks = await findRisks(log, []);
});
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

const planted = (kind: PlantedProblem['kind']): readonly string[] =>
  summary.planted.find((problem) => problem.kind === kind)!.members;

/** Who is told to differ, and which way. */
async function verdicts(kpi: string, by: string): Promise<Record<string, string>> {
  const { members } = await compareKpi(log, kpis, kpi, { by });
  return Object.fromEntries(
    members.flatMap(({ member, standing: { verdict } }) =>
      verdict === 'above' || verdict === 'below' ? [[member, verdict] as const] : [],
    ),
  );
}

const flagged = (flag: FlagId): RiskyDeal[] => risks.deals.filter(({ flags }) => flags.includes(flag));

test('the rep who sends proposals and does not present them, and nobody else', async () => {
  const [rep] = planted('unpresented_proposals');
  expect(await verdicts('presented_share', 'rep')).toEqual({ [rep!]: 'below' });
});

test('the rep who dials most of all, and that it goes to few', async () => {
  const [rep] = planted('pressured_accounts');
  expect(await verdicts('dials', 'rep')).toEqual({ [rep!]: 'above' });
  const asked = { kpis: ['pressured_accounts'], by: ['rep', 'month'], from: '2026-01-01', to: '2026-07-01' };
  const { rows } = await answerKpis(log, kpis, asked);
  const total = (of: (member: string | null | undefined) => boolean): number =>
    rows.reduce((sum, { members, values }) => sum + (of(members[0]) ? (values[0]!.value ?? 0) : 0), 0);
  expect(total((member) => member === rep)).toBeGreaterThan(2 * total((member) => member !== rep));
});

test('the source whose leads are hard to reach, as the only one', async () => {
  const [source] = planted('weak_source');
  const below = Object.entries(await verdicts('reach_rate', 'source')).filter(([, verdict]) => verdict === 'below');
  expect(below).toEqual([[source, 'below']]);
});

test('the rep whose talks do not convince loses contracts there, and nowhere else', async () => {
  const [rep] = planted('weak_delivery');
  const { factors } = await explainDifference(log, kpis, { chain: 'numbers', outcome: 'contracts', rep: rep! });
  expect(factors.filter(({ verdict }) => verdict === 'above' || verdict === 'below')).toMatchObject([
    { to: 'contracts', of: 'dials_reached', verdict: 'below' },
  ]);
});

test('the accounts that were left in silence', () => {
  const [rep] = planted('silent_accounts');
  const silent = flagged('silent');
  expect(silent.filter((deal) => deal.rep === rep).length).toBeGreaterThan(0.75 * silent.length);
});

test('the one who is against us and does not say so', () => {
  const [account, , deal] = planted('hidden_dissent');
  expect(flagged('hidden_dissent').map((found) => [found.account, found.deal])).toEqual([[account, deal]]);
});

test('the accounts that hang on one person', () => {
  const found = new Set(flagged('single_threaded').map(({ account }) => account));
  expect(found).toEqual(new Set(planted('single_threaded_accounts')));
});

test('the team whose expected closes have passed', () => {
  const [team] = planted('overdue_pipeline');
  const overdue = flagged('overdue');
  expect(overdue.filter((deal) => deal.team === team).length).toBeGreaterThan(0.75 * overdue.length);
});
