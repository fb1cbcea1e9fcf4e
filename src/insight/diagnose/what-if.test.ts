import { describe, expect, test } from 'vitest';
import { betaQuantile, gammaQuantile } from '../statistics/distributions.ts';
import { drawsFrom } from './draws.ts';
import { gainOf, type Link, presentingGain } from './what-if.ts';

const sizes = { n: 40, sum: 40 * 5000, squares: 40 * (5000 ** 2 + 2000 ** 2) };

describe('draws', () => {
  const quantiles = (draw: () => number): number[] => {
    const sorted = Array.from({ length: 20_000 }, draw).toSorted((a, b) => a - b);
    return [0.025, 0.5, 0.975].map((p) => sorted[Math.floor(p * sorted.length)]!);
  };

  test.each([
    [0, 12],
    [3, 40],
    [180, 900],
  ])('of a share of %d in %d are those of the beta distribution', (x, n) => {
    const draws = drawsFrom(1);
    const found = quantiles(() => draws.value('proportion', { x, n }));
    for (const [i, p] of [0.025, 0.5, 0.975].entries()) {
      expect(Math.abs(found[i]! - betaQuantile(p, x + 0.5, n - x + 0.5))).toBeLessThan((0.03 * (x + 1)) / n);
    }
  });

  test.each([0, 4, 250])('of a rate of %d in 10 days are those of the gamma distribution', (x) => {
    const draws = drawsFrom(2);
    const found = quantiles(() => draws.value('rate', { x, n: 10 }));
    for (const [i, p] of [0.025, 0.5, 0.975].entries()) {
      expect(Math.abs(found[i]! - gammaQuantile(p, x + 0.5) / 10)).toBeLessThan((0.05 * (x + 2)) / 10);
    }
  });

  test('are the same every time', () => {
    const one = drawsFrom(9).value('rate', { x: 4, n: 2 });
    expect(drawsFrom(9).value('rate', { x: 4, n: 2 })).toBe(one);
  });
});

describe('the gain at the level of the others', () => {
  const chain: readonly Link[] = [
    { kind: 'rate', own: { x: 1820, n: 182 }, others: { x: 18_000, n: 1820 } },
    { kind: 'proportion', own: { x: 364, n: 1820 }, others: { x: 5400, n: 18_000 } },
    { kind: 'rate', own: { x: 20, n: 364 }, others: { x: 540, n: 5400 } },
  ];

  test('is the rep’s contracts of a quarter times what the link would be over what it is', () => {
    // 20 contracts in two quarters; reach 30 % in place of 20 %, closing 10 % in place of 20/364.
    const reach = gainOf(chain, 1, sizes);
    expect(reach.contracts).toBeCloseTo(10 * (0.3 / 0.2 - 1), 9);
    expect(reach.volume).toBeCloseTo(5 * 5000, 6);
    expect(gainOf(chain, 2, sizes).contracts).toBeCloseTo(182 * 0.1 - 10, 9);
    expect(gainOf(chain, 0, sizes).contracts).toBeCloseTo(10 * (18_000 / 18_200 - 1), 9);
  });

  test('is between the ends of its interval, which are further apart with less to go by', () => {
    const tenth = chain.map(({ kind, own, others }) => ({ kind, others, own: { x: own.x / 10, n: own.n / 10 } }));
    const width = (links: readonly Link[]): number => {
      const { contracts, contractsInterval, volume, volumeInterval } = gainOf(links, 1, sizes);
      expect(contractsInterval[0]).toBeLessThan(contracts);
      expect(contractsInterval[1]).toBeGreaterThan(contracts);
      expect(volumeInterval![0]).toBeLessThan(volume!);
      expect(volumeInterval![1]).toBeGreaterThan(volume!);
      return contractsInterval[1] - contractsInterval[0];
    };
    expect(width(tenth)).toBeGreaterThan(2 * width(chain));
  });

  test('has no volume where no contract has an amount', () => {
    expect(gainOf(chain, 1, { n: 0, sum: 0, squares: 0 })).toMatchObject({ volume: null, volumeInterval: null });
  });

  test('of presenting as many as the others', () => {
    const gain = presentingGain(
      {
        proposals: { x: 40, n: 364 },
        own: { x: 4, n: 40 },
        others: { x: 280, n: 400 },
        wonPresented: { x: 120, n: 240 },
        wonUnpresented: { x: 20, n: 100 },
      },
      sizes,
    );
    expect(gain.contracts).toBeCloseTo(10 * (0.7 - 0.1) * (0.5 - 0.2), 9);
    expect(gain.contractsInterval[0]).toBeGreaterThan(0);
    expect(gain.contractsInterval[1]).toBeLessThan(4);
  });
});
