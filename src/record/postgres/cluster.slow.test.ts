import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canReach } from './account.ts';
import { type Connection, startCluster } from './cluster.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tacto-pg-'));
  await chmod(root, 0o755);
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function query(connection: Connection, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const module = JSON.stringify(join(import.meta.dirname, 'cluster.ts'));

/** A process of its own that starts PostgreSQL, writes a row, says so and waits. */
function serve(folder: string, uid?: number): ChildProcess {
  const program = `const { startCluster } = await import(${module});
    const { Client } = await import('pg');
    const cluster = await startCluster(${JSON.stringify(folder)});
    const client = new Client(cluster.connection);
    await client.connect();
    await client.query('CREATE TABLE IF NOT EXISTS kept (n int)');
    await client.query('INSERT INTO kept VALUES (1)');
    process.on('SIGTERM', async () => { await client.end(); await cluster.stop(); process.exit(0); });
    console.log('acknowledged');
    setInterval(() => undefined, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: join(import.meta.dirname, '..', '..', '..'),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
}

async function says(child: ChildProcess, word: string): Promise<void> {
  let said = '';
  await new Promise<void>((heard, failed) => {
    const listen = (text: Buffer): void => {
      said += text.toString();
      if (said.includes(word)) heard();
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    child.on('exit', () => failed(new Error(`it ended: ${said}`)));
  });
}

test('what was written is there after a stop and a start; it listens to nobody but this machine, and asks for the password', async () => {
  const folder = join(root, 'data');
  const first = await startCluster(folder);
  await query(first.connection, 'CREATE TABLE kept AS SELECT 7 AS n');
  await first.stop();
  const second = await startCluster(folder);
  try {
    expect(await query(second.connection, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    const [settings] = await query(
      second.connection,
      "SELECT current_setting('fsync') AS fsync, current_setting('listen_addresses') AS addresses, current_setting('TimeZone') AS zone",
    );
    expect(settings).toEqual({ fsync: 'on', addresses: '', zone: 'UTC' });
    await expect(query({ ...second.connection, password: 'guessed' }, 'SELECT 1')).rejects.toThrow(/password/);
  } finally {
    await second.stop();
  }
});

test('a second server on the same folder is refused', async () => {
  const folder = join(root, 'data');
  const cluster = await startCluster(folder);
  try {
    await expect(startCluster(folder)).rejects.toMatchObject({ code: 'already_running' });
    expect(await query(cluster.connection, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  } finally {
    await cluster.stop();
  }
});

test('after kill -9 of the server the PostgreSQL that it left behind is stopped, and what it had acknowledged is kept', async () => {
  const folder = join(root, 'data');
  const child = serve(folder);
  await says(child, 'acknowledged');
  const pidFile = join(
    (await readFile(join(folder, 'postgres.is-at'), 'utf8').catch(() => folder)).trim(),
    'postgres',
    'postmaster.pid',
  );
  const orphan = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
  child.kill('SIGKILL');
  await sleep(100);
  expect(() => process.kill(orphan, 0)).not.toThrow();
  const cluster = await startCluster(folder);
  try {
    expect(await query(cluster.connection, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    expect(Number((await readFile(pidFile, 'utf8')).split('\n')[0])).not.toBe(orphan);
  } finally {
    await cluster.stop();
  }
});

test('a folder that was made by halves is made anew', async () => {
  const folder = join(root, 'data');
  await mkdir(join(folder, 'postgres.new', 'base'), { recursive: true });
  await writeFile(join(folder, 'postgres.new', 'PG_VERSION'), '18\n');
  const cluster = await startCluster(folder);
  expect(await query(cluster.connection, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  await cluster.stop();
});

test('that it died by itself is told, with its last words', async () => {
  const cluster = await startCluster(join(root, 'data'));
  const [row] = await query(cluster.connection, 'SELECT pg_backend_pid() AS pid');
  expect(row).toBeDefined();
  process.kill(Number((await readFile(join(cluster.data, 'postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGINT');
  expect(await cluster.died).toMatch(/shut ?down/i);
  await cluster.stop();
});

const nobody = 65_534;
const canPlayNobody =
  process.getuid?.() === 0 &&
  (await canReach(import.meta.dirname, { uid: nobody, gid: nobody })) &&
  (await canReach(process.execPath, { uid: nobody, gid: nobody }));

test.runIf(canPlayNobody)(
  'an ordinary user runs it in a home that is closed to others (only where tests run as root)',
  async () => {
    const home = join(root, 'home');
    await mkdir(home, { mode: 0o700 });
    await chown(home, nobody, nobody);
    const child = serve(join(home, 'data'), nobody);
    await says(child, 'acknowledged');
    child.kill('SIGTERM');
    expect(await new Promise((ended) => child.on('exit', ended))).toBe(0);
  },
);

test.runIf(process.getuid?.() === 0)(
  'root keeps its folder to itself: then the data lies under /var/lib/tacto',
  async () => {
    const home = join(root, 'closed');
    await mkdir(home, { mode: 0o700 });
    const cluster = await startCluster(join(home, 'data'));
    try {
      expect(cluster.data).toMatch(/^\/var\/lib\/tacto\/[0-9a-f]{16}\/postgres$/);
      expect(await query(cluster.connection, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    } finally {
      await cluster.stop();
      await rm(join(cluster.data, '..'), { recursive: true, force: true });
    }
  },
);

test.runIf(process.getuid?.() === 0)('a new data folder does not take the record of one that was removed', async () => {
  const folder = join(root, 'closed', 'data');
  await mkdir(join(root, 'closed'), { mode: 0o700 });
  const homes: string[] = [];
  try {
    for (const start of ['first', 'second']) {
      const cluster = await startCluster(folder);
      homes.push(join(cluster.data, '..'));
      await query(cluster.connection, `CREATE TABLE only_${start} (n int)`);
      const tables = await query(cluster.connection, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
      await cluster.stop();
      expect(tables).toEqual([{ tablename: `only_${start}` }]);
      await rm(folder, { recursive: true });
    }
    expect(new Set(homes).size).toBe(2);
  } finally {
    for (const home of homes) await rm(home, { recursive: true, force: true });
  }
});
