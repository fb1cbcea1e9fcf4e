import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../domain/errors.ts';
import { importCsv, type ImportReport } from './import-csv.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-map-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function files(named: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(named)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

const run = (format: 'csv' | 'parquet' = 'csv'): Promise<ImportReport> =>
  importCsv({
    source: join(folder, 'source'),
    map: join(folder, 'map'),
    out: join(folder, 'out'),
    format,
    knownKpis: new Set(),
  });
const written = (table: string): Promise<string> => readFile(join(folder, 'out', `${table}.csv`), 'utf8');

async function fault(): Promise<UserError> {
  const error: unknown = await run().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect((await readdir(folder)).filter((name) => !['source', 'map'].includes(name))).toEqual([]);
  return error as UserError;
}

const repsMap = { 'map/reps.sql': 'SELECT id, name, _line FROM people' };

test('a map turns files into a log and reports what it read', async () => {
  await files({
    'source/people.csv': 'id,name\n2,Bo\n1,Ana\n3\n',
    'source/notes.txt': 'not a table',
    'map/reps.sql': '-- by id\nSELECT id, name, _line FROM people ORDER BY id; -- end',
    'map/map.yaml': 'workspace: { name: Acme, timezone: Europe/Madrid }',
    'map/README.md': '',
  });
  const report = await run();
  expect(await written('reps')).toMatch(/^id,name,.*\n1,Ana,,.*\n2,Bo,/);
  expect(JSON.parse(await readFile(join(folder, 'out', 'workspace.json'), 'utf8'))).toMatchObject({
    name: 'Acme',
    timezone: 'Europe/Madrid',
  });
  expect(report.files).toEqual([{ file: 'people.csv', rows: 3, malformed: 1 }]);
  expect(report.refusals).toMatchObject([{ file: 'people.csv', line: 4, code: 'field_count' }]);
  expect(report.reading.tables.reps).toMatchObject({ file: 'reps.sql', read: 2, kept: 2, rejected: 0 });
});

test('one file is a source too, and Parquet a format', async () => {
  await files({ 'source/people.csv': 'id,name\n1,Ana\n', ...repsMap });
  await importCsv({
    source: join(folder, 'source/people.csv'),
    map: join(folder, 'map'),
    out: join(folder, 'out'),
    format: 'parquet',
    knownKpis: new Set(),
  });
  expect((await readdir(join(folder, 'out'))).sort()).toEqual(['reps.parquet', 'workspace.json']);
});

test('a row that breaks a rule is refused with its line', async () => {
  await files({ 'source/people.csv': 'id,name\n1,Ana\n\n1,Bo\n2,\n', ...repsMap });
  const report = await run();
  expect(report.reading.tables.reps).toMatchObject({ read: 3, kept: 1, rejected: 2 });
  expect(report.refusals.map(({ file, line, column }) => [file, line, column])).toEqual([
    ['reps.sql', 4, 'id'],
    ['reps.sql', 5, 'name'],
  ]);
});

test('a map may read the answers of earlier tables', async () => {
  await files({
    'source/people.csv': 'id,name,team\n1,Ana,North\n',
    'map/reps.sql': 'SELECT p.id, p.name, t.id AS team_id FROM people p JOIN mapped.teams t ON t.name = p.team',
    'map/teams.sql': 'SELECT DISTINCT lower(team) AS id, team AS name FROM people',
  });
  await run();
  expect(await written('reps')).toContain('1,Ana,,north');
});

test('encodings, delimiters, headers and habits of a file are declared in map.yaml', async () => {
  await files({
    'source/gente.dat': Buffer.from('1;Nu\xf1ez;1.234,50 \x80;31/12/2026\n2;Bo;1.5;2026-02-30\n', 'latin1'),
    'source/wide.csv': Buffer.from('\ufeffid,n\n1,Ñ\n', 'utf16le'),
    'map/map.yml': `
files:
  gente.dat: { delimiter: ';', encoding: windows-1252, header: [id, name, cost, since] }
decimal_comma: true
date_order: dmy
`,
    'map/reps.sql': 'SELECT id, name, to_decimal(cost) AS hourly_cost, to_date(since) AS active_from FROM gente',
    'map/teams.sql': 'SELECT id, n AS name FROM wide',
  });
  const report = await run();
  expect(await written('reps')).toContain('1,Nuñez,,,,2026-12-31,,1234.5');
  expect(await written('teams')).toContain('1,Ñ,');
  expect(report.refusals).toMatchObject([{ line: 2, column: 'active_from', value: '2026-02-30' }]);
});

test.each([
  ["to_instant('1/2/2026 3:04 PM', 'mdy')", '2026-01-02T15:04:00Z'],
  ["to_instant('2026-01-02T03:04:05.1234560+02:00')", '2026-01-02T01:04:05.123456Z'],
  ["to_instant('02.01.2026', 'dmy')", '2026-01-02T00:00:00Z'],
  ["to_instant('2026-01-02 12:30 am')", '2026-01-02T00:30:00Z'],
  ["to_instant('2026-01-02 09:30:00 UTC')", '2026-01-02T09:30:00Z'],
  ["DATE '2026-01-02'", '2026-01-02T00:00:00Z'],
])('%s is %s', async (expression, expected) => {
  await files({
    'source/one.csv': 'a\n1\n',
    'map/accounts.sql': `SELECT 'a' AS id, 'A' AS name, ${expression} AS created_at`,
  });
  const report = await run();
  expect(report.refusals).toEqual([]);
  expect(await written('accounts')).toContain(expected);
});

test.each([
  "to_instant('1/2/2026')",
  "to_instant('2026-01-02 25:00')",
  "to_instant('2026-01-02T03:04:05.1234567')",
  "to_instant('yesterday')",
  "'infinity'::TIMESTAMP",
  "'290000-01-01'::TIMESTAMP",
])('%s is refused', async (expression) => {
  await files({
    'source/one.csv': 'a\n1\n',
    'map/accounts.sql': `SELECT 'a' AS id, 'A' AS name, ${expression} AS created_at`,
  });
  const report = await run();
  expect(report.refusals).toMatchObject([{ column: 'created_at' }]);
});

async function costOf(expression: string): Promise<string> {
  await files({
    'source/one.csv': 'a\n1\n',
    'map/reps.sql': `SELECT 'a' AS id, 'A' AS name, ${expression} AS hourly_cost`,
  });
  const { refusals } = await run();
  return refusals[0] === undefined
    ? (await written('reps')).split('\n')[1]!.replace('a,A,,,,,,', '')
    : `refused: ${refusals[0].value}`;
}

test.each([
  ["to_decimal('1,234.50')", '1234.5'],
  ["to_decimal('1.234', ',')", '1234'],
  ["to_decimal('$ 1 234')", '1234'],
  ["to_decimal('')", ''],
  ["to_decimal('-', '.')", 'refused: -'],
  ["to_decimal('1.5', ',')", 'refused: 1.5'],
  ["to_decimal('12,34')", 'refused: 12,34'],
  ["to_decimal('1e5')", 'refused: 1e5'],
])('%s is %s', async (expression, expected) => {
  expect(await costOf(expression)).toBe(expected);
});

describe('faults name the file and what would be right', () => {
  const people = { 'source/people.csv': 'id,name\n1,Ana\n' };
  test.each([
    [
      'an unknown column',
      { ...people, 'map/reps.sql': 'SELECT id,\n  nmae AS name\nFROM people' },
      'bad_sql',
      /reps\.sql, line 2: there is no column nmae\. Did you mean name\? The columns are id, name, _line\./,
    ],
    [
      'an unknown column of an alias',
      { ...people, 'map/reps.sql': 'SELECT p.idd AS id, name FROM people p' },
      'bad_sql',
      /no column idd\. Did you mean id\?/,
    ],
    [
      'an unknown table',
      { ...people, 'map/reps.sql': 'SELECT id, name FROM peple' },
      'bad_sql',
      /no table peple\. Did you mean people\? Its tables are people\./,
    ],
    [
      'a syntax error',
      { ...people, 'map/reps.sql': 'SELECT id\nFRM people x y' },
      'bad_sql',
      /reps\.sql, line 2: syntax error/,
    ],
    [
      'a value that SQL cannot cast',
      { ...people, 'map/reps.sql': 'SELECT name::INTEGER AS id, name FROM people' },
      'bad_sql',
      /reps\.sql.*Ana/,
    ],
    ['two statements', { ...people, 'map/reps.sql': 'SELECT 1 AS id; SELECT 2' }, 'not_a_select', /reps\.sql/],
    ['no statement', { ...people, 'map/reps.sql': '-- nothing' }, 'not_a_select', /reps\.sql/],
    [
      'a missing column',
      { ...people, 'map/reps.sql': 'SELECT id FROM people' },
      'missing_column',
      /reps\.sql lacks the required column name/,
    ],
    ['a file for no table', { ...people, 'map/rep.sql': 'SELECT 1' }, 'unknown_table', /Did you mean reps\.sql\?/],
    ['no map', { ...people, 'map/README.md': '' }, 'no_map', /no TABLE\.sql/],
    ['no source', { 'source/x.txt': '', ...repsMap }, 'no_source', /no CSV files/],
    [
      'two files for one table',
      { ...people, 'source/People.tsv': 'id', ...repsMap },
      'ambiguous_source',
      /People\.tsv and people\.csv/,
    ],
    [
      'a column selected twice',
      { ...people, 'map/reps.sql': 'SELECT id, name, name || \'!\' AS "Name" FROM people' },
      'repeated_header',
      /reps\.sql selects the column name twice/,
    ],
    [
      'a recursion without end',
      {
        ...people,
        'map/map.yaml': 'time_limit_s: 1',
        'map/reps.sql': `WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT i AS id, 'x' AS name FROM r`,
      },
      'map_too_slow',
      /reps\.sql was broken off: it took longer than 1 s/,
    ],
    [
      'a bad time limit',
      { ...people, ...repsMap, 'map/map.yaml': 'time_limit_s: 0' },
      'bad_map',
      /time_limit_s has the value 0\. Right would be a whole number of seconds/,
    ],
    ['a repeated header', { 'source/people.csv': 'id,name,id\n', ...repsMap }, 'repeated_header', /people\.csv/],
    [
      'an unknown setting',
      { ...people, ...repsMap, 'map/map.yaml': 'file: {}' },
      'bad_map',
      /no setting file\. Did you mean files\?/,
    ],
    [
      'a bad delimiter',
      { ...people, ...repsMap, 'map/map.yaml': 'files: { people: { delimiter: ";;" } }' },
      'bad_map',
      /files\.people\.delimiter has the value ";;"/,
    ],
    [
      'a bad encoding',
      { ...people, ...repsMap, 'map/map.yaml': 'files: { people: { encoding: klingon } }' },
      'bad_map',
      /encoding/,
    ],
    [
      'a file that is not there',
      { ...people, ...repsMap, 'map/map.yaml': 'files: { poeple: {} }' },
      'no_such_source',
      /Did you mean people\?/,
    ],
    [
      'a bad workspace',
      { ...people, ...repsMap, 'map/map.yaml': 'workspace: { timezone: Mars }' },
      'bad_workspace',
      /timezone/,
    ],
    ['bad YAML', { ...people, ...repsMap, 'map/map.yaml': 'a: [' }, 'bad_map', /YAML/],
    [
      'another encoding than declared',
      {
        'source/people.csv': 'id,name\n1,An\n',
        ...repsMap,
        'map/map.yaml': 'files: { people: { encoding: utf-16le } }',
      },
      'bad_encoding',
      /people\.csv is no utf-16le text/,
    ],
  ])('%s', async (_, given, code, message) => {
    await files(given);
    const error = await fault();
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)]);
    expect(error.in('es')).not.toBe(error.message);
  });

  test('what an English parser says is told in Spanish as its words', async () => {
    await files({ ...people, 'map/reps.sql': 'SELECT id FRM people' });
    expect((await fault()).in('es')).toMatch(/^reps\.sql.*: texto de DuckDB: «syntax error .*»$/);
    await files({ ...repsMap, 'map/map.yaml': 'a: [' });
    expect((await fault()).in('es')).toMatch(/^map\.yaml no es YAML válido; texto del analizador: «[\s\S]*»$/);
  });

  test('a column that no table has may be selected twice', async () => {
    await files({ ...people, 'map/reps.sql': 'SELECT *, _line, 1 AS x, 2 AS x FROM people' });
    expect((await run()).reading.tables.reps).toMatchObject({ kept: 1, rejected: 0 });
  });

  test('a place to write that holds something', async () => {
    await files({ ...people, ...repsMap, 'out/precious': 'x' });
    await expect(run()).rejects.toMatchObject({ code: 'not_empty' });
    expect(await readdir(join(folder, 'out'))).toEqual(['precious']);
  });
});
