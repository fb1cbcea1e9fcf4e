import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../src/duckdb/sql.ts';
import { openRecord, type SalesRecord } from '../../src/record/record.ts';
import { openCluster, type TestCluster } from '../../src/record/test-support/open.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { allJobs } from '../../src/server/jobs/all.ts';
import { openJobs } from '../../src/server/jobs/jobs.ts';
import { keysOf } from '../../src/server/keys/keys.ts';
import { openLog } from '../../src/server/log.ts';
import { paragraph } from '../../src/server/mail/letter.ts';
import { outboxOf } from '../../src/server/mail/outbox.ts';
import { smtpOf } from '../../src/server/mail/smtp.ts';
import { type Mailbox, openMailbox } from '../support/mailbox.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'tacto.js');
let cluster: TestCluster;
let mailbox: Mailbox;
let record: SalesRecord;
let folder: string;
const servers = new Set<ChildProcess>();

beforeAll(async () => {
  [cluster, mailbox, folder] = [
    await openCluster(),
    await openMailbox(null, 400),
    await mkdtemp(join(tmpdir(), 'tacto-killed-')),
  ];
  record = await openRecord({ connection: cluster.connection });
  await makeTeam(record, 'mine');
  await record.pool.query(
    `INSERT INTO auth."user" (id, name, email, "emailVerified") VALUES ('u-ann', 'Ann', 'ann@mine.example', true)`,
  );
  await record.everywhere((tx) =>
    tx.run(sql`INSERT INTO tacto.member (org, user_id, role, rep_id) VALUES ('mine', 'u-ann', 'rep', 'ann')`),
  );
}, 120_000);
afterAll(async () => {
  for (const server of servers) server.kill('SIGKILL');
  await record?.close();
  await cluster?.close();
  await mailbox?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Starts a server on the database; it is there when it says so. */
async function start(name: string): Promise<ChildProcess> {
  const { user, password, host, port, database } = cluster.connection;
  const url = new URL(`postgres://x/${database}`);
  Object.assign(url, { username: user, password, port: String(port) });
  url.hostname = host.startsWith('/') ? 'localhost' : host;
  if (host.startsWith('/')) url.searchParams.set('host', host);
  const server = spawn(process.execPath, [program, 'serve', '--data', join(folder, name)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: url.href,
      TACTO_PORT: '0',
      TACTO_SECRET: secret,
      SMTP_URL: mailbox.url,
      TACTO_MAIL_FROM: 'tacto@mine.example',
    },
  });
  servers.add(server);
  let said = '';
  await new Promise<void>((ready, fail) => {
    server.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('"ready"')) ready();
    });
    server.on('exit', () => fail(new Error(said)));
  });
  return server;
}

async function killed(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
  servers.delete(server);
}

const secret = 'the same of all servers, 32 letters';
const kills = 4;
const lettersEach = 18;
const letters = kills * lettersEach;

/** What puts letters into the outbox, as servers do. */
async function openPost(): Promise<{
  readonly post: (i: number) => Promise<void>;
  readonly close: () => Promise<void>;
}> {
  const jobs = await openJobs(record.place, allJobs, openLog('silent'));
  const outbox = outboxOf({ smtp: smtpOf(mailbox.url, 'tacto@mine.example'), jobs, keys: keysOf(secret) });
  return {
    post: async (i) => {
      const to = `n${i}@mine.example`;
      const letter = {
        to,
        language: 'en',
        subject: `Letter ${i}`,
        blocks: [paragraph(to)],
        unsubscribe: null,
      } as const;
      await record.system('mine', (tx) =>
        outbox.post(tx, { kind: 'alert', key: `test ${i}`, org: 'mine', user: null, letter }),
      );
    },
    close: () => jobs.stop(),
  };
}

test('three servers on one database, killed again and again, send no letter twice', async () => {
  await record.system('mine', (tx) =>
    tx.run(sql`
      INSERT INTO tacto.follow_up (org, id, rep_id, due_at, reason, created_by) VALUES ('mine', 'f', 'ann', now(), 'once only.', 'test')`),
  );
  const outbox = await openPost();
  const running = await Promise.all(['a', 'b', 'c'].map(start));
  for (let kill = 0; kill < kills; kill++) {
    // A letter takes a while: whoever is killed now has some in hand.
    for (let i = 0; i < lettersEach; i++) await outbox.post(kill * lettersEach + i);
    await new Promise((done) => setTimeout(done, 300 + kill * 70));
    await killed(running[kill % 3]!);
    running[kill % 3] = await start(`again-${kill}`);
  }
  await outbox.close();
  const sent = (): readonly string[] => mailbox.received.map(({ to }) => to).filter((to) => to.startsWith('n'));
  const brokenOff = async (): Promise<number> => {
    const { rows } = await record.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM tacto.mail WHERE key LIKE 'test %' AND sent_at IS NULL AND tried_at IS NOT NULL`,
    );
    return rows[0]!.count;
  };
  const open = async (): Promise<number> => {
    const { rows } = await record.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM tacto.mail WHERE tried_at IS NULL`,
    );
    return rows[0]!.count;
  };
  for (
    const end = Date.now() + 120_000;
    (await open()) > 0 || mailbox.received.every(({ to }) => to !== 'ann@mine.example');
  ) {
    if (Date.now() > end) throw new Error(`${await open()} letters wait`);
    await new Promise((done) => setTimeout(done, 500));
  }
  await new Promise((done) => setTimeout(done, 2000));
  expect(sent().toSorted()).toEqual([...new Set(sent())].toSorted());
  expect(mailbox.received.filter(({ to }) => to === 'ann@mine.example')).toHaveLength(1);
  // What a killed server had in hand may be missing, two letters each time, and nothing else.
  expect(await brokenOff()).toBeGreaterThan(0);
  expect(await brokenOff()).toBeLessThanOrEqual(2 * kills);
  expect(sent().length + (await brokenOff())).toBeGreaterThanOrEqual(letters);
  await Promise.all(
    running.map(async (server) => {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      expect((await ended)[0]).toBe(0);
      servers.delete(server);
    }),
  );
}, 240_000);
