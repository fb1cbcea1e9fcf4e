import { expect, test } from 'vitest';
import { counted, restsOn } from './counts.ts';

const one = { en: '{n} row', es: '{n} fila' };
const other = { en: '{n} rows', es: '{n} filas' };

test.each([
  [0, '0 rows', '0 filas'],
  [1, '1 row', '1 fila'],
  [2, '2 rows', '2 filas'],
  [1234, '1,234 rows', '1234 filas'],
  [12_345, '12,345 rows', '12.345 filas'],
])('%d is counted in both languages', (n, en, es) => {
  expect(counted(n, one, other)).toEqual({ en, es });
});

test.each([
  [{ value: 5 }, ''],
  [{ value: 0.23, numerator: 23, denominator: 100 }, '23/100'],
  [{ value: null, numerator: 0, denominator: 0, pending: 4 }, '0/0 +4'],
  [{ value: 1, numerator: 1, denominator: 1, pending: 0 }, '1/1'],
  [{ value: 2.5, n: 12 }, 'n=12'],
  [{ value: null, numerator: null, denominator: null }, ''],
])('%j rests on “%s”', (value, said) => {
  expect(restsOn('en', value)).toBe(said);
});
