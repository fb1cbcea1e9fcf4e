import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { literal, raw, sql } from '../duckdb/sql.ts';
import { readLog } from './read.ts';

const root = mkdtempSync(join(tmpdir(), 'tacto-parquet-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let dir = '';
let tests = 0;
beforeEach(() => {
  dir = join(root, String(tests++));
  mkdirSync(dir);
});

async function make(table: string, select: string): Promise<void> {
  const db = await Database.open(':memory:');
  await db.run(sql`COPY (${raw(select)}) TO ${literal(join(dir, `${table}.parquet`))} (FORMAT parquet)`);
  db.close();
}

/** The values of one column of the log as text, and the rejects of the log as `line column code`. */
async function read(table: string, column: string): Promise<{ values: unknown[]; rejects: string[] }> {
  const db = await Database.open(':memory:');
  try {
    await readLog(db, dir, { knownKpis: new Set() });
    const rows = await db.rows(raw(`SELECT ${column}::VARCHAR AS v FROM log.${table} ORDER BY seq`));
    const rejects = await db.rows(
      raw(`SELECT concat_ws(' ', line, column_name, code) AS r FROM log.rejects ORDER BY line`),
    );
    return { values: rows.map(({ v }) => v), rejects: rejects.map(({ r }) => r as string) };
  } finally {
    db.close();
  }
}

describe('natural types', () => {
  test.each([
    ["TIMESTAMP_NS '2026-01-01 00:00:00.123456000'", '2026-01-01 00:00:00.123456'],
    ["TIMESTAMP_NS '2026-01-01 00:00:00.123456789'", null],
    ["TIMESTAMP_S '2026-01-01 00:00:01'", '2026-01-01 00:00:01'],
    ["TIMESTAMP_MS '2026-01-01 00:00:00.5'", '2026-01-01 00:00:00.5'],
    ["TIMESTAMPTZ '2026-01-01 00:00:00+02'", '2025-12-31 22:00:00'],
    ["TIMESTAMP 'infinity'", null],
    ["TIMESTAMP '12000-01-01'", null],
    ["TIMESTAMP '0044-03-15 (BC)'", null],
    ["DATE '2026-01-01'", null],
    ['1767225600', null],
    ["'2026-01-01T00:00Z'", '2026-01-01 00:00:00'],
  ])('as an instant: %s', async (value, right) => {
    await make('accounts', `SELECT 'a' AS id, 'A' AS name, ${value} AS created_at`);
    expect(await read('accounts', 'created_at')).toEqual(
      right === null ? { values: [], rejects: ['2 created_at unreadable'] } : { values: [right], rejects: [] },
    );
  });

  test.each([
    ["DATE '2026-01-01'", '2026-01-01'],
    ["TIMESTAMP '2026-01-01'", '2026-01-01'],
    ["TIMESTAMP_NS '2026-01-01'", '2026-01-01'],
    ["TIMESTAMP '2026-01-01 00:00:01'", null],
    ["TIMESTAMPTZ '2026-01-01 00:00:00+00'", null],
    ["DATE '-infinity'", null],
    ["'2026-01-01'", '2026-01-01'],
  ])('as a day: %s', async (value, right) => {
    await make('reps', `SELECT 'r' AS id, 'R' AS name, ${value} AS active_from`);
    expect(await read('reps', 'active_from')).toEqual(
      right === null ? { values: [], rejects: ['2 active_from unreadable'] } : { values: [right], rejects: [] },
    );
  });

  test.each([
    ['2::TINYINT', '2', ''],
    ['2::HUGEINT', '2', ''],
    ['2.0::DOUBLE', '2', ''],
    ['2.00::DECIMAL(9,2)', '2', ''],
    ['2.5::DOUBLE', null, 'unreadable'],
    ['2.50::DECIMAL(9,2)', null, 'unreadable'],
    ["'nan'::DOUBLE", null, 'unreadable'],
    ['3000000000', null, 'out_of_range'],
    ['1e25::DOUBLE', null, 'unreadable'],
    ['4', null, 'out_of_range'],
  ])('as a whole number: %s', async (value, right, code) => {
    await make('accounts', `SELECT 'a' AS id, 'A' AS name`);
    await make('contacts', `SELECT 'c' AS id, 'a' AS account_id, 'C' AS name, ${value} AS influence`);
    expect(await read('contacts', 'influence')).toEqual(
      right === null ? { values: [], rejects: [`2 influence ${code}`] } : { values: [right], rejects: [] },
    );
  });

  test.each([
    ['0.1::DOUBLE', '0.1', ''],
    ['0.1::FLOAT', '0.1', ''],
    ['1.5e-7::DOUBLE', '0.00000015', ''],
    ['1.2345678901234567e18::DOUBLE', '1234567890123456800', ''],
    ['12.340::DECIMAL(38,3)', '12.34', ''],
    ['12::UBIGINT', '12', ''],
    ['1e-300::DOUBLE', null, 'unreadable'],
    ["'inf'::DOUBLE", null, 'unreadable'],
    ['100000000000000000000::HUGEINT', null, 'unreadable'],
    ['-0.01', null, 'out_of_range'],
  ])('as money: %s', async (value, right, code) => {
    await make('costs', `SELECT 'c' AS id, DATE '2026-01-01' AS incurred_on, ${value} AS amount`);
    expect(await read('costs', 'amount')).toEqual(
      right === null ? { values: [], rejects: [`2 amount ${code}`] } : { values: [right], rejects: [] },
    );
  });

  test('as text: bytes are UTF-8 or cannot be read', async () => {
    await make('reps', `SELECT 'r'::BLOB AS id, encode('Íñigo') AS name UNION ALL SELECT 's', '\\xFF'::BLOB`);
    expect(await read('reps', 'name')).toEqual({ values: ['Íñigo'], rejects: ['3 name unreadable'] });
  });
});

test('a folder called id=5 gives rows no id', async () => {
  dir = join(dir, 'id=5');
  mkdirSync(dir);
  await make('reps', `SELECT 'r' AS id, 'R' AS name`);
  expect(await read('reps', 'id')).toEqual({ values: ['r'], rejects: [] });
});

test('a folder whose name looks like a pattern, or holds quotes, is only a folder', async () => {
  for (const name of ['[ab]*?', `it's "x"`, '{a,b}']) {
    dir = join(root, `${String(tests++)}${name}`);
    mkdirSync(dir);
    await make('reps', `SELECT 'r' AS id, 'R' AS name`);
    writeFileSync(join(dir, 'accounts.csv'), 'id,name\na,A\n');
    expect((await read('reps', 'id')).values).toEqual(['r']);
    expect((await read('accounts', 'id')).values).toEqual(['a']);
  }
});

test('columns that mean something to the reader are ignored like any other', async () => {
  await make(
    'reps',
    `SELECT 'r' AS id, 'R' AS name, 7 AS seq, 8 AS line, 9 AS File_Row_Number, 'x' AS c1 UNION ALL SELECT 's', '', 0, 0, 0, ''`,
  );
  expect(await read('reps', 'seq')).toEqual({ values: ['1'], rejects: ['3 name missing'] });
});

test('a file with damaged pages is a fault that names it', async () => {
  await make('reps', `SELECT 'rep ' || hash(i) AS id, 'R' AS name FROM range(5000) t(i)`);
  const file = join(dir, 'reps.parquet');
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 40, 4000);
  writeFileSync(file, bytes);
  await expect(read('reps', 'id')).rejects.toMatchObject({
    code: 'bad_parquet',
    message: expect.stringContaining('reps.parquet'),
  });
});
