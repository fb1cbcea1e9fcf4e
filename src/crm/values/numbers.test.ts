import { describe, expect, test } from 'vitest';
import { readColumn, readColumns } from './test-support.ts';

const points: readonly (readonly [string, string])[] = [
  ['1234.5', '1234.5'],
  ['1,234.50', '1234.50'],
  ['1,234', '1234'],
  ['$22,700.00', '22700.00'],
  ['-$5.5', '-5.5'],
  ['$-5.5', '-5.5'],
  ['−7.25', '-7.25'],
  ['+4', '4'],
  ['.5', '0.5'],
  ['0.500', '0.500'],
  ['(1,200.00)', '-1200.00'],
  ['($1,200)', '-1200'],
  ['$(1,200)', '-1200'],
  ['USD 1,000', '1000'],
  ['1,000.10 EUR', '1000.10'],
  ['US$ 7.10', '7.10'],
  ["1'234.50", '1234.50'],
  ['1’234’567', '1234567'],
  ['1 234.50', '1234.50'],
  ['  8  ', '8'],
  ['1.5E+06', '1500000'],
  ['1.25e-3', '0.00125'],
  ['12E2', '1200'],
  ['-9.007199254740993E+15', '-9007199254740993'],
  ['1.10E1', '11.0'],
  ['12345678901234567890.123456789012345678', '12345678901234567890.123456789012345678'],
];
const commas: readonly (readonly [string, string])[] = [
  ['1.234,50', '1234.50'],
  ['22.700,00 €', '22700.00'],
  ['€ 22.700,5', '22700.5'],
  ['1 234,50', '1234.50'],
  ['1\u00a0234\u202f567,5', '1234567.5'],
  ['1.234', '1234'],
  ['0,500', '0.500'],
  ['-3,1', '-3.1'],
  ['(3,1)', '-3.1'],
  ['1,5E+06', '1500000'],
  ['1.234.567', '1234567'],
  ['7', '7'],
];
const unreadable = [
  '12%',
  '5.',
  '1,23,456',
  '1.2.3',
  '1,2345,678.5',
  '0,123,456',
  'ABC 5',
  '1.5M',
  'NaN',
  'Infinity',
  '--3',
  '1E999',
  '12 34',
  'n/a',
  '$',
];

describe('decimals', () => {
  test('with a point', async () => {
    expect(
      await readColumn(
        'decimal',
        points.map(([text]) => text),
      ),
    ).toEqual(points.map(([, want]) => want));
  });

  test('with a comma', async () => {
    expect(
      await readColumn(
        'decimal',
        commas.map(([text]) => text),
      ),
    ).toEqual(commas.map(([, want]) => want));
  });

  test('each alone in its column, where it does not take another to read it', async () => {
    const clear = [...points, ...commas].filter(([text]) => !/^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/.test(text));
    const columns = clear.map(([text]) => [text, null, ' ']);
    expect(await readColumns('decimal', columns)).toEqual(clear.map(([, want]) => [want, null, null]));
  });

  test('what is no number is refused with its text', async () => {
    const columns = unreadable.map((text) => [text, '1.25']);
    expect(await readColumns('decimal', columns)).toEqual(unreadable.map((text) => [`?${text}`, '1.25']));
  });

  test('one clear number settles the mark of its column', async () => {
    const columns = [
      [['1,234.5', '1,234'], '1234'],
      [['1,234,567', '1,234'], '1234'],
      [['0.5', '1,234'], '1234'],
      [["1'000.123", '1,234'], '1234'],
      [['1234.567', '1,234'], '1234'],
      [['0,500', '1,234'], '1.234'],
      [['1,23', '1,234'], '1.234'],
      [['1,2345', '1.234'], '1234'],
      [['1.234.567', '1.234'], '1234'],
    ] as const;
    const read = await readColumns(
      'decimal',
      columns.map(([texts]) => texts),
    );
    expect(read.map((values) => values[1])).toEqual(columns.map(([, want]) => want));
  });

  test('a column whose only mark stands before three digits is refused', async () => {
    await expect(readColumn('decimal', ['7', '1,234', '5,678'])).rejects.toMatchObject({
      fault: {
        code: 'ambiguous_numbers',
        message: {
          en: 'Deals.csv, When: nothing tells whether the mark of "1,234" (line 3) stands for decimals or thousands, and no row of the column proves it (2 rows of this kind).',
        },
        fix: { en: 'Write decimal_mark: "," or decimal_mark: "." in the settings.' },
      },
    });
    await expect(readColumn('whole', ['1.000'])).rejects.toMatchObject({ fault: { code: 'ambiguous_numbers' } });
  });

  test('a column that proves both marks is refused with one of each', async () => {
    await expect(readColumn('decimal', ['1,5', '7', '1.5'])).rejects.toMatchObject({
      fault: {
        code: 'mixed_numbers',
        message: {
          en: 'Deals.csv, When: "1,5" (line 2) is written with a decimal comma, "1.5" (line 4) with a decimal point.',
        },
      },
    });
  });

  test('a column that proves its mark keeps it, whatever the settings say', async () => {
    expect(await readColumn('decimal', ['1,234.50', '2.500', '3.250'], { decimalMark: ',' })).toEqual([
      '1234.50',
      '2.500',
      '3.250',
    ]);
    expect(await readColumn('decimal', ['1.234,50', '2.500'], { decimalMark: '.' })).toEqual(['1234.50', '2500']);
  });

  test('where a column proves both, the settings settle the mark, and what contradicts them is refused', async () => {
    const texts = ['1,234', '1.5', '1,5', '0,500'];
    expect(await readColumn('decimal', texts, { decimalMark: '.' })).toEqual(['1234', '1.5', '?1,5', '?0,500']);
    expect(await readColumn('decimal', texts, { decimalMark: ',' })).toEqual(['1.234', '?1.5', '1.5', '0.500']);
  });
});

test('whole numbers', async () => {
  const texts = ['3', '3.0', '3.5', '1,000', '-2', '1.5E+06', '  ', null, 'x'];
  expect(await readColumn('whole', texts)).toEqual(['3', '3', '?3.5', '1000', '-2', '1500000', null, null, '?x']);
});
