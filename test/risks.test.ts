import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../src/duckdb/sql.ts';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { type Amount, type AtRisk, shareOf } from '../src/insight/risk/at-risk.ts';
import { flagIds } from '../src/insight/risk/flags.ts';
import { findPastDeals, findRisks, type Risks } from '../src/insight/risk/risks.ts';
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

describe('what is at risk, to the last digit,', () => {
  /** A decimal text in units of 10⁻¹⁸, the most decimals that money has. */
  const units = (text: string): bigint => {
    const [whole, decimals = ''] = text.split('.') as [string, string?];
    return BigInt(whole + decimals.padEnd(18, '0'));
  };
  const total = (groups: readonly AtRisk[], of: (group: AtRisk) => Amount): bigint =>
    groups.reduce((sum, group) => sum + units(of(group).exact), 0n);
  const exactOf = async (id: string, by: 'rep' | 'team' | 'month'): Promise<Map<string | null, string>> => {
    const isForecast = id === 'forecast';
    const period = isForecast ? { from: '2020-01-01', to: '2040-01-01' } : { from: '2026-06-01', to: '2026-07-01' };
    const { rows } = await answerKpis(log, kpis, { kpis: [id], by: [by], ...period });
    const found = rows.map((row) => [by === 'month' ? row.bucket : row.members[0]!, row.values[0]!.exact!] as const);
    return new Map(found.filter(([, exact]) => exact !== '0'));
  };
  const weightedOf = (groups: readonly (AtRisk & { member?: string | null; month?: string | null })[]) =>
    new Map(
      groups.flatMap(({ member, month, weighted }) =>
        weighted.exact === '0' ? [] : [[member ?? month ?? null, weighted.exact] as const],
      ),
    );

  test('is of the KPIs weighted_pipeline and forecast', async () => {
    const { all, byRep, byTeam, byMonth } = risks.table;
    expect(all.weighted.exact).toBe([...(await exactOf('weighted_pipeline', 'month')).values()][0]);
    expect(weightedOf(byRep)).toEqual(await exactOf('weighted_pipeline', 'rep'));
    expect(weightedOf(byTeam)).toEqual(await exactOf('weighted_pipeline', 'team'));
    expect(weightedOf(byMonth.filter(({ month }) => month !== null))).toEqual(await exactOf('forecast', 'month'));
    const [rep] = byRep;
    const own = await answerKpis(log, kpis, {
      kpis: ['forecast'],
      by: ['month'],
      where: [{ dimension: 'rep', members: [rep!.member] }],
      from: '2026-06-01',
      to: '2027-06-01',
    });
    const months = rep!.months.filter(({ month }) => month !== null && month >= '2026-06-01');
    expect(weightedOf(months)).toEqual(
      new Map(own.rows.flatMap(({ bucket, values: [v] }) => (v!.exact === '0' ? [] : [[bucket, v!.exact!]]))),
    );
  });

  test('adds up by rep, team and month', () => {
    const { all, byRep, byTeam, byMonth } = risks.table;
    const months = [byRep.flatMap((rep) => rep.months), byTeam.flatMap((team) => team.months)];
    for (const groups of [byRep, byTeam, byMonth, ...months]) {
      expect(total(groups, ({ weighted }) => weighted)).toBe(units(all.weighted.exact));
      expect(total(groups, ({ atRisk }) => atRisk)).toBe(units(all.atRisk.exact));
      for (const flag of flagIds) {
        expect(total(groups, ({ byFlag }) => byFlag[flag])).toBe(units(all.byFlag[flag].exact));
      }
      expect(groups.reduce((sum, { deals }) => sum + deals, 0)).toBe(risks.deals.length);
    }
  });

  test('is that of the deals that are listed', () => {
    const { all, byRep } = risks.table;
    const flagged = risks.deals.filter(({ flags }) => flags.length > 0);
    expect(all.flagged).toBe(flagged.length);
    expect(all.atRisk.value).toBeCloseTo(
      flagged.reduce((sum, { weighted }) => sum + weighted, 0),
      6,
    );
    for (const flag of flagIds) expect(all.byFlag[flag].value).toBeCloseTo(risks.byFlag.get(flag)!.weighted, 6);
    for (const { member, atRisk, weighted } of byRep) {
      const own = flagged.filter(({ rep }) => rep === member).reduce((sum, deal) => sum + deal.weighted, 0);
      expect([member, atRisk.value]).toEqual([member, expect.closeTo(own, 6)]);
      expect(shareOf({ atRisk, weighted })).toBeLessThanOrEqual(1);
    }
  });

  test('is no share of nothing', () => {
    const none = { value: 0, exact: '0' };
    expect(shareOf({ weighted: none, atRisk: none })).toBeNull();
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

test('what a flag is worth rests on past deals that can be looked at', async () => {
  const past = await findPastDeals(log, []);
  expect(new Set(past.map(({ deal }) => deal)).size).toBe(past.length);
  for (const { flag, with: own, without } of risks.worth) {
    const [carried, others] = [true, false].map((is) => past.filter(({ flags }) => flags.includes(flag) === is));
    expect([flag, own.closed, own.won]).toEqual([flag, carried!.length, carried!.filter(({ won }) => won).length]);
    expect([without.closed, without.won]).toEqual([others!.length, others!.filter(({ won }) => won).length]);
  }
  const own = await findPastDeals(log, [{ dimension: 'rep', members: ['rep-04'] }]);
  expect(own.map(({ deal }) => deal)).toEqual(past.filter(({ rep }) => rep === 'rep-04').map(({ deal }) => deal));
});

test('a deal is told with its amount, of which its weighted amount is a part, and the day on which it should close', () => {
  const priced = risks.deals.filter(({ amount }) => amount !== null);
  expect(priced.length).toBeGreaterThan(10);
  for (const { amount, weighted } of priced) expect(weighted).toBeLessThanOrEqual(amount!);
  const months = Map.groupBy(risks.deals, ({ expected_close_on: day }) =>
    day === null ? null : `${day.slice(0, 7)}-01`,
  );
  expect(risks.table.byMonth.map(({ month, deals }) => [month, deals])).toEqual(
    risks.table.byMonth.map(({ month }) => [month, months.get(month)!.length]),
  );
});

describe('the accounts', () => {
  const withFlag = (flag: string): string[] =>
    risks.accounts!.filter(({ flags }) => flags.some((one) => one.flag === flag)).map(({ account }) => account);
  const idsOf = async (kpi: string): Promise<string[]> => {
    const asked = { kpis: [kpi], by: ['account'], from: '2026-06-01', to: '2026-07-01' };
    const { rows } = await answerKpis(log, kpis, asked);
    return rows.flatMap(({ members: [account], values: [value] }) => ((value!.value ?? 0) > 0 ? [account!] : []));
  };

  test.each([
    ['pressured', 'pressured_accounts'],
    ['silent', 'silent_accounts'],
    ['single_threaded', 'single_threaded_accounts'],
  ])('%s are those of the KPI, with an open deal or without', async (flag, kpi) => {
    expect(withFlag(flag).toSorted()).toEqual((await idsOf(kpi)).toSorted());
  });

  test('that a rep presses without any deal there are told', () => {
    const pressed = risks.accounts!.filter(({ flags }) => flags.some(({ flag }) => flag === 'pressured'));
    const idle = pressed.filter(({ deals }) => deals === 0);
    expect(idle.length).toBeGreaterThan(5);
    expect(idle.filter(({ reps }) => reps.includes('rep-04')).length).toBeGreaterThan(0.5 * idle.length);
  });

  test('fall into a matrix of all that are assigned', async () => {
    const { both, pressured, silent, neither, pressuredIdle, neitherIdle } = risks.matrix!;
    expect(both + pressured + silent + neither + pressuredIdle + neitherIdle).toBe(await now('assigned_accounts'));
    expect(both + pressured + pressuredIdle).toBe(await now('pressured_accounts'));
    expect(both + silent).toBe(await now('silent_accounts'));
  });

  test('of a rep are those assigned to that rep; a filter that accounts do not have leaves them out', async () => {
    const own = await findRisks(log, [{ dimension: 'rep', members: ['rep-04'] }]);
    expect(own.accounts!.map(({ account }) => account)).toEqual(
      risks.accounts!.filter(({ reps }) => reps.includes('rep-04')).map(({ account }) => account),
    );
    const web = await findRisks(log, [{ dimension: 'source', members: ['web'] }]);
    expect([web.accounts, web.matrix]).toEqual([null, null]);
    await expect(findRisks(log, [{ dimension: 'channel', members: ['call'] }])).rejects.toMatchObject({
      code: 'unknown_dimension',
    });
  });
});

describe('the records behind a flag', () => {
  const at = `TIMESTAMP '2026-06-30 17:29:44'`;

  test('of pressure are the touches that it counts', async () => {
    const { account, evidence, flags } = risks.accounts!.find(({ flags: [first] }) => first!.flag === 'pressured')!;
    const { contacts, activities } = flags[0]!.behind;
    expect(contacts).toHaveLength(1);
    expect(activities).toHaveLength(evidence.most!);
    const rows = await log.db.rows<{ id: string }>(
      raw(`SELECT a.id FROM log.activities a JOIN facts.activity f ON f.activity = a.seq WHERE f.outbound AND a.contact_id = '${contacts[0]!.id}'
        AND a.occurred_at >= ${at} - INTERVAL 28 DAY AND a.occurred_at < ${at} AND f.account = (SELECT account FROM facts.account WHERE id = '${account}')
        ORDER BY a.occurred_at, a.seq`),
    );
    expect(activities).toEqual(rows.map(({ id }) => id));
  });

  test('name a person for each flag that is about people, and an activity for each that is about touches', () => {
    const aboutTouches = ['pressured', 'single_threaded', 'concentrated'];
    const aboutPeople = ['decision_maker_unheard', 'hidden_dissent', 'negative_balance', 'falling_balance'];
    let told = 0;
    for (const { flags, behind } of risks.deals) {
      for (const flag of flags) {
        const { contacts, activities } = behind[flag]!;
        if (aboutTouches.includes(flag))
          expect([flag, contacts.length > 0, activities.length > 0]).toEqual([flag, true, true]);
        if (aboutPeople.includes(flag)) expect([flag, contacts.length > 0]).toEqual([flag, true]);
        told += contacts.length;
      }
    }
    expect(told).toBeGreaterThan(20);
  });

  test('of dissent are those against us whom nobody met alone', () => {
    const deal = risks.deals.find(({ flags }) => flags.includes('hidden_dissent'))!;
    const { contacts } = deal.behind.hidden_dissent!;
    expect(contacts).toHaveLength(deal.evidence.dissenters!);
    for (const { rating } of contacts) expect(rating).toBeLessThan(0);
  });

  test('of silence are the last answer, so many days ago', async () => {
    const silent = risks.deals.filter(
      ({ flags, evidence }) => flags.includes('silent') && evidence.quiet_days !== null,
    );
    expect(silent.length).toBeGreaterThan(3);
    for (const { behind, evidence } of silent) {
      const [id] = behind.silent!.activities;
      const { days } = await log.db.row<{ days: number }>(
        raw(`SELECT floor(epoch(${at} - occurred_at) / 86400)::DOUBLE AS days FROM log.activities WHERE id = '${id}'`),
      );
      expect(days).toBe(evidence.quiet_days);
    }
  });
});

test.each([
  [
    'en',
    'carries a flag',
    'A flag says where to look',
    'accounts without an open deal carry a flag',
    'fewer were won with: stalled',
  ],
  [
    'es',
    'lleva alguna señal',
    'Una señal dice dónde mirar',
    'cuentas sin oportunidad abierta llevan',
    'se ganó menos con: estancada',
  ],
])('the command says it in words, %s', async (lang, ...parts) => {
  const { status, out } = await tacto(['risks', '--data', demo, '--lang', lang]);
  expect(status).toBe(0);
  for (const part of parts) expect(out).toContain(part);
  expect(out).not.toMatch(/null|NaN|undefined/);
});

test.each([
  ['rep', 'en', ['at risk', 'most of it', '(rep-04)']],
  ['team', 'en', ['at risk', '(sur)']],
  ['month', 'en', ['expected close', 'earlier months', 'Jul 2026', '(no date)']],
  ['month', 'es', ['cierre previsto', 'meses anteriores', 'jul 2026', 'en riesgo']],
])('the command tables what is at risk by %s, %s', async (by, lang, parts) => {
  const { status, out } = await tacto(['risks', '--data', demo, '--by', by, '--limit', '1', '--lang', lang]);
  expect(status).toBe(0);
  for (const part of parts) expect(out).toContain(part);
  expect(out).not.toMatch(/null|NaN|undefined/);
});

test('programs read the same', async () => {
  const { out } = await tacto(['risks', '--data', demo, '--format', 'json']);
  const found = JSON.parse(out) as Record<string, unknown> & { by_team: { months: object[] }[]; by_month: object[] };
  expect(found['forecast_at_risk']).toBe(risks.table.all.atRisk.value);
  expect(found['forecast_at_risk']).toBe(found['at_risk']);
  expect(found['forecast_at_risk_share']).toBe(shareOf(risks.table.all));
  expect(found['by_rep']).toHaveLength(risks.table.byRep.length);
  const keys = ['deals', 'flagged', 'forecast', 'forecast_at_risk', 'forecast_at_risk_share', 'at_risk_by_flag'];
  expect(Object.keys(found.by_month[0]!)).toEqual(['month', ...keys]);
  const accounts = found['accounts'] as { flags: Record<string, unknown>[] }[];
  const { flags } = accounts.find(({ flags: [first] }) => first!['flag'] === 'pressured')!;
  expect(Object.keys(flags[0]!)).toEqual(['flag', 'reason', 'evidence', 'contacts', 'activities']);
  expect(flags[0]!['evidence']).toEqual({ touches: 20, most: 18, unanswered: 18 });
  expect(found['matrix']).toEqual({
    both: risks.matrix!.both,
    pressured: risks.matrix!.pressured,
    silent: risks.matrix!.silent,
    neither: risks.matrix!.neither,
    without_deal: { pressured: risks.matrix!.pressuredIdle, neither: risks.matrix!.neitherIdle },
  });
  const own = keys.map((key) => (key === 'forecast' ? 'weighted_pipeline' : key));
  expect(Object.keys(found.by_team[0]!)).toEqual(['member', ...own, 'months']);
});

test('deals without an amount are not told to be worth nothing', async () => {
  const dir = join(folder, 'bare');
  await mkdir(dir);
  const tables = {
    reps: 'id,name\nr1,Ana\n',
    stages: 'id,name,position,kind,probability\ns1,Propuesta,1,open,0.5\n',
    deals: 'id,rep_id,created_at,expected_close_on\nd1,r1,2026-01-01T09:00:00Z,2026-01-05\n',
    stage_changes: 'deal_id,stage_id,entered_at\nd1,s1,2026-01-01T09:00:00Z\n',
  };
  for (const [table, text] of Object.entries(tables)) await writeFile(join(dir, `${table}.csv`), text);
  for (const [lang, words] of [
    ['en', '1 open deal, 1 of them flagged; weighted €0, €0 of it (–) carries a flag. Without an amount: 1.'],
    ['es', '1 oportunidad abierta, 1 con alguna señal;'],
  ] as const) {
    const { out } = await tacto(['risks', '--data', dir, '--as-of', '2026-02-01', '--lang', lang]);
    expect(out).toContain(words);
    expect(out).toMatch(/^– {2}d1 \(d1\)/m);
  }
});
