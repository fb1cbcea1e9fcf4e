import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../domain/errors.ts';
import { xlsxOf, zipOf } from './test-archives.ts';
import { readFiles, type ReadSource } from './test-support.ts';

/** What came of a file: tables whose every row is accounted for, or a fault that names the file. Anything else throws. */
async function outcome(name: string, content: string | Uint8Array): Promise<ReadSource | UserError> {
  try {
    const source = await readFiles({ [name]: content });
    for (const { rows, malformed, cells, columns, file } of source.tables) {
      expect(cells.length + malformed).toBe(rows);
      expect(new Set(columns).size).toBe(columns.length);
      expect(file).toContain(name);
      for (const row of cells) expect(row.length).toBe(columns.length + 1);
    }
    expect(source.faults.length).toBe(source.tables.reduce((sum, { malformed }) => sum + malformed, 0));
    return source;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.in('en')).toContain(name);
    expect(error.in('es')).toContain(name);
    return error;
  }
}

const numRuns = 30;

/** A file, whole, cut off at some byte, or with one byte changed. */
function damaged(bytes: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  return fc
    .tuple(bytes, fc.constantFrom('whole', 'cut', 'changed'), fc.nat(), fc.integer({ min: 0, max: 255 }))
    .map(([whole, how, place, byte]) => {
      const at = whole.length === 0 ? 0 : place % whole.length;
      if (how === 'cut') return whole.subarray(0, at);
      const copy = Buffer.from(whole);
      if (how === 'changed' && whole.length > 0) copy[at] = byte;
      return copy;
    });
}

const encode: Readonly<Record<string, (text: string) => Buffer>> = {
  utf8: (text) => Buffer.from(text),
  marked: (text) => Buffer.from(`\u{feff}${text}`),
  utf16le: (text) => Buffer.from(`\u{feff}${text}`, 'utf16le'),
  utf16be: (text) => Buffer.from(`\u{feff}${text}`, 'utf16le').swap16(),
  unmarked: (text) => Buffer.from(text, 'utf16le'),
  latin1: (text) => Buffer.from(text, 'latin1'),
};
const encoding = fc.constantFrom(...Object.keys(encode));

const odd = fc.string({
  unit: fc.constantFrom(
    'a',
    'A',
    'B',
    '1',
    '.',
    ' ',
    '"',
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r',
    'é',
    'ñ',
    '€',
    '😀',
    '\u{0}',
    '=',
    '\\',
  ),
  maxLength: 6,
});

describe('CSV', () => {
  const text = fc
    .tuple(
      fc.array(fc.array(odd, { minLength: 1, maxLength: 5 }), { maxLength: 8 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      encoding,
    )
    .map(([rows, delimiter, end, isQuoted, name]) =>
      encode[name]!(
        rows
          .map((row) => row.map((cell) => (isQuoted ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter) + end)
          .join(''),
      ),
    );

  test('whatever it holds, its rows add up or its fault names it', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(text), fc.constantFrom('x.csv', 'x.tsv', 'x.txt'), async (bytes, name) => {
        await outcome(name, bytes);
      }),
      { numRuns },
    );
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'B', 'x', 'é', 'ñ', 'ü', ' ', '0', '"', '\n'), maxLength: 5 });
  const headers = fc.uniqueArray(
    fc.string({ unit: fc.constantFrom('a', 'b', 'C', 'ó', 'ß'), minLength: 1, maxLength: 6 }),
    { minLength: 3, maxLength: 5 },
  );

  test('its delimiter and encoding are found out', async () => {
    await fc.assert(
      fc.asyncProperty(
        headers.chain((names) =>
          fc.tuple(fc.constant(names), fc.array(fc.tuple(...names.map(() => word)), { minLength: 1, maxLength: 6 })),
        ),
        fc.constantFrom(',', ';', '\t', '|'),
        encoding,
        async ([names, rows], delimiter, name) => {
          const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
          const lines = [names, ...rows].map((row) => row.map(quoted).join(delimiter));
          const found = await outcome('x.csv', encode[name]!(`${lines.join('\n')}\n`));
          const [table] = (found as ReadSource).tables;
          expect(table?.columns).toEqual(names);
          expect(table?.cells.map(([, ...cells]) => cells)).toEqual(
            rows.map((row) => row.map((cell) => (cell === '' ? null : cell))),
          );
        },
      ),
      { numRuns },
    );
  });
});

describe('JSON', () => {
  const value = fc.jsonValue({ maxDepth: 2 });
  const record = fc.oneof(
    fc.dictionary(fc.oneof(fc.constantFrom('id', 'properties', 'results', 'data', ''), odd), value, { maxKeys: 4 }),
    value,
  );
  const text = fc
    .tuple(
      fc.array(record, { maxLength: 5 }),
      fc.constantFrom('array', 'lines', 'page', 'pages', 'named', 'pretty'),
      encoding,
    )
    .map(([records, shape, name]) => {
      const shapes: Readonly<Record<string, () => string>> = {
        array: () => JSON.stringify(records),
        lines: () => records.map((one) => JSON.stringify(one)).join('\n'),
        page: () => JSON.stringify({ results: records, total: records.length }),
        pages: () => records.map((one) => JSON.stringify({ success: true, data: [one] })).join('\n'),
        named: () => JSON.stringify({ deals: records, persons: { data: { items: records } } }, null, 2),
        pretty: () => records.map((one) => JSON.stringify(one, null, 2)).join('\n'),
      };
      return encode[name]!(shapes[shape]!());
    });

  test('whatever it holds, its records add up or its fault names it', async () => {
    await fc.assert(
      fc.asyncProperty(damaged(text), fc.constantFrom('x.json', 'x.jsonl'), async (bytes, name) => {
        await outcome(name, bytes);
      }),
      { numRuns: 2 * numRuns },
    );
  });

  test('every object of an array is a row', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(odd, value, { maxKeys: 4 }), { minLength: 1, maxLength: 5 }),
        async (records) => {
          const found = (await outcome('x.json', JSON.stringify(records))) as ReadSource;
          expect(found.tables[0]?.rows ?? 0).toBe(records.length);
        },
      ),
      { numRuns },
    );
  });
});

describe('archives', () => {
  const zip = zipOf({ 'Deal.csv': 'Id,Name\n1,a\n2,b\n', 'a/x.json': '[{"id":1},{"id":2}]' });
  const xlsx = xlsxOf(
    {
      Deals:
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>45000</v></c></row>',
    },
    { formats: ['yyyy-mm-dd'], strings: ['<t>Id</t>', '<t>Close</t>'] },
  );

  test.each([
    ['x.zip', zip],
    ['x.xlsx', xlsx],
  ])('%s, damaged, gives nothing else than it holds, or a fault that names it', async (name, whole) => {
    const right = await outcome(name, whole);
    const sets = right instanceof UserError ? [] : right.tables.map(({ cells }) => cells);
    await fc.assert(
      fc.asyncProperty(damaged(fc.constant(whole)), async (bytes) => {
        const found = await outcome(name, bytes);
        if (!(found instanceof UserError)) for (const { cells } of found.tables) expect(sets).toContainEqual(cells);
      }),
      { numRuns: 2 * numRuns },
    );
  });

  test('any rows of a sheet add up', async () => {
    const cell = fc
      .tuple(
        fc.constantFrom('', ' r="A1"', ' r="C7"', ' r="XFD1"', ' r="?"'),
        fc.constantFrom('', ' t="s"', ' t="b"', ' t="e"', ' t="d"', ' t="str"', ' t="inlineStr"', ' s="1"', ' s="9"'),
        fc.constantFrom(
          '',
          '<v>1</v>',
          '<v>-1e300</v>',
          '<v>45000.5</v>',
          '<v>a&#10;"b"</v>',
          '<is><t>x</t></is>',
          '<v>99999999</v>',
        ),
      )
      .map(([at, type, value]) => `<c${at}${type}>${value}</c>`);
    const row = fc
      .tuple(fc.constantFrom('', ' r="3"', ' r="0"', ' r="x"'), fc.array(cell, { maxLength: 4 }))
      .map(([at, cells]) => `<row${at}>${cells.join('')}</row>`);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), async (rows) => {
        await outcome('x.xlsx', xlsxOf({ Sheet: rows.join('') }, { formats: ['[h]:mm'] }));
      }),
      { numRuns },
    );
  });
});
