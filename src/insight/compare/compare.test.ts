import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import { chanceOf, discoveries, funnelOf, limitsAt } from './funnel.ts';
import { poolWith, priorOf } from './pooling.ts';
import type { Sample } from './sample.ts';
import { compareSamples } from './verdict.ts';

function draw(random: () => number, n: number, p: number): Sample {
  let x = 0;
  for (let i = 0; i < n; i++) if (random() < p) x++;
  return { x, n };
}

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

describe('over 500 teams', () => {
  const random = randomFrom(5);
  const sizes = [12, 20, 35, 50, 80, 120, 160, 240, 300, 400, 550, 700];

  test('of equal reps at most 5 % have anybody who is said to stand out', () => {
    let alarms = 0;
    for (let team = 0; team < 500; team++) {
      const { standings } = compareSamples(
        'proportion',
        sizes.map((n) => draw(random, n, 0.25)),
      );
      if (standings.some(({ verdict }) => verdict === 'above' || verdict === 'below')) alarms++;
    }
    // 5 % of 500 is 25; more than 40 would have a chance below 1 in 500.
    expect(alarms).toBeLessThanOrEqual(40);
    expect(alarms).toBeGreaterThan(0);
  });

  test('with one rep who reaches half as much again, that one is found and hardly anyone else', () => {
    let [found, others] = [0, 0];
    for (let team = 0; team < 500; team++) {
      const samples = sizes.map((n, i) => draw(random, n, i === 10 ? 0.375 : 0.25));
      const { standings } = compareSamples('proportion', samples);
      for (const [i, { verdict }] of standings.entries()) {
        if (verdict !== 'above' && verdict !== 'below') continue;
        if (i === 10 && verdict === 'above') found++;
        else others++;
      }
    }
    expect(found).toBeGreaterThan(480);
    // That rep lifts the group's value, so that the other 5500 lie a little below it.
    expect(others / 5500).toBeLessThan(0.03);
  });
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
