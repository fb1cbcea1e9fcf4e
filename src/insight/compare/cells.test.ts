import { describe, expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import { type CellSums, designEffect, effectiveSample } from './cells.ts';

/** The sums of a member whose cells hold these records. */
function sumsOf(cells: readonly (readonly [x: number, n: number])[]): CellSums {
  const [x, n] = cells.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  const squares = cells.reduce((sum, [c, d]) => sum + (c - (d * x) / n) ** 2, 0);
  return { member: 'r', x, n, cells: cells.length, squares };
}

describe('how many records count for one', () => {
  test('six looks at accounts that never change count as one look each', () => {
    const cells = Array.from({ length: 400 }, (_, i) => [i % 4 === 0 ? 6 : 0, 6] as const);
    expect(designEffect('proportion', [sumsOf(cells)])).toBeCloseTo((6 * 400) / 399, 6);
  });

  test('records that have nothing to do with each other count as themselves', () => {
    const random = randomFrom(3);
    const cells = Array.from({ length: 3000 }, () => {
      let x = 0;
      for (let i = 0; i < 6; i++) if (random() < 0.3) x++;
      return [x, 6] as const;
    });
    expect(designEffect('proportion', [sumsOf(cells)])).toBeLessThan(1.06);
  });

  test('that reps differ from each other is not chance within a rep', () => {
    const steady = (x: number): CellSums => sumsOf(Array.from({ length: 50 }, () => [x, 7] as const));
    expect(designEffect('rate', [steady(10), steady(40)])).toBe(1);
  });

  test('weeks of nothing and weeks of much make counts count for less', () => {
    const weeks = Array.from({ length: 52 }, (_, i) => [i % 2 === 0 ? 40 : 0, 7] as const);
    // The variance of a week is 400 · 52/51, its mean 20.
    expect(designEffect('rate', [sumsOf(weeks)])).toBeCloseTo(((52 / 51) * 400) / 20, 6);
  });

  test('where nothing varies a cell counts for one', () => {
    expect(
      designEffect('proportion', [
        sumsOf([
          [0, 4],
          [0, 8],
        ]),
      ]),
    ).toBe(6);
    expect(
      designEffect('rate', [
        sumsOf([
          [0, 7],
          [0, 7],
        ]),
      ]),
    ).toBe(1);
  });

  test('an effective sample keeps the value', () => {
    expect(effectiveSample({ x: 40, n: 200 }, 5)).toEqual({ x: 8, n: 40 });
  });
});
