import { describe, expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import type { Sample } from './sample.ts';
import { compareSamples } from './verdict.ts';

function draw(random: () => number, n: number, p: number): Sample {
  let x = 0;
  for (let i = 0; i < n; i++) if (random() < p) x++;
  return { x, n };
}

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
