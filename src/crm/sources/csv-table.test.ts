import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Database } from '../../duckdb/database.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import { openSource } from './open.ts';
import { readFiles, readOne } from './test-support.ts';

const rows = [
  [2, 'José', '1'],
  [3, 'x', '2'],
];

describe('delimiter', () => {
  test.each([
    [',', 'a.csv', false],
    [';', 'a.csv', true],
    ['|', 'a.csv', true],
    ['\t', 'a.csv', true],
    ['\t', 'a.tsv', false],
    ['\t', 'a.tab', false],
    ['|', 'a.txt', true],
  ])('%j in %s is found, and told when it is not the usual one', async (delimiter, file, isTold) => {
    const { tables, notes } = await readOne(file, `Name${delimiter}Amount\nJosé${delimiter}1\nx${delimiter}2\n`);
    expect(tables).toEqual([
      { file, name: 'a', shape: 'csv', columns: ['Name', 'Amount'], rows: 2, malformed: 0, cells: rows },
    ]);
    expect(notes.length).toBe(isTold ? 1 : 0);
  });

  test.each([
    ['decimal commas', 'Id;Amount;Note\n1;1,5;a\n2;2,7;b\n', ['Id', 'Amount', 'Note']],
    ['commas in quotes', 'Id;Note\n1;"a,b,c"\n2;"d,e,f"\n', ['Id', 'Note']],
    ['commas in one header', 'Id;Name, first;Note\n1;x;y\n', ['Id', 'Name, first', 'Note']],
    ['line ends in quotes', 'Id|Note\n1|"a;b\nc;d"\n', ['Id', 'Note']],
    ['one column', 'Id\n1\n2\n', ['Id']],
  ])('is not misled by %s', async (_, text, columns) => {
    const { tables, faults } = await readOne('a.csv', text);
    expect(tables[0]?.columns).toEqual(columns);
    expect(faults).toEqual([]);
  });

  test('is what the settings say', async () => {
    const { tables, notes } = await readOne('a.csv', 'a;b,c\n1;2,3\n', { delimiter: ',' });
    expect(tables[0]).toMatchObject({ columns: ['a;b', 'c'], cells: [[2, '1;2', '3']] });
    expect(notes).toEqual([]);
  });

  test("is what Excel's first line says, which is no row", async () => {
    const { tables } = await readOne('a.csv', 'sep=|\r\nName|Amount\r\nJosé|1\r\nx|2\r\n');
    expect(tables[0]).toMatchObject({ rows: 2, malformed: 0, columns: ['Name', 'Amount'] });
    expect(tables[0]?.cells.map(([line]) => line)).toEqual([3, 4]);
  });
});

describe('encoding', () => {
  const text = 'Name;Amount\nJosé;1\nx;2\n';
  test.each([
    ['UTF-8', Buffer.from(text), ''],
    ['UTF-8 with a mark', Buffer.from(`\u{feff}${text}`), ''],
    ['UTF-16 with a mark', Buffer.from(`\u{feff}${text}`, 'utf16le'), ''],
    ['UTF-16, the other way round', Buffer.from(`\u{feff}${text}`, 'utf16le').swap16(), ''],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'UTF-16'],
    ['UTF-16 without a mark, the other way round', Buffer.from(text, 'utf16le').swap16(), 'UTF-16'],
    ['Windows-1252', Buffer.from(text, 'latin1'), 'Windows-1252'],
  ])('%s is found', async (_, bytes, told) => {
    const { tables, notes } = await readOne('a.csv', bytes);
    expect(tables[0]).toMatchObject({ columns: ['Name', 'Amount'], cells: rows });
    expect(notes.map(({ en }) => en).join(' ')).toContain(told);
  });

  test('is what the settings say', async () => {
    const { tables, notes } = await readOne('a.csv', Buffer.from('N,A\n\xa4,1\n', 'latin1'), {
      encoding: 'iso-8859-15',
    });
    expect(tables[0]?.cells).toEqual([[2, '€', '1']]);
    expect(notes).toEqual([]);
  });

  test('UTF-8 that is damaged is no other encoding', async () => {
    const bytes = Buffer.concat([Buffer.from('Nombre,Año\nJosé,1\n'), Buffer.from([0xc3])]);
    await expect(readOne('a.csv', bytes)).rejects.toMatchObject({
      code: 'not_utf8',
      fault: { message: { en: expect.stringContaining('a.csv, line 3') } },
    });
  });

  test('half a character of UTF-16 is a fault', async () => {
    const bytes = Buffer.from('\u{feff}a;b\n1;2', 'utf16le').subarray(0, -1);
    await expect(readOne('a.csv', bytes)).rejects.toMatchObject({
      code: 'bad_encoding',
      fault: { message: { en: 'a.csv is no utf-16le text.' } },
    });
  });

  test('a file that is said to be UTF-16 and is not is a fault, whatever its bytes would spell', async () => {
    await expect(readOne('a.csv', 'Id,Name\n1,Ada\n', { encoding: 'utf-16le' })).rejects.toMatchObject({
      code: 'bad_encoding',
      fault: { message: { en: 'a.csv is no utf-16le text.' } },
    });
    const { tables } = await readOne('a.csv', Buffer.from('名;年\n愛;1\n', 'utf16le'), { encoding: 'utf-16le' });
    expect(tables[0]!.columns).toEqual(['名', '年']);
  });
});

describe('headers', () => {
  test('repeated ones are counted, empty ones named by their place', async () => {
    const { tables } = await readOne('a.csv', 'Name,,Name,Name (2), \nu,v,w,x,y\n');
    expect(tables[0]).toMatchObject({
      columns: ['Name', 'column_2', 'Name (3)', 'Name (2)', 'column_5'],
      cells: [[2, 'u', 'v', 'w', 'x', 'y']],
    });
  });

  test.each(['Deals of March\n\n', 'Deals of March,,\n,,\n', 'Report,Deals\nDate,2024-03-01\n'])(
    'stand under a title: %j',
    async (title) => {
      const { tables, faults } = await readOne(
        'a.csv',
        `${title}Id,Name,Amount,Stage\n1,a,2,x\n2,b,3,y\n3,c,4,z\n4,d,5,x\n`,
      );
      const above = title.split('\n').filter((line) => line !== '').length;
      expect(tables[0]).toMatchObject({
        columns: ['Id', 'Name', 'Amount', 'Stage'],
        rows: 4 + above,
        malformed: above,
      });
      expect(tables[0]?.cells[0]).toEqual([title.split('\n').length + 1, '1', 'a', '2', 'x']);
      expect(faults.map(({ line, code }) => [line, code]).at(0)).toEqual([1, 'before_header']);
    },
  );

  test('are the first row of a table of two columns', async () => {
    const { tables } = await readOne('a.csv', 'Id,Name\n1,a\n2,b\n');
    expect(tables[0]).toMatchObject({ columns: ['Id', 'Name'], rows: 2 });
  });

  test('can come from the settings', async () => {
    const { tables } = await readOne('a.csv', '1,a\n2,b\n', { header: ['Id', 'Name'] });
    expect(tables[0]).toMatchObject({ columns: ['Id', 'Name'], rows: 2, malformed: 0 });
  });

  test('with wrong quotes are a fault', async () => {
    await expect(readOne('a.csv', 'I"d,Name\n1,a\n')).rejects.toMatchObject({ code: 'no_header' });
  });
});

test('rows of another width or with wrong quotes are malformed, each by its line', async () => {
  const { tables, faults } = await readOne('a.csv', 'Id,Name\n1\n2,"b\nb"\n3,c"c\n4,d,e\n5,"e\n');
  expect(tables[0]).toMatchObject({ rows: 5, malformed: 4, cells: [[3, '2', 'b\nb']] });
  expect(faults.map(({ line, code }) => [line, code])).toEqual([
    [2, 'field_count'],
    [5, 'bad_quotes'],
    [6, 'field_count'],
    [7, 'bad_quotes'],
  ]);
});

test('a header row alone is a table without rows', async () => {
  expect((await readOne('a.csv', 'Id,Name\n')).tables[0]).toMatchObject({ columns: ['Id', 'Name'], rows: 0 });
});

test('too many columns are no export', async () => {
  await expect(
    readOne('a.csv', `${Array.from({ length: 3001 }, (_, i) => `c${i}`).join(',')}\n`),
  ).rejects.toMatchObject({
    code: 'too_many_columns',
  });
});

test('settings are found by the name without folders or extension', async () => {
  const { tables } = await readFiles({ 'x/Deal.csv': 'a;b\n1;2\n' }, { settings: { Deal: { delimiter: ',' } } });
  expect(tables[0]?.columns).toEqual(['a;b']);
});

test('of a CSV file only the columns are kept that will be read, and every row is counted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-choice-'));
  const db = await Database.open(':memory:');
  try {
    await writeFile(join(folder, 'a.csv'), 'Id,Note,Name\n1,x,José\n2,"y\nz",\n3\n');
    const { tables } = await openSource(db, join(folder, 'a.csv'), folder, new Map(), null, () => new Set(['Name']));
    expect(tables).toMatchObject([{ columns: ['Id', 'Note', 'Name'], rows: 3, malformed: 1 }]);
    const kept = await db.rows(sql`SELECT line::INTEGER AS line, * EXCLUDE (line) FROM ${raw(tables[0]!.table)}`);
    expect(kept).toEqual([
      { line: 2, c3: 'José' },
      { line: 3, c3: null },
    ]);
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
});
