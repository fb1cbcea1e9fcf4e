import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { UserError } from '../../domain/errors.ts';
import { type FileLock, lockFile } from '../../log/file-lock.ts';
import { type Account, accountForPostgres, canReach } from './account.ts';
import { claimDataFolder } from './data-folder.ts';
import { stopOrphan } from './orphan.ts';
import { findPrograms, type Programs } from './programs.ts';

/** How to reach a PostgreSQL: `host` is a folder with a socket, or an address. */
export type Connection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
};

/** A PostgreSQL that runs for this process alone. */
export type Cluster = {
  readonly connection: Connection;
  /** Where its data lies. */
  readonly data: string;
  /** Resolves with what it said last when it ends without having been told to. */
  readonly died: Promise<string>;
  /** Ends it; what was committed is kept. */
  readonly stop: () => Promise<void>;
};

const user = 'tacto';
/** Where data lies when root keeps its own folder to itself. */
const outside = '/var/lib/tacto';
/** Paths of sockets may be no longer. */
const longestSocket = 100;
const startTime = 60_000;

/**
 * Starts PostgreSQL on the folder `postgres` of a data folder, which is made when it is absent. As root it runs under another account; where that
 * cannot reach the data folder, its data lies under /var/lib/tacto. One left behind by a killed server is stopped first.
 * @throws UserError `bad_data_folder`, `already_running`, `no_postgres`, `no_account`, `postgres_does_not_start`, `postgres_does_not_stop`, `read_only`
 */
export async function startCluster(folder: string): Promise<Cluster> {
  await claimDataFolder(folder);
  const lock = takeLock(folder);
  for (let tries = 0; ; tries++) {
    try {
      return await start(folder, lock);
    } catch (error) {
      if (tries < mostTries && isBeingLeft(error)) {
        await sleep(250);
        continue;
      }
      lock.release();
      throw error;
    }
  }
}

const mostTries = 40;

/** Whether processes of a PostgreSQL that was killed a moment ago have yet to end: then the next cannot start. */
function isBeingLeft(error: unknown): boolean {
  return (
    error instanceof UserError &&
    error.code === 'postgres_does_not_start' &&
    /lock file "[^"]*" already exists|pre-existing shared memory block/.test(error.message)
  );
}

function takeLock(folder: string): FileLock {
  const lock = lockFile(join(folder, 'server.lock'));
  if (lock === 'read_only') {
    throw new UserError({
      code: 'read_only',
      message: { en: `${folder} may not be written.`, es: `No se puede escribir en ${folder}.` },
      fix: { en: 'Name another data folder.', es: 'Indique otra carpeta de datos.' },
    });
  }
  if (lock !== null) return lock;
  throw new UserError({
    code: 'already_running',
    message: {
      en: `A server already runs on the data folder ${folder}.`,
      es: `Ya hay un servidor en marcha sobre la carpeta de datos ${folder}.`,
    },
    fix: {
      en: 'Use that one, stop it, or name another data folder.',
      es: 'Use ese, deténgalo o indique otra carpeta de datos.',
    },
  });
}

async function start(folder: string, lock: FileLock): Promise<Cluster> {
  const account = await accountForPostgres();
  if (account === undefined) throw noAccount();
  const programs = await reachable(await findPrograms(), account);
  const home = await homeOf(folder, account);
  const data = join(home, 'postgres');
  await stopOrphan(data);
  const password = await passwordOf(home);
  if ((await stat(join(data, 'PG_VERSION')).catch(() => null)) === null)
    await initialise(programs, data, password, account);
  const socket = await socketOf(home, account);
  const log = await open(join(home, 'postgres.log'), 'a', 0o600);
  const settings = {
    listen_addresses: socket.folder === null ? '127.0.0.1' : '',
    unix_socket_directories: socket.folder ?? '',
    port: String(socket.port),
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const child = spawn(
    programs.postgres,
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { cwd: data, detached: true, stdio: ['ignore', log.fd, log.fd], env: {}, ...account },
  );
  await log.close();
  const ended = endOf(child);
  const connection: Connection = {
    host: socket.folder ?? '127.0.0.1',
    port: socket.port,
    user,
    password,
    database: 'postgres',
  };
  let isToldToStop = false;
  const end = async (): Promise<void> => {
    isToldToStop = true;
    child.kill('SIGINT');
    const late = setTimeout(() => child.kill('SIGQUIT'), 20_000);
    await ended;
    clearTimeout(late);
    if (socket.isTemporary) await rm(socket.folder!, { recursive: true, force: true });
  };
  const stop = async (): Promise<void> => {
    await end();
    lock.release();
  };
  try {
    await answers(connection, ended);
  } catch (error) {
    await end();
    throw error instanceof UserError ? error : await doesNotStart(home);
  }
  const died = ended.then(async () => (isToldToStop ? new Promise<string>(() => undefined) : lastWords(home)));
  return { connection, data, died, stop };
}

/** The programs, copied to where the account can reach them when it cannot where they are. */
async function reachable(programs: Programs, account: Account | null): Promise<Programs> {
  if (await canReach(join(programs.folder, 'bin'), account)) return programs;
  const { version } = JSON.parse(await readFile(join(dirname(programs.folder), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(outside, `postgresql-${version}`);
  if ((await stat(copy).catch(() => null)) === null) {
    await mkdir(outside, { recursive: true, mode: 0o755 });
    const part = await mkdtemp(`${copy}.`);
    await cp(programs.folder, part, { recursive: true, verbatimSymlinks: true });
    await chmod(part, 0o755);
    try {
      await rename(part, copy);
    } catch (error) {
      // Another server was faster.
      await rm(part, { recursive: true, force: true });
      if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  const at = (program: string): string => join(copy, 'bin', basename(program));
  return { postgres: at(programs.postgres), initdb: at(programs.initdb), folder: copy };
}

/** Where PostgreSQL's own folders are: the data folder, or one of its own under /var/lib when the account cannot reach that. */
async function homeOf(folder: string, account: Account | null): Promise<string> {
  const real = await realpath(folder);
  if (account === null) return real;
  const pointer = join(real, 'postgres.is-at');
  const known = await readFile(pointer, 'utf8').catch(() => null);
  if (known !== null) return known.trim();
  if (await canReach(dirname(real), account)) {
    await allow(real);
    if (await canReach(real, account)) return real;
  }
  const home = await freeHome(join(outside, createHash('sha256').update(real).digest('hex').slice(0, 16)));
  await mkdir(home, { recursive: true, mode: 0o711 });
  await writeFile(pointer, `${home}\n`);
  return home;
}

/** Of a data folder that was removed the record may lie there still: a new folder does not take it for its own. */
async function freeHome(first: string): Promise<string> {
  for (let nth = 1; ; nth++) {
    const home = nth === 1 ? first : `${first}-${nth}`;
    if ((await stat(join(home, 'postgres', 'PG_VERSION')).catch(() => null)) === null) return home;
  }
}

/** Lets others pass through a folder that Tacto has made for itself, without letting them read it. */
async function allow(folder: string): Promise<void> {
  const { mode } = await stat(folder);
  await chmod(folder, (mode & 0o777) | 0o011);
}

async function passwordOf(home: string): Promise<string> {
  const file = join(home, 'postgres.password');
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null) return known.trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Makes the data folder. Beside its place first: one that was made by halves never gets there. */
async function initialise(
  { initdb }: Programs,
  data: string,
  password: string,
  account: Account | null,
): Promise<void> {
  const part = `${data}.new`;
  const secret = `${data}.secret`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { mode: 0o700 });
  await writeFile(secret, `${password}\n`, { mode: 0o600 });
  if (account !== null) for (const path of [part, secret]) await chown(path, account.uid, account.gid);
  try {
    const child = spawn(
      initdb,
      [
        `--pgdata=${part}`,
        `--username=${user}`,
        `--pwfile=${secret}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      { cwd: part, env: {}, stdio: ['ignore', 'pipe', 'pipe'], ...account },
    );
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const { code } = await endOf(child);
    if (code !== 0) throw cannotStart(said);
  } finally {
    await rm(secret, { force: true });
  }
  await rename(part, data);
}

type Socket = { readonly folder: string | null; readonly port: number; readonly isTemporary: boolean };

/** A folder for the socket; a port of this machine where there are none, or its path would be too long. */
async function socketOf(home: string, account: Account | null): Promise<Socket> {
  if (process.platform === 'win32') return { folder: null, port: await freePort(), isTemporary: false };
  const port = 5432;
  const own = join(home, 'run');
  const isTemporary = Buffer.byteLength(join(own, `.s.PGSQL.${port}`)) > longestSocket;
  const folder = isTemporary ? await mkdtemp(join(tmpdir(), 'tacto-')) : own;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account !== null) await chown(folder, account.uid, account.gid);
  return { folder, port, isTemporary };
}

async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

type End = { readonly code: number | null; readonly error?: Error };

function endOf(child: ChildProcess): Promise<End> {
  return new Promise((ended) => {
    child.on('error', (error) => ended({ code: null, error }));
    child.on('exit', (code) => ended({ code }));
  });
}

/** Waits until it takes connections. */
async function answers(connection: Connection, ended: Promise<End>): Promise<void> {
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  const end = performance.now() + startTime;
  for (;;) {
    const client = new Client({ ...connection, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      if (hasEnded || performance.now() > end) throw error;
      await sleep(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** The end of its log. */
async function lastWords(home: string): Promise<string> {
  const text = await readFile(join(home, 'postgres.log'), 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-5).join('\n');
}

async function doesNotStart(home: string): Promise<UserError> {
  return cannotStart(await lastWords(home));
}

function cannotStart(said: string): UserError {
  return new UserError({
    code: 'postgres_does_not_start',
    message: { en: `PostgreSQL does not start: ${said.trim()}`, es: `PostgreSQL no arranca: ${said.trim()}` },
  });
}

function noAccount(): UserError {
  return new UserError({
    code: 'no_account',
    message: {
      en: 'PostgreSQL does not run as root, and this machine has neither an account postgres nor nobody.',
      es: 'PostgreSQL no se ejecuta como root, y esta máquina no tiene ni la cuenta postgres ni nobody.',
    },
    fix: {
      en: 'Run Tacto as an ordinary user, make an account (useradd --system postgres), or set DATABASE_URL.',
      es: 'Ejecute Tacto como usuario corriente, cree una cuenta (useradd --system postgres) o indique DATABASE_URL.',
    },
  });
}
