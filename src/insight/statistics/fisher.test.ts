import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fisherExact } from './fisher.ts';

// R's ?fisher.test: the lady tasting tea (Fisher 1935; Agresti 1990, p. 61), p = 0.4857; and twin convicts (Fisher 1962): 0.0005367.
test.each([
  [{ x: 3, n: 4 }, { x: 1, n: 4 }, 0.4857143],
  [{ x: 2, n: 17 }, { x: 10, n: 13 }, 0.0005367],
] as const)('%o against %o', (first, second, right) => {
  expect(fisherExact(first, second)).toBeCloseTo(right, 7);
});

test('one side without trials tells nothing, and equal shares differ by chance', () => {
  expect(fisherExact({ x: 0, n: 0 }, { x: 3, n: 9 })).toBe(1);
  expect(fisherExact({ x: 5, n: 10 }, { x: 50, n: 100 })).toBeCloseTo(1, 9);
});

test('which side is named first does not matter', () => {
  const side = fc.integer({ min: 1, max: 60 }).chain((n) => fc.record({ n: fc.constant(n), x: fc.nat({ max: n }) }));
  fc.assert(
    fc.property(side, side, (a, b) => {
      expect(fisherExact(a, b)).toBeCloseTo(fisherExact(b, a), 9);
    }),
  );
});
