import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { literal, raw, sql } from '../duckdb/sql.ts';
import { readLog } from './read.ts';
import type { LogReading } from './reading.ts';

const root = mkdtempSync(join(tmpdir(), 'tacto-read-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let dir = '';
let tests = 0;
beforeEach(() => {
  dir = join(root, String(tests++));
  mkdirSync(dir);
});

const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(dir, name), content);
const knownKpis = new Set(['dials']);

type Reject = { table: string; line: number; column: string | null; value: string | null; code: string };

async function reading<T>(work: (db: Database, reading: LogReading) => Promise<T>): Promise<T> {
  const db = await Database.open(':memory:');
  try {
    return await work(db, await readLog(db, dir, { knownKpis }));
  } finally {
    db.close();
  }
}

const rejects = async (): Promise<Reject[]> =>
  reading(async (db) =>
    db.rows<Reject>(
      raw(`SELECT table_name AS "table", line::INTEGER AS line, column_name AS "column", value, code
      FROM log.rejects ORDER BY table_name, line`),
    ),
  );
const texts = async (select: string): Promise<unknown[][]> =>
  reading(async (db) => (await db.rows(raw(select))).map((row) => Object.values(row)));
const fault = async (): Promise<{ code: string; message: string }> =>
  reading(async () => null).then(
    () => expect.fail('this must not be read'),
    (error: unknown) => error as { code: string; message: string },
  );

describe('files', () => {
  test('a table in two forms is an error', async () => {
    write('reps.csv', 'id,name\n');
    write('reps.parquet', '');
    expect(await fault()).toMatchObject({ code: 'two_files', message: expect.stringContaining('reps.parquet') });
  });

  test('a folder without any table is no log', async () => {
    expect(await fault()).toMatchObject({ code: 'no_log' });
    write('workspace.json', '{}');
    await expect(reading(async (_, { tables }) => tables.reps)).resolves.toMatchObject({ file: null, read: 0 });
  });

  test('a missing required column is an error that names it, a missing optional one is null', async () => {
    write('reps.csv', 'id,email\nr,a@b\n');
    expect(await fault()).toMatchObject({ code: 'missing_column', message: expect.stringMatching(/reps\.csv.*name/) });
    write('reps.csv', 'name,id\nRep,r\n');
    expect(await texts('SELECT seq::INTEGER, id, name, email, hourly_cost FROM log.reps')).toEqual([
      [1, 'r', 'Rep', null, null],
    ]);
  });

  test('an unknown column and an unknown table are ignored with one warning that names them', async () => {
    write('reps.csv', 'id,name,nickname\nr,Rep,x\nq,Rep,y\n');
    write('acounts.csv', 'id\na\n');
    const warnings = await reading(async (_, found) => found.warnings.map((warning) => warning.en));
    expect(warnings).toHaveLength(2);
    expect(warnings.join('\n')).toMatch(/acounts\.csv.*accounts[\s\S]*reps\.csv.*“nickname”/);
  });

  test.each(['id,name,id\nr,Rep,q\n', '"id",name,id\nr,Rep,q\n', 'id,name,x,x\nr,Rep,,\n'])(
    'a repeated header is an error: %j',
    async (text) => {
      write('reps.csv', text);
      expect(await fault()).toMatchObject({ code: 'repeated_header' });
    },
  );

  test.each([
    [
      'a byte order mark',
      '\uFEFFid,name\nr,Rep\nq,"Q, 1"\n',
      [
        ['r', 'Rep', 2],
        ['q', 'Q, 1', 3],
      ],
    ],
    [
      'CRLF',
      'id,name\r\nr,Rep\r\nq,"Q\r\n1"\r\n',
      [
        ['r', 'Rep', 2],
        ['q', 'Q\n1', 3],
      ],
    ],
    [
      'lone CR',
      'id,name\rr,Rep\rq,Q',
      [
        ['r', 'Rep', 2],
        ['q', 'Q', 3],
      ],
    ],
    [
      'blank lines',
      '\n\nid,name\n\nr,Rep\n\n\nq,Q\n\n',
      [
        ['r', 'Rep', 5],
        ['q', 'Q', 8],
      ],
    ],
    [
      'no last line end',
      'id,name\nr,Rep\nq,Q',
      [
        ['r', 'Rep', 2],
        ['q', 'Q', 3],
      ],
    ],
    [
      'quotes',
      'id,name\n"r","Re""p"\n"q",""""\n',
      [
        ['r', 'Re"p', 2],
        ['q', '"', 3],
      ],
    ],
    [
      'blanks, which belong to a value',
      'id,name\n r ,Rep \nq,\t\n',
      [
        [' r ', 'Rep ', 2],
        ['q', '\t', 3],
      ],
    ],
  ] as const)('a CSV file may have %s', async (_, text, right) => {
    write('reps.csv', text);
    const found = await reading(async (db) =>
      db.rows<{ id: string; name: string }>(raw('SELECT id, name FROM log.reps ORDER BY seq')),
    );
    expect(found.map(({ id, name }) => [id, name])).toEqual(right.map(([id, name]) => [id, name]));
    // A bad row at the end tells that lines are counted right.
    write(
      'reps.csv',
      `${text.replace(/[\r\n]*$/, '')}${text.includes('\r\n') ? '\r\n' : text.includes('\r') ? '\r' : '\n'}bad\n`,
    );
    const [bad] = await rejects();
    expect(bad).toMatchObject({ table: 'reps', column: null, code: 'field_count' });
    const before = text.replace(/[\r\n]*$/, '').split(/\r\n|\r|\n/).length;
    expect(bad!.line).toBe(before + 1);
  });

  test('an empty field is null, quoted or not; a row of other width is rejected', async () => {
    write('reps.csv', 'id,name,email\nr,Rep,""\nq,"",x\np,P\no,O,,\nn,N,"a"b\n');
    expect(await texts('SELECT id, email FROM log.reps')).toEqual([['r', null]]);
    expect(await rejects()).toMatchObject([
      { line: 3, column: 'name', code: 'missing' },
      { line: 4, column: null, code: 'field_count' },
      { line: 5, column: null, code: 'field_count' },
      { line: 6, column: null, code: 'bad_quotes' },
    ]);
  });

  test('bytes that are no UTF-8 and NUL are errors that name the line', async () => {
    write('reps.csv', Buffer.from('id,name\nr,Rep\nq,Mu\xf1oz\n', 'latin1'));
    expect(await fault()).toMatchObject({ code: 'not_utf8', message: expect.stringContaining('line 3') });
    write('reps.csv', 'id,name\nr,Re\0p\n');
    expect(await fault()).toMatchObject({ code: 'nul_byte', message: expect.stringContaining('line 2') });
    write('reps.csv', '');
    expect(await fault()).toMatchObject({ code: 'no_header' });
  });
});

describe('rows', () => {
  test('of rows with one id the first otherwise valid one stays, and who refers to a rejected row goes with it', async () => {
    write('reps.csv', 'id,name,active_from\nr,First,2026-02-30\nr,Second,\nr,Third,\nq,Q,2026-13-01\n');
    write('accounts.csv', 'id,name\na,A\na,B\n');
    write(
      'assignments.csv',
      'account_id,rep_id,valid_from,valid_to\na,r,2026-01-01T00:00Z,2026-01-01T00:00:00Z\na,q,2026-01-01T00:00Z,\nz,q,x,\n',
    );
    expect(await texts('SELECT name FROM log.reps')).toEqual([['Second']]);
    expect(await rejects()).toEqual([
      { table: 'accounts', line: 3, column: 'id', value: 'a', code: 'duplicate_id' },
      { table: 'assignments', line: 2, column: 'valid_to', value: '2026-01-01T00:00:00Z', code: 'out_of_range' },
      { table: 'assignments', line: 3, column: 'rep_id', value: 'q', code: 'unknown_id' },
      { table: 'assignments', line: 4, column: 'account_id', value: 'z', code: 'unknown_id' },
      { table: 'reps', line: 2, column: 'active_from', value: '2026-02-30', code: 'unreadable' },
      { table: 'reps', line: 4, column: 'id', value: 'r', code: 'duplicate_id' },
      { table: 'reps', line: 5, column: 'active_from', value: '2026-13-01', code: 'unreadable' },
    ]);
  });

  test('a chain of references within a table falls with its first', async () => {
    write('teams.csv', 'id,name,parent_id\na,A,b\nb,B,c\nc,C,nowhere\nd,D,\ne,E,d\nf,F,g\ng,G,f\n');
    expect(await texts('SELECT id FROM log.teams ORDER BY seq')).toEqual([['d'], ['e'], ['f'], ['g']]);
    expect((await rejects()).map(({ line, column }) => [line, column])).toEqual([
      [2, 'parent_id'],
      [3, 'parent_id'],
      [4, 'parent_id'],
    ]);
  });

  test('lists, ranges and reserved ids are exact', async () => {
    write('reps.csv', 'id,name,hourly_cost\nr,Rep,0\nq,Q,-0.01\n');
    write('accounts.csv', 'id,name\na,A\n');
    write('contacts.csv', 'id,account_id,name,influence\nc,a,C,3\nd,a,D,4\ne,a,E,-1\nf,a,F,1.0\ng,a,G,+2\n');
    write(
      'ratings.csv',
      'contact_id,rep_id,rated_at,strength\nc,r,2026-01-01T00:00Z,-3\nc,r,2026-01-01T00:00Z,+3\nc,r,2026-01-01T00:00Z,-4\nc,r,2026-01-01T00:00Z,0.5\nc,r,2026-01-01T00:00Z,\n',
    );
    write(
      'stages.csv',
      'id,name,position,kind,probability\ns,S,1,open,1\nt,T,1,Open,\nu,U,1,open,1.000000000000000001\ncustomer,C,1,open,\nno_deal,N,1,open,\nv,V,1.5,open,\nw,W,-7,lost,0\n',
    );
    write(
      'activities.csv',
      'id,rep_id,occurred_at,channel,outcome\n1,r,2026-01-01T00:00Z,call,reached\n2,r,2026-01-01T00:00Z,call ,\n3,r,2026-01-01T00:00Z,call,Reached\n4,R,2026-01-01T00:00Z,call,\n',
    );
    write(
      'fx_rates.csv',
      'currency,valid_from,rate\nUSD,2026-01-01,0\nUSD,2026-01-01,0.000000000000000001\nUSD,2026-01-01T00:00,1\n',
    );
    write(
      'goals.csv',
      'kpi,target,starts_on,grain\ndials,1,2026-01-01,week\ncalls,1,2026-01-01,week\ndials,1,2026-01-01,day\n',
    );
    write(
      'costs.csv',
      'id,incurred_on,amount\nk,2026-01-01,1e3\nl,2026-01-01,"1,5"\nm,2026-01-01,-1\nn,2026-01-01,.5\no,2026-01-01,00012.50\np,2026-01-01,NaN\n',
    );
    const kept = await reading(async (_, { tables }) =>
      Object.fromEntries(
        Object.entries(tables).flatMap(([name, { read, kept: n, rejected }]) =>
          read === 0 ? [] : [[name, [read, n, rejected]]],
        ),
      ),
    );
    const found = (await rejects()).map(({ table, line, column, code }) => `${table} ${line} ${column} ${code}`);
    expect(found).toEqual([
      'activities 3 channel out_of_list',
      'activities 4 outcome out_of_list',
      'activities 5 rep_id unknown_id',
      'contacts 3 influence out_of_range',
      'contacts 4 influence out_of_range',
      'contacts 5 influence unreadable',
      'costs 2 amount unreadable',
      'costs 3 amount unreadable',
      'costs 4 amount out_of_range',
      'costs 5 amount unreadable',
      'costs 7 amount unreadable',
      'fx_rates 2 rate out_of_range',
      'fx_rates 4 valid_from unreadable',
      'goals 3 kpi unknown_id',
      'goals 4 grain out_of_list',
      'ratings 4 strength out_of_range',
      'ratings 5 strength unreadable',
      'ratings 6 strength missing',
      'reps 3 hourly_cost out_of_range',
      'stages 3 kind out_of_list',
      'stages 4 probability out_of_range',
      'stages 5 id out_of_list',
      'stages 6 id out_of_list',
      'stages 7 position unreadable',
    ]);
    for (const [read, good, bad] of Object.values(kept)) expect(read).toBe(good! + bad!);
  });

  test('money keeps its decimals exactly, up to 18 of them, in sums too', async () => {
    write(
      'costs.csv',
      `id,incurred_on,amount\na,2026-01-01,0.1\nb,2026-01-01,0.2\nc,2026-01-01,12345678901234567890.123456789012345678\nd,2026-01-01,0.000000000000000001\ne,2026-01-01,1.0000000000000000001\nf,2026-01-01,123456789012345678901\n`,
    );
    expect(await texts('SELECT id, amount::VARCHAR FROM log.costs ORDER BY seq')).toEqual([
      ['a', '0.100000000000000000'],
      ['b', '0.200000000000000000'],
      ['c', '12345678901234567890.123456789012345678'],
      ['d', '0.000000000000000001'],
    ]);
    expect(await texts('SELECT sum(amount)::VARCHAR FROM log.costs')).toEqual([
      ['12345678901234567890.423456789012345679'],
    ]);
    expect((await rejects()).map(({ line, column }) => [line, column])).toEqual([
      [6, 'amount'],
      [7, 'amount'],
    ]);
  });
});

describe('Parquet', () => {
  const deals = `SELECT * FROM (VALUES
    ('d1', 'r', TIMESTAMP '2026-03-29 02:30:00', 100.10, DATE '2026-04-01', 0.1),
    ('d2', 'r', TIMESTAMP '2026-10-25 02:30:00.123456', NULL, NULL, 1e-7),
    ('d3', 'r', TIMESTAMP '2026-07-01 00:00:00', 0, DATE '0001-01-01', 25000000000.5)
    ) AS v(id, rep_id, created_at, amount, expected_close_on, requested_amount)`;
  const make = async (statements: Readonly<Record<string, string>>): Promise<void> => {
    const db = await Database.open(':memory:');
    await db.run(raw("SET TimeZone = 'Asia/Tokyo'"));
    for (const [table, select] of Object.entries(statements))
      await db.run(sql`COPY (${raw(select)}) TO ${literal(join(dir, `${table}.parquet`))} (FORMAT parquet)`);
    db.close();
  };
  const found =
    'SELECT id, created_at::VARCHAR, amount::DOUBLE, expected_close_on::VARCHAR, requested_amount::DOUBLE FROM log.deals ORDER BY seq';
  const right = [
    ['d1', '2026-03-29 01:30:00', 100.1, '2026-04-01', 0.1],
    ['d2', '2026-10-25 00:30:00.123456', null, null, 1e-7],
    ['d3', '2026-06-30 22:00:00', 0, '0001-01-01', 25_000_000_000.5],
  ];
  beforeEach(() => {
    write('workspace.json', '{"timezone":"Europe/Madrid"}');
    write('reps.csv', 'id,name\nr,Rep\n');
  });

  test('timestamps without a zone are local, in natural types and as text', async () => {
    await make({ deals });
    expect(await texts(found)).toEqual(right);
    await make({
      deals: `SELECT id, rep_id, strftime(created_at, '%Y-%m-%dT%H:%M:%S.%f') AS created_at, amount::VARCHAR AS amount,
        expected_close_on::VARCHAR AS expected_close_on, requested_amount::DECIMAL(30,10)::VARCHAR AS requested_amount FROM (${deals})`,
    });
    expect(await texts(found)).toEqual(right);
  });

  test('timestamps with a zone are instants, whatever the writer had for a zone', async () => {
    await make({ deals: `SELECT * REPLACE (created_at AT TIME ZONE 'UTC' AS created_at) FROM (${deals})` });
    expect((await texts(found)).map((row) => row[1])).toEqual([
      '2026-03-29 02:30:00',
      '2026-10-25 02:30:00.123456',
      '2026-07-01 00:00:00',
    ]);
  });

  test('values of other types are text: an id may be a number, a flag or a date', async () => {
    await make({
      accounts: `SELECT 7::BIGINT AS id, true AS name, DATE '2026-01-01' AS segment`,
      contacts: `SELECT 1 AS id, 7.0::DOUBLE AS account_id, 'C' AS name, 2::UTINYINT AS influence UNION ALL SELECT 2, 7, '', 2`,
    });
    expect(await texts('SELECT id, name, segment FROM log.accounts')).toEqual([['7', 'true', '2026-01-01']]);
    expect(await texts('SELECT id, account_id, influence FROM log.contacts')).toEqual([['1', '7', 2]]);
    expect(await rejects()).toMatchObject([{ table: 'contacts', line: 3, column: 'name', code: 'missing' }]);
  });

  test('what is no Parquet file, or holds nested values, is a fault that names the file', async () => {
    write('deals.parquet', 'PAR1 hello');
    expect(await fault()).toMatchObject({ code: 'bad_parquet', message: expect.stringContaining('deals.parquet') });
    rmSync(join(dir, 'deals.parquet'));
    await make({ accounts: `SELECT [1, 2] AS id, {'a': 1} AS name, INTERVAL 1 DAY AS created_at` });
    expect(await texts('SELECT id FROM log.accounts')).toEqual([]);
    expect(await rejects()).toMatchObject([{ table: 'accounts', column: 'created_at', code: 'unreadable' }]);
  });
});
