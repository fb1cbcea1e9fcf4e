import { describe, expect, test } from 'vitest';
import { catalogue } from '../../kpi/catalogue/index.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { poissonExact, wilson } from '../statistics/intervals.ts';
import type { UncertainValue } from '../uncertainty/answer.ts';
import { differenceOf, dispersionOf } from './difference.ts';

const kpi = (id: string): Kpi => catalogue.find((each) => each.id === id)!;
const share = (x: number, n: number): UncertainValue => ({ value: x / n, interval: wilson(x, n, 0.95), n });
const count = (x: number): UncertainValue => ({ value: x, interval: poissonExact(x, 0.95), n: x });

describe('the interval of a difference', () => {
  // Newcombe 1998, "Interval estimation for the difference between independent proportions", Stat Med 17:873, table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [10, 10, 0, 20, 0.6791, 1],
  ])('of proportions is Newcombe’s: %i/%i against %i/%i', (x, n, y, m, low, high) => {
    const { interval, method } = differenceOf(kpi('reach_rate'), share(y, m), share(x, n), 1);
    expect(method).toBe('proportion');
    expect(interval![0]).toBeCloseTo(low, 4);
    expect(interval![1]).toBeCloseTo(high, 4);
  });

  // Exact 95 % limits of Poisson counts (Garwood 1936, as tabled): 10 has 4.795 … 18.390, 20 has 12.217 … 30.888.
  test('of counts stands on the exact Poisson intervals', () => {
    const { difference, interval, method } = differenceOf(kpi('contracts'), count(10), count(20), 1);
    expect([difference, method]).toEqual([10, 'poisson']);
    expect(interval![0]).toBeCloseTo(10 - Math.hypot(20 - 12.217, 18.39 - 10), 2);
    expect(interval![1]).toBeCloseTo(10 + Math.hypot(30.888 - 20, 10 - 4.795), 2);
  });

  test('is longer by the root of the dispersion', () => {
    const [plain, wide] = [1, 4].map((times) => differenceOf(kpi('dials'), count(900), count(1000), times).interval!);
    expect(wide![0] - 100).toBeCloseTo(2 * (plain![0] - 100), 9);
    expect(wide![1] - 100).toBeCloseTo(2 * (plain![1] - 100), 9);
  });

  test('is none of states, and none where a side has no value', () => {
    const { difference, interval, method } = differenceOf(kpi('silent_accounts'), count(4), count(9), 1);
    expect([difference, interval, method]).toEqual([5, null, 'census']);
    expect(differenceOf(kpi('rated_share'), share(1, 9), share(2, 9), 1).interval).toBeNull();
    const none: UncertainValue = { value: null, interval: null, n: 0 };
    expect(differenceOf(kpi('reach_rate'), none, share(2, 9), 1)).toMatchObject({ difference: null, interval: null });
  });

  test('does not pass what can be', () => {
    const { interval } = differenceOf(kpi('reach_rate'), share(0, 3), share(3, 3), 9);
    expect(interval![1]).toBe(1);
  });
});

describe('dispersion', () => {
  test('is 1 where neighbours differ by no more than chance, and where chance is not known', () => {
    expect(dispersionOf(1, [count(100), count(101), count(99)])).toBe(1);
    expect(dispersionOf(50, [{ value: 3, interval: null, n: 3 }])).toBe(1);
    expect(dispersionOf(50, [])).toBe(1);
  });

  test('is the variance of neighbours over that of chance', () => {
    // A Poisson count of 100 has a variance of about 100; neighbours that differ by 22.56 on average one of 400.
    expect(dispersionOf(22.56, [count(100), count(100)])).toBeCloseTo(4, 0);
  });
});
