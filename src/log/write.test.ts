import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../domain/errors.ts';
import { defaultWorkspace } from '../domain/workspace.ts';
import { Database } from '../duckdb/database.ts';
import { join as joinSql, literal, raw, sql } from '../duckdb/sql.ts';
import { readLog } from './read.ts';
import { guardedText } from './guarded-text.ts';
import { writeLog } from './write.ts';

let folder: string;
let db: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-write-'));
  db = await Database.open(':memory:');
  await db.runAll([
    raw('CREATE SCHEMA log'),
    raw(`CREATE TABLE log.accounts AS SELECT * FROM (VALUES
      (2::BIGINT, 'a2', '-5 %', NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR, TIMESTAMP '2026-01-02 03:04:05.600000'),
      (1, 'a1', 'Acme, "Ibérica"', '=1+1', '+34 600-123 (4)', '@x', TIMESTAMP '2026-01-02 03:04:05')
    ) AS t(seq, id, name, segment, industry, country, created_at)`),
    raw(`CREATE TABLE log.costs AS SELECT 1::BIGINT AS seq, 'c1' AS id, DATE '2026-03-01' AS incurred_on, 10.50::DECIMAL(38, 4) AS amount,
      NULL::VARCHAR AS currency, NULL::VARCHAR AS kind, NULL::VARCHAR AS rep_id, NULL::VARCHAR AS team_id, NULL::VARCHAR AS source, NULL::VARCHAR AS campaign`),
    raw('CREATE TABLE log.teams (seq BIGINT, id VARCHAR, name VARCHAR, parent_id VARCHAR)'),
  ]);
});

afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

test('CSV has the rows in their order, instants in UTC, plain decimals and no formulas', async () => {
  const out = join(folder, 'deep', 'log');
  await writeLog(db, out, { format: 'csv', workspace: defaultWorkspace });
  expect(await readFile(join(out, 'accounts.csv'), 'utf8')).toBe(
    [
      'id,name,segment,industry,country,created_at',
      `a1,"Acme, ""Ibérica""",'=1+1,+34 600-123 (4),'@x,2026-01-02T03:04:05Z`,
      `a2,'-5 %,,,,2026-01-02T03:04:05.6Z`,
      '',
    ].join('\n'),
  );
  expect(await readFile(join(out, 'costs.csv'), 'utf8')).toContain('c1,2026-03-01,10.5,,,,,,\n');
  expect((await readdir(out)).sort()).toEqual(['accounts.csv', 'costs.csv', 'workspace.json']);
  expect(await readdir(join(folder, 'deep'))).toEqual(['log']);
});

test('two texts never become one in CSV', async () => {
  const texts = ['=a', "'=a", "''=a", '@', "'@", '+x', "'+x", '+1', "'+1", "it's", "'"];
  const guarded = texts.map((text) => guardedText(literal(text)));
  const { made } = await db.row<{ made: string }>(sql`SELECT json_array(${joinSql(guarded)})::VARCHAR AS made`);
  expect(JSON.parse(made)).toEqual(["'=a", "''=a", "'''=a", "'@", "''@", "'+x", "''+x", '+1', "'+1", "it's", "'"]);
});

test('durations are written without an exponent', async () => {
  await db.run(
    raw(`CREATE TABLE log.activities AS SELECT range + 1 AS seq, 'x' || range AS id, 'r' AS rep_id, TIMESTAMP '2026-01-01' AS occurred_at,
    'call' AS channel, NULL::VARCHAR AS direction, NULL::VARCHAR AS outcome, NULL::VARCHAR AS account_id, NULL::VARCHAR AS contact_id,
    NULL::VARCHAR AS lead_id, NULL::VARCHAR AS deal_id, NULL::VARCHAR AS purpose, NULL::VARCHAR AS pitch,
    [261, 0.5, 1e17, 1e-7][range + 1]::DOUBLE AS duration_s, NULL::VARCHAR AS subject FROM range(4)`),
  );
  const out = join(folder, 'log');
  await writeLog(db, out, { format: 'csv', workspace: defaultWorkspace });
  const durations = (await readFile(join(out, 'activities.csv'), 'utf8'))
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').at(-2)!);
  expect(durations.slice(0, 3)).toEqual(['261', '0.5', '100000000000000000']);
  expect(durations[3]).toMatch(/^0\.0000001|^0\.00000009999/);
});

test('Parquet has natural types and the text as it is', async () => {
  const out = join(folder, 'log');
  await writeLog(db, out, { format: 'parquet', workspace: { ...defaultWorkspace, name: 'Acme' } });
  const file = join(out, 'accounts.parquet').replaceAll("'", "''");
  const [row] = await db.rows(raw(`SELECT segment, typeof(created_at) AS type FROM '${file}'`));
  expect(row).toEqual({ segment: '=1+1', type: 'TIMESTAMP WITH TIME ZONE' });
  const other = await Database.open(':memory:');
  const reading = await readLog(other, out, { knownKpis: new Set() });
  expect(reading.workspace.name).toBe('Acme');
  expect([reading.tables.accounts.kept, reading.tables.costs.kept]).toEqual([2, 1]);
  other.close();
});

test('a folder that holds something is left as it is', async () => {
  await writeFile(join(folder, 'precious'), 'x');
  const writing = writeLog(db, folder, { format: 'csv', workspace: defaultWorkspace });
  await expect(writing).rejects.toMatchObject({ code: 'not_empty' });
  await expect(writeLog(db, join(folder, 'precious'), { format: 'csv', workspace: defaultWorkspace })).rejects.toThrow(
    UserError,
  );
  expect(await readdir(folder)).toEqual(['precious']);
});

test('an empty folder is filled, extra files included', async () => {
  const out = join(folder, 'log');
  await mkdir(out);
  await writeFile(join(folder, 'kpis.yaml'), 'kpis: []\n');
  await writeLog(db, out, { format: 'csv', workspace: defaultWorkspace, extra: [join(folder, 'kpis.yaml')] });
  expect(await readFile(join(out, 'kpis.yaml'), 'utf8')).toBe('kpis: []\n');
});

test('nothing is left when writing fails', async () => {
  const out = join(folder, 'log');
  await expect(
    writeLog(db, out, { format: 'csv', workspace: defaultWorkspace, extra: [join(folder, 'absent')] }),
  ).rejects.toThrow('ENOENT');
  expect(await readdir(folder)).toEqual([]);
});
