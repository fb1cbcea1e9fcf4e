import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readColumn } from './test-support.ts';

test('a number written with thousands and any mark is read as itself', async () => {
  const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  await fc.assert(
    fc.asyncProperty(
      fc.array(cents, { minLength: 1, maxLength: 50 }),
      fc.constantFrom('.', ','),
      async (values, mark) => {
        const parts = values.map((value) => {
          const size = String(value < 0n ? -value : value).padStart(3, '0');
          return { minus: value < 0n ? '-' : '', whole: size.slice(0, -2), end: size.slice(-2) };
        });
        const apart = mark === '.' ? ',' : '.';
        const texts = parts.map(
          ({ minus, whole, end }) => `${minus}${whole.replace(/\B(?=(\d{3})+$)/g, apart)}${mark}${end}`,
        );
        const wanted = parts.map(({ minus, whole, end }) => `${minus}${whole}.${end}`);
        expect(await readColumn('decimal', texts)).toEqual(wanted);
      },
    ),
    { numRuns: 20 },
  );
});
