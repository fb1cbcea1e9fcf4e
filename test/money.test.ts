import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { findRecords } from '../src/engine/lineage.ts';
import { answerKpis, toQuestion } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';

// Money keeps its digits: those beyond a double's, and where amounts, rates and probabilities all have many.

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
const files: Readonly<Record<string, string>> = {
  'workspace.json': '{"currency":"EUR","as_of":"2026-06-01T00:00:00Z"}',
  'reps.csv': 'id,name\nr,R\n',
  'stages.csv': 'id,name,position,kind,probability\no,Open,1,open,0.3333333333333333\nw,Won,2,won,1\n',
  'deals.csv':
    'id,rep_id,created_at,amount,currency,expected_close_on\n' +
    'd1,r,2026-01-01T00:00:00Z,12500000.55,USD,2026-07-01\nd2,r,2026-01-02T00:00:00Z,10.25,,2026-07-02\nd3,r,2026-01-02T00:00:00Z,7,,\n',
  'stage_changes.csv':
    'deal_id,stage_id,entered_at\nd1,o,2026-01-01T00:00:00Z\nd2,o,2026-01-02T00:00:00Z\nd3,w,2026-01-05T00:00:00Z\n',
  'fx_rates.csv': 'currency,valid_from,rate\nUSD,2026-01-01,0.9203755177112287\n',
  'costs.csv':
    'id,incurred_on,amount,rep_id\nc1,2026-01-03,12345678901234567.89,r\nc2,2026-01-03,0.1,r\nc3,2026-01-03,0.2,r\n',
};

let folder: string;
let log: OpenLog;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-money-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  log = await openLog(folder, { knownKpis: catalogueIds });
});
afterAll(async () => {
  log.close();
  await rm(folder, { recursive: true, force: true });
});

const value = async (id: string) => (await answerKpis(log, kpis, { kpis: [id], to: '2027-01-01' })).rows[0]!.values[0]!;

describe('many digits', () => {
  test('a ratio keeps the money above it to the last digit', async () => {
    expect((await value('money_per_customer')).exactNumerator).toBe('12345678901234568.19');
  });

  test('records keep theirs', async () => {
    const question = await toQuestion(log, kpis, { kpis: ['money_per_customer'] });
    const { records } = await findRecords(log, kpis.get('money_per_customer')!, question);
    const exact = records.flatMap((record) => (record.exact.numerator === undefined ? [] : [record.exact.numerator]));
    expect(exact).toEqual(['12345678901234567.89', '0.1', '0.2']);
  });

  test('an amount at a rate and a probability of sixteen decimals each', async () => {
    // By hand, with the rate at 12 decimals: 12 500 000.55 × 0.920375517711 = 11 504 694.4775920…; × 0.333333333333; and 10.25 × 0.333333333333.
    expect((await value('pipeline_value')).value).toBeCloseTo(12_500_000.55 * 0.9203755177112287 + 10.25, 4);
    for (const id of ['weighted_pipeline', 'forecast']) {
      const right = (12_500_000.55 * 0.9203755177112287 + 10.25) * 0.3333333333333333;
      expect([id, (await value(id)).value]).toEqual([id, expect.closeTo(right, 3)]);
    }
  });

  test('one’s own money is exact whatever the rates', async () => {
    const { rows } = await answerKpis(log, kpis, { kpis: ['contract_volume'] });
    expect(rows[0]!.values[0]!.exact).toBe('7');
  });
});
