import { describe, expect, test } from 'vitest';
import { xlsxOf, zipOf } from './test-archives.ts';
import { readOne } from './test-support.ts';

const text = (at: string, value: string): string => `<c r="${at}" t="str"><v>${value}</v></c>`;

test('each sheet is a table', async () => {
  const { tables, ignored } = await readOne(
    'e.xlsx',
    xlsxOf({
      Deals: `<row r="3">${text('A3', 'Id')}${text('B3', 'Name')}</row><row r="4"/><row r="6">${text('A6', 'x')}</row>`,
      'My people': `<row r="1">${text('A1', 'Id')}</row>`,
      Empty: '<row r="1"><c r="A1" s="0"/></row>',
    }),
  );
  expect(tables).toEqual([
    {
      file: 'e.xlsx/Deals',
      name: 'Deals',
      shape: 'xlsx',
      columns: ['Id', 'Name'],
      rows: 1,
      malformed: 0,
      cells: [[6, 'x', null]],
    },
    { file: 'e.xlsx/My people', name: 'My people', shape: 'xlsx', columns: ['Id'], rows: 0, malformed: 0, cells: [] },
  ]);
  expect(ignored).toMatchObject([{ file: 'e.xlsx/Empty', reason: { en: 'an empty sheet' } }]);
});

test('texts of all kinds are read', async () => {
  const { tables } = await readOne(
    'e.xlsx',
    xlsxOf(
      {
        S: `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c t="d"><v>2024-03-01</v></c><c><f>A1</f><v>7</v></c></row>
        <row><c t="str"><v>a&amp;b&lt;</v></c><c t="str"><v><![CDATA[x&y]]></v></c><c r="E2" t="b"><v>0</v></c></row>`,
      },
      {
        strings: [
          '<t>Id</t>',
          '<r><t>Two</t></r><r><t xml:space="preserve"> runs_x0041_</t></r><rPh sb="0" eb="1"><t>no</t></rPh>',
        ],
      },
    ),
  );
  expect(tables[0]).toMatchObject({
    columns: ['Id', 'Two runsA', 'inline', '2024-03-01', '7'],
    cells: [[2, 'a&b<', 'x&y', null, null, 'false']],
  });
});

describe('numbers', () => {
  const formats = [
    'dd/mm/yyyy',
    'yyyy\\-mm\\-dd\\ hh:mm',
    'h:mm AM/PM',
    '[h]:mm:ss',
    '#,##0.00\\ &quot;days&quot;',
    '[Red]0.00;[$-409]d',
    '[$-C0A]d \\d\\e mmmm',
    'mmm-yy',
  ];
  test.each([
    ['1024', 0, '1024'],
    ['12345678901234567', 0, '12345678901234567'],
    ['22700.000000000004', 0, '22700'],
    ['0.30000000000000004', 0, '0.3'],
    ['1.5E-7', 0, '0.00000015'],
    ['1E+20', 0, '100000000000000000000'],
    ['-4.25', 0, '-4.25'],
    ['45352', 0, '45352'],
    ['45352', 1, '2024-03-01'],
    ['45352.5', 1, '2024-03-01T12:00:00'],
    ['45352.395833333336', 2, '2024-03-01T09:30:00'],
    ['45352', 2, '2024-03-01T00:00:00'],
    ['45352.99999999999', 1, '2024-03-02'],
    ['1', 1, '1900-01-01'],
    ['59', 1, '1900-02-28'],
    ['61', 1, '1900-03-01'],
    ['-1', 1, '-1'],
    ['0.395833333333', 3, '09:30:00'],
    ['1.5', 4, '36:00:00'],
    ['45352', 5, '45352'],
    ['45352', 6, '45352'],
    ['45352', 7, '2024-03-01'],
    ['45352', 8, '2024-03-01'],
  ])('%s in style %i is %s', async (value, style, shown) => {
    const sheet = `<row>${text('A1', 'N')}</row><row><c r="A2" s="${style}"><v>${value}</v></c></row>`;
    expect((await readOne('e.xlsx', xlsxOf({ S: sheet }, { formats }))).tables[0]?.cells).toEqual([[2, shown]]);
  });

  test('are days from 1904 where the workbook says so', async () => {
    const sheet = `<row>${text('A1', 'N')}</row><row><c r="A2" s="1"><v>43890</v></c></row>`;
    const { tables } = await readOne('e.xlsx', xlsxOf({ S: sheet }, { formats, is1904: true }));
    expect(tables[0]?.cells).toEqual([[2, '2024-03-01']]);
  });
});

test('cells with an error are empty, and told', async () => {
  const { tables, notes } = await readOne(
    'e.xlsx',
    xlsxOf({
      S: `<row>${text('A1', 'Id')}${text('B1', 'N')}</row><row>${text('A2', '1')}<c r="B2" t="e"><v>#N/A</v></c></row>`,
    }),
  );
  expect(tables[0]?.cells).toEqual([[2, '1', null]]);
  expect(notes).toMatchObject([{ en: 'e.xlsx/S: cells with an error such as #N/A, read as empty: 1.' }]);
});

test('a cell beyond the headers gets a column; repeated headers are counted', async () => {
  const { tables } = await readOne(
    'e.xlsx',
    xlsxOf({ S: `<row>${text('A1', 'Id')}${text('B1', 'Id')}</row><row>${text('D2', 'x')}</row>` }),
  );
  expect(tables[0]).toMatchObject({
    columns: ['Id', 'Id (2)', 'column_3', 'column_4'],
    cells: [[2, null, null, null, 'x']],
  });
});

test('a title above the headers is no record', async () => {
  const row = (line: number, ...values: string[]): string =>
    `<row r="${line}">${values.map((value, i) => text(`${'ABC'[i]!}${line}`, value)).join('')}</row>`;
  const { tables, faults } = await readOne(
    'e.xlsx',
    xlsxOf({ S: row(1, 'Deals of March') + row(3, 'Id', 'Name', 'Stage') + row(4, '1', 'a', 'x') }),
  );
  expect(tables[0]).toMatchObject({
    columns: ['Id', 'Name', 'Stage'],
    rows: 2,
    malformed: 1,
    cells: [[4, '1', 'a', 'x']],
  });
  expect(faults).toMatchObject([{ file: 'e.xlsx/S', line: 1, value: 'Deals of March', code: 'before_header' }]);
});

test.each([
  ['no zip', Buffer.from('hello')],
  ['another zip', zipOf({ 'a.txt': 'x' })],
  ['broken XML', xlsxOf({ S: '<row><c></row>' })],
  ['an entity that is not defined', xlsxOf({ S: '<row><c t="str"><v>&bomb;</v></c></row>' })],
  ['a locked file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
])('%s is a fault', async (_, bytes) => {
  await expect(readOne('e.xlsx', bytes)).rejects.toMatchObject({
    code: 'bad_xlsx',
    fault: { message: { en: expect.stringContaining('e.xlsx') } },
  });
});
