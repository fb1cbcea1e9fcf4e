import { expect, test } from 'vitest';
import { holm } from './holm.ts';

// R 4.2: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03, 0.06, 0.06, 0.02.
test('as R adjusts chances', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true]);
  expect(holm([0.01, 0.04, 0.03, 0.005], 0.06)).toEqual([true, true, true, true]);
  expect(holm([0.01, 0.04, 0.03, 0.005], 0.019)).toEqual([false, false, false, false]);
});

test('one test is held at the level, and none is no trouble', () => {
  expect(holm([0.05], 0.05)).toEqual([true]);
  expect(holm([], 0.05)).toEqual([]);
});
