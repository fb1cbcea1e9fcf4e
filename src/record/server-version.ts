import type { ClientBase } from 'pg';
import { UserError } from '../domain/errors.ts';

/** The oldest PostgreSQL that has all that the schema is made of. */
const oldest = 14;

/**
 * Makes sure that a PostgreSQL is new enough and keeps text as UTF-8.
 * @throws UserError `old_postgres`, `bad_encoding`
 */
export async function requireServer(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('server_encoding') AS encoding`,
  );
  const { version, encoding } = rows[0]!;
  if (version < oldest)
    throw new UserError({
      code: 'old_postgres',
      message: { en: `This PostgreSQL is version ${version}.`, es: `Este PostgreSQL es la versión ${version}.` },
      fix: {
        en: `Use version ${oldest} or later, or the one that comes with Tacto (without DATABASE_URL).`,
        es: `Use la versión ${oldest} o posterior, o el que viene con Tacto (sin DATABASE_URL).`,
      },
    });
  if (encoding !== 'UTF8')
    throw new UserError({
      code: 'bad_encoding',
      message: {
        en: `This database keeps text as ${encoding}, which has no place for every name.`,
        es: `Esta base de datos guarda el texto como ${encoding}, donde no caben todos los nombres.`,
      },
      fix: {
        en: "Make one with CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0.",
        es: "Cree una con CREATE DATABASE nombre ENCODING 'UTF8' TEMPLATE template0.",
      },
    });
}
