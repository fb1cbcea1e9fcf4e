import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as Postgres } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/duckdb/sql.ts';
import { insertRows } from '../../src/record/rows/write.ts';
import { openCluster, type TestCluster } from '../../src/record/test-support/open.ts';
import { ordinaryOwner } from '../../src/record/test-support/ordinary-owner.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { openBackup } from '../../src/record/backup/read-backup.ts';
import { tarHeader, tarPadding, tarEnd } from '../../src/record/backup/tar.ts';
import { readConfig } from '../../src/server/config/config.ts';
import { backUp, restore } from '../../src/server/keep/backup.ts';
import { openLog } from '../../src/server/log.ts';
import { startServer } from '../../src/server/start/server.ts';
import { tacto } from '../support/run.ts';
import { memberOf, openTestServer, signIn, type TestServer } from '../support/server.ts';

const password = 'correct horse battery';
const odd = 'Ñandú "quoted"\\, a\ttab, a\nline and 🧨';
let server: TestServer;
let folder: string;
let file: string;
let cookie: string;
let atBackup: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-backup-'));
  file = join(folder, 'one.tar');
  server = await openTestServer();
  const { record } = server.services;
  for (const org of ['mine', 'theirs']) {
    await makeTeam(record, org);
    await record.system(org, (tx) =>
      insertRows(
        tx,
        'activities',
        Array.from({ length: 3000 }, (_, i) => ({
          id: `a${i}`,
          rep_id: 'ann',
          occurred_at: '2026-03-01T10:00:00.123456Z',
          channel: 'call',
          subject: i % 7 === 0 ? odd : `about ${i}`,
          duration_s: i / 3,
        })),
      ),
    );
  }
  await memberOf(server, 'mine', 'administrator', 'ada@mine.example', password);
  const ada = await signIn(server, 'ada@mine.example', password);
  cookie = ada.cookie;
  await ada.client('PATCH', '/privacy/retention', { audit_years: 3 });
  atBackup = await backUpWhileWriting();
}, 180_000);
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Pairs of rows that are written together: a state between two of them would show. */
async function backUpWhileWriting(): Promise<number> {
  const { record } = server.services;
  const state = { isDone: false };
  let pairs = 0;
  const writing = (async () => {
    while (!state.isDone) {
      await record.system('mine', async (tx) => {
        const id = `pair-${pairs}`;
        await insertRows(tx, 'accounts', [{ id, name: id }]);
        await insertRows(tx, 'contacts', [{ id, account_id: id, name: id }]);
      });
      pairs += 1;
    }
  })();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const before = pairs;
  const outcome = await tacto(['backup', file, '--data', server.data]);
  state.isDone = true;
  await writing;
  expect(outcome).toMatchObject({ status: 0, err: '' });
  expect(outcome.out).toMatch(/rows of \d+ tables/);
  expect(pairs).toBeGreaterThan(before);
  return before;
}

/** How many rows each table has, and a digest of them, but for what a server does by itself. */
async function contentsOf(query: (text: string) => Promise<readonly Record<string, unknown>[]>): Promise<object> {
  const tables = await query(
    `SELECT schemaname || '.' || quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname IN ('tacto', 'auth') AND tablename NOT IN ('migration', 'change', 'change_pruned', 'session', 'rateLimit') ORDER BY 1`,
  );
  const contents: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await query(
      `SELECT count(*)::int AS rows, md5(string_agg(t::text, '|' ORDER BY t::text)) AS digest FROM ${String(name)} t`,
    );
    contents[String(name)] = row;
  }
  return contents;
}

describe('a backup', () => {
  test('is of one moment, for its owner’s eyes alone, and any tool can list it', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['one.tar']);
    const backup = await openBackup(file);
    const rows = Object.fromEntries(backup.manifest.tables.map(({ name, rows: count }) => [name, count]));
    await backup.close();
    expect(rows['accounts']! - 8).toBe(rows['contacts']);
    expect(rows['contacts']).toBeGreaterThanOrEqual(atBackup);
    const listed = spawn('tar', ['-tf', file]);
    let names = '';
    listed.stdout.on('data', (text: Buffer) => (names += text.toString()));
    await new Promise((resolve) => listed.on('close', resolve));
    expect(names.split('\n')).toEqual(
      expect.arrayContaining(['tacto-backup.json', 'manifest.json', 'files/server.secret']) as unknown,
    );
  });

  test('does not overwrite anything', async () => {
    await expect(backUp(await readConfig({}, server.data), file)).rejects.toMatchObject({ code: 'already_there' });
    expect(await tacto(['backup', join(folder, 'x.tar'), '--data', join(folder, 'absent')])).toMatchObject({
      status: 2,
      err: expect.stringContaining('[no_record]') as unknown,
    });
    expect(await readdir(folder)).toEqual(['one.tar']);
  });

  test('is restored whole: the same rows, the same sessions, and it goes on', async () => {
    const data = join(folder, 'restored');
    const outcome = await tacto(['restore', file, '--data', data]);
    expect(outcome).toMatchObject({ status: 0, out: expect.stringContaining('all counted') as unknown });
    const restored = await startServer(await readConfig({ TACTO_PORT: '0' }, data), openLog('silent'));
    try {
      const { record } = restored.services;
      const org = 'mine';
      const own = await record.system(org, (tx) =>
        tx.rows<{ id: string; subject: string; seq: number }>(
          sql`SELECT id, subject, seq FROM tacto.activities WHERE org = ${org} AND id IN ('a0', 'a2999') ORDER BY id`,
        ),
      );
      expect(own.map(({ subject }) => subject)).toEqual([odd, 'about 2999']);
      const [next] = await record.system(org, (tx) =>
        insertRows(tx, 'activities', [{ rep_id: 'ann', occurred_at: '2026-03-02T10:00:00Z', channel: 'call' }]),
      );
      expect(next!.seq).toBeGreaterThan(own[1]!.seq);
      // Cookies are signed with the secret that was restored too.
      const port = new URL(restored.url).port;
      const me = await fetch(`http://127.0.0.1:${port}/api/v1/me`, { headers: { Cookie: cookie } });
      expect(me.status).toBe(200);
      const again = await signIn(restored, 'ada@mine.example', password);
      expect(await again.client('GET', '/kpi?kpis=dials&from=2026-01-01&to=2027-01-01')).toMatchObject({
        status: 200,
        body: { rows: [{ dials: { value: 3001 } }] },
      });
      expect(await again.client('GET', '/privacy/retention')).toMatchObject({ body: { audit_years: 3 } });
    } finally {
      await restored.stop();
    }
    // A server that ended can be backed up as well.
    const second = join(folder, 'second.tar');
    expect((await backUp(await readConfig({}, data), second)).rows).toBeGreaterThan(6000);
    await rm(second);
  }, 120_000);
});

describe('what is not restored', () => {
  const into = (name: string): string => join(folder, `into-${name}`);
  const refused = async (source: string, name: string): Promise<string> => {
    const error = await restore(await readConfig({}, into(name)), source).then(
      () => null,
      (reason: unknown) => reason as { code?: string },
    );
    // Nothing was made.
    expect(await stat(into(name)).catch(() => null)).toBeNull();
    return error?.code ?? 'none';
  };

  test('a copy that was cut off, wherever', async () => {
    const { size } = await stat(file);
    for (const [i, length] of [10, 600, 5000, Math.floor(size / 2), size - 2000, size - 1024, size - 1].entries()) {
      const torn = join(folder, `torn-${i}.tar`);
      await copyFile(file, torn);
      const handle = await open(torn, 'r+');
      await handle.truncate(length);
      await handle.close();
      expect(await refused(torn, `torn-${i}`), `cut at ${length}`).toBe('bad_backup');
      await rm(torn);
    }
  });

  test('one in which any byte is another', async () => {
    const bytes = await readFile(file);
    for (let i = 0; i < 12; i++) {
      const at = Math.floor((bytes.length * (i + 0.5)) / 12);
      const other = Buffer.from(bytes);
      other[at]! ^= 0x20;
      const bad = join(folder, 'bad.tar');
      await writeFile(bad, other);
      const code = await refused(bad, 'bad').catch(() => 'restored');
      // A byte of the filling between parts belongs to none.
      if (code !== 'bad_backup') expect(bytes[at]).toBe(0);
      await rm(into('bad'), { recursive: true, force: true });
      await rm(bad);
    }
  }, 120_000);

  test('what is something else, of a newer format, or of a newer schema', async () => {
    const strange = join(folder, 'strange.tar');
    await writeFile(strange, 'not a backup at all');
    expect(await refused(strange, 'strange')).toBe('bad_backup');
    const begins = Buffer.from(JSON.stringify({ format: 99 }));
    await writeFile(
      strange,
      Buffer.concat([tarHeader('tacto-backup.json', begins.length), begins, tarPadding(begins.length), tarEnd]),
    );
    expect(await refused(strange, 'strange')).toBe('bad_backup');
    await rm(strange);
    expect(await refused(folder, 'strange')).toBe('cannot_read');
    expect(await refused(join(folder, 'absent.tar'), 'strange')).toBe('cannot_read');
    const backup = await openBackup(file);
    const newer = { ...backup.manifest, schema: [...backup.manifest.schema, { number: 9999, checksum: 'x' }] };
    const { restoreRecord } = await import('../../src/record/backup/restore.ts');
    await expect(
      restoreRecord({ databaseUrl: 'postgres://127.0.0.1:1/none' }, { ...backup, manifest: newer }),
    ).rejects.toMatchObject({
      code: 'newer_schema',
    });
    await backup.close();
  });

  test('into a folder that holds something: it stays as it was', async () => {
    const full = join(folder, 'full');
    await mkdir(full);
    await writeFile(join(full, 'mine.txt'), 'mine');
    await expect(restore(await readConfig({}, full), file)).rejects.toMatchObject({ code: 'not_empty' });
    expect(await readdir(full)).toEqual(['mine.txt']);
    await rm(full, { recursive: true });
  });
});

describe('in the company’s PostgreSQL', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await openCluster();
  }, 60_000);
  afterAll(() => cluster?.close());

  const urlOf = ({ host, port, user, password: secret, database }: TestCluster['connection']): string =>
    `postgres://${user}:${secret}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;

  test('an ordinary user restores and backs up all of it, though policies hold for them', async () => {
    const owner = await ordinaryOwner(cluster.connection, 'keeper');
    const config = await readConfig({ DATABASE_URL: urlOf(owner) }, join(folder, 'company'));
    await restore(config, file);
    await expect(restore({ ...config, data: join(folder, 'company-2') }, file)).rejects.toMatchObject({
      code: 'not_empty',
    });
    const client = new Postgres({ ...cluster.connection, database: owner.database });
    await client.connect();
    const contents = await contentsOf(async (text) => (await client.query<Record<string, unknown>>(text)).rows);
    await client.end();
    const again = join(folder, 'again.tar');
    const written = await backUp(config, again);
    const [one, two] = [await openBackup(file), await openBackup(again)];
    const rowsOf = ({ manifest }: typeof one) =>
      Object.fromEntries(manifest.tables.map(({ schema, name, rows }) => [`${schema}.${name}`, rows]));
    expect(rowsOf(two)).toEqual(rowsOf(one));
    expect(written.rows).toBe(Object.values(rowsOf(one)).reduce((sum, rows) => sum + rows, 0));
    await one.close();
    await two.close();
    const third = await ordinaryOwner(cluster.connection, 'third');
    await restore(await readConfig({ DATABASE_URL: urlOf(third) }, join(folder, 'third')), again);
    const other = new Postgres({ ...cluster.connection, database: 'third' });
    await other.connect();
    expect(await contentsOf(async (text) => (await other.query<Record<string, unknown>>(text)).rows)).toEqual(contents);
    const { rows: forced } = await other.query(`
      SELECT relname FROM pg_class WHERE relnamespace = 'tacto'::regnamespace AND relkind = 'r' AND relname <> 'migration'
        AND NOT (relrowsecurity AND relforcerowsecurity)`);
    expect(forced).toEqual([]);
    await other.end();
  }, 120_000);
});
