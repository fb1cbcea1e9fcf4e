import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketEnd } from '../src/domain/calendar.ts';
import { type Dimension, type Grain, grains } from '../src/domain/vocabulary.ts';
import { findRecords } from '../src/engine/lineage.ts';
import type { Filter, Resolved } from '../src/engine/question.ts';
import { toQuestion } from '../src/kpi/answer.ts';
import { askAll, expectClose, type JsonRow, kpis, runs, valueOf, withTables } from './support/ask.ts';
import { Random } from './support/random.ts';
import { randomLogs, span } from './support/random-log.ts';

const parts = ['value', 'numerator', 'denominator', 'pending'] as const;

describe('records', () => {
  test('the records behind a number add up to it', async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs(), fc.integer(), async (log, seed) =>
        withTables(log, null, async (resolved) => {
          const random = new Random(seed);
          for (const kpi of random.shuffled([...kpis.values()])) {
            const dimensions = random.shuffled(kpi.dimensions).slice(0, random.whole(0, 2));
            const grain = random.maybe(0.5, grains);
            const rows = await askAll(resolved, grain === null ? dimensions : [...dimensions, grain], [kpi.id]);
            if (rows.length > 0) await checkRecords(resolved, kpi.id, dimensions, grain, busiest(random, rows, kpi.id));
          }
        }),
      ),
      runs(2),
    );
  });
});

function busiest(random: Random, rows: readonly JsonRow[], id: string): JsonRow {
  const busy = rows.filter((row) => (valueOf(row, id).value ?? 0) !== 0);
  return random.pick(busy.length > 0 && random.chance(0.8) ? busy : rows);
}

async function checkRecords(
  log: Resolved,
  id: string,
  dimensions: readonly Dimension[],
  grain: Grain | null,
  row: JsonRow,
): Promise<void> {
  const where = dimensions.map((dimension): Filter => ({ dimension, members: [row[dimension] as string | null] }));
  const question = await toQuestion(log, kpis, { kpis: [id], where, from: span.from, to: span.to });
  let { from, to } = question;
  if (grain !== null) {
    const start = Temporal.PlainDate.from(row[grain] as string);
    const end = bucketEnd(start, grain);
    if (Temporal.PlainDate.compare(start, from) > 0) from = start;
    if (Temporal.PlainDate.compare(end, to) < 0) to = end;
  }
  const { records } = await findRecords(log, kpis.get(id)!, { ...question, from, to });
  const value = valueOf(row, id);
  const place = `records of ${id} ${JSON.stringify(where)} ${from} ${to} ${JSON.stringify(value)}`;
  if (value.n !== undefined) expect(records.length, place).toBe(value.n ?? 0);
  else {
    for (const part of parts) {
      if (value[part] === undefined || (part === 'value' && value.numerator !== undefined)) continue;
      const sum = records.reduce((all, record) => all + (record.adds[part] ?? 0), 0);
      expectClose(sum, value[part] ?? 0, `${place} ${part}`);
    }
  }
}
