import { expect, test } from 'vitest';
import { cellsOf } from './cells.ts';

test('rows of named levels become cells', () => {
  const { factors, cells } = cellsOf(
    ['source', 'rep'],
    [
      { levels: ['web', 'ana'], trials: 10, results: 2 },
      { levels: ['fair', 'ana'], trials: 8, results: 1 },
      { levels: ['web', 'luis'], trials: 5, results: 3 },
    ],
  );
  expect(factors).toEqual([
    { name: 'source', levels: ['web', 'fair'] },
    { name: 'rep', levels: ['ana', 'luis'] },
  ]);
  expect(cells.levels.map((list) => [...list])).toEqual([
    [0, 1, 0],
    [0, 0, 1],
  ]);
  expect([...cells.trials]).toEqual([10, 8, 5]);
  expect([...cells.results]).toEqual([2, 1, 3]);
});

test('a row with a level too few is a fault', () => {
  expect(() => cellsOf(['source', 'rep'], [{ levels: ['web'], trials: 1, results: 0 }])).toThrow(
    'row 0 has no level of rep',
  );
});
