import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../../duckdb/sql.ts';
import { openLog, type OpenLog } from '../../engine/cache.ts';
import { answerKpis, toJson } from '../../kpi/answer.ts';
import { catalogue, catalogueIds } from '../../kpi/catalogue/index.ts';
import { writeDemoLog } from '../../log/demo/index.ts';
import { poissonExact, wilson } from '../statistics/intervals.ts';
import { answerWithIntervals } from './answer.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));

describe('on a log', () => {
  let folder: string;
  let log: OpenLog;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tacto-interval-'));
    await writeDemoLog(join(folder, 'demo'), { reps: 4, months: 8, seed: 5 });
    log = await openLog(join(folder, 'demo'), { knownKpis: catalogueIds });
  });
  afterAll(async () => {
    log.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('values are those without intervals, and lie between the ends of theirs', async () => {
    for (const { id, dimensions } of catalogue) {
      const by = dimensions.includes('rep') ? ['rep', 'month'] : ['month'];
      const found = await answerWithIntervals(log, kpis, { kpis: [id], by }, 0.95);
      const plain = toJson(await answerKpis(log, kpis, { kpis: [id], by })).rows;
      for (const [i, { values }] of found.rows.entries()) {
        const { value } = plain[i]![id] as { value: number | null };
        // Sums of fractions may differ in the last digit from one run to the next.
        if (value === null) expect([id, values[0]!.value]).toEqual([id, null]);
        else expect([id, values[0]!.value]).toEqual([id, expect.closeTo(value, 9)]);
      }
      for (const { values } of found.rows) {
        const { value, interval, n } = values[0]!;
        expect(n).toBeGreaterThanOrEqual(0);
        if (interval === null) continue;
        if (!['relationship_strength', 'political_balance'].includes(id)) expect(interval[0]).toBeGreaterThanOrEqual(0);
        expect(interval[0]).toBeLessThanOrEqual(value! + 1e-9);
        expect(interval[1]).toBeGreaterThanOrEqual(value! - 1e-9);
      }
    }
  });

  test('a proportion has the interval of its counts, a count that of its events', async () => {
    const { rows } = await answerWithIntervals(log, kpis, { kpis: ['win_rate', 'dials'], by: ['rep'] }, 0.9);
    for (const { values } of rows) {
      const [rate, dials] = values;
      expect(rate!.interval).toEqual(wilson(rate!.numerator!, rate!.denominator!, 0.9));
      expect(dials!.interval).toEqual(poissonExact(dials!.value!, 0.9));
    }
  });

  test('a median lies between order statistics of its own records', async () => {
    const { rows } = await answerWithIntervals(log, kpis, { kpis: ['sales_cycle_days'] }, 0.95);
    const days = await log.db.rows<{ d: number }>(
      raw('SELECT cycle_days::DOUBLE AS d FROM facts.deal_closed WHERE won ORDER BY d'),
    );
    const { interval, n } = rows[0]!.values[0]!;
    expect(n).toBe(days.length);
    expect(days.map(({ d }) => d)).toEqual(expect.arrayContaining([...interval!]));
  });
});
