import * as fc from 'fast-check';
import { describe, test } from 'vitest';
import { tableNames } from '../src/log/schema.ts';
import { answersOf, expectSame, runs, withTables } from './support/ask.ts';
import { cutAt } from './support/cut.ts';
import { Random } from './support/random.ts';
import { gridInstant, makeEvents, randomLogs, span } from './support/random-log.ts';
import type { Tables } from './support/tables.ts';

describe('as_of', () => {
  test('answers as of T are those of the log cut at T', async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs(), fc.integer(), async (log, seed) => {
        const now = gridInstant(new Random(seed), 20);
        const cut = { ...log, tables: cutAt(log.tables, now, String(log.workspace['timezone'])) };
        const whole = await withTables(log, now, async (resolved) => answersOf(resolved, seed));
        expectSame(await withTables(cut, now, async (resolved) => answersOf(resolved, seed)), whole);
      }),
      runs(4),
    );
  });

  test('what begins at T or later changes nothing asked as of T', async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs(), fc.integer(), async (log, seed) => {
        const random = new Random(seed);
        const now = gridInstant(random, 20, span.days - 20);
        const day = Math.ceil((Date.parse(now) - Date.UTC(2026, 0, 5)) / 86_400_000);
        const later = (): string => (random.chance(0.2) ? now : gridInstant(random, day, span.days));
        const extra = makeEvents(random, 3, log.tables, later, 'z', log.tables);
        // Who joined is told at once, so that the row begins; a decision-team row and a participant without an instant are no events after T.
        const told: Partial<Tables> = {
          ...extra,
          decision_team: extra.decision_team.map((row) => ({ ...row, joined_at: row['joined_at'] ?? later() })),
          participants: extra.participants.filter((row) => row['activity_id']!.startsWith('z')),
          costs: extra.costs.map((row) => ({ ...row, incurred_on: '2026-05-30' })),
        };
        const mixed = Object.fromEntries(
          tableNames.map((name) => [name, interleaved(random, log.tables[name], told[name] ?? [])]),
        ) as unknown as Tables;
        const right = await withTables(log, now, async (resolved) => answersOf(resolved, seed));
        expectSame(await withTables({ ...log, tables: mixed }, now, async (r) => answersOf(r, seed)), right);
      }),
      runs(3),
    );
  });
});

/** Both lists in one, each in its own order. */
function interleaved<T>(random: Random, a: readonly T[], b: readonly T[]): T[] {
  const [left, right] = [[...a], [...b]];
  const all: T[] = [];
  while (left.length + right.length > 0) {
    const from = random.whole(1, left.length + right.length) <= left.length ? left : right;
    all.push(from.shift()!);
  }
  return all;
}
