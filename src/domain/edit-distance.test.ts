import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from './edit-distance.ts';

test.each([
  ['', '', 0],
  ['dials', 'dials', 0],
  ['dails', 'dials', 1],
  ['dial', 'dials', 1],
  ['diols', 'dials', 1],
  ['kitten', 'sitting', 3],
  ['ca', 'abc', 3],
  ['', 'abc', 3],
])('between “%s” and “%s” lie %i slips', (a, b, slips) => {
  expect(editDistance(a, b)).toBe(slips);
});

test('it is the same both ways, and never more than the longer text', () => {
  const text = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const slips = editDistance(a, b);
      expect(slips).toBe(editDistance(b, a));
      expect(slips).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(slips).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
    }),
  );
});
