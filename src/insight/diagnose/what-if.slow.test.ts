import { expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import { gainOf } from './what-if.ts';

const sizes = { n: 40, sum: 40 * 5000, squares: 40 * (5000 ** 2 + 2000 ** 2) };

test('the gain at the level of the others holds the true gain in 95 of 100 teams', () => {
  const random = randomFrom(11);
  const trials = (n: number, p: number): number => {
    let x = 0;
    for (let i = 0; i < n; i++) if (random() < p) x++;
    return x;
  };
  const teams = 250;
  let hit = 0;
  for (let team = 0; team < teams; team++) {
    // The rep reaches 20 % and closes 8 % of that, the others reach 28 %; 800 calls in two quarters, not by chance.
    const [own, others] = [trials(800, 0.2), trials(6000, 0.28)];
    const { contractsInterval } = gainOf(
      [
        { kind: 'rate', own: { x: 800, n: 182 }, others: { x: 6000, n: 1365 } },
        { kind: 'proportion', own: { x: own, n: 800 }, others: { x: others, n: 6000 } },
        { kind: 'rate', own: { x: trials(own, 0.08), n: own }, others: { x: 100, n: 1000 } },
      ],
      1,
      sizes,
    );
    const truth = 400 * 0.08 * (0.28 - 0.2);
    if (contractsInterval[0] <= truth && truth <= contractsInterval[1]) hit++;
  }
  // Three standard deviations about 237.5 are 227 and 248.
  expect(hit).toBeGreaterThanOrEqual(227);
  expect(hit).toBeLessThanOrEqual(248);
});
