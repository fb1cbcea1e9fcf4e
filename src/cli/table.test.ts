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

test('a table of very many rows is laid out', () => {
  const many = Array.from({ length: 300_000 }, (_, i) => ['rep', String(i)]);
  const lines = renderTable([{ title: 'rep' }, { title: 'dials', align: 'right' }], many, 80).split('\n');
  expect(lines).toHaveLength(300_002);
  expect(lines.at(-1)).toBe('rep  299999');
});
