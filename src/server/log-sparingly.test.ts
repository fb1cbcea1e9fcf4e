import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Facts } from './log.ts';
import { sparingly } from './log-sparingly.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('what comes again and again is told once in a while, with how often it came meanwhile', () => {
  const told: Facts[] = [];
  const tell = sparingly((facts) => void told.push(facts), 60_000);
  for (let second = 0; second < 150; second++) {
    tell({ second });
    vi.advanceTimersByTime(1000);
  }
  expect(told).toEqual([{ second: 0 }, { second: 60, more: 59 }, { second: 120, more: 59 }]);
});
