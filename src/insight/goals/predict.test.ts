import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialCdf, gammaCdf, negativeBinomialCdf } from '../statistics/distributions.ts';
import { paceOf, type Stretch } from './pace.ts';
import { restAt } from './predict.ts';

const counts = (...done: number[]): Stretch[] => done.map((n) => ({ done: n, events: n, days: 5 }));

describe('the distributions', () => {
  test('negative binomial: k failures before the r-th success are at most so many when r of k + r trials succeed', () => {
    for (const [k, r, p] of [
      [3, 2, 0.4],
      [0, 5, 0.7],
      [40, 7, 0.2],
    ] as const) {
      const mean = (r * (1 - p)) / p;
      expect(negativeBinomialCdf(k, mean, r)).toBeCloseTo(1 - binomialCdf(r - 1, k + r, p), 12);
    }
    expect(negativeBinomialCdf(-1, 3, 2)).toBe(0);
  });

  test('gamma of shape 1 is the exponential distribution', () => {
    expect(gammaCdf(3, 2, 4)).toBeCloseTo(1 - Math.exp(-1.5), 12);
  });
});

describe('a pace', () => {
  test('of steady counts varies by chance alone', () => {
    // 40 in 20 days: 2 a day, whose variance is 2.
    expect(paceOf(counts(10, 10, 10, 10), true)).toMatchObject({ perDay: 2, variance: 2, days: 20, stretches: 4 });
  });

  test('of uneven counts varies by more', () => {
    // Mean 10 a week; squares 25 + 25 + 25 + 25 over 5 days each: 20 over 3 degrees is 6.667 a day, times (3.18245 / 1.95996)² = 2.63652.
    const pace = paceOf(counts(5, 15, 5, 15), true)!;
    expect(pace.variance).toBeCloseTo((20 / 3) * 2.63652, 3);
  });

  test('takes four stretches, and a sum five events', () => {
    expect(paceOf(counts(10, 10, 10), true)).toBeNull();
    expect(paceOf([...counts(1, 2, 3), { done: 4, events: 4, days: 0 }], true)).toBeNull();
    expect(paceOf(counts(0, 0, 0, 0), true)).toMatchObject({ perDay: 0 });
    expect(paceOf(counts(1, 1, 1, 1), false)).toBeNull();
    expect(paceOf(counts(1, 1, 1, 2), false)).toMatchObject({ perDay: 0.25 });
  });
});

describe('what is to come', () => {
  // 260 calls in 130 days, by chance alone. Gamma(260.5) over 130 days makes the next 12 days negative binomial of size 260.5 and mean
  // 260.5 · 12 / 130 = 24.046; its probabilities one by one give the ends.
  test('of counts is the predictive distribution of a Poisson count', () => {
    const pace = paceOf(counts(...Array.from({ length: 26 }, () => 10)), true)!;
    const [size, p] = [260.5, 130 / 142];
    let [term, sum, low] = [p ** size, p ** size, -1];
    let k = 0;
    for (; sum < 0.975; k++) {
      if (low < 0 && sum >= 0.025) low = k;
      term *= ((size + k) * (1 - p)) / (k + 1);
      sum += term;
    }
    const rest = restAt(pace, 12, 0.95);
    expect(rest.expected).toBeCloseTo(24, 12);
    expect(rest.interval).toEqual([low, k]);
    expect(rest.atMost(k)).toBeCloseTo(sum, 9);
    expect(rest.atLeast(k + 1)).toBeCloseTo(1 - sum, 9);
    expect(rest.atLeast(k + 0.5)).toBeCloseTo(1 - sum, 9);
  });

  test('of nothing so far need not be nothing', () => {
    const rest = restAt(paceOf(counts(0, 0, 0, 0), true)!, 20, 0.95);
    expect(rest.expected).toBe(0);
    expect(rest.interval[0]).toBe(0);
    expect(rest.interval[1]).toBeGreaterThan(0);
    expect(rest.atLeast(1)).toBeGreaterThan(0);
  });

  test('without a day left is nothing', () => {
    const rest = restAt(paceOf(counts(3, 4, 5, 6), true)!, 0, 0.95);
    expect([rest.expected, ...rest.interval, rest.atLeast(1), rest.atLeast(0), rest.atMost(0)]).toEqual([
      0, 0, 0, 0, 1, 1,
    ]);
  });

  const stretch = fc.record({ done: fc.integer({ min: 0, max: 400 }), days: fc.integer({ min: 1, max: 60 }) });
  test('is never below 0, around what is expected, and likelier the less it must be', () => {
    const given = fc.record({
      list: fc.array(stretch, { minLength: 4, maxLength: 30 }),
      days: fc.double({ min: 0.01, max: 300, noNaN: true }),
      isCount: fc.boolean(),
    });
    fc.assert(
      fc.property(given, ({ list, days, isCount }) => {
        const stretches = list.map(({ done, days: past }) => ({
          done,
          days: past,
          events: isCount ? done : Math.ceil(done / 7),
        }));
        const pace = paceOf(stretches, isCount);
        fc.pre(pace !== null);
        const { expected, interval, atLeast, atMost } = restAt(pace, days, 0.95);
        expect(interval[0]).toBeGreaterThanOrEqual(0);
        expect(interval[0]).toBeLessThanOrEqual(expected);
        expect(interval[1]).toBeGreaterThanOrEqual(expected);
        const chances = [0, 0.5, 1, 2, 10].map((times) => atLeast(times * expected));
        expect(chances).toEqual(chances.toSorted((a, b) => b - a));
        for (const chance of [...chances, atMost(expected)]) {
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
