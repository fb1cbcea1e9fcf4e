import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grains } from '../src/domain/vocabulary.ts';
import { type Filter, splitBreakdown } from '../src/engine/question.ts';
import { answerOf } from './reference/answer.ts';
import { microsOf } from './reference/time.ts';
import { worldOf } from './reference/world.ts';
import { askAll, breakdowns, expectSame, type JsonRow, kpisBy, runs, withTables } from './support/ask.ts';
import { Random } from './support/random.ts';
import { gridInstant, randomLogs, span } from './support/random-log.ts';

// Every KPI, on any log, as of any instant, in any breakdown, period and filter: what the engine says is what the contract says, read
// a second time in plain loops that share nothing with it.

describe('the engine', () => {
  test('says what the contract says', async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs(), fc.integer(), async (log, seed) => {
        const random = new Random(seed);
        const now = random.chance(0.5) ? gridInstant(random, 20) : '2026-06-01T04:00:00Z';
        const world = worldOf(log.tables, log.workspace, microsOf(now)!);
        await withTables(log, now, async (resolved) => {
          for (const names of [
            [],
            ...random.shuffled([...breakdowns, ['team'], ['rep', 'team', 'week']]).slice(0, 4),
          ]) {
            const { by, grain } = splitBreakdown(names);
            const [from, to] = [
              random.maybe(0.5, ['2026-01-19', '2026-02-01']),
              random.maybe(0.5, ['2026-04-20', '2026-07-01']),
            ];
            const period = { from: from ?? span.from, to: to ?? span.to };
            const where: Filter[] = random.chance(0.3)
              ? [{ dimension: 'rep', members: [random.pick(['r0', 'r1'])] }]
              : [];
            const all = kpisBy([...names, ...where.map(({ dimension }) => dimension)]);
            // Alone a KPI is asked in another way than with others beside it.
            const ids = random.chance(0.5) ? [random.pick(all)] : all;
            const found = await askAll(resolved, names, ids, where, period);
            const right = answerOf(world, { ids, by, grain, where, ...period });
            expectSame(
              sorted(found, names),
              sorted(right, names),
              `${names.join()} ${JSON.stringify({ now, where, ...period })}`,
            );
          }
        });
      }),
      runs(6),
    );
  });
});

/** Rows by their keys, which the engine orders in its own way. */
function sorted(rows: readonly JsonRow[], names: readonly string[]): Record<string, JsonRow> {
  const isGrain = (name: string): boolean => grains.some((grain) => grain === name);
  const keys = names.toSorted((a, b) => Number(isGrain(a)) - Number(isGrain(b)));
  const byKeys = Object.fromEntries(rows.map((row) => [JSON.stringify(keys.map((key) => row[key])), row]));
  expect(Object.keys(byKeys), 'each row once').toHaveLength(rows.length);
  return byKeys;
}
