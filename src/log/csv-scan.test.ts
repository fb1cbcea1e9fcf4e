import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvScan, type RegularCsv } from './csv-scan.ts';

function scan(text: string, cuts: readonly number[] = []): RegularCsv | null {
  const bytes = Buffer.from(text);
  const found = new CsvScan(',');
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (const [i, from] of places.slice(0, -1).entries()) found.take(bytes.subarray(from, places[i + 1]));
  return found.end();
}

test.each([
  [
    'a,b\n1,2\n',
    { records: 2, width: 2, longest: 3, hasQuote: false, hasLineEndsInFields: false, lineEnd: '\n', first: 'a,b' },
  ],
  ['a,b\r\n1,"2"', { records: 2, longest: 5, hasQuote: true, lineEnd: '\r\n', first: 'a,b' }],
  ['"a","b"\n"1","x ""y""\n\nz"\n', { records: 2, hasLineEndsInFields: true, first: '"a","b"' }],
  ['a,b\n,\n"",""\n', { records: 3 }],
  ['a\n""\n', { records: 2, width: 1 }],
  ['ñ,b\n1,2', { first: 'ñ,b' }],
])('%j is regular', (text, right) => {
  expect(scan(text)).toMatchObject(right);
});

test.each([
  ['nothing', ''],
  ['a blank line', 'a,b\n\n1,2\n'],
  ['a blank line at the end', 'a,b\n1,2\n\n'],
  ['too few fields', 'a,b\n1\n'],
  ['too many fields', 'a,b\n1,2,3\n'],
  ['a quote inside a field', 'a,b\n1,x"y\n'],
  ['text behind a quoted field', 'a,b\n1,"x"y\n'],
  ['a space before a quote', 'a,b\n1, "x"\n'],
  ['a quote that is not closed', 'a,b\n1,"x\n'],
  ['two kinds of line end', 'a,b\r\n1,2\n'],
  ['a CR that ends no line', 'a,b\n1\r,2\n'],
  ['a CR at the very end', 'a,b\n1,2\r'],
  ['a CR alone on a line', 'a,b\n\r\n'],
  ['a header of two lines', '"a\nx",b\n1,2\n'],
])('%s is not regular', (_, text) => {
  expect(scan(text)).toBeNull();
});

test('where a file is cut into pieces does not matter', () => {
  const text = fc.array(fc.constantFrom('a', 'ñ', ',', '"', '""', '\n', '\r\n', '\r', ',"x\ny"', 'a,b\n'), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(text, fc.array(fc.nat(), { maxLength: 4 }), (parts, cuts) => {
      expect(scan(parts.join(''), cuts)).toEqual(scan(parts.join('')));
    }),
    { numRuns: 500 },
  );
});
