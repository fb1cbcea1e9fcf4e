import { expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import { swingOf } from './swing.ts';

test('what swings no more than chance has a swing near 1', () => {
  const random = randomFrom(4);
  const poisson = (mean: number): number => {
    let [count, product] = [0, random()];
    for (const bound = Math.exp(-mean); product > bound; product *= random()) count++;
    return count;
  };
  const counts = Array.from({ length: 2000 }, () => poisson(30));
  expect(swingOf(counts)).toBeLessThan(1.1);
});

test('quiet and hectic weeks count, a slow rise does not', () => {
  // The differences are all 40: half their mean square over the mean is 800 / 20.
  expect(swingOf([0, 40, 0, 40, 0, 40])).toBeCloseTo(40, 9);
  expect(swingOf(Array.from({ length: 26 }, (_, i) => 100 + i))).toBe(1);
  expect(swingOf([5, 9])).toBe(1);
  expect(swingOf([])).toBe(1);
});
