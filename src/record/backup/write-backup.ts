import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { UserError } from '../../domain/errors.ts';
import { inline, join, name, sql } from '../../duckdb/sql.ts';
import { clientConfig, connectFault, type Place } from '../connect.ts';
import { Archive } from './archive.ts';
import { type BackedTable, backupFormat, beginName, type Manifest, rowsIn } from './manifest.ts';
import { keptJobs, type KeptTable, keptTables, spelled } from './tables.ts';

/** What was backed up. */
export type BackedUp = { readonly rows: number; readonly tables: number; readonly bytes: number };

/** What belongs to a backup besides the tables. */
export type BackupOptions = {
  /** Files of the data folder; those that are absent are left out. */
  readonly files: readonly string[];
  /** Of Tacto. */
  readonly version: string;
  /** The queue, and the jobs that are to be kept while they wait or run. */
  readonly queue: { readonly schema: string; readonly jobs: readonly string[] };
};

/**
 * Writes everything of the record and of the sign-in, as it is at one moment, into a file. Others go on working meanwhile.
 * @throws UserError `already_there`, `no_database`, `no_record`, and of files that cannot be read or written
 */
export async function writeBackup(place: Place, file: string, options: BackupOptions): Promise<BackedUp> {
  const client = new Client(clientConfig(place));
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw connectFault(place, error);
  });
  try {
    const archive = await Archive.begin(file);
    try {
      return await fill(client, archive, options);
    } catch (error) {
      await archive.abandon();
      throw error;
    }
  } finally {
    await client.end();
  }
}

async function fill(client: Client, archive: Archive, { files, version, queue }: BackupOptions): Promise<BackedUp> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query(`SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL extra_float_digits = 3`);
  const begin = {
    format: backupFormat,
    made_by: version,
    made_at: new Date().toISOString(),
    schema: await schemaOf(client),
  };
  await archive.add(beginName, Buffer.from(`${JSON.stringify(begin, null, 1)}\n`));
  const kept: string[] = [];
  for (const path of files) {
    const content = await readFile(path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    });
    if (content === null) continue;
    await archive.add(`files/${basename(path)}`, content);
    kept.push(basename(path));
  }
  await act(client, '*');
  const { rows: organisations } = await client.query<{ id: string }>('SELECT id FROM tacto.organisation ORDER BY id');
  const tables: BackedTable[] = [];
  const ids = organisations.map(({ id }) => id);
  const waiting = await waitingIn(client, queue);
  for (const table of await keptTables(client)) {
    const besides = `${table.schema}.${table.name}` === keptJobs ? waiting : null;
    tables.push(await addTable(client, archive, table, ids, besides));
  }
  await client.query('COMMIT');
  const manifest: Omit<Manifest, 'sums'> = { ...begin, tables, files: kept };
  const bytes = await archive.end(manifest);
  return { rows: rowsIn({ ...manifest, sums: {} }), tables: tables.length, bytes };
}

async function schemaOf(client: Client): Promise<Manifest['schema']> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('tacto.migration') IS NOT NULL AS there`,
  );
  if (found[0]?.there !== true) throw noRecord();
  const { rows } = await client.query<{ number: number; checksum: string }>(
    'SELECT number, checksum FROM tacto.migration ORDER BY number',
  );
  return rows;
}

/** Policies show rows to who says for which organisation they ask, the owner of the tables included. */
async function act(client: Client, org: string): Promise<void> {
  await client.query(`SELECT set_config('tacto.role', 'system', true), set_config('tacto.org', $1, true)`, [org]);
}

/** The jobs that wait or run, as rows of the table that keeps them; null: no server has made the queue yet. */
async function waitingIn(client: Client, { schema, jobs }: BackupOptions['queue']): Promise<string | null> {
  const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    `${schema}.job`,
  ]);
  if (rows[0]?.there !== true) return null;
  return inline(sql`SELECT name, data -> 'payload' AS payload, singleton_key AS key, created_on AS sent_at FROM ${name(schema)}.job
    WHERE name IN (${join(jobs.map((job) => sql`${job}`))}) AND state < 'completed'`);
}

/** @param besides a query of the same columns whose rows are kept with them */
async function addTable(
  client: Client,
  archive: Archive,
  table: KeptTable,
  organisations: readonly string[],
  besides: string | null,
): Promise<BackedTable> {
  let rows = 0;
  const { table: from, columns } = spelled(table);
  async function* all(): AsyncGenerator<Buffer> {
    // What belongs to no organisation, though others of its table do, is seen from outside as well.
    for (const org of table.isOfOrganisations ? [null, ...organisations] : [null]) {
      await act(client, org ?? '*');
      const which = table.isOfOrganisations ? ` WHERE ${org === null ? 'org IS NULL' : inline(sql`org = ${org}`)}` : '';
      const more = besides === null ? '' : ` UNION ALL ${besides}`;
      const copy = client.query(copyTo(`COPY (SELECT ${columns} FROM ${from}${which}${more}) TO STDOUT`));
      for await (const chunk of copy) yield chunk as Buffer;
      rows += copy.rowCount;
    }
  }
  const parts = await archive.addStream(`data/${table.schema}.${table.name}`, all());
  return { schema: table.schema, name: table.name, columns: table.columns, rows, parts };
}

function noRecord(): UserError {
  return new UserError({
    code: 'no_record',
    message: {
      en: 'There is no record of Tacto in this database.',
      es: 'En esta base de datos no hay ningún registro de Tacto.',
    },
    fix: { en: 'Start a server on it first.', es: 'Arranque antes un servidor sobre ella.' },
  });
}
