import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../src/duckdb/sql.ts';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { findRecords } from '../src/engine/lineage.ts';
import type { Resolved, RowPolicy } from '../src/engine/question.ts';
import { answerQuestions } from '../src/insight/ask/answer.ts';
import { askCatalogue } from '../src/insight/ask/catalogue/index.ts';
import { proposePlaybook } from '../src/insight/ask/proposal.ts';
import { trendsOf } from '../src/insight/change/trend.ts';
import { compareKpi } from '../src/insight/compare/compare-kpi.ts';
import { costOfCustomers, cycleDeals } from '../src/insight/cost/cost.ts';
import { diagnose } from '../src/insight/diagnose/diagnose.ts';
import { findEffects } from '../src/insight/effects/models.ts';
import { goalStandings } from '../src/insight/goals/goals.ts';
import { explainDifference } from '../src/insight/parts/why.ts';
import { findPastDeals, findRisks } from '../src/insight/risk/risks.ts';
import { answerKpis, toQuestion } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
const period = { from: '2026-01-01', to: '2026-07-01' } as const;
const sur: RowPolicy = [{ dimension: 'team', members: ['sur'] }];
let folder: string;
let log: OpenLog;
let seen: Resolved;
let strangers: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-policy-'));
  await writeDemoLog(join(folder, 'demo'), { reps: 12, months: 18, seed: 7 });
  log = await openLog(join(folder, 'demo'), { knownKpis: catalogueIds });
  seen = { db: log.db, workspace: log.workspace, asOf: log.asOf, policy: sur };
  const rows = await log.db.rows<{ id: string }>(raw(`SELECT id FROM log.reps WHERE team_id IS DISTINCT FROM 'sur'`));
  strangers = rows.map(({ id }) => id);
});
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

const asText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...(part as Map<unknown, unknown>)] : part));

const rounded = (rows: unknown): unknown =>
  JSON.parse(
    JSON.stringify(rows, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value)),
  );

describe('who may see one team’s records', () => {
  test.each(catalogue.map(({ id, dimensions }) => [id, dimensions] as const))(
    'is told %s as of that team alone',
    async (id, dimensions) => {
      const by = dimensions.filter((dimension) => dimension !== 'account').slice(0, 3);
      const allowed = await answerKpis(seen, kpis, { kpis: [id], by: [...by, 'month'], ...period });
      const where = [{ dimension: 'team', members: ['sur'] }] as const;
      const asked = await answerKpis(log, kpis, { kpis: [id], by: [...by, 'month'], where, ...period });
      // Sums of fractions may differ in the last digit from one run to the next.
      expect(rounded(allowed.rows)).toEqual(rounded(asked.rows));
      const elsewhere = [{ dimension: 'team', members: ['norte'] }] as const;
      const other = await answerKpis(seen, kpis, { kpis: [id], where: elsewhere, ...period });
      expect([0, null]).toContain(other.rows[0]?.values[0]!.value ?? null);
    },
  );

  test.each(['dials', 'pressured_accounts', 'win_rate', 'forecast', 'decision_team_coverage'])(
    'sees of %s only that team’s records',
    async (id) => {
      const question = await toQuestion(seen, kpis, { kpis: [id], ...period });
      const { records } = await findRecords(seen, kpis.get(id)!, question);
      expect(records.length).toBeGreaterThan(0);
      expect(new Set(records.map(({ fields }) => fields['team']))).toEqual(new Set(['sur']));
    },
  );

  test('finds nobody else in any insight', async () => {
    const [own] = (await answerKpis(seen, kpis, { kpis: ['dials'], by: ['rep'], ...period })).rows;
    const rep = own!.members[0]!;
    const texts = [
      await compareKpi(seen, kpis, 'reach_rate', { by: 'rep', ...period }),
      await compareKpi(seen, kpis, 'dials', { by: 'rep', ...period }),
      await explainDifference(seen, kpis, { outcome: 'contracts', chain: 'numbers', rep, ...period }),
      await findRisks(seen, []),
      await findPastDeals(seen, []),
      await costOfCustomers(seen, kpis, { by: 'rep', ...period }),
      await cycleDeals(seen, kpis, period),
      await diagnose(seen, kpis, { rep, ...period }),
      await trendsOf(seen, kpis, { kpis: ['dials'], by: 'month', ...period }),
      await findEffects(seen, kpis, period),
      await goalStandings(seen, kpis, { all: true }),
      await answerQuestions(seen, kpis, askCatalogue, { where: [], ...period }),
    ].map(asText);
    for (const text of texts) {
      expect(text.length).toBeGreaterThan(100);
      for (const stranger of strangers) expect(text).not.toContain(`"${stranger}"`);
    }
  });

  test('is proposed a playbook by that team’s records alone', async () => {
    const { fits } = await proposePlaybook(seen, kpis);
    const figures = new Map(
      fits.flatMap(({ signs }) => signs.map(({ sign, figure }) => [sign.figure, figure] as const)),
    );
    const where = [{ dimension: 'team', members: ['sur'] }] as const;
    const { rows } = await answerKpis(log, kpis, { kpis: ['contracts', 'dials'], where });
    const [contracts, dials] = rows[0]!.values.map(({ value }) => value!) as [number, number];
    expect(figures.get('contracts')!.value).toBe(contracts);
    expect(figures.get('dials_per_contract')!.value).toBeCloseTo(dials / contracts, 9);
    const { teams, won, reps } = await log.db.row<{ teams: number; won: number; reps: number }>(
      raw(`SELECT (SELECT count(DISTINCT t.deal_id) FROM log.decision_team t JOIN log.deals d ON d.id = t.deal_id JOIN log.reps r ON r.id = d.rep_id
        WHERE r.team_id = 'sur')::DOUBLE AS teams, (SELECT count(*) FROM facts.deal d JOIN facts.label l ON l.k = d.team WHERE l.v = 'sur' AND won_at IS NOT NULL)::DOUBLE AS won,
        (SELECT count(*) FROM log.reps WHERE team_id = 'sur' AND active_to IS NULL)::DOUBLE AS reps`),
    );
    expect(figures.get('team_size')!.n).toBe(teams);
    expect(figures.get('stages_passed')!.n).toBe(won);
    expect(figures.get('reps')!.value).toBe(reps);
  });

  test('is told the goals of that team and its reps, with the same figures, and none in which others count', async () => {
    const told = await goalStandings(seen, kpis);
    const { standings } = await goalStandings(log, kpis, { team: 'sur' });
    expect(told.standings.length).toBeGreaterThan(5);
    const figures = (list: typeof standings): string =>
      asText(list.map(({ goal: { target }, ...rest }) => [target, rest.found, rest.projection]));
    expect(figures(told.standings)).toBe(figures(standings));
    const alone: Resolved = { ...seen, policy: [{ dimension: 'rep', members: ['rep-09'] }] };
    const own = await goalStandings(alone, kpis, { all: true });
    expect(new Set(own.standings.map(({ goal }) => asText(goal.owner)))).toEqual(
      new Set([asText({ kind: 'rep', id: 'rep-09' })]),
    );
  });

  test('finds behind a flag only activities of that team', async () => {
    const { deals, accounts } = await findRisks(seen, []);
    const behind = [
      ...deals.flatMap((deal) => Object.values(deal.behind)),
      ...accounts!.flatMap(({ flags }) => flags.map((flag) => flag.behind)),
    ];
    const ids = behind.flatMap(({ activities }) => activities);
    expect(ids.length).toBeGreaterThan(10);
    const teams = await log.db.rows<{ team: string }>(
      raw(`SELECT DISTINCT r.team_id AS team FROM log.activities a JOIN log.reps r ON r.id = a.rep_id
        WHERE a.id IN (${ids.map((id) => `'${id}'`).join(', ')})`),
    );
    expect(teams).toEqual([{ team: 'sur' }]);
  });

  test('is not told who else there is', async () => {
    const where = [{ dimension: 'rep', members: ['rep-0'] }] as const;
    await expect(answerKpis(log, kpis, { kpis: ['dials'], where })).rejects.toThrow(/rep-0\d/);
    await expect(answerKpis(seen, kpis, { kpis: ['dials'], where })).rejects.toThrow(/Check how it is written/);
  });

  test('and of one rep alone, that rep’s', async () => {
    const alone: Resolved = { ...seen, policy: [{ dimension: 'rep', members: ['rep-05'] }] };
    const { rows } = await answerKpis(alone, kpis, { kpis: ['dials'], by: ['rep'], ...period });
    expect(rows.map(({ members }) => members[0])).toEqual(['rep-05']);
  });
});
