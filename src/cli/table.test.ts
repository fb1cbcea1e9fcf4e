import { expect, test } from 'vitest';
import { renderTable } from './table.ts';

const columns = [{ title: 'rep' }, { title: 'Presentations per rep', align: 'right' as const }];
const rows = [['Lucía García Serrano', '85.7% 123456/654321']];

test('a table that fits is as wide as its cells', () => {
  expect(renderTable(columns, rows, 80).split('\n')).toEqual([
    '                        Presentations per',
    'rep                                   rep',
    '────────────────────  ───────────────────',
    'Lucía García Serrano  85.7% 123456/654321',
  ]);
});

test('names give way to numbers', () => {
  expect(renderTable(columns, rows, 32).split('\n').at(-1)).toBe('Lucía Garc…  85.7% 123456/654321');
});

test('a number is never cut, whatever the width', () => {
  expect(renderTable(columns, rows, 10).split('\n').at(-1)).toBe('Lucía G…  85.7% 123456/654321');
});

test('a column that wraps goes on in the next line', () => {
  const wrapping = [
    { title: 'rep' },
    { title: 'verdict', wraps: true as const },
    { title: 'x/n', align: 'right' as const },
  ];
  expect(
    renderTable(wrapping, [['Lucía', 'within what chance does', '4/28']], 25)
      .split('\n')
      .slice(2),
  ).toEqual(['Lucía  within what   4/28', '       chance does']);
});
