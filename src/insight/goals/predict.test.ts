import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialCdf, gammaCdf, negativeBinomialCdf } from '../statistics/distributions.ts';
import { randomFrom } from '../statistics/random.ts';
import { type Pace, paceOf, type Stretch } from './pace.ts';
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

describe('the interval covers what comes about as often as it promises', () => {
  const random = randomFrom(5);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  /** Marsaglia & Tsang 2000, shape ≥ 1. */
  const gamma = (shape: number): number => {
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - random()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const poisson = (mean: number): number => {
    let [n, left] = [0, mean + Math.log(1 - random())];
    for (; left > 0; n++) left += Math.log(1 - random());
    return n;
  };
  /** A week's events at a rate that varies from week to week with this squared coefficient of variation, and what they add up to. */
  const weekOf = (rate: number, unevenness: number, isCount: boolean): Stretch => {
    const events = poisson(unevenness === 0 ? rate : rate * gamma(1 / unevenness) * unevenness);
    const sizes = Array.from({ length: isCount ? 0 : events }, () => Math.exp(0.7 * normal()));
    return { events, done: isCount ? events : sizes.reduce((sum, size) => sum + size, 0), days: 5 };
  };
  const join = (list: readonly Stretch[]): Stretch =>
    list.reduce((a, b) => ({ done: a.done + b.done, events: a.events + b.events, days: a.days + b.days }));
  const runs = 600;

  test.each([
    { rate: 0.3, unevenness: 0, isCount: true, weeks: 8 },
    { rate: 1, unevenness: 0.5, isCount: true, weeks: 12 },
    { rate: 20, unevenness: 0, isCount: true, weeks: 2 },
    { rate: 20, unevenness: 0.2, isCount: true, weeks: 4 },
    { rate: 0.5, unevenness: 0, isCount: false, weeks: 10 },
    { rate: 4, unevenness: 0.3, isCount: false, weeks: 6 },
    { rate: 1, unevenness: 0, isCount: false, weeks: 1 },
  ])(
    '$rate a week, unevenness $unevenness, counts $isCount, $weeks weeks ahead',
    ({ rate, unevenness, isCount, weeks }) => {
      let [covered, told] = [0, 0];
      for (let run = 0; run < runs; run++) {
        const past = Array.from({ length: 13 }, () => join([0, 1].map(() => weekOf(rate, unevenness, isCount))));
        const pace: Pace | null = paceOf(past, isCount);
        if (pace === null) continue;
        told++;
        const { interval } = restAt(pace, 5 * weeks, 0.95);
        const { done } = join(Array.from({ length: weeks }, () => weekOf(rate, unevenness, isCount)));
        if (interval[0] <= done && done <= interval[1]) covered++;
      }
      expect(told).toBeGreaterThan(runs * 0.98);
      // Counts of few events are covered more often: they come in whole numbers.
      expect(covered / told).toBeGreaterThan(0.915);
    },
  );

  test('and the chance of reaching a target is how often it is reached', () => {
    let [chances, reached] = [0, 0];
    for (let run = 0; run < runs * 2; run++) {
      const pace = paceOf(
        Array.from({ length: 26 }, () => weekOf(4, 0.1, true)),
        true,
      )!;
      chances += restAt(pace, 10, 0.95).atLeast(9);
      if (join([weekOf(4, 0.1, true), weekOf(4, 0.1, true)]).done >= 9) reached++;
    }
    // Of 1,200 tries at about 0.4 three standard deviations are 0.042.
    expect(Math.abs(chances - reached) / (runs * 2)).toBeLessThan(0.045);
  });
});
