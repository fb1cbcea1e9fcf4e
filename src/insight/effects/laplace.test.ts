import { expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import { devianceAt } from './laplace.ts';
import { layoutOf } from './layout.ts';
import { slopesOf } from './mode.ts';
import { simulate } from './test-support/simulate.ts';

test('the derivatives are those that differences show', () => {
  const { factors, cells } = simulate(randomFrom(7), {
    factors: [
      ['source', 5, 0.5],
      ['rep', 20, 0.8],
      ['hour', 4, 0.3],
    ],
    beta: -1.5,
    records: 600,
    skew: 1.5,
  });
  const layout = layoutOf(factors, cells);
  const slopes = slopesOf(layout);
  const at = (x: readonly number[]): ReturnType<typeof devianceAt> =>
    devianceAt(layout, slopes, { sigmas: x.slice(0, -1), beta: x.at(-1)!, b: new Float64Array(layout.total) });
  const x = [0.7, 0.4, 0.2, -1.3];
  for (const [i, derivative] of at(x).gradient.entries()) {
    const moved = (by: number): number => at(x.with(i, x[i]! + by)).value;
    expect(derivative).toBeCloseTo((moved(1e-4) - moved(-1e-4)) / 2e-4, 4);
  }
});
