import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { raw } from '../duckdb/sql.ts';
import { type CsvOptions, dropCsvRecords, readCsvRecords } from './csv-records.ts';

let db: Database;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-quotes-'));
  db = await Database.open(':memory:');
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** `seq`, `line` and the fields of each good row; `seq`, `line` and the code of each malformed one. */
type Read = { readonly rows: readonly (readonly unknown[])[]; readonly malformed: readonly (readonly unknown[])[] };

async function read(content: string, options: CsvOptions = {}): Promise<Read> {
  const file = join(folder, 'x.csv');
  await writeFile(file, content);
  try {
    const { read: all, malformed } = await readCsvRecords(db, file, 'got', options);
    const place = 'seq::INTEGER AS seq, line::INTEGER AS line';
    const rows = await listOf(`SELECT ${place}, * EXCLUDE (seq, line) FROM got ORDER BY seq`);
    const bad = malformed === 0 ? [] : await listOf(`SELECT ${place}, code FROM got_malformed ORDER BY seq`);
    expect({ all, malformed }).toEqual({ all: rows.length + bad.length, malformed: bad.length });
    return { rows, malformed: bad };
  } finally {
    await dropCsvRecords(db, 'got').catch(() => undefined);
  }
}

async function listOf(query: string): Promise<unknown[][]> {
  return (await db.rows(raw(query))).map((row) => Object.values(row));
}

describe('records of several lines', () => {
  test('have the line on which they start, blank lines around and within them counted', async () => {
    const { rows } = await read('\na,b\n\n"1\n\n",2\n\n\n3,"4\n"\n\n5,6\n');
    expect(rows).toEqual([
      [1, 4, '1\n\n', '2'],
      [2, 9, '3', '4\n'],
      [3, 12, '5', '6'],
    ]);
  });

  test('may hold several such fields', async () => {
    const { rows } = await read('a,b,c\n"1\n2","3\n4","5\n6"\nx,y,z\n');
    expect(rows).toEqual([
      [1, 2, '1\n2', '3\n4', '5\n6'],
      [2, 6, 'x', 'y', 'z'],
    ]);
  });

  test('300,000 of them are read fast', { timeout: 90_000 }, async () => {
    const file = join(folder, 'long.csv');
    const body = Array.from({ length: 300_000 }, (_, i) => `${i},2026-01-01T00:00:00Z,call,"a\nb"`).join('\n');
    await writeFile(file, `id,time,channel,note\n${body}\n`);
    const started = performance.now();
    expect(await readCsvRecords(db, file, 'got')).toMatchObject({ read: 300_000, malformed: 0 });
    expect(performance.now() - started).toBeLessThan(45_000);
    const last = 'SELECT seq::INTEGER AS seq, line::INTEGER AS line, c1, c4 FROM got ORDER BY seq DESC LIMIT 1';
    expect(await listOf(last)).toEqual([[300_000, 600_000, '299999', 'a\nb']]);
    await dropCsvRecords(db, 'got').catch(() => undefined);
  });
});

describe('a stray quote takes no other row with it', () => {
  test.each([
    ['at the end', '1,"x\n2,y\n3,z\n', [2], [3, 4]],
    ['before a row with quotes', '1,"x\n2,y\n3,"z"\n', [2], [3, 4]],
    ['before doubled quotes', '1,"x\n2,"y ""z"""\n3,z\n', [2], [3, 4]],
    ['before an empty field in quotes', '1,"x\n2,""\n3,z\n', [2], [3, 4]],
    ['before a record of two lines', '1,"x\n2,"y\nz"\n3,z\n', [2], [3, 5]],
    ['twice', '1,"x\n2,"y\n3,z\n', [2, 3], [4]],
    ['behind a record of two lines', '1,"x\ny"\n2,"z\n3,w\n', [4], [2, 5]],
    ['in a field that another closed', '1,"x\ny"z\n2,w\n', [2, 3], [4]],
    ['in a field without quotes', '1,5" disk\n2,y\n', [2], [3]],
    ['behind a blank', '1, "x"\n2,y\n', [2], [3]],
  ])('%s', async (_, body, badLines, goodLines) => {
    const { rows, malformed } = await read(`a,b\n${body}`);
    expect(malformed.map(([, line, code]) => [line, code])).toEqual(badLines.map((line) => [line, 'bad_quotes']));
    expect(rows.map(([, line]) => line)).toEqual(goodLines);
  });

  test('in the first of 50,000 rows', async () => {
    const body = Array.from({ length: 50_000 }, (_, i) => `${i},"say ""${i}"""`).join('\n');
    const { rows, malformed } = await read(`a,b\n0,"x\n${body}\n`);
    expect(malformed).toEqual([[1, 2, 'bad_quotes']]);
    expect(rows).toHaveLength(50_000);
  });

  test('among any good rows', async () => {
    const cell = fc.array(fc.constantFrom('"', ',', '\n', 'a', 'é', '😀', ' '), { maxLength: 6 });
    const good = fc.tuple(cell, cell).map((fields) => fields.map((parts) => parts.join('')));
    const piece = fc.oneof(
      good.map((fields) => ({
        text: `${fields.map((text) => `"${text.replaceAll('"', '""')}"`).join()}\n`,
        fields: fields.map((text) => text || null),
      })),
      fc.constantFrom('x"y,z\n', '"a"b,c\n', 'only\n', '1,2,3\n').map((text) => ({ text, fields: null })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 15 }), async (pieces) => {
        const found = await read(`a,b\n${pieces.map(({ text }) => text).join('')}`);
        let line = 2;
        const right = pieces.map(({ text, fields }, i) => {
          const row = { place: [i + 1, line], fields };
          line += text.split('\n').length - 1;
          return row;
        });
        expect(found.rows).toEqual(
          right.flatMap(({ place, fields }) => (fields === null ? [] : [[...place, ...fields]])),
        );
        expect(found.malformed.map((row) => row.slice(0, 2))).toEqual(
          right.flatMap(({ place, fields }) => (fields === null ? [place] : [])),
        );
      }),
      { numRuns: 40, plugins: [fc.interruptAfterTimeLimit(5_000)] },
    );
  });
});

test('rows with too few or too many fields are malformed', async () => {
  const { rows, malformed } = await read('a,b\n1\n1,2,3\n1,2\n ,\n"1,2"\n');
  expect(malformed.map(([, line, code]) => [line, code])).toEqual([
    [2, 'field_count'],
    [3, 'field_count'],
    [6, 'field_count'],
  ]);
  expect(rows).toEqual([
    [3, 4, '1', '2'],
    [4, 5, ' ', null],
  ]);
});

test('a header that the file does not have, and some of its columns only', async () => {
  expect((await read('\uFEFF1,x\n\n2,y\n', { header: ['n', 'text'] })).rows).toEqual([
    [1, 1, '1', 'x'],
    [2, 3, '2', 'y'],
  ]);
  expect((await read('a,b,a b\n1,2,3\n', { only: new Set(['b']) })).rows).toEqual([[1, 2, '2']]);
});

test('names that differ in case, are empty, or mean something to the database', async () => {
  expect((await read('ID,id,seq,line,,"a""b"\n1,2,3,4,5,6\n')).rows).toEqual([[1, 2, '1', '2', '3', '4', '5', '6']]);
});
