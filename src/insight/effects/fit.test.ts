import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import { fitEffects } from './fit.ts';
import type { Cells, Factor } from './model.ts';

/** What `lme4.R` beside this file writes: simulated cells and what R's glmer makes of them. */
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

describe('estimates are those of lme4 within 2 % of the odds', () => {
  test.each(references.map((reference) => [reference.name[0], reference] as const))('%s', (_, reference) => {
    const { factors, cells } = dataOf(reference);
    const fit = fitEffects(factors, cells)!;
    const sameOdds = (found: number, right: number): void => {
      expect(Math.abs(Math.exp(found - right) - 1)).toBeLessThan(0.02);
    };
    sameOdds(fit.intercept.logit, reference.beta[0]);
    for (const { factor, spread, effects } of fit.factors) {
      expect(Math.abs(spread - reference.spread[factor]![0])).toBeLessThan(0.02);
      for (const [i, { logit }] of effects.entries()) sameOdds(logit, reference.effects[factor]![i]!);
    }
  });
});

const plogis = (x: number): number => 1 / (1 + Math.exp(-x));

function simulate(random: () => number, sizes: readonly number[], sds: readonly number[], beta: number, n: number) {
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const truth = sizes.map((size, f) => Array.from({ length: size }, () => sds[f]! * normal()));
  const cells = new Map<string, { levels: number[]; trials: number; results: number }>();
  for (let i = 0; i < n; i++) {
    const levels = sizes.map((size) => Math.floor(random() * size));
    const eta = beta + levels.reduce((sum, level, f) => sum + truth[f]![level]!, 0);
    const key = levels.join();
    const cell = cells.get(key) ?? { levels, trials: 0, results: 0 };
    cells.set(key, cell);
    cell.trials++;
    if (random() < plogis(eta)) cell.results++;
  }
  const list = [...cells.values()];
  const factors = sizes.map((size, f) => ({
    name: `f${f}`,
    levels: Array.from({ length: size }, (_, i) => String(i)),
  }));
  return {
    truth,
    factors,
    cells: {
      levels: sizes.map((_, f) => Int32Array.from(list, (cell) => cell.levels[f]!)),
      trials: Float64Array.from(list, (cell) => cell.trials),
      results: Float64Array.from(list, (cell) => cell.results),
    },
  };
}

test('95 % intervals hold the truth in 90 to 98 % of cases', () => {
  const random = randomFrom(17);
  let [held, all] = [0, 0];
  for (let run = 0; run < 60; run++) {
    const { truth, factors, cells } = simulate(random, [6, 10, 5], [0.5, 0.4, 0.3], -1.2, 5000);
    const fit = fitEffects(factors, cells)!;
    for (const [f, { effects }] of fit.factors.entries()) {
      for (const [l, { logit, deviation }] of effects.entries()) {
        all++;
        if (Math.abs(logit - truth[f]![l]!) <= 1.96 * deviation) held++;
      }
    }
  }
  expect(held / all).toBeGreaterThan(0.9);
  expect(held / all).toBeLessThan(0.98);
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
});

test('a factor of no levels and a model of none are fitted', () => {
  const fit = fitEffects([], { levels: [], trials: Float64Array.of(10), results: Float64Array.of(4) })!;
  expect(plogis(fit.intercept.logit)).toBeCloseTo(0.4, 6);
});
