import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import { xmrOf } from './xmr.ts';

// Montgomery, "Introduction to Statistical Quality Control", 6th ed., table 6.6 (loan costs): mean 300.5, mean moving range 7.79, limits 321.22 and 279.78.
test('limits are those of a published example', () => {
  const costs = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301, 304];
  const found = xmrOf(costs)!;
  expect(found.mean).toBeCloseTo(300.5, 5);
  expect(found.movingRange).toBeCloseTo(7.79, 2);
  expect(found.low).toBeCloseTo(279.78, 1);
  expect(found.high).toBeCloseTo(321.22, 1);
  expect(found.signals).toEqual([]);
});

test('a value beyond the limits, a shift and a trend are named with their places', () => {
  const outlier = [5, 6, 5, 7, 6, 5, 30, 6, 5, 6, 7, 5];
  expect(xmrOf(outlier)!.signals).toEqual([{ kind: 'outlier', from: 6, to: 6, direction: 'up' }]);
  const shift = [3, 4, 3, 5, 4, 3, 4, 5, 9, 8, 9, 10, 8, 9, 10, 9];
  expect(xmrOf(shift)!.signals.filter(({ kind }) => kind === 'shift')).toEqual([
    { kind: 'shift', from: 0, to: 7, direction: 'down' },
    { kind: 'shift', from: 8, to: 15, direction: 'up' },
  ]);
  const trend = [5, 4, 5, 6, 7, 8, 9, 8, 7, 8];
  expect(xmrOf(trend)!.signals.filter(({ kind }) => kind === 'trend')).toEqual([
    { kind: 'trend', from: 1, to: 6, direction: 'up' },
  ]);
});

test('missing values take part in nothing but keep their places', () => {
  const found = xmrOf([5, null, 6, 5, 7, 6, 5, 6, 40])!;
  expect(found.signals).toContainEqual({ kind: 'outlier', from: 8, to: 8, direction: 'up' });
  expect(xmrOf([1, 2, 3, null, 4, 5])).toBeNull();
});

test('values that are all the same have no signal, though their mean is not exact', () => {
  for (const value of [0.1, 1 / 3, 1e-9, 12_345.678]) {
    const found = xmrOf(Array.from({ length: 17 }, () => value))!;
    expect(found.mean).toBeCloseTo(value, 9);
    expect([found.movingRange, found.signals]).toEqual([0, []]);
  }
});

test('what cannot be is no limit', () => {
  expect(xmrOf([0, 9, 1, 8, 0, 9], { low: 0 })!.low).toBe(0);
});

test('chance alone is called out about as seldom as the rules promise', () => {
  const random = randomFrom(3);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let outliers = 0;
  for (let run = 0; run < 300; run++) {
    const { signals } = xmrOf(Array.from({ length: 50 }, normal))!;
    outliers += signals.filter(({ kind }) => kind === 'outlier').length;
  }
  // 0.27 % of 15,000 values with known limits; somewhat more with limits estimated from 50.
  expect(outliers / 15_000).toBeLessThan(0.008);
});

test('steady series have a signal as often as the command says', () => {
  const random = randomFrom(3);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const partWithSignal = (length: number): number => {
    const runs = Array.from({ length: 3000 }, () => xmrOf(Array.from({ length }, normal))!.signals.length);
    return runs.filter((signals) => signals > 0).length / runs.length;
  };
  expect(partWithSignal(24)).toBeCloseTo(1 / 8, 1);
  expect(partWithSignal(52)).toBeCloseTo(3 / 10, 1);
});

test('whatever the values, signals lie inside the series', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: -20, max: 20 })), { maxLength: 40 }), (values) => {
      for (const { from, to } of xmrOf(values)?.signals ?? []) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThan(values.length);
        expect(from).toBeLessThanOrEqual(to);
      }
    }),
  );
});
