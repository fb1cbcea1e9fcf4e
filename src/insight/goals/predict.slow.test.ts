import { describe, expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import { type Pace, paceOf, type Stretch } from './pace.ts';
import { restAt } from './predict.ts';

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
