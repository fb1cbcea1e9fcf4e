import { expect, test } from 'vitest';
import { asWritten } from './as-written.ts';

const told = (value: string | null, code = 'unreadable') => ({
  line: 3,
  value,
  code,
  reason: { en: `amount “${value}” is wrong?`, es: `amount «${value}» ¿está mal?` },
});

test('what a reader could not read is shown as it stands in the source', () => {
  expect(asWritten(told('?31/02/2026'))).toEqual(told('31/02/2026'));
  expect(asWritten(told('??'))).toEqual(told('?'));
});

test('other values and other faults stay', () => {
  for (const same of [told('31/02'), told(null), told('?x', 'unknown_id')]) expect(asWritten(same)).toEqual(same);
});
