import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Column, hasId, tableNames, tables } from '../log/schema.ts';
import { readChanges, watermarkNow } from './changes/read-changes.ts';
import { knownMigrations, migrate } from './migrate.ts';
import type { Connection } from './postgres/cluster.ts';
import { openRecord } from './record.ts';
import { pgType } from './rows/row.ts';
import { updateRow } from './rows/write.ts';
import { openCluster, type TestCluster } from './test-support/open.ts';
import { ordinaryOwner } from './test-support/ordinary-owner.ts';
import { makeTeam } from './test-support/team.ts';

let cluster: TestCluster;
let databases = 0;
beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster.close());

async function withClient<T>(connection: Connection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function newDatabase(): Promise<Connection> {
  const database = `fresh_${++databases}`;
  await withClient(cluster.connection, (client) => client.query(`CREATE DATABASE ${database}`));
  return { ...cluster.connection, database };
}

test('several that start at once on a new database all find it whole', async () => {
  const connection = await newDatabase();
  const records = await Promise.all(Array.from({ length: 6 }, () => openRecord({ connection })));
  await makeTeam(records[0]!, 'acme');
  const applied = await withClient(connection, (client) =>
    client.query<{ number: number }>('SELECT number FROM tacto.migration ORDER BY number'),
  );
  expect(applied.rows.map(({ number }) => number)).toEqual((await knownMigrations()).map(({ number }) => number));
  await Promise.all(records.map((record) => record.close()));
});

test('a newer schema is refused, and so is another migration under a number that was run', async () => {
  const connection = await newDatabase();
  await (await openRecord({ connection })).close();
  await withClient(connection, (client) => client.query(`INSERT INTO tacto.migration VALUES (9999, 'later', 'x')`));
  await expect(openRecord({ connection })).rejects.toMatchObject({ code: 'newer_schema' });
  await withClient(connection, (client) =>
    client.query(
      `DELETE FROM tacto.migration WHERE number = 9999; UPDATE tacto.migration SET checksum = 'x' WHERE number = 1`,
    ),
  );
  await expect(openRecord({ connection })).rejects.toMatchObject({ code: 'changed_migration' });
});

test('a migration that fails leaves nothing behind, and those before it stay', async () => {
  const connection = await newDatabase();
  const dir = await mkdtemp(join(cluster.folder, 'migrations-'));
  await mkdir(dir, { recursive: true });
  await writeFile(
    join(dir, '0001-first.sql'),
    `CREATE TABLE tacto.a (org text); ALTER TABLE tacto.a ENABLE ROW LEVEL SECURITY;`,
  );
  await writeFile(join(dir, '0002-second.sql'), 'CREATE TABLE tacto.b (n int); SELECT 1 / 0;');
  await writeFile(join(dir, '0003-third.sql'), 'CREATE TABLE tacto.c (org text)');
  const tablesNow = (client: Client) =>
    client.query<{ t: string }>(
      `SELECT relname AS t FROM pg_class WHERE relnamespace = 'tacto'::regnamespace AND relkind = 'r' ORDER BY 1`,
    );
  await withClient(connection, async (client) => {
    const known = await knownMigrations(dir);
    await expect(migrate(client, known)).rejects.toThrow('division by zero');
    expect((await tablesNow(client)).rows.map(({ t }) => t)).toEqual(['a', 'migration']);
    await expect(
      migrate(
        client,
        known.filter(({ number }) => number !== 2),
      ),
    ).rejects.toThrow('without row-level security');
    expect((await tablesNow(client)).rows.map(({ t }) => t)).toEqual(['a', 'migration']);
  });
});

test('an ordinary user who owns the database runs everything; the change feed too', async () => {
  const connection = await ordinaryOwner(cluster.connection, 'plain');
  const record = await openRecord({ connection });
  await makeTeam(record, 'acme');
  const before = await watermarkNow(record, 'acme');
  await record.system('acme', (tx) => updateRow(tx, 'reps', 'ann', { name: 'Anna' }));
  expect((await readChanges(record, 'acme', before))?.tables.get('reps')?.rows).toMatchObject([{ name: 'Anna' }]);
  await record.close();
});

test('a user who may not make tables, and one whom no policy would hold, are told so', async () => {
  const { connection } = cluster;
  await withClient(connection, async (client) => {
    await client.query(
      `CREATE ROLE guest LOGIN PASSWORD 'secret'; CREATE ROLE passer LOGIN PASSWORD 'secret' BYPASSRLS`,
    );
    await client.query('CREATE DATABASE passer OWNER passer');
  });
  const as = (user: string, database: string): Promise<unknown> =>
    openRecord({ connection: { ...connection, user, password: 'secret', database } });
  await expect(as('guest', 'postgres')).rejects.toMatchObject({ code: 'may_not_migrate' });
  await expect(as('passer', 'passer')).rejects.toMatchObject({ code: 'rls_bypassed' });
  await withClient(connection, (client) => client.query('GRANT tacto_app TO passer'));
  await ((await as('passer', 'passer')) as Awaited<ReturnType<typeof openRecord>>).close();
});

test('a database that does not keep every letter is told so', async () => {
  const { connection } = cluster;
  await withClient(connection, (client) =>
    client.query(
      `CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER libc TEMPLATE template0`,
    ),
  );
  await expect(openRecord({ connection: { ...connection, database: 'latin' } })).rejects.toMatchObject({
    code: 'bad_encoding',
  });
});

test('a PostgreSQL that cannot be reached is named, without its password', async () => {
  const gone = openRecord({ databaseUrl: 'postgresql://somebody:secret@127.0.0.1:1/tacto' }).catch((error: unknown) =>
    String(error),
  );
  expect(await gone).toContain('127.0.0.1:1/tacto');
  expect(await gone).not.toContain('secret');
  const refused = openRecord({ connection: { ...cluster.connection, password: 'guessed' } });
  await expect(refused).rejects.toMatchObject({ code: 'no_database' });
});

test('the tables are those of the sales log: columns, types, what is required, references', async () => {
  const connection = await newDatabase();
  await (await openRecord({ connection })).close();
  await withClient(connection, async (client) => {
    await client.query(`SET search_path = ''`);
    for (const table of tableNames) {
      const { rows } = await client.query<{ name: string; type: string; required: boolean }>(
        `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS required FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
        [`tacto.${table}`],
      );
      const spelled = (column: Column): string => pgType(column).replace('timestamptz', 'timestamp with time zone');
      const own = tables[table].columns.map((column) => ({
        name: column.name,
        type: spelled(column),
        required: column.required,
      }));
      expect(rows, table).toEqual([
        { name: 'org', type: 'text', required: true },
        { name: 'seq', type: 'bigint', required: true },
        ...own,
      ]);
      const { rows: keys } = await client.query<{ text: string }>(
        `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('f', 'p') ORDER BY contype DESC, conname`,
        [`tacto.${table}`],
      );
      const references = tables[table].columns.flatMap(({ name, references: target }) =>
        target === undefined ? [] : [`FOREIGN KEY (org, ${name}) REFERENCES tacto.${target}(org, id) DEFERRABLE`],
      );
      expect(
        keys
          .map(({ text }) => text)
          .filter((text) => !text.includes('organisation'))
          .toSorted(),
        table,
      ).toEqual([`PRIMARY KEY (org, ${hasId(tables[table]) ? 'id' : 'seq'})`, ...references].toSorted());
    }
  });
});
