import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { UserError } from '../../domain/errors.ts';
import { clientConfig, connectFault, type Place } from '../connect.ts';
import { knownMigrations, migrate, type Migration, newerSchema, withoutForce } from '../migrate.ts';
import { requireServer } from '../server-version.ts';
import { type BackedTable, type Manifest, rowsIn } from './manifest.ts';
import type { Backup } from './read-backup.ts';
import { backedSchemas, spelled } from './tables.ts';

const decompress = promisify(gunzip);

/**
 * Fills an empty database with what a backup holds: all of it, counted, or nothing. Of an older schema it is brought up to date by whoever
 * opens the record next.
 * @returns how many rows
 * @throws UserError `newer_schema`, `changed_migration`, `not_empty`, `no_database`
 */
export async function restoreRecord(place: Place, backup: Backup): Promise<number> {
  const migrations = migrationsOf(backup.manifest, await knownMigrations());
  const client = new Client(clientConfig(place));
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw connectFault(place, error);
  });
  try {
    await requireServer(client);
    await requireEmpty(client);
    await migrate(client, migrations);
    await client.query('BEGIN');
    try {
      await withoutForce(client, () => fill(client, backup));
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      // The schema was made for this alone.
      await client.query(`DROP SCHEMA IF EXISTS ${backedSchemas.join(', ')} CASCADE`).catch(() => undefined);
      throw error;
    }
    await client.query('ANALYZE');
    return rowsIn(backup.manifest);
  } finally {
    await client.end();
  }
}

/** The migrations up to the schema of a backup, if this version has the same. */
function migrationsOf({ schema }: Manifest, known: readonly Migration[]): readonly Migration[] {
  const last = schema.at(-1)?.number ?? 0;
  if (last > (known.at(-1)?.number ?? 0)) throw newerSchema(last, known.at(-1)?.number ?? 0);
  const needed = known.filter(({ number }) => number <= last);
  const isSame = needed.every(({ number, checksum }) =>
    schema.some((done) => done.number === number && done.checksum === checksum),
  );
  if (isSame && needed.length === schema.length) return needed;
  throw new UserError({
    code: 'changed_migration',
    message: {
      en: 'The backup is of another version of Tacto, whose schema this one does not know.',
      es: 'La copia es de otra versión de Tacto, cuyo esquema esta no conoce.',
    },
    fix: { en: 'Restore it with the version that made it.', es: 'Restáurela con la versión que la hizo.' },
  });
}

async function requireEmpty(client: Client): Promise<void> {
  const { rows } = await client.query(`SELECT 1 FROM pg_namespace WHERE nspname = ANY($1)`, [backedSchemas]);
  if (rows.length === 0) return;
  throw new UserError({
    code: 'not_empty',
    message: { en: 'The database holds a record already.', es: 'La base de datos ya contiene un registro.' },
    fix: { en: 'Restore into a new database.', es: 'Restaure en una base de datos nueva.' },
  });
}

async function fill(client: Client, backup: Backup): Promise<void> {
  await client.query(`SET CONSTRAINTS ALL DEFERRED; SELECT set_config('tacto.bulk', 'on', true),
    set_config('tacto.role', 'system', true), set_config('tacto.org', '*', true);
    SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'`);
  for (const table of backup.manifest.tables) {
    await fillTable(client, backup, table);
    await goOnCounting(client, table);
  }
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const table of backup.manifest.tables) {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${spelled(table).table}`,
    );
    if (rows[0]!.count !== table.rows) {
      throw new Error(`${table.schema}.${table.name} has ${rows[0]!.count} rows after restoring, not ${table.rows}`);
    }
  }
}

async function fillTable(client: Client, backup: Backup, table: BackedTable): Promise<void> {
  if (table.parts.length === 0) return;
  const { table: into, columns } = spelled(table);
  const copy = client.query(copyFrom(`COPY ${into} (${columns}) FROM STDIN`));
  const done = finished(copy);
  done.catch(() => undefined);
  for (const part of table.parts) {
    const bytes = await decompress(await backup.read(part));
    if (!copy.write(bytes)) await Promise.race([once(copy, 'drain'), done]);
  }
  copy.end();
  await done;
}

/** What counts by itself goes on after the highest number that there is. */
async function goOnCounting(client: Client, table: BackedTable): Promise<void> {
  const { table: from } = spelled(table);
  for (const column of table.columns) {
    const { rows } = await client.query<{ sequence: string | null }>(
      'SELECT pg_get_serial_sequence($1, $2) AS sequence',
      [from, column],
    );
    const sequence = rows[0]?.sequence ?? null;
    if (sequence === null) continue;
    const quoted = `"${column.replaceAll('"', '""')}"`;
    await client.query(`SELECT setval($1, greatest(max(${quoted}), 1), max(${quoted}) IS NOT NULL) FROM ${from}`, [
      sequence,
    ]);
  }
}
