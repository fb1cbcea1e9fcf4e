import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { findRecords } from '../src/engine/lineage.ts';
import type { Filter } from '../src/engine/question.ts';
import { toQuestion } from '../src/kpi/answer.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';
import { askAll, expectClose, kpis, type JsonRow, valueOf } from './support/ask.ts';

const root = mkdtempSync(join(tmpdir(), 'tacto-demo-rows-'));
const dir = join(root, 'log');
/** The demo log's last quarter, with a cohort that has matured before it. */
const periods = [
  { from: '2026-04-01', to: '2026-07-01' },
  { from: '2025-07-01', to: '2025-10-01' },
];
let log: OpenLog;

beforeAll(async () => {
  await writeDemoLog(dir, {});
  log = await openLog(dir, { knownKpis: new Set(kpis.keys()) });
}, 120_000);
afterAll(() => {
  log.close();
  rmSync(root, { recursive: true, force: true });
});

const parts = ['numerator', 'denominator', 'pending'] as const;

/** Whether the number says more than that there is nothing. */
function saysSomething(row: JsonRow, id: string): boolean {
  return (valueOf(row, id).value ?? 0) !== 0;
}

describe('on the demo log', () => {
  test.each([...kpis.keys()])('%s answers, and its records add up to it', async (id) => {
    let told = 0;
    for (const period of periods) {
      const [total] = await askAll(log, [], [id], [], period);
      const byRep = await askAll(log, ['rep'], [id], [], period);
      const some = byRep.filter((row) => saysSomething(row, id)).slice(0, 2);
      await checkRecords(id, total!, [], period);
      for (const row of some)
        await checkRecords(id, row, [{ dimension: 'rep', members: [row['rep'] as string | null] }], period);
      if (saysSomething(total!, id) && some.length > 0) told++;
    }
    expect(told).toBeGreaterThan(0);
  });
});

async function checkRecords(
  id: string,
  row: JsonRow,
  where: readonly Filter[],
  period: { readonly from: string; readonly to: string },
): Promise<void> {
  const kpi = kpis.get(id)!;
  const { records } = await findRecords(log, kpi, await toQuestion(log, kpis, { kpis: [id], where, ...period }));
  const value = valueOf(row, id);
  const sumOf = (part: string): number => records.reduce((sum, { adds }) => sum + (adds[part as 'value'] ?? 0), 0);
  const place = `${id} ${JSON.stringify(row)}`;
  if (value.n !== undefined) expect(records.length, place).toBe(value.n ?? 0);
  else if (value.numerator === undefined) expectClose(sumOf('value'), value.value ?? 0, place);
  else for (const part of parts) if (value[part] !== undefined) expectClose(sumOf(part), value[part] ?? 0, place);
}
