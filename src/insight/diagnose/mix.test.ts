import { expect, test } from 'vitest';
import { scoreWithin } from './mix.ts';

test('a rep who only has the harder source is not below the others within it', () => {
  // In all 150 of 1000 against 350 of 1000; within each source the same 10 % and 40 %.
  const strata = [
    { own: { x: 80, n: 800 }, others: { x: 20, n: 200 } },
    { own: { x: 80, n: 200 }, others: { x: 320, n: 800 } },
  ];
  expect(scoreWithin('proportion', strata, 1)).toBeCloseTo(0, 9);
});

test('a difference within every source remains', () => {
  const strata = [
    { own: { x: 40, n: 800 }, others: { x: 20, n: 200 } },
    { own: { x: 40, n: 200 }, others: { x: 320, n: 800 } },
  ];
  expect(scoreWithin('proportion', strata, 1)).toBeLessThan(-4);
  expect(scoreWithin('proportion', strata, 4)).toBeCloseTo(scoreWithin('proportion', strata, 1) / 2, 9);
});

test('with one group it is the score of two proportions', () => {
  // (0.3 − 0.2) / √(0.25 · 0.75 · (1/100 + 1/100))
  const strata = [{ own: { x: 30, n: 100 }, others: { x: 20, n: 100 } }];
  expect(scoreWithin('proportion', strata, 1)).toBeCloseTo(0.1 / Math.sqrt(0.25 * 0.75 * 0.02), 9);
});
