import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../src/duckdb/database.ts';
import { literal, raw, sql } from '../src/duckdb/sql.ts';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { compareKpi } from '../src/insight/compare/compare-kpi.ts';
import { explainDifference } from '../src/insight/parts/why.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';

// Five hundred teams of twelve reps who are all alike: each makes some three calls a working day, reaches one person of four, closes
// with one of ten. Whatever sets two of them apart is chance, so that a verdict on any of them is a false one.
const teams = 500;
const members = 12;
const days = 40;

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
let folder: string;
let log: OpenLog;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-null-'));
  const dir = join(folder, 'log');
  await mkdir(dir);
  await writeFile(join(dir, 'workspace.json'), JSON.stringify({ timezone: 'Europe/Madrid' }));
  await writeTeams(dir);
  log = await openLog(dir, { knownKpis: catalogueIds });
}, 120_000);
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

/** A number in 0 … 1 that looks drawn by lot, the same in every run. */
const lot = (...of: readonly string[]): string => `(hash(${of.join(" || '.' || ")}) / 18446744073709551616.0)`;

async function writeTeams(dir: string): Promise<void> {
  const db = await Database.open(':memory:');
  // A Poisson number of calls a day, as many draws at small odds.
  await db.run(
    raw(`CREATE TABLE call AS SELECT r, d, k,
      ${lot("'reach'", 'r', 'd', 'k')} < 0.25 AS reached, ${lot("'close'", 'r', 'd', 'k')} < 0.1 AS closed,
      TIMESTAMP '2026-01-05 08:00' + to_days((d + 2 * (d // 5))::INTEGER) + to_minutes((k * 5)::INTEGER) AS occurred_at
    FROM range(${teams * members}) r(r), range(${days}) d(d), range(100) k(k) WHERE ${lot("'call'", 'r', 'd', 'k')} < 0.03`),
  );
  const tables: Readonly<Record<string, string>> = {
    teams: `SELECT 't' || i AS id, 'Team ' || i AS name FROM range(${teams}) t(i)`,
    reps: `SELECT 'r' || i AS id, 'Rep ' || i AS name, 't' || (i // ${members}) AS team_id FROM range(${teams * members}) t(i)`,
    stages: `SELECT * FROM (VALUES ('new', 'New', 1, 'open'), ('won', 'Won', 2, 'won')) AS s(id, name, position, kind)`,
    deals: `SELECT concat_ws('-', r, d, k) AS id, 'r' || r AS rep_id, strftime(occurred_at, '%Y-%m-%dT%H:%M:%SZ') AS created_at, '100' AS amount FROM call WHERE reached AND closed`,
    stage_changes: `SELECT concat_ws('-', r, d, k) AS deal_id, 'won' AS stage_id, strftime(occurred_at, '%Y-%m-%dT%H:%M:%SZ') AS entered_at FROM call WHERE reached AND closed`,
    activities: `SELECT concat_ws('-', r, d, k) AS id, 'r' || r AS rep_id, strftime(occurred_at, '%Y-%m-%dT%H:%M:%SZ') AS occurred_at, 'call' AS channel,
      'outbound' AS direction, CASE WHEN reached THEN 'reached' ELSE 'no_answer' END AS outcome FROM call`,
  };
  for (const [table, query] of Object.entries(tables))
    await db.run(sql`COPY (${raw(query)}) TO ${literal(join(dir, `${table}.parquet`))} (FORMAT parquet)`);
  db.close();
}

/** The most false alarms among `n` at this rate that chance explains (three standard deviations). */
const most = (n: number, rate: number): number => n * rate + 3 * Math.sqrt(n * rate * (1 - rate));
const fewest = (n: number, rate: number): number => n * rate - 3 * Math.sqrt(n * rate * (1 - rate));

const names = Array.from({ length: teams }, (_, i) => `t${i}`);

describe.each(['reach_rate', 'dials', 'close_rate'])('compare %s', (kpi) => {
  test('at most one team in twenty has anybody set apart, and one member in twenty lies outside the 95 % limits', {
    timeout: 400_000,
  }, async () => {
    let [alarmed, outside, all] = [0, 0, 0];
    for (const team of names) {
      const { members: found } = await compareKpi(log, kpis, kpi, {
        by: 'rep',
        where: [{ dimension: 'team', members: [team] }],
      });
      expect(found).toHaveLength(members);
      if (found.some(({ standing }) => standing.verdict === 'above' || standing.verdict === 'below')) alarmed++;
      for (const { standing } of found) {
        const { sample, limits95 } = standing;
        if (limits95 === null) continue;
        all++;
        const value = sample.x / sample.n;
        if (value < limits95[0] || value > limits95[1]) outside++;
      }
    }
    expect(alarmed).toBeLessThanOrEqual(most(teams, 0.05));
    expect(outside / all).toBeLessThan(0.06);
    expect(outside / all).toBeGreaterThan(0.02);
  });
});

test('why: of a rate that is the same, one verdict in twenty is false', { timeout: 400_000 }, async () => {
  const verdicts = new Map<string, number>();
  for (const [i, team] of names.entries()) {
    const { factors } = await explainDifference(log, kpis, {
      chain: 'numbers',
      outcome: 'contracts',
      rep: `r${i * members}`,
      where: [{ dimension: 'team', members: [team] }],
    });
    for (const { to, verdict } of factors)
      if (verdict === 'above' || verdict === 'below') verdicts.set(to, (verdicts.get(to) ?? 0) + 1);
  }
  expect(verdicts.get('dials') ?? 0).toBeLessThanOrEqual(most(teams, 0.05));
  for (const rate of ['dials_reached', 'contracts']) {
    expect(verdicts.get(rate)).toBeLessThanOrEqual(most(teams, 0.05));
    expect(verdicts.get(rate)).toBeGreaterThanOrEqual(rate === 'contracts' ? 1 : fewest(teams, 0.05));
  }
});
