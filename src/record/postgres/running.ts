import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { type Connection, startCluster } from './cluster.ts';

/** The PostgreSQL of a data folder, whoever started it. */
export type Reached = { readonly connection: Connection; readonly letGo: () => Promise<void> };

/**
 * Reaches the PostgreSQL of a data folder: the one of the server that runs on it, else one that is started for as long as it is needed.
 * @throws UserError `no_record` when no server ever ran on the folder, and what `startCluster` throws
 */
export async function reachCluster(folder: string): Promise<Reached> {
  const home = await homeOf(folder);
  if (home === null || (await stat(join(home, 'postgres', 'PG_VERSION')).catch(() => null)) === null) {
    throw noRecord(folder);
  }
  try {
    const cluster = await startCluster(folder);
    return { connection: cluster.connection, letGo: () => cluster.stop() };
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'already_running') throw error;
    return { connection: await connectionIn(home), letGo: async () => undefined };
  }
}

/** Where the folders of its PostgreSQL are: it, or where it says. */
async function homeOf(folder: string): Promise<string | null> {
  const real = await realpath(folder).catch(() => null);
  if (real === null) return null;
  const pointer = await readFile(join(real, 'postgres.is-at'), 'utf8').catch(() => null);
  return pointer === null ? real : pointer.trim();
}

/** How to reach the one that runs, by what it wrote down when it started. */
async function connectionIn(home: string): Promise<Connection> {
  const told = await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  const [, , , port, socket, address] = told.split('\n').map((line) => line.trim());
  const password = await readFile(join(home, 'postgres.password'), 'utf8').catch(() => null);
  if (port === undefined || password === null) {
    throw new UserError({
      code: 'not_ready',
      message: { en: 'The server is just starting.', es: 'El servidor está arrancando.' },
      fix: { en: 'Try again in a moment.', es: 'Inténtelo de nuevo en un momento.' },
    });
  }
  return {
    host: socket === undefined || socket === '' ? (address ?? '127.0.0.1') : socket,
    port: Number(port),
    user: 'tacto',
    password: password.trim(),
    database: 'postgres',
  };
}

function noRecord(folder: string): UserError {
  return new UserError({
    code: 'no_record',
    message: {
      en: `There is no record of a server in ${folder}.`,
      es: `En ${folder} no hay ningún registro de un servidor.`,
    },
    fix: {
      en: 'Name the data folder with --data, or set DATABASE_URL.',
      es: 'Indique la carpeta de datos con --data, o DATABASE_URL.',
    },
  });
}
