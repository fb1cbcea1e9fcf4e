import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { minus } from './decimal.ts';

test.each([
  ['0.8', '0.80', '0'],
  ['1', '0.000000000000000001', '0.999999999999999999'],
  ['12.5', '20', '-7.5'],
  ['-0.5', '0.25', '-0.75'],
  ['-3', '-3', '0'],
])('%s − %s = %s', (a, b, right) => expect(minus(a, b)).toBe(right));

test('of whole cents it is the difference of the cents', () => {
  const cents = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });
  const text = (n: bigint): string => {
    const digits = (n < 0n ? -n : n).toString().padStart(3, '0');
    return `${n < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  };
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      expect(minus(minus(text(a), text(b)), text(a - b))).toBe('0');
    }),
  );
});
