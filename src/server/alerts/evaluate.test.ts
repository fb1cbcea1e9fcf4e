import { expect, test } from 'vitest';
import { holdsFor } from './evaluate.ts';

const above = { direction: 'above', bound: 10, only_sure: true } as const;
const below = { direction: 'below', bound: 10, only_sure: true } as const;

test.each([
  [above, 12, [11, 13], true],
  [above, 12, [9, 15], false],
  [{ ...above, only_sure: false }, 12, [9, 15], true],
  [above, 10, [10, 10], false],
  [above, 12, null, true],
  [below, 8, [7, 9], true],
  [below, 8, [5, 11], false],
  [{ ...below, only_sure: false }, 8, [5, 11], true],
  [below, 10, null, false],
  [above, null, null, false],
  [below, null, null, false],
] as const)('%j with %s %j: %s', (rule, value, interval, holds) => {
  expect(holdsFor(rule, { value, interval: interval === null ? null : [interval[0], interval[1]] })).toBe(holds);
});
