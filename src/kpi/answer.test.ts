import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openLog } from '../engine/cache.ts';
import { answerKpis, toJson } from './answer.ts';
import { catalogueIds } from './catalogue/index.ts';
import { kpisOf } from './log-kpis.ts';

const root = mkdtempSync(join(tmpdir(), 'tacto-answer-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Closes expected: one that is overdue, one in two months, one after ten years, which nobody expects, and one that is closed. */
const files = {
  'workspace.json': '{"as_of":"2026-04-01T00:00:00Z"}',
  'reps.csv': 'id,name\nana,Ana\n',
  'stages.csv': 'id,name,position,kind,probability\nopen,Open,1,open,0.5\nwon,Won,2,won,\n',
  'deals.csv': [
    'id,rep_id,created_at,amount,expected_close_on',
    'overdue,ana,2026-02-01T10:00:00Z,100,2026-03-01',
    'next,ana,2026-02-01T10:00:00Z,1000,2026-06-15',
    'never,ana,2026-02-01T10:00:00Z,10000,9999-12-31',
    'won,ana,2026-02-01T10:00:00Z,100000,2026-08-01',
  ].join('\n'),
  'stage_changes.csv': [
    'deal_id,stage_id,entered_at',
    ...['overdue', 'next', 'never'].map((id) => `${id},open,2026-02-01T10:00:00Z`),
    'won,won,2026-03-01T10:00:00Z',
  ].join('\n'),
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);

async function periodAndTotals(
  kpis: readonly string[],
  dates: { from?: string; to?: string } = {},
): Promise<unknown[]> {
  const log = await openLog(root, { knownKpis: catalogueIds });
  try {
    const { period, rows } = toJson(await answerKpis(log, await kpisOf(root), { kpis, ...dates }));
    return [period.from, period.to, ...kpis.map((id) => rows[0]![id])];
  } finally {
    log.close();
  }
}

describe('without dates a question runs', () => {
  test('to the end of the last day before the log’s now', async () => {
    expect(await periodAndTotals(['contracts'])).toEqual(['2026-02-01', '2026-04-01', { value: 1 }]);
  });

  test('to the last day that a KPI which looks ahead tells of', async () => {
    expect(await periodAndTotals(['forecast'])).toEqual(['2026-02-01', '2026-06-16', { value: 550 }]);
    expect(await periodAndTotals(['contracts', 'pipeline_value', 'forecast'], { from: '2026-03-15' })).toEqual([
      '2026-03-15',
      '2026-06-16',
      { value: 0 },
      { value: 11100 },
      { value: 500 },
    ]);
  });

  test('and to the day that is asked', async () => {
    expect(await periodAndTotals(['forecast'], { to: '2026-04-01' })).toEqual([
      '2026-02-01',
      '2026-04-01',
      { value: 50 },
    ]);
  });
});
