import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../src/duckdb/database.ts';
import { raw } from '../src/duckdb/sql.ts';

/** How large a benchmark log is: 500 reps in 10 teams, 3 years, everything else in proportion to its activities. */
export type BenchSize = {
  readonly activities: number;
  readonly accounts: number;
  readonly leads: number;
  readonly deals: number;
};

export function sizeOf(activities: number): BenchSize {
  return { activities, accounts: activities / 500, leads: activities / 40, deals: activities / 50 };
}

const reps = 500;
const days = 1096;

/** A number 0 … n − 1 that looks random and is always the same for a row. */
const pick = (salt: number, n: number | string): string => `(hash(i * 1000 + ${salt}) % ${n})::BIGINT`;
const when = (salt: number): string => `TIMESTAMP '2023-01-01' + to_seconds((${pick(salt, days * 86_400)})::DOUBLE)`;
const instant = (expression: string): string => `timezone('UTC', ${expression})`;

/**
 * Writes a log of random but repeatable rows as Parquet, made by SQL; kept for the next run. The zone is UTC, so that queries
 * written by hand need no zones.
 */
export async function generateLog(folder: string, size: BenchSize): Promise<string> {
  const dir = join(folder, `log-${size.activities}`);
  if (existsSync(dir)) return dir;
  const draft = `${dir}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const db = await Database.open(':memory:', { memoryLimit: '4GB', spillTo: `${draft}.spill` });
  for (const [table, query] of Object.entries(tables(size))) {
    await db.run(raw(`COPY (${query}) TO '${join(draft, `${table}.parquet`)}' (FORMAT parquet)`));
  }
  db.close();
  rmSync(`${draft}.spill`, { recursive: true, force: true });
  writeFileSync(join(draft, 'workspace.json'), JSON.stringify({ name: 'Bench', as_of: '2026-01-01T00:00:00Z' }));
  renameSync(draft, dir);
  return dir;
}

function tables({ activities, accounts, leads, deals }: BenchSize): Readonly<Record<string, string>> {
  const contacts = accounts * 3;
  const account = `'a' || ${pick(1, accounts)}`;
  // A deal's account is that of its number, so that an activity can name both without a join.
  const dealAccount = (deal: string): string => `'a' || (hash(${deal} * 1000 + 1) % ${accounts})`;
  return {
    teams: `SELECT 'team' || i AS id, 'Team ' || i AS name FROM range(10) t(i)`,
    reps: `SELECT 'r' || i AS id, 'Rep ' || i AS name, 'team' || (i % 10) AS team_id, 30::DECIMAL(9,2) AS hourly_cost FROM range(${reps}) t(i)`,
    accounts: `SELECT 'a' || i AS id, 'Account ' || i AS name, 's' || (i % 3) AS segment, 'i' || (i % 12) AS industry FROM range(${accounts}) t(i)`,
    assignments: `SELECT 'a' || i AS account_id, 'r' || ${pick(1, reps)} AS rep_id, ${instant("TIMESTAMP '2023-01-01'")} AS valid_from FROM range(${accounts}) t(i)`,
    contacts: `SELECT 'c' || i AS id, 'a' || (i // 3) AS account_id, 'Contact ' || i AS name, (i % 4)::INTEGER AS influence FROM range(${contacts}) t(i)`,
    ratings: `SELECT 'c' || ${pick(1, contacts)} AS contact_id, 'r' || ${pick(2, reps)} AS rep_id, ${instant(when(3))} AS rated_at, (${pick(4, 7)} - 3)::INTEGER AS strength FROM range(${contacts * 2}) t(i)`,
    leads: `SELECT 'l' || i AS id, 'r' || ${pick(1, reps)} AS rep_id, ${account} AS account_id, CASE WHEN i % 3 > 0 THEN 'c' || ${pick(2, contacts)} END AS contact_id, ['web', 'cold', 'event', 'referral'][1 + ${pick(3, 4)}] AS source, ${instant(when(4))} AS created_at FROM range(${leads}) t(i)`,
    stages: `SELECT * FROM (VALUES ('discovery', 1, 'open', 0.1), ('evaluation', 2, 'open', 0.3), ('proposal', 3, 'open', 0.5), ('won', 8, 'won', 1.0), ('lost', 9, 'lost', 0.0)) v(id, position, kind, probability) POSITIONAL JOIN (SELECT unnest(['D', 'E', 'P', 'W', 'L']) AS name)`,
    deals: `SELECT 'd' || i AS id, ${dealAccount('i')} AS account_id, 'r' || ${pick(2, reps)} AS rep_id, ${instant(when(3))} AS created_at, (1000 + ${pick(4, 90_000)})::DECIMAL(12,2) AS amount, CASE WHEN i % 10 = 0 THEN 'USD' END AS currency FROM range(${deals}) t(i)`,
    stage_changes: `SELECT 'd' || i AS deal_id, ['discovery', 'evaluation', 'proposal', CASE WHEN i % 3 = 0 THEN 'won' ELSE 'lost' END][step] AS stage_id, ${instant(`(${when(3)}) + to_days((step * 20 + ${pick(5, 15)})::INTEGER)`)} AS entered_at FROM range(${deals}) t(i), range(1, 5) s(step) WHERE step < 4 OR i % 4 > 0`,
    activities: `SELECT 'x' || i AS id, 'r' || ${pick(1, reps)} AS rep_id, ${instant(when(2))} AS occurred_at, ['call', 'call', 'call', 'call', 'email', 'email', 'text', 'meeting'][1 + ${pick(3, 8)}] AS channel, CASE WHEN ${pick(4, 10)} = 0 THEN 'inbound' ELSE 'outbound' END AS direction, ['reached', 'no_answer', 'voicemail', 'no_answer', 'busy'][1 + ${pick(5, 5)}] AS outcome, CASE WHEN i % 10 < 4 THEN ${dealAccount(pick(6, deals))} ELSE ${account} END AS account_id, CASE WHEN i % 20 < 17 THEN 'c' || (CASE WHEN i % 10 < 4 THEN hash(${pick(6, deals)} * 1000 + 1) % ${accounts} ELSE ${pick(1, accounts)} END * 3 + ${pick(7, 3)}) END AS contact_id, CASE WHEN i % 20 IN (3, 17, 18) THEN 'l' || ${pick(8, leads)} END AS lead_id, CASE WHEN i % 10 < 4 THEN 'd' || ${pick(6, deals)} END AS deal_id, (${pick(9, 900)})::INTEGER AS duration_s FROM range(${activities}) t(i)`,
    participants: `SELECT 'x' || (i * 20) AS activity_id, 'c' || ${pick(1, contacts)} AS contact_id FROM range(${activities / 20}) t(i)`,
    decision_team: `SELECT 'd' || i AS deal_id, 'c' || (${pick(1, accounts)} * 3 + k) AS contact_id FROM range(${deals}) t(i), range(2) s(k)`,
    fx_rates: `SELECT 'USD' AS currency, (DATE '2022-12-01' + (i * 7)::INTEGER) AS valid_from, (0.85 + (i % 10) / 100)::DECIMAL(6,4) AS rate FROM range(250) t(i)`,
  };
}
