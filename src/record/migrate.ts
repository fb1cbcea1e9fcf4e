import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { UserError } from '../domain/errors.ts';
import { startLock } from './start-lock.ts';

/** A numbered step of the schema, forward only: a file `NNNN-name.sql`. */
export type Migration = {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
};

const folder = join(import.meta.dirname, 'migrations');

/** The migrations that this version knows, in order. */
export async function knownMigrations(dir: string = folder): Promise<readonly Migration[]> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.sql')).sort();
  // Of two with one number the second would never run.
  const twice = files.find((file, i) => i > 0 && file.slice(0, 4) === files[i - 1]!.slice(0, 4));
  if (twice !== undefined) throw new Error(`a number that another migration has: ${twice}`);
  return Promise.all(
    files.map(async (file) => {
      const [, number, name] = /^(\d{4})-(.+)\.sql$/.exec(file) ?? [];
      if (number === undefined) throw new Error(`not the name of a migration: ${file}`);
      const text = await readFile(join(dir, file), 'utf8');
      const checksum = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
      return { number: Number(number), name: name!, text, checksum };
    }),
  );
}

/**
 * Brings the schema of a database up to date, each migration in a transaction of its own. Of several processes that do so at once
 * each migration is run by one.
 * @returns how many it ran
 * @throws UserError `newer_schema`, `changed_migration`, `may_not_migrate`
 */
export async function migrate(client: ClientBase, known: readonly Migration[]): Promise<number> {
  for (let ran = 0; ; ran++) {
    await client.query('BEGIN');
    try {
      const next = await findNext(client, known);
      if (next === undefined) {
        await client.query('COMMIT');
        return ran;
      }
      await withoutForce(client, async () => {
        await client.query(next.text);
      });
      await client.query('INSERT INTO tacto.migration (number, name, checksum) VALUES ($1, $2, $3)', [
        next.number,
        next.name,
        next.checksum,
      ]);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw (error as { code?: unknown }).code === '42501' ? mayNotMigrate(error) : error;
    }
  }
}

async function findNext(client: ClientBase, known: readonly Migration[]): Promise<Migration | undefined> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [startLock]);
  const { rows: found } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('tacto.migration') IS NOT NULL AS exists`,
  );
  if (found[0]?.exists !== true) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS tacto;
      CREATE TABLE tacto.migration (number int PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
  }
  const { rows: applied } = await client.query<{ number: number; name: string; checksum: string }>(
    'SELECT number, name, checksum FROM tacto.migration ORDER BY number',
  );
  const last = known.at(-1)?.number ?? 0;
  for (const { number, name, checksum } of applied) {
    const same = known.find((migration) => migration.number === number);
    if (number > last) throw newerSchema(number, last);
    if (same?.checksum !== checksum) throw changedMigration(number, name);
  }
  return known.find(({ number }) => applied.every((done) => done.number !== number));
}

/**
 * Runs `work` with no policies on the owner of the tables, so that a migration sees the rows that it changes; afterwards every table
 * has them again, new ones too.
 */
export async function withoutForce(client: ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query(forceOnAll('NO FORCE'));
  await work();
  await client.query(forceOnAll('FORCE'));
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'tacto'::regnamespace AND relkind IN ('r', 'p')
       AND relname <> 'migration' AND NOT relrowsecurity`,
  );
  if (rows.length > 0)
    throw new Error(`without row-level security (CALL tacto.protect …): ${rows.map(({ name }) => name).join(', ')}`);
}

function forceOnAll(force: string): string {
  return `DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'tacto'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
    LOOP EXECUTE format('ALTER TABLE tacto.%I ${force} ROW LEVEL SECURITY', name); END LOOP; END $$`;
}

/** Says that a database, or a backup, is of a newer Tacto. */
export function newerSchema(found: number, known: number): UserError {
  return new UserError({
    code: 'newer_schema',
    message: {
      en: `The database is of a newer Tacto: its schema is ${found}, and this version knows it up to ${known}.`,
      es: `La base de datos es de un Tacto más nuevo: su esquema es el ${found} y esta versión lo conoce hasta el ${known}.`,
    },
    fix: { en: 'Start the newer version.', es: 'Arranque la versión más nueva.' },
  });
}

function changedMigration(number: number, name: string): UserError {
  return new UserError({
    code: 'changed_migration',
    message: {
      en: `The database was brought to its schema by another migration ${number} (${name}) than the one of this version.`,
      es: `La base de datos llegó a su esquema con una migración ${number} (${name}) distinta de la de esta versión.`,
    },
    fix: {
      en: 'Start the version that made it, or a released one.',
      es: 'Arranque la versión que la creó o una versión publicada.',
    },
  });
}

function mayNotMigrate(cause: unknown): UserError {
  const error = new UserError({
    code: 'may_not_migrate',
    message: {
      en: `The user of DATABASE_URL may not make Tacto’s tables: ${(cause as Error).message}.`,
      es: `El usuario de DATABASE_URL no puede crear las tablas de Tacto: ${(cause as Error).message}.`,
    },
    fix: {
      en: 'Let it: GRANT CREATE, TEMPORARY ON DATABASE name TO user.',
      es: 'Permítaselo: GRANT CREATE, TEMPORARY ON DATABASE nombre TO usuario.',
    },
  });
  error.cause = cause;
  return error;
}
