import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeParts, shapley } from './shapley.ts';

const product = (values: readonly number[]): number => values.reduce((a, b) => a * b, 1);

test('of a product of two factors the parts are the changes at the mean of the other', () => {
  expect(shapley(product, [10, 0.2], [20, 0.3])).toEqual([expect.closeTo(10 * 0.25, 12), expect.closeTo(0.1 * 15, 12)]);
});

test('of a product of three the parts are as worked out by hand over all six orders', () => {
  // From 2 · 3 · 5 to 4 · 3 · 10, a difference of 90: the second does not change; of the first, (2·15 + 2·30)/2 = 45, as of the third.
  expect(shapley(product, [2, 3, 5], [4, 3, 10])).toEqual([
    expect.closeTo(45, 10),
    expect.closeTo(0, 10),
    expect.closeTo(45, 10),
  ]);
});

test('zeros are no trouble', () => {
  expect(shapley(product, [0, 0.2], [10, 0.2])[0]).toBeCloseTo(2, 12);
  expect(shapley(product, [0, 0], [0, 0.5])).toEqual([0, 0]);
});

test('the parts always add up to the difference, and to its last digit once put right', () => {
  const point = fc.double({ min: 0, max: 1e6, noNaN: true });
  const points = fc.integer({ min: 1, max: 7 }).chain((n) => {
    const list = fc.array(point, { minLength: n, maxLength: n });
    return fc.tuple(list, list);
  });
  fc.assert(
    fc.property(points, ([before, after]) => {
      const difference = product(after) - product(before);
      const parts = shapley(product, before, after);
      const sum = parts.reduce((total, part) => total + part, 0);
      const scale = Math.max(1e-300, ...[before, after].map(product), ...parts.map(Math.abs));
      expect(Math.abs(sum - difference)).toBeLessThanOrEqual(1e-9 * scale);
    }),
  );
});

test('a difference in counts is met to the last digit', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(counts, counts, (before, after) => {
      // dials × reach × close
      const [b, a] = [before, after].map(([x, y, z]) => [x! + 1, y! / 5001, z! / 5001]) as [number[], number[]];
      const difference = Math.round(product(a)) - Math.round(product(b));
      const parts = wholeParts(shapley(product, b, a), difference, 0.001);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(difference * 1000);
    }),
  );
});

test('what rounding leaves goes to those that lost most', () => {
  expect(wholeParts([1 / 3, 1 / 3, 1 / 3], 1, 0.01)).toEqual([34, 33, 33]);
  expect(wholeParts([-0.5, 0.25, 0.25], 0, 1).map(Math.abs)).toEqual([0, 0, 0]);
});
