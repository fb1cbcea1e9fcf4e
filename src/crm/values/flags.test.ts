import { expect, test } from 'vitest';
import { readColumn } from './test-support.ts';

test('every word for yes and no, in any case', async () => {
  const yes = ['1', 'true', 'TRUE', 'Yes', 'sí', 'SÍ', 'si', 'y', ' Y ', 'x', 'Verdadero'];
  const no = ['0', 'false', 'False', 'NO', 'n', 'falso'];
  expect(await readColumn('flag', [...yes, ...no, 'perhaps', '', null])).toEqual([
    ...yes.map(() => true),
    ...no.map(() => false),
    null,
    null,
    null,
  ]);
});

test('where only crosses are written, an empty cell is no', async () => {
  expect(await readColumn('flag', ['x', null, 'X', ''])).toEqual([true, false, true, false]);
  expect(await readColumn('flag', [null, ''])).toEqual([null, null]);
});
