import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import type { Cells, Factor } from './cells.ts';
import { fitEffects } from './fit.ts';
import { simulate } from './test-support/simulate.ts';

/** What `lme4.R` in `test-support` writes: simulated cells and what R's glmer makes of them. */
type Reference = {
  readonly name: readonly [string];
  readonly cells: Readonly<Record<string, readonly number[]>>;
  readonly beta: readonly [number];
  readonly spread: Readonly<Record<string, readonly [number]>>;
  readonly effects: Readonly<Record<string, readonly number[]>>;
};

const references = JSON.parse(
  readFileSync(new URL('test-support/lme4.json', import.meta.url), 'utf8'),
) as readonly Reference[];

function dataOf({ cells, effects }: Reference): { factors: Factor[]; cells: Cells } {
  const factors = Object.entries(effects).map(([name, list]) => ({ name, levels: list.map((_, i) => String(i + 1)) }));
  return {
    factors,
    cells: {
      levels: factors.map(({ name }) => Int32Array.from(cells[name]!, (level) => level - 1)),
      trials: Float64Array.from(cells['trials']!),
      results: Float64Array.from(cells['results']!),
    },
  };
}

describe('estimates are those of lme4 within 0.02 % of the odds', () => {
  test.each(references.map((reference) => [reference.name[0], reference] as const))('%s', (_, reference) => {
    const { factors, cells } = dataOf(reference);
    const fit = fitEffects(factors, cells)!;
    const sameOdds = (found: number, right: number): void => {
      expect(Math.abs(Math.exp(found - right) - 1)).toBeLessThan(0.0002);
    };
    sameOdds(fit.intercept, reference.beta[0]);
    for (const { factor, spread, effects } of fit.factors) {
      expect(Math.abs(spread - reference.spread[factor]![0])).toBeLessThan(0.0002);
      for (const [i, { logit }] of effects.entries()) sameOdds(logit, reference.effects[factor]![i]!);
    }
  });
});

const logitOf = (rate: number): number => Math.log(rate / (1 - rate));

test('each level is told by its rate with the others at their average, and by that over the average', () => {
  const { factors, cells } = simulate(randomFrom(5), {
    factors: [
      ['source', 4, 0.6],
      ['rep', 9, 0.5],
    ],
    beta: -1,
    records: 4000,
    skew: 1.2,
  });
  const fit = fitEffects(factors, cells)!;
  const wide = fitEffects(factors, cells, 0.99)!;
  for (const [f, { effects }] of fit.factors.entries()) {
    for (const [l, { rate, interval, index, logit, trials }] of effects.entries()) {
      expect(logitOf(rate) - logitOf(effects[0]!.rate)).toBeCloseTo(logit - effects[0]!.logit, 10);
      expect(index).toBeCloseTo(rate / fit.average.rate, 10);
      expect(interval[0]).toBeLessThan(rate);
      expect(interval[1]).toBeGreaterThan(rate);
      expect(wide.factors[f]!.effects[l]!.interval[0]).toBeLessThan(interval[0]);
      expect(trials).toBe(cells.trials.reduce((sum, n, c) => sum + (cells.levels[f]![c] === l ? n : 0), 0));
    }
    const ofRecords = effects.reduce((sum, { rate, trials }) => sum + (trials / 4000) * logitOf(rate), 0);
    expect(ofRecords).toBeCloseTo(logitOf(fit.average.rate), 10);
    expect(effects.reduce((sum, { results }) => sum + results, 0)).toBe(cells.results.reduce((sum, n) => sum + n, 0));
  }
});

test('neither the order of cells and factors nor their being split matters', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
      const random = randomFrom(seed);
      const { factors, cells } = simulate(random, {
        factors: [
          ['source', 3, 0.5],
          ['rep', 5, 0.5],
          ['hour', 4, 0.5],
        ],
        beta: 0,
        records: 500,
        skew: 1,
      });
      const count = cells.trials.length;
      // Each cell comes twice, its records divided, in an order of chance.
      const places = Array.from({ length: 2 * count }, (_, i) => i).sort(() => random() - 0.5);
      const half = (list: Float64Array): Float64Array =>
        Float64Array.from(places, (i) => (i < count ? Math.floor(list[i]! / 2) : Math.ceil(list[i - count]! / 2)));
      const fit = fitEffects(factors, cells)!;
      const other = fitEffects(factors.toReversed(), {
        levels: cells.levels.toReversed().map((list) => Int32Array.from(places, (i) => list[i % count]!)),
        trials: half(cells.trials),
        results: half(cells.results),
      })!;
      for (const [f, { effects }] of fit.factors.entries())
        for (const [l, { logit }] of effects.entries())
          expect(other.factors.at(-1 - f)!.effects[l]!.logit).toBeCloseTo(logit, 3);
    }),
    { numRuns: 20 },
  );
});

test('a source that only one rep works, who works no other, is told', () => {
  const levels = [
    [0, 0, 1, 1, 2],
    [0, 1, 0, 1, 2],
  ];
  const fit = fitEffects(
    [
      { name: 'source', levels: ['web', 'fair', 'list'] },
      { name: 'rep', levels: ['ana', 'luis', 'eva'] },
    ],
    {
      levels: levels.map((list) => Int32Array.from(list)),
      trials: Float64Array.from([400, 400, 400, 400, 400]),
      results: Float64Array.from([80, 120, 100, 150, 320]),
    },
  )!;
  expect(fit.entangled).toEqual([
    {
      one: { factor: 'source', level: 'list' },
      other: { factor: 'rep', level: 'eva' },
      shared: 1,
    },
  ]);
});

test('equal levels have no spread, and no trials no fit', () => {
  const cells = (results: readonly number[]): Cells => ({
    levels: [Int32Array.from([0, 1, 2, 3])],
    trials: Float64Array.from([500, 500, 500, 500]),
    results: Float64Array.from(results),
  });
  const factors = [{ name: 'rep', levels: ['a', 'b', 'c', 'd'] }];
  expect(fitEffects(factors, cells([100, 101, 99, 100]))!.factors[0]!.spread).toBeLessThan(0.01);
  expect(fitEffects(factors, cells([0, 0, 0, 0]))).toBeNull();
  expect(fitEffects(factors, cells([500, 500, 500, 500]))).toBeNull();
});

test('levels of all or nothing are fitted', () => {
  const fit = fitEffects([{ name: 'rep', levels: ['a', 'b', 'c'] }], {
    levels: [Int32Array.from([0, 1, 2])],
    trials: Float64Array.from([100, 100, 100]),
    results: Float64Array.from([0, 100, 50]),
  })!;
  const [none, all, half] = fit.factors[0]!.effects;
  expect(none!.rate).toBeLessThan(0.02);
  expect(all!.rate).toBeGreaterThan(0.98);
  expect(half!.rate).toBeCloseTo(0.5, 2);
});

test('a level without records is at the average, with the interval of what it may be', () => {
  const fit = fitEffects([{ name: 'rep', levels: ['a', 'b', 'c', 'new'] }], {
    levels: [Int32Array.from([0, 1, 2])],
    trials: Float64Array.from([400, 400, 400]),
    results: Float64Array.from([80, 120, 160]),
  })!;
  const { logit, deviation, trials } = fit.factors[0]!.effects[3]!;
  expect(trials).toBe(0);
  expect(logit).toBeCloseTo(0, 9);
  expect(deviation).toBeGreaterThan(fit.factors[0]!.spread);
});

test('a model of no factors and one of a single level are fitted', () => {
  const cells = { trials: Float64Array.of(10), results: Float64Array.of(4) };
  expect(fitEffects([], { ...cells, levels: [] })!.average.rate).toBeCloseTo(0.4, 5);
  // Of a factor of one level nothing is known but the average, which is known as well as without it.
  const single = fitEffects([{ name: 'rep', levels: ['a'] }], { ...cells, levels: [Int32Array.of(0)] })!;
  const alone = fitEffects([], { ...cells, levels: [] })!.average;
  const { rate, interval } = single.factors[0]!.effects[0]!;
  expect(rate).toBeCloseTo(0.4, 4);
  expect(interval[0]).toBeCloseTo(alone.interval[0], 2);
  expect(interval[1]).toBeCloseTo(alone.interval[1], 2);
});
