import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bootstrapMean } from './bootstrap.ts';
import {
  type Interval,
  newcombe,
  poissonExact,
  poissonRatio,
  ratioEstimate,
  studentMean,
  weightedPoisson,
  welch,
  wilson,
} from './intervals.ts';
import { medianPlaces } from './median.ts';

function near(found: Interval | null, right: Interval, digits = 4): void {
  expect(found).not.toBeNull();
  expect(found![0]).toBeCloseTo(right[0], digits);
  expect(found![1]).toBeCloseTo(right[1], digits);
}

function momentsOf(values: readonly number[]): { n: number; mean: number; deviation: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return { n, mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)) };
}

describe('a proportion', () => {
  // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
  test.each([
    [81, 263, [0.2553, 0.3662]],
    [15, 148, [0.0624, 0.1605]],
    [0, 20, [0, 0.1611]],
    [1, 29, [0.0061, 0.1718]],
  ] as const)('%d of %d', (x, n, right) => near(wilson(x, n, 0.95), right));

  test('nothing of nothing has none', () => {
    expect(wilson(0, 0, 0.95)).toBeNull();
  });

  test('lies between 0 and 1 and around the proportion', () => {
    const sample = fc
      .integer({ min: 1, max: 5000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(sample, fc.constantFrom(0.8, 0.95, 0.998), ([x, n], level) => {
        const [low, high] = wilson(x, n, level)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(x / n);
        expect(high).toBeGreaterThanOrEqual(x / n);
      }),
    );
  });
});

// Newcombe 1998, "Interval estimation for the difference between independent proportions", table II, method 10.
test.each([
  [{ x: 56, n: 70 }, { x: 48, n: 80 }, [0.0524, 0.3339]],
  [{ x: 9, n: 10 }, { x: 3, n: 10 }, [0.1705, 0.809]],
  [{ x: 10, n: 10 }, { x: 0, n: 20 }, [0.6791, 1]],
  [{ x: 5, n: 56 }, { x: 0, n: 29 }, [-0.0381, 0.1926]],
] as const)('the difference of %o and %o', (first, second, right) => near(newcombe(first, second, 0.95), right));

// R 4.2, poisson.test(x)$conf.int
test.each([
  [0, [0, 3.68887945411394]],
  [7, [2.81436305151987, 14.4226753617024]],
  [1234, [1166.10171851755, 1304.82037052892]],
] as const)('a count of %d', (count, right) => near(poissonExact(count, 0.95), right, 9));

describe('means', () => {
  const [first, second] = [momentsOf([5, 7, 9, 12, 15, 40]), momentsOf([1, 3, 2, 8])];

  // R 4.2, t.test(x)$conf.int and t.test(x, y)$conf.int
  test('Student and Welch', () => {
    near(studentMean(first, 0.95), [1.11851081255443, 28.2148225207789], 9);
    near(welch(first, second, 0.95), [-2.3721271518609, 24.7054604851942], 9);
  });

  test('one value has no interval', () => {
    expect(studentMean({ n: 1, mean: 3, deviation: Number.NaN }, 0.95)).toBeNull();
    expect(bootstrapMean([3], 0.95)).toBeNull();
  });

  test('the same sample has the same interval, and equal values have none to speak of', () => {
    expect(bootstrapMean([1, 5, 9, 2], 0.95)).toEqual(bootstrapMean([1, 5, 9, 2], 0.95));
    expect(bootstrapMean([4, 4, 4], 0.95)).toEqual([4, 4]);
  });
});

describe('a median', () => {
  // R 4.2: k <- qbinom(0.025, n, 0.5); if (pbinom(k - 1, n, 0.5) > 0.025) k <- k - 1; places k and n - k + 1.
  test.each([
    [5, null],
    [6, [1, 6]],
    [10, [2, 9]],
    [25, [8, 18]],
    [100, [40, 61]],
  ] as const)('of %d values lies between these places', (n, right) => {
    expect(medianPlaces(n, 0.95)).toEqual(right);
  });
});

describe('sums and ratios of what varies', () => {
  const sizes = [120, 30, 30, 500, 75];
  const parts = [10, 4, 2, 40, 8];
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const products = (a: readonly number[], b: readonly number[]): number => sum(a.map((value, i) => value * b[i]!));

  test('a sum of sizes, as R with qgamma: v/t·qgamma(.025, t²/v) and (v+w²)/(t+w)·qgamma(.975, (t+w)²/(v+w²))', () => {
    const found = weightedPoisson({ total: sum(sizes), squares: products(sizes, sizes), largest: 500 }, 0.95);
    near(found, [98.34123, 3016.077], 2);
  });

  test('of equal sizes it is the exact Poisson interval times the size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 90 }), (n, size) => {
        const [low, high] = poissonExact(n, 0.9);
        const found = weightedPoisson({ total: n * size, squares: n * size ** 2, largest: size }, 0.9)!;
        expect(found[0]).toBeCloseTo(low * size, 5);
        expect(found[1]).toBeCloseTo(high * size, 5);
      }),
    );
  });

  test('a ratio of two counts, as R with prop.test(7, 27, correct = FALSE): p/(1−p)', () => {
    near(poissonRatio(7, 20, 0.95), [0.1516807, 0.8076178], 6);
    expect(poissonRatio(3, 0, 0.95)).toBeNull();
  });

  test('a ratio of two sums, as R with qt and the residuals of x − Ry', () => {
    const given = { n: 5, x: sum(sizes), y: sum(parts), xx: products(sizes, sizes), xy: products(sizes, parts) };
    near(ratioEstimate({ ...given, yy: products(parts, parts) }, 0.95), [9.914014, 13.67974], 5);
  });

  test('a mean is the ratio of a sum to as many ones', () => {
    const mean = sum(sizes) / 5;
    const deviation = Math.sqrt(sum(sizes.map((size) => (size - mean) ** 2)) / 4);
    const found = ratioEstimate({ n: 5, x: sum(sizes), y: 5, xx: products(sizes, sizes), xy: sum(sizes), yy: 5 }, 0.95);
    near(found, studentMean({ n: 5, mean, deviation }, 0.95)!, 6);
  });
});
