import { assert, double, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../kpi/catalogue/index.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { poissonExact, wilson } from '../statistics/intervals.ts';
import { usableOf } from './usable.ts';

const kpi = (id: string): Kpi => catalogue.find((found) => found.id === id)!;
const share = (x: number, n: number): ReturnType<typeof usableOf> =>
  usableOf(
    kpi('win_rate'),
    { value: n === 0 ? null : x / n, numerator: x, denominator: n, interval: wilson(x, n, 0.95), n },
    0.95,
  );
const events = (n: number): ReturnType<typeof usableOf> =>
  usableOf(kpi('contracts'), { value: n, interval: poissonExact(n, 0.95), n }, 0.95);

describe('a share', () => {
  test('needs as many records as bring Wilson’s half-width down to the bound, and not one more', () => {
    for (const [x, n] of [
      [10, 20],
      [3, 30],
      [28, 30],
    ] as const) {
      const centre = (x + 1.96 ** 2 / 2) / (n + 1.96 ** 2);
      const half = (of: number): number => {
        const [low, high] = wilson(centre * of, of, 0.95)!;
        return (high - low) / 2;
      };
      const bound = 1.96 * 0.165 * Math.min(centre, 1 - centre);
      const all = n + share(x, n).needed!;
      expect(half(all)).toBeLessThanOrEqual(bound + 1e-4);
      expect(half(all - 2)).toBeGreaterThan(bound);
    }
  });

  test('with as many more as it needs is sure', () => {
    assert(
      property(integer({ min: 3, max: 300 }), double({ min: 0.02, max: 0.98, noNaN: true }), (n, part) => {
        const x = Math.round(n * part);
        if (x === 0 || x === n) return;
        const { grade, needed } = share(x, n);
        if (grade === 'sure') expect(needed).toBeNull();
        else {
          // The same centre, with as many records as were asked for.
          const z2 = 1.96 ** 2;
          const centre = (x + z2 / 2) / (n + z2);
          const all = n + needed! + 1;
          expect(share(centre * all, all).grade).toBe('sure');
        }
      }),
    );
  });

  test('winning is as sure as losing', () => {
    for (const [x, n] of [
      [3, 40],
      [20, 90],
      [300, 500],
    ] as const)
      expect(share(x, n)).toEqual(share(n - x, n));
  });

  test('of nothing needs as many as the kindest share would', () => {
    expect(share(0, 0)).toEqual({ grade: 'little', needed: 33, atLeast: true });
    expect(share(0, 12).grade).toBe('little');
    expect(share(0, 12).needed).toBeGreaterThan(37);
  });
});

describe('counted events', () => {
  test('are sure from the count on whose exact interval is narrow enough', () => {
    let first = 1;
    while (events(first).grade !== 'sure') first++;
    const [low, high] = poissonExact(first, 0.95);
    expect((high - low) / 2 / first).toBeLessThanOrEqual(1.96 * 0.165);
    for (let n = 0; n < first; n++) expect(events(n).needed).toBe(first - n);
    expect(events(first + 1)).toEqual({ grade: 'sure', needed: null, atLeast: false });
  });

  test('are rough from some ten on', () => {
    expect([events(4), events(14)].map(({ grade }) => grade)).toEqual(['little', 'rough']);
  });
});

describe('others', () => {
  test('need n·(h ÷ d)² records, for the half-width falls as one over the root of n', () => {
    const cycle = { value: 90, interval: [60, 120] as const, n: 25 };
    const target = 1.959964 * 0.165 * 90;
    expect(usableOf(kpi('sales_cycle_days'), cycle, 0.95)).toEqual({
      grade: 'rough',
      needed: Math.ceil(25 * (30 / target) ** 2 - 25),
      atLeast: false,
    });
  });

  test('a median of fewer than six says nothing yet', () => {
    expect(usableOf(kpi('sales_cycle_days'), { value: 90, interval: null, n: 4 }, 0.95)).toEqual({
      grade: 'little',
      needed: 2,
      atLeast: true,
    });
  });

  test('how people stand is measured by a step of the scale, not by the value', () => {
    const near = { value: 0.02, interval: [-0.2, 0.24] as const, n: 60 };
    expect(usableOf(kpi('relationship_strength'), near, 0.95).grade).toBe('sure');
    expect(usableOf(kpi('relationship_strength'), { ...near, interval: [-1, 1.04] }, 0.95).grade).toBe('little');
    expect(usableOf(kpi('political_balance'), near, 0.95).grade).toBe('little');
  });

  test('what is counted in full is sure; what has no value is not', () => {
    expect(usableOf(kpi('silent_accounts'), { value: 2, interval: null, n: 2 }, 0.95).grade).toBe('sure');
    expect(usableOf(kpi('money_per_customer'), { value: null, interval: null, n: 0 }, 0.95)).toEqual({
      grade: 'little',
      needed: null,
      atLeast: false,
    });
  });
});
