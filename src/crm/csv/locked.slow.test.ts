import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../domain/errors.ts';
import { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import { importCsv, type ImportReport } from './import-csv.ts';
import { noSettings } from './map-settings.ts';
import { runMap } from './run-map.ts';

let folder: string;
const secret = 'moonshine';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-locked-'));
  await mkdir(join(folder, 'source'));
  await mkdir(join(folder, 'map'));
  await writeFile(join(folder, 'secret.csv'), `word\n${secret}\n`);
  await writeFile(join(folder, 'source', 'people.csv'), 'id,name\n1,Ana\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (): Promise<ImportReport> =>
  importCsv({
    source: join(folder, 'source'),
    map: join(folder, 'map'),
    out: join(folder, 'out'),
    format: 'csv',
    knownKpis: new Set(),
  });

const attacks = (secretFile: string, target: string): string[] => [
  `SELECT word AS id, word AS name FROM read_csv('${secretFile}')`,
  `SELECT content AS id, 'x' AS name FROM read_text('${secretFile}')`,
  `SELECT 'x' AS id, (SELECT content::VARCHAR FROM read_blob('${secretFile}')) AS name`,
  `SELECT word AS id, word AS name FROM '${secretFile}'`,
  `SELECT word AS id, word AS name FROM "${secretFile}"`,
  `SELECT file AS id, file AS name FROM glob('${secretFile}*')`,
  `WITH t AS (FROM sniff_csv('${secretFile}')) SELECT columns::VARCHAR AS id, 'x' AS name FROM t`,
  `SELECT word AS id, word AS name FROM query('FROM read_csv(''${secretFile}'')')`,
  `SELECT word AS id, word AS name FROM query_table('${secretFile}')`,
  `SELECT 1 AS id, 2 AS name FROM json_execute_serialized_sql(json_serialize_sql('FROM read_csv(''${secretFile}'')'))`,
  `SELECT getenv('HOME') AS id, 'x' AS name`,
  `SELECT current_setting('temp_directory') AS id, 'x' AS name`,
  `SELECT library_version AS id, 'x' AS name FROM pragma_version()`,
  `SELECT path AS id, 'x' AS name FROM duckdb_databases()`,
  `SELECT 1 AS id, 2 AS name FROM enable_logging('FileSystem', storage = 'file', storage_path = '${target}')`,
  `SELECT 1 AS id, 2 AS name FROM enable_profiling(save_location = '${target}')`,
  `COPY (SELECT 1) TO '${target}'`,
  `ATTACH '${target}' AS x`,
  `PRAGMA database_list`,
  `SET enable_external_access = true`,
  `CREATE TABLE mapped.x AS SELECT 1`,
  `EXPORT DATABASE '${target}'`,
  `INSTALL httpfs`,
  `LOAD '${target}'`,
  `EXPLAIN ANALYZE SELECT 1`,
  `SELECT 1 AS id, 'a' AS name; COPY (SELECT 1) TO '${target}'`,
  `SELECT 1 AS id); COPY (SELECT 1) TO '${target}'; --`,
  `WITH t AS (INSERT INTO source.people VALUES (1) RETURNING *) SELECT * FROM t`,
];

test.each(attacks('SECRET', 'TARGET').map((text, i) => [text, i] as const))('a map cannot %s', async (_, i) => {
  const target = join(folder, 'written');
  await writeFile(join(folder, 'map', 'reps.sql'), attacks(join(folder, 'secret.csv'), target)[i]!);
  const error: unknown = await run().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).not.toContain(secret);
  expect((await readdir(folder)).sort()).toEqual(['map', 'secret.csv', 'source']);
});

test('the lock holds without the look at the SQL', async () => {
  const db = await Database.open(':memory:');
  try {
    await db.run(raw('CREATE SCHEMA source'));
    await runMap(
      db,
      {
        views: [],
        settings: noSettings,
        warnings: [],
      },
      { tables: new Map(), files: [], malformed: [], warnings: [] },
    );
    for (const text of [
      `SELECT * FROM read_text('${join(folder, 'secret.csv')}')`,
      `SELECT * FROM '${join(folder, 'secret.csv')}'`,
      `COPY (SELECT 1) TO '${join(folder, 'written')}'`,
      `ATTACH '${join(folder, 'written')}' AS x`,
      'SET enable_external_access = true',
      'SET lock_configuration = false',
      `SET temp_directory = '${folder}'`,
    ]) {
      await expect(db.run(raw(text)), text).rejects.toThrow(/disabled by configuration|does not exist|locked/);
    }
  } finally {
    db.close();
  }
});

describe('links', () => {
  test('a link that leads out of the source is not followed', async () => {
    await symlink(join(folder, 'secret.csv'), join(folder, 'source', 'secret.csv'));
    await symlink(join(folder, 'source', 'people.csv'), join(folder, 'source', 'inside.csv'));
    await symlink(join(folder, 'absent'), join(folder, 'source', 'broken.csv'));
    await writeFile(join(folder, 'map', 'reps.sql'), 'SELECT id, name FROM inside');
    const report = await run();
    expect(report.files.map(({ file }) => file)).toEqual(['inside.csv', 'people.csv']);
    expect(report.warnings.map(({ en }) => en.split(' ')[0])).toEqual(['broken.csv', 'secret.csv']);
  });

  test('nor one that leads out of the map', async () => {
    await symlink(join(folder, 'secret.csv'), join(folder, 'map', 'reps.sql'));
    await writeFile(join(folder, 'map', 'teams.sql'), 'SELECT id, name FROM people');
    await run();
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['teams.csv', 'workspace.json']);
  });

  test('a folder called x.csv is no file', async () => {
    await mkdir(join(folder, 'source', 'x.csv'));
    await writeFile(join(folder, 'map', 'reps.sql'), 'SELECT id, name FROM people');
    expect((await run()).warnings).toHaveLength(1);
  });
});

test('names with quotes, dots and spaces are only names, and SQL in values is only text', async () => {
  const odd = `it's "a"; DROP TABLE x --..`;
  await writeFile(
    join(folder, 'source', `${odd}.csv`),
    `"id","na""me'); --"\n"1'); DROP TABLE x; --","=cmd|' /C calc'!A0"\n`,
  );
  const quoted = odd.replaceAll('"', '""');
  await writeFile(join(folder, 'map', 'reps.sql'), `SELECT id, "na""me'); --" AS name FROM "${quoted}"`);
  await run();
  expect(await readFile(join(folder, 'out', 'reps.csv'), 'utf8')).toContain(
    `1'); DROP TABLE x; --,'=cmd|' /C calc'!A0,`,
  );
});
