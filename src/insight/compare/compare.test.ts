import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceOf, discoveries, funnelOf, limitsAt } from './funnel.ts';
import { poolWith, priorOf } from './pooling.ts';
import { compareSamples } from './verdict.ts';

describe('limits', () => {
  // R 4.2: the smallest k with pbinom(k, 100, 0.2) >= 0.025 is 12 (0.0253287532; 0.0125748763 below it), with >= 0.975 is 28 (0.979979793; 0.96584837 below it).
  test('are those of the binomial distribution, between two counts in proportion', () => {
    const [low, high] = limitsAt({ kind: 'proportion', target: 0.2, dispersion: 1 }, 100, 0.95);
    expect(low).toBeCloseTo((12 - (0.0253287532 - 0.025) / (0.0253287532 - 0.0125748763)) / 100, 4);
    expect(high).toBeCloseTo((28 - (0.979979793 - 0.975) / (0.979979793 - 0.96584837)) / 100, 4);
  });

  test('are further apart for smaller members and for more certainty', () => {
    const size = fc.integer({ min: 5, max: 3000 });
    fc.assert(
      fc.property(size, size, fc.double({ min: 0.02, max: 0.98, noNaN: true }), (a, b, target) => {
        const funnel = { kind: 'proportion', target, dispersion: 1 } as const;
        const width = (n: number, level: number): number =>
          limitsAt(funnel, n, level)[1] - limitsAt(funnel, n, level)[0];
        expect(width(Math.min(a, b), 0.95)).toBeGreaterThanOrEqual(width(Math.max(a, b), 0.95) - 1 / Math.min(a, b));
        expect(width(a, 0.998)).toBeGreaterThanOrEqual(width(a, 0.95));
      }),
    );
  });
});

test('the chance of what is expected is near 1, of what is far from it near 0', () => {
  const funnel = { kind: 'proportion', target: 0.3, dispersion: 1 } as const;
  expect(chanceOf(funnel, { x: 30, n: 100 })).toBeGreaterThan(0.9);
  expect(chanceOf(funnel, { x: 60, n: 100 })).toBeLessThan(1e-8);
  expect(chanceOf({ kind: 'rate', target: 2, dispersion: 1 }, { x: 60, n: 10 })).toBeLessThan(1e-8);
});

// Benjamini & Hochberg 1995, section 3.2: of 15 tests, at 5 % the first four are rejected.
test('false discoveries are held as in the example of those who proved it', () => {
  const chances = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  expect(discoveries(chances, 0.05).filter(Boolean)).toHaveLength(4);
});

describe('partial pooling', () => {
  // The batting averages of Efron & Morris 1975 (45 at bats each, hits of 18 players in spring 1970).
  const batting = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7].map((x) => ({ x, n: 45 }));

  test('pulls batting averages towards their mean, the best most', () => {
    const prior = priorOf('proportion', batting)!;
    expect(prior.mean).toBeCloseTo(0.2654, 2);
    const best = poolWith(prior, batting[0]!, 0.95);
    expect(best.value).toBeGreaterThan(0.2654);
    expect(best.value).toBeLessThan(0.32);
    expect(best.interval[0]).toBeLessThan(best.value);
    expect(best.interval[1]).toBeGreaterThan(best.value);
  });

  test('members who differ keep most of their own value', () => {
    const samples = [0.1, 0.2, 0.4, 0.6, 0.7].map((p) => ({ x: p * 500, n: 500 }));
    const prior = priorOf('proportion', samples)!;
    expect(poolWith(prior, samples[4]!, 0.95).value).toBeGreaterThan(0.68);
  });

  test('rates as proportions', () => {
    const samples = [5, 9, 30, 44, 61].map((x) => ({ x, n: 10 }));
    const pooled = poolWith(priorOf('rate', samples)!, samples[4]!, 0.95);
    expect(pooled.value).toBeGreaterThan(5);
    expect(pooled.value).toBeLessThan(6.1);
  });

  test('equal members are one group', () => {
    expect(
      priorOf(
        'proportion',
        Array.from({ length: 6 }, () => ({ x: 20, n: 100 })),
      )?.weight,
    ).toBe(Infinity);
  });
});

test('a member with little data is told how much more is needed, never called above or below for little', () => {
  const { standings } = compareSamples('proportion', [
    { x: 3, n: 10 },
    { x: 25, n: 100 },
    { x: 240, n: 1000 },
    { x: 0, n: 0 },
  ]);
  expect(standings.map(({ verdict }) => verdict)).toEqual(['too_little', 'within', 'within', 'too_little']);
  expect(standings[0]!.needed).toBeGreaterThan(30);
  expect(standings[3]!.needed).toBeGreaterThan(30);
  expect(standings[1]!.needed).toBeNull();
});

test('nothing is compared where nothing can vary', () => {
  expect(funnelOf('proportion', [{ x: 5, n: 5 }])).toBeNull();
  expect(compareSamples('rate', [{ x: 0, n: 5 }]).standings[0]!.verdict).toBe('too_little');
});
