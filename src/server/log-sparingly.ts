import type { Facts } from './log.ts';

/** What comes again and again is told the first time, then at most once in so many milliseconds, with how often it came meanwhile. */
export function sparingly(tell: (facts: Facts) => void, every = 60_000): (facts: Facts) => void {
  let [toldAt, more] = [-Infinity, 0];
  return (facts) => {
    const now = performance.now();
    if (now - toldAt < every) {
      more += 1;
      return;
    }
    tell(more === 0 ? facts : { ...facts, more });
    [toldAt, more] = [now, 0];
  };
}
