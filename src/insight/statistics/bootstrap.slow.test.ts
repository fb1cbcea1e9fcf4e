import { expect, test } from 'vitest';
import { bootstrapMean } from './bootstrap.ts';
import { randomFrom } from './random.ts';

test('the bootstrap covers the mean of skewed money about as often as it promises', () => {
  const random = randomFrom(11);
  const runs = 400;
  let covered = 0;
  for (let run = 0; run < runs; run++) {
    const values = Array.from({ length: 60 }, () => -Math.log(1 - random()));
    const [low, high] = bootstrapMean(values, 0.95)!;
    if (low <= 1 && 1 <= high) covered++;
  }
  // With 95 % of 400, fewer than 91.5 % or more than 98 % has a chance below 1 in 500.
  expect(covered / runs).toBeGreaterThan(0.915);
  expect(covered / runs).toBeLessThan(0.98);
});
