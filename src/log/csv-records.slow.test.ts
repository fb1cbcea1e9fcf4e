import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../domain/errors.ts';
import { Database } from '../duckdb/database.ts';
import { raw } from '../duckdb/sql.ts';
import { type CsvOptions, type CsvRecords, dropCsvRecords, readCsvRecords } from './csv-records.ts';
import { readLog } from './read.ts';

const dir = mkdtempSync(join(tmpdir(), 'tacto-records-'));
const file = join(dir, 'reps.csv');
let db: Database;
beforeAll(async () => {
  db = await Database.open(':memory:');
});
afterAll(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

type Read = CsvRecords & { readonly rows: (string | null)[][]; readonly lines: number[]; readonly bad: number[] };

async function read(content: string | Uint8Array, options: CsvOptions = {}): Promise<Read> {
  writeFileSync(file, content);
  try {
    const records = await readCsvRecords(db, file, 'read', options);
    const found = await db.rows(raw('SELECT line::INTEGER AS line_no, * EXCLUDE (seq, line) FROM read ORDER BY seq'));
    const bad =
      records.malformed === 0
        ? []
        : await db.rows<{ line: number }>(raw('SELECT line::INTEGER AS line FROM read_malformed ORDER BY line'));
    return {
      ...records,
      rows: found.map(({ line_no: _, ...row }) => Object.values(row) as (string | null)[]),
      lines: found.map((row) => row['line_no'] as number),
      bad: bad.map(({ line }) => line),
    };
  } finally {
    await dropCsvRecords(db, 'read').catch(() => undefined);
  }
}

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom(
    '"',
    '""',
    ',',
    ';',
    '\t',
    '\n',
    '\r\n',
    '\n\n',
    ' ',
    "'",
    '\\',
    '\uFEFF',
    'ñ',
    '😀',
    '\u2028',
    '\x01',
    '\x02',
  ),
);
const value = fc.array(piece, { maxLength: 4 }).map((list) => list.join('').replaceAll('\0', ''));

describe('records', () => {
  test('of a plain RFC 4180 writer are read back as they were', async () => {
    const style = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      end: fc.constantFrom('\n', '\r\n'),
      all: fc.boolean(),
      last: fc.boolean(),
      bom: fc.boolean(),
      // With a blank line the file is not regular and read as lines.
      blank: fc.boolean(),
    });
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc
          .array(fc.array(value, { minLength: width, maxLength: width }), { maxLength: 25 })
          .map((rows) => ({ width, rows })),
      );
    await fc.assert(
      fc.asyncProperty(table, style, async ({ width, rows }, { delimiter, end, all, last, bom, blank }) => {
        const field = (text: string): string =>
          all || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        const header = Array.from({ length: width }, (_, i) => `c${i}`);
        const records = [header, ...rows].map((row) => row.map(field).join(delimiter));
        const text = `${bom ? '\uFEFF' : ''}${records.join(end)}${last ? end : ''}${blank ? end + end : ''}`;
        const found = await read(text, { delimiter });
        expect(found.columns).toEqual(header);
        expect(found.bad).toEqual([]);
        const normal = (cell: string): string | null => (cell === '' ? null : cell.replaceAll(/\r\n?/g, '\n'));
        expect(found.rows).toEqual(rows.map((row) => row.map(normal)));
        // Each record's line: one more than the line ends before it.
        const starts = records.map(
          (_, i) => 1 + (i === 0 ? 0 : `${records.slice(0, i).join('\n')}\n`.split(/\r\n|\r|\n/).length - 1),
        );
        expect(found.lines).toEqual(starts.slice(1));
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('a bad one does not swallow the next', async () => {
    const found = await read('a,b\n1,x"y\n2,z\n3,"q"r\n4,z\n5,"open\n6,z\n');
    expect(found.rows.map(([a]) => a)).toEqual(['2', '4', '6']);
    expect(found.bad).toEqual([2, 4, 6]);
  });

  test('long lines and many columns are read', async () => {
    const long = 'x'.repeat(3_000_000);
    expect((await read(`a,b\n1,"${long}\n${long}"\n2,z\n`)).rows.map((row) => row[1]?.length)).toEqual([6_000_001, 1]);
    const names = Array.from({ length: 1000 }, (_, i) => `c${i}`);
    expect((await read(`${names.join()}\n${names.join()}\n`)).rows).toEqual([names]);
  });
});

describe('a large file whose end is not as its beginning promises', () => {
  const rows = Array.from({ length: 250_000 }, (_, i) => `${i},Call about the roof`);
  const withRow = (place: number, row: string): string => ['a,b', ...rows.with(place, row)].join('\n');

  test('is read as its whole asks for', async () => {
    const whole = await read(withRow(0, '0,z'));
    expect([whole.rows.length, whole.lines.at(-1), whole.bad]).toEqual([250_000, 250_001, []]);
    const quoted = await read(withRow(240_000, 'x,"y, ""z"""'));
    expect([quoted.rows.length, quoted.rows[240_000], quoted.bad]).toEqual([250_000, ['x', 'y, "z"'], []]);
    const broken = await read(withRow(240_000, 'x,"y\nz"'));
    expect([broken.rows[240_000], broken.lines[240_001], broken.lines.at(-1)]).toEqual([
      ['x', 'y\nz'],
      240_004,
      250_002,
    ]);
    const narrow = await read(withRow(240_000, 'x'));
    expect([narrow.rows.length, narrow.rows[240_000]?.[0], narrow.bad]).toEqual([249_999, '240001', [240_002]]);
  });

  test('is refused as a small one is, and the next file can be read', async () => {
    const latin = Buffer.from(withRow(240_000, 'x,a\u00f1o'), 'latin1');
    await expect(read(latin)).rejects.toMatchObject({ code: 'not_utf8' });
    await expect(read(withRow(0, '0,z').replace('a,b', 'a,a'))).rejects.toMatchObject({ code: 'repeated_header' });
    expect((await read(withRow(0, '0,z'))).rows.length).toBe(250_000);
  });
});

describe('anything at all', () => {
  const junk = fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc
      .array(
        fc.oneof(piece, fc.constantFrom('id', 'name', 'id,name\n', 'r,Rep\n', '"r","R"\n', '\r', '",', ',"', '\n"')),
        { maxLength: 40 },
      )
      .map((list) => Buffer.from(list.join(''))),
    fc
      .array(fc.oneof(piece, fc.constantFrom('r,Rep\n', '"\n', '"r","R"\n', '""', '","', '"\r"')), { maxLength: 40 })
      .map((list) => Buffer.from(`id,name\n${list.join('')}`)),
  );

  test('is records and rejects, or a fault that a user can mend', async () => {
    await fc.assert(
      fc.asyncProperty(junk, async (bytes) => {
        const found = await read(bytes).catch((error: unknown) => {
          expect(error).toBeInstanceOf(UserError);
          return null;
        });
        if (found === null) return;
        expect(found.read).toBe(found.rows.length + found.bad.length);
        expect(found.malformed).toBe(found.bad.length);
        const lines = [...found.lines, ...found.bad].sort((a, b) => a - b);
        expect(new Set(lines).size).toBe(lines.length);
        expect(lines.at(-1) ?? 1).toBeLessThanOrEqual(bytes.toString().split(/\r\n|\r|\n/).length);
      }),
      { numRuns: 120, endOnFailure: true },
    );
  });

  test('in a log: rows read are rows kept and rejected', async () => {
    await fc.assert(
      fc.asyncProperty(junk, async (bytes) => {
        writeFileSync(file, bytes);
        const own = await Database.open(':memory:');
        try {
          const { tables } = await readLog(own, dir, { knownKpis: new Set() });
          const { read: all, kept, rejected } = tables.reps;
          const { n } = await own.row<{ n: number }>(raw('SELECT count(*)::DOUBLE AS n FROM log.rejects'));
          expect({ all, rejected }).toEqual({ all: kept + rejected, rejected: n });
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        } finally {
          own.close();
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});
