import { describe, expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import { coverageOf } from './test-support/coverage.ts';

describe('95 % intervals hold the truth in 90 to 98 % of cases', () => {
  test.each([
    [
      'reach: source, rep, hour band',
      {
        factors: [
          ['source', 8, 0.5],
          ['rep', 15, 0.3],
          ['hour', 12, 0.3],
        ],
        beta: -1.2,
        records: 10_000,
        skew: 1.5,
      },
    ],
    [
      'close: source, pitch, rep, product, segment',
      {
        factors: [
          ['source', 8, 0.5],
          ['pitch', 4, 0.3],
          ['rep', 15, 0.4],
          ['product', 6, 0.3],
          ['segment', 5, 0.3],
        ],
        beta: -1.5,
        records: 5000,
        skew: 1.3,
      },
    ],
    [
      'a small team: source, rep',
      {
        factors: [
          ['source', 4, 0.3],
          ['rep', 5, 0.3],
        ],
        beta: -1.2,
        records: 500,
        skew: 1.3,
      },
    ],
    [
      'few records',
      {
        factors: [
          ['source', 6, 0.6],
          ['rep', 10, 0.5],
        ],
        beta: -0.5,
        records: 600,
        skew: 1.5,
      },
    ],
  ] as const)('%s', (_, truth) => {
    const { effects, rates } = coverageOf(randomFrom(17), truth, 100);
    for (const share of [effects, rates]) {
      expect(share).toBeGreaterThan(0.9);
      expect(share).toBeLessThan(0.98);
    }
  });
});
