import { describe, expect, test } from 'vitest';
import { rateLimit } from './rate-limit.ts';

const passed = (limit: ReturnType<typeof rateLimit>, key: string, times: number, now: number): number =>
  Array.from({ length: times }, () => limit.take(key, now)).filter(({ passes }) => passes).length;

describe('a limit', () => {
  test('lets so many pass at once, then so many a second', () => {
    const limit = rateLimit(6, 2);
    expect(passed(limit, 'a', 10, 0)).toBe(6);
    expect(passed(limit, 'a', 10, 1000)).toBe(2);
    expect(passed(limit, 'a', 10, 1499)).toBe(0);
    expect(passed(limit, 'a', 10, 1500)).toBe(1);
  });

  test('fills up to what may pass at once, not beyond', () => {
    const limit = rateLimit(6, 2);
    expect(passed(limit, 'a', 6, 0)).toBe(6);
    expect(passed(limit, 'a', 100, 3_600_000)).toBe(6);
  });

  test('is of each key by itself', () => {
    const limit = rateLimit(2, 1);
    expect(passed(limit, 'a', 5, 0)).toBe(2);
    expect(passed(limit, 'b', 5, 0)).toBe(2);
  });

  test('tells how long to wait, and who waits so long passes', () => {
    const limit = rateLimit(1, 0.2);
    expect(limit.take('a', 0)).toEqual({ passes: true, left: 0, wait: 0 });
    expect(limit.take('a', 0)).toEqual({ passes: false, left: 0, wait: 5 });
    expect(limit.take('a', 4999).passes).toBe(false);
    expect(limit.take('a', 5000).passes).toBe(true);
  });

  test('remembers who is held back while very many others come, and not all of them for ever', () => {
    const limit = rateLimit(1, 0.001);
    for (let i = 0; i < 40_000; i++) limit.take(`other-${i}`, 0);
    expect(passed(limit, 'a', 2, 0)).toBe(1);
    for (let i = 0; i < 40_000; i++) limit.take(`late-${i}`, 0);
    expect(limit.take('a', 0).passes).toBe(false);
    expect(limit.take('other-0', 0).passes).toBe(true);
  });
});
