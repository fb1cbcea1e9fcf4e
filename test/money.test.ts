import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { findRecords } from '../src/engine/lineage.ts';
import { answerKpis, toQuestion } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { withTables } from './support/ask.ts';
import { noTables, type Tables } from './support/tables.ts';

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
    expect((await value('pipeline_value')).value).toBeCloseTo(12_500_000.55 * 0.9203755177112287 + 10.25, 4);
    for (const id of ['weighted_pipeline', 'forecast']) {
      const right = (12_500_000.55 * 0.9203755177112287 + 10.25) * 0.3333333333333333;
      expect([id, (await value(id)).value]).toEqual([id, expect.closeTo(right, 3)]);
    }
  });

  // Amount, rate and probability, and by hand (amount × rate, and that × probability) all of their digits.
  test.each([
    ['12500000.55', '0.920375', '0.25', '11504688.00620625', '2876172.0015515625'],
    ['12500000.55', '0.9203755177112287', '0.3', '11504694.477596893491175785', '3451408.34327906804'],
    ['0.12345678', '59000.5', '0.2', '7284.01174839', '1456.802349678'],
    ['12345678901234567.89', '0.92', '0.5', '11358024589135802.4588', '5679012294567901.2294'],
  ])('%s at %s and %s keeps what finds room', async (amount, rate, probability, priced, weighed) => {
    const tables: Tables = {
      ...noTables,
      reps: [{ id: 'r', name: 'R' }],
      stages: [{ id: 'o', name: 'Open', position: '1', kind: 'open', probability }],
      deals: ['d', 'e'].map((id) => ({
        id,
        rep_id: 'r',
        created_at: '2026-01-01T00:00:00Z',
        amount: id === 'd' ? amount : null,
        currency: id === 'd' ? 'USD' : null,
        expected_close_on: '2026-07-01',
      })),
      stage_changes: [{ deal_id: 'd', stage_id: 'o', entered_at: '2026-01-01T00:00:00Z' }],
      fx_rates: [{ currency: 'USD', valid_from: '2026-01-01', rate }],
    };
    await withTables({ tables, workspace: {} }, '2026-06-01T00:00:00Z', async (small) => {
      const exact = async (id: string) =>
        (await answerKpis(small, kpis, { kpis: [id], to: '2027-01-01' })).rows[0]!.values[0]!.exact!;
      expect(await exact('pipeline_value')).toBe(priced);
      for (const id of ['weighted_pipeline', 'forecast']) expect(await exact(id)).toMatch(new RegExp(`^${weighed}`));
    });
  });

  test('more digits than there is room for are told of', async () => {
    const costs = ['c', 'd'].map((id) => ({
      id,
      incurred_on: '2026-01-02',
      amount: '99999999999999999999',
      rep_id: 'r',
    }));
    const tables: Tables = { ...noTables, reps: [{ id: 'r', name: 'R' }], costs };
    await withTables({ tables, workspace: {} }, '2026-06-01T00:00:00Z', async (small) => {
      await expect(answerKpis(small, kpis, { kpis: ['money_per_customer'] })).rejects.toMatchObject({
        code: 'too_much_money',
      });
    });
  });

  test('one’s own money is exact whatever the rates', async () => {
    const { rows } = await answerKpis(log, kpis, { kpis: ['contract_volume'] });
    expect(rows[0]!.values[0]!.exact).toBe('7');
  });
});
