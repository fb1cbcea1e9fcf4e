import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import { readLog } from '../../log/read.ts';
import { importCsv } from './import-csv.ts';

const maps = join(import.meta.dirname, '../../../examples/maps');
const data = join(import.meta.dirname, '../../../../shared/data');

/** Imports a data set by its example map, reads the log back and hands over the database. */
async function withLog(dataSet: string, work: (db: Database) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-example-'));
  const out = join(folder, 'log');
  const knownKpis = new Set<string>();
  const db = await Database.open(':memory:');
  try {
    const report = await importCsv({
      source: join(data, dataSet),
      map: join(maps, dataSet),
      out,
      format: 'parquet',
      knownKpis,
    });
    expect([report.refusals, report.warnings]).toEqual([[], []]);
    const reading = await readLog(db, out, { knownKpis });
    expect(Object.values(reading.tables).filter((table) => table.rejected > 0)).toEqual([]);
    await work(db);
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const isThere = (dataSet: string): boolean => existsSync(join(data, dataSet));
describe.skipIf(!isThere('maven-crm'))('maven-crm (skipped when its files are not in ../shared/data)', () => {
  test('has the figures of the data set', async () => {
    await withLog('maven-crm', async (db) => {
      expect(
        await db.row(
          raw(`WITH closed AS (
            SELECT d.*, c.stage_id, c.entered_at FROM log.deals d JOIN log.stage_changes c ON c.deal_id = d.id WHERE c.stage_id IN ('Won', 'Lost')
          ), won AS (SELECT * FROM closed WHERE stage_id = 'Won')
          SELECT (SELECT count(*) FROM log.deals)::INTEGER AS deals, (SELECT count(*) FROM log.deals WHERE account_id IS NULL)::INTEGER AS without_account,
            (SELECT count(*) FROM log.reps)::INTEGER AS reps, (SELECT count(*) FROM log.teams)::INTEGER AS teams,
            (SELECT count(*) FROM log.reps WHERE id NOT IN (SELECT rep_id FROM log.deals))::INTEGER AS idle_reps,
            count(*)::INTEGER AS contracts, (SELECT count(*) FROM closed WHERE stage_id = 'Lost')::INTEGER AS lost,
            sum(amount)::INTEGER AS volume, median(date_diff('second', created_at, entered_at)) / 86400 AS cycle_days,
            count(*) FILTER (rep_id = 'Darcel Schlecht')::INTEGER AS best_won, sum(amount) FILTER (rep_id = 'Darcel Schlecht')::INTEGER AS best_volume,
            (SELECT list(n ORDER BY q)::VARCHAR FROM (SELECT quarter(entered_at) AS q, count(*) AS n FROM won WHERE year(entered_at) = 2017 GROUP BY q)) AS quarters,
            (SELECT count(*) FROM log.deals WHERE product = 'GTXPro')::INTEGER AS misspelt
          FROM won`),
        ),
      ).toEqual({
        deals: 8800,
        without_account: 1425,
        reps: 35,
        teams: 6,
        idle_reps: 5,
        contracts: 4238,
        lost: 2473,
        volume: 10_005_534,
        cycle_days: 57,
        best_won: 349,
        best_volume: 1_153_214,
        quarters: '[531, 1254, 1257, 1196]',
        misspelt: 0,
      });
    });
  });
});

describe.skipIf(!isThere('uci-bank'))('uci-bank (skipped when its files are not in ../shared/data)', () => {
  test('has the figures of the data set', async () => {
    await withLog('uci-bank', async (db) => {
      expect(
        await db.row(
          raw(`WITH dial AS (
            SELECT lead_id, row_number() OVER w AS k, row_number() OVER w = count(*) OVER (PARTITION BY lead_id) AS is_last, outcome
            FROM log.activities WINDOW w AS (PARTITION BY lead_id ORDER BY occurred_at, seq)
          ), rate AS (
            SELECT k, round(100 * count(*) FILTER (is_last AND d.id IS NOT NULL) / count(*), 2) AS percent
            FROM dial LEFT JOIN log.deals d USING (lead_id) WHERE k <= 5 GROUP BY k
          )
          SELECT count(*)::INTEGER AS dials, count(*) FILTER (outcome = 'reached')::INTEGER AS reached,
            (SELECT count(*) FROM log.leads)::INTEGER AS leads, (SELECT count(*) FROM log.stage_changes)::INTEGER AS contracts,
            (SELECT list(percent ORDER BY k)::VARCHAR FROM rate) AS by_attempt,
            (SELECT min(created_at)::DATE || ' ' || max(created_at)::DATE FROM log.leads) AS span
          FROM dial`),
        ),
      ).toEqual({
        dials: 124_956,
        reached: 45_208,
        leads: 45_211,
        contracts: 5289,
        by_attempt: '[5.66, 5.06, 4.08, 3.29, 2.27]',
        span: '2008-05-05 2010-11-17',
      });
    });
  });
});
