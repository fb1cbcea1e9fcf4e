import { expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import { fitEffects } from './fit.ts';
import { coverageOf } from './test-support/coverage.ts';
import { type Truth, simulate } from './test-support/simulate.ts';

const reach: Truth = {
  factors: [
    ['source', 8, 0.5],
    ['rep', 500, 0.3],
    ['hour', 12, 0.2],
  ],
  beta: -1.2,
  records: 1_000_000,
  skew: 1.3,
};
const close: Truth = {
  factors: [
    ['source', 8, 0.5],
    ['pitch', 4, 0.3],
    ['rep', 500, 0.4],
    ['product', 6, 0.3],
    ['segment', 5, 0.3],
  ],
  beta: -2,
  records: 1_000_000,
  skew: 1.3,
};

test.each([
  ['reach', reach],
  ['close', close],
])('a million attempts of 500 reps are fitted within 10 s: %s', (_, truth) => {
  const { factors, cells } = simulate(randomFrom(7), truth);
  const start = performance.now();
  const fit = fitEffects(factors, cells)!;
  expect(performance.now() - start).toBeLessThan(10_000);
  for (const [f, { factor, spread }] of fit.factors.entries())
    if (factor === 'rep') expect(spread / truth.factors[f]![2]).toBeCloseTo(1, 1);
});

test.each([
  ['reach', reach],
  ['close', close],
])('intervals of 500 reps hold the truth in 90 to 98 of 100 cases: %s', (_, truth) => {
  const { effects, rates } = coverageOf(randomFrom(19), { ...truth, records: 100_000 }, 10);
  for (const share of [effects, rates]) {
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.98);
  }
});
