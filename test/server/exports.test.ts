import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { sql, literal } from '../../src/duckdb/sql.ts';
import { tableNames } from '../../src/log/schema.ts';
import { insertRows } from '../../src/record/rows/write.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { Zip } from '../../src/crm/sources/zip.ts';
import { sheetOf } from '../support/sheet.ts';
import { openTestServer, serviceHeaders, serviceOf, type TestServer } from '../support/server.ts';

const evil = ['=1+1', '+SUM(A1)', '-2+3', '@cmd', '\t=1', "'=1"];
let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-exports-'));
  server = await openTestServer();
  for (const org of ['mine', 'theirs']) await makeTeam(server.services.record, org);
  await server.services.record.system('mine', async (tx) => {
    await insertRows(tx, 'contacts', [
      ...evil.map((name, i) => ({ id: `c${i}`, account_id: 'ann', name })),
      { id: 'phone', account_id: 'ann', name: 'Ñu', phone: '+34 600 000 000', created_at: '2026-03-01T22:30:00.25Z' },
      { id: 'of-cid', account_id: 'cid', name: 'Cid’s' },
    ]);
    await insertRows(
      tx,
      'deals',
      [
        {
          id: 'd',
          account_id: 'ann',
          rep_id: 'ann',
          name: '=2',
          created_at: '2026-02-01T00:00:00Z',
          amount: '1234.5',
          expect_close_on: undefined,
          expected_close_on: '2026-04-01',
        },
      ].map(({ expect_close_on: _, ...row }) => row),
    );
    await insertRows(tx, 'stage_changes', [
      { deal_id: 'd', stage_id: 'won', entered_at: '2026-03-01T10:00:00Z', rep_id: 'ann' },
    ]);
  });
}, 120_000);
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

type Role = Parameters<typeof serviceOf>[2];
async function take(path: string, role: Role = 'administrator', place = {}) {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    headers: await serviceHeaders(server, 'mine', role, place),
  });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe('a table', () => {
  test('as CSV runs nothing in a spreadsheet', async () => {
    const { status, headers, bytes } = await take('/exports/contacts');
    expect({ status, type: headers.get('content-type'), disposition: headers.get('content-disposition') }).toEqual({
      status: 200,
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="contacts.csv"',
    });
    const lines = bytes.toString().trimEnd().split('\n');
    expect(lines[0]).toBe('id,account_id,name,email,phone,title,influence,created_at,left_at');
    for (const line of lines)
      for (const cell of line.split(',')) expect(cell).not.toMatch(/^"?[=@\t]|^"?[+-](?![\d\s]+$)/);
    expect(bytes.toString()).toContain('phone,ann,Ñu,,+34 600 000 000,,,2026-03-01T22:30:00.25Z,');
  });

  test('as Excel has numbers as numbers, moments as local dates, and runs nothing', async () => {
    const contacts = await sheetOf((await take('/exports/contacts?format=xlsx')).bytes);
    expect(contacts.map((row) => row['name']).filter((name) => /^[=+@\t-]/.test(String(name)))).toEqual([]);
    expect(contacts.find((row) => row['id'] === 'phone')).toMatchObject({
      name: 'Ñu',
      created_at: expect.stringMatching(/^2026-03-01.23:30:00/) as string,
    });
    const [deal] = await sheetOf((await take('/exports/deals?format=xlsx')).bytes);
    expect(deal).toMatchObject({
      id: 'd',
      name: "'=2",
      amount: '1234.5',
      expected_close_on: expect.stringMatching(/^2026-04-01/) as string,
    });
  });

  test('as Parquet has its types', async () => {
    const file = join(folder, 'deals.parquet');
    await writeFile(file, (await take('/exports/deals?format=parquet')).bytes);
    const db = await Database.open(':memory:');
    try {
      expect(
        await db.rows(
          sql`SELECT name, amount::VARCHAR AS amount, typeof(expected_close_on) AS day FROM read_parquet(${literal(file)})`,
        ),
      ).toEqual([{ name: '=2', amount: '1234.5', day: 'DATE' }]);
    } finally {
      db.close();
    }
  });

  test.each<[Role, object, readonly string[]]>([
    ['administrator', {}, ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'of-cid', 'phone']],
    ['viewer', {}, ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'of-cid', 'phone']],
    ['manager', { team_id: 'south' }, ['of-cid']],
    ['rep', { rep_id: 'bob' }, []],
  ])('has what a %s sees', async (role, place, expected) => {
    const { bytes } = await take('/exports/contacts', role, place);
    const ids = bytes
      .toString()
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]!);
    expect(ids.toSorted()).toEqual(expected);
  });

  test('that a role does not see is not taken away either', async () => {
    expect(await take('/exports/costs', 'rep', { rep_id: 'ann' })).toMatchObject({ status: 403 });
    expect(await take('/exports/log', 'viewer')).toMatchObject({ status: 403 });
    const reads = await serviceOf(server, 'mine', 'administrator', {}, ['record:read']);
    expect(await reads('GET', '/exports/deals')).toMatchObject({ status: 403 });
  });

  test('is there for each of the sales log, empty or not', async () => {
    for (const table of tableNames) expect([table, (await take(`/exports/${table}`)).status]).toEqual([table, 200]);
  });
});

test('the whole log is a zip that anything can open', async () => {
  const file = join(folder, 'log.zip');
  await writeFile(file, (await take('/exports/log?format=csv')).bytes);
  const zip = await Zip.open(file, 'log.zip');
  expect(zip.entries.map(({ fileName }) => fileName)).toEqual(
    expect.arrayContaining(['contacts.csv', 'deals.csv', 'workspace.json']),
  );
  for (const entry of zip.entries) await zip.extract(entry, join(folder, entry.fileName));
  zip.close();
});

describe('an answer', () => {
  test('as CSV, Parquet and Excel', async () => {
    const asked = '/kpi?kpis=contracts,contract_volume,win_rate&by=rep,month&from=2026-03-01&to=2026-04-01';
    const csv = (await take(`${asked}&format=csv`)).bytes.toString();
    expect(csv.split('\n').slice(0, 2)).toEqual([
      'rep,month,contracts,contract_volume,win_rate,win_rate_numerator,win_rate_denominator',
      'ann,2026-03-01,1,1234.5,1,1,1',
    ]);
    const [row] = await sheetOf((await take(`${asked}&format=xlsx`)).bytes);
    expect(row).toMatchObject({ rep: 'ann', contracts: '1', contract_volume: '1234.5' });
    expect((await take(`${asked}&format=parquet`)).bytes.subarray(0, 4).toString()).toBe('PAR1');
    expect((await take(`${asked}&format=csv`)).headers.get('tacto-watermark')).toBeTruthy();
  });

  test('and the records behind it', async () => {
    const csv = (await take('/rows/contract_volume?format=csv')).bytes.toString();
    expect(csv).toContain(',1234.5,');
    expect(await sheetOf((await take('/rows/contract_volume?format=xlsx')).bytes)).toHaveLength(1);
    const other = (await take('/rows/contract_volume?format=csv', 'rep', { rep_id: 'bob' })).bytes.toString();
    expect(other.trimEnd().split('\n')).toHaveLength(1);
  });
});
