import { describe, expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import type { Row } from './cells.ts';
import { oddsBy } from './odds.ts';

const logistic = (logit: number): number => 1 / (1 + Math.exp(-logit));

test('without anything to hold equal it is the odds ratio of a table of four, with Woolf’s interval', () => {
  const odds = oddsBy({ names: ['rep'], rows: [{ levels: ['ana'], trials: 500, results: 260 }] }, 0.95)!;
  const { ratio, interval } = odds([{ levels: ['ana'], trials: 200, results: 120 }])!;
  const logit = Math.log((120 * 160) / (80 * 140));
  const deviation = Math.sqrt(1 / 120 + 1 / 80 + 1 / 140 + 1 / 160);
  expect(Math.log(ratio)).toBeCloseTo(logit, 2);
  expect(Math.log(interval[0])).toBeCloseTo(logit - 1.96 * deviation, 2);
  expect(Math.log(interval[1])).toBeCloseTo(logit + 1.96 * deviation, 2);
});

test('where all who were given it went on the odds are high, not without end', () => {
  const odds = oddsBy({ names: ['rep'], rows: [{ levels: ['ana'], trials: 100, results: 50 }] }, 0.95)!;
  const { ratio, interval } = odds([{ levels: ['ana'], trials: 5, results: 5 }])!;
  expect(ratio).toBeGreaterThan(2);
  expect(interval[1]).toBeLessThan(1e4);
});

test('nothing is told when all went on, or when it was given always', () => {
  expect(oddsBy({ names: ['rep'], rows: [{ levels: ['ana'], trials: 9, results: 9 }] }, 0.95)).toBeNull();
  const rows = [{ levels: ['ana'], trials: 9, results: 4 }];
  expect(oddsBy({ names: ['rep'], rows }, 0.95)!(rows)).toBeNull();
});

/** Good reps give it more often; `truth` is what it adds to the logit. */
function simulated(random: () => number, truth: number, records: number): { all: Row[]; given: Row[] } {
  const cells = new Map<string, { trials: number; results: number }>();
  for (let i = 0; i < records; i++) {
    const [rep, source] = [Math.floor(random() * 12), Math.floor(random() * 4)];
    const isGiven = random() < logistic((rep - 6) / 3);
    const advances = random() < logistic(-0.5 + (rep - 6) / 5 + source / 4 + (isGiven ? truth : 0));
    const key = JSON.stringify([[`s${source}`, `r${rep}`], isGiven]);
    const cell = cells.get(key) ?? { trials: 0, results: 0 };
    cells.set(key, { trials: cell.trials + 1, results: cell.results + (advances ? 1 : 0) });
  }
  const rows = [...cells].map(([key, cell]) => ({ key: JSON.parse(key) as [string[], boolean], ...cell }));
  const merged = new Map<string, Row>();
  for (const { key, trials, results } of rows) {
    const [levels] = key;
    const before = merged.get(levels.join()) ?? { levels, trials: 0, results: 0 };
    merged.set(levels.join(), { levels, trials: before.trials + trials, results: before.results + results });
  }
  const given = rows
    .filter(({ key }) => key[1])
    .map(({ key, trials, results }) => ({ levels: key[0], trials, results }));
  return { all: [...merged.values()], given };
}

describe('of what good reps give more often', () => {
  test.each([0, 0.7])('intervals hold the truth, a logit of %d', (truth) => {
    const random = randomFrom(3);
    let [held, sum] = [0, 0];
    const times = 100;
    for (let i = 0; i < times; i++) {
      const { all, given } = simulated(random, truth, 1500);
      const { ratio, interval } = oddsBy({ names: ['source', 'rep'], rows: all }, 0.95)!(given)!;
      if (Math.log(interval[0]) <= truth && truth <= Math.log(interval[1])) held++;
      sum += Math.log(ratio);
    }
    expect(held / times).toBeGreaterThan(0.89);
    expect(Math.abs(sum / times - truth)).toBeLessThan(0.1);
  });

  test('the plain table is misled', () => {
    const { all, given } = simulated(randomFrom(3), 0, 20_000);
    const total = (rows: readonly Row[]): [number, number] =>
      rows.reduce<[number, number]>(([n, x], row) => [n + row.trials, x + row.results], [0, 0]);
    const [[n, x], [m, y]] = [total(all), total(given)];
    expect(y / (m - y) / ((x - y) / (n - m - x + y))).toBeGreaterThan(1.5);
    expect(oddsBy({ names: ['source', 'rep'], rows: all }, 0.95)!(given)!.ratio).toBeLessThan(1.15);
  });
});
