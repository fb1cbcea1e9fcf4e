import { type ChildProcess, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/duckdb/sql.ts';
import { listOrganisations } from '../../src/record/organisation.ts';
import { openRecord, type SalesRecord } from '../../src/record/record.ts';
import { insertRows } from '../../src/record/rows/write.ts';
import { openCluster, type TestCluster } from '../../src/record/test-support/open.ts';
import { ordinaryOwner } from '../../src/record/test-support/ordinary-owner.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import type { RunningServer } from '../../src/server/start/server.ts';
import { openRoundRobin, type RoundRobin } from '../support/round-robin.ts';
import { type Client, clientOf, signIn } from '../support/server.ts';

const password = 'correct horse battery';
const program = join(import.meta.dirname, '..', '..', 'bin', 'tacto.js');
let cluster: TestCluster;
let record: SalesRecord;
let balancer: RoundRobin;
let servers: readonly {
  readonly url: string;
  readonly child: ChildProcess;
  readonly data: string;
  readonly said: () => string;
}[] = [];
let admin: Client;

beforeAll(async () => {
  cluster = await openCluster();
  const owner = await ordinaryOwner(cluster.connection, 'company');
  const { host, port, user, password: secret, database } = owner;
  const databaseUrl = `postgres://${user}:${secret}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  balancer = await openRoundRobin();
  servers = await Promise.all([1, 2, 3].map((i) => serve(join(cluster.folder, `server-${i}`), databaseUrl)));
  balancer.to(servers.map(({ url }) => url));
  record = await openRecord({ connection: owner });
}, 180_000);
afterAll(async () => {
  for (const { child } of servers) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  await record?.close();
  await balancer?.close();
  await cluster?.close();
}, 60_000);

/** `tacto serve`, as its users start it. */
async function serve(data: string, databaseUrl: string): Promise<(typeof servers)[number]> {
  const child = spawn(process.execPath, [program, 'serve', '--data', data], {
    cwd: '/',
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: databaseUrl,
      TACTO_PORT: '0',
      TACTO_SECRET: 'the same secret on every one of the servers',
      TACTO_URL: balancer.url,
      TACTO_TRUSTED_PROXIES: '1',
      TACTO_REQUESTS_PER_SECOND: '100000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let log = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (log += text.toString()));
  for (let i = 0; i < 1200 && !said.includes('Tacto runs at'); i++) {
    if (child.exitCode !== null) throw new Error(`tacto serve ended: ${said}${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const port = await portOf(log);
  return { url: `http://127.0.0.1:${port}`, child, data, said: () => `${said}${log}` };
}

/** The port that a server took: its log tells. */
async function portOf(log: string): Promise<number> {
  const port = log.split('\n').flatMap((line) => {
    const read = line.startsWith('{') ? (JSON.parse(line) as { msg?: string; port?: number }) : {};
    return read.msg === 'ready' && read.port !== undefined ? [read.port] : [];
  })[0];
  if (port === undefined) throw new Error(`no port in ${log}`);
  return port;
}

const through = (url: string): RunningServer => ({
  url,
  services: null as never,
  failed: null as never,
  stop: null as never,
});
const direct = (i: number, cookie: string): Client =>
  clientOf(through(servers[i]!.url), { Cookie: cookie, Origin: balancer.url, 'X-Forwarded-For': '203.0.113.5' });

describe('three servers on one database', () => {
  let cookie: string;

  test('start at once on an empty database, and the first administrator comes in by the link that holds', async () => {
    const organisations = await listOrganisations(record);
    expect(organisations).toHaveLength(1);
    const org = organisations[0]!.id;
    const open = clientOf(through(balancer.url), { Origin: balancer.url });
    const links = servers
      .map(({ said }) => /invitation#(\S+)/.exec(said())?.[1])
      .filter((secret) => secret !== undefined);
    const answers = [];
    for (const secret of links) {
      answers.push(
        await open('POST', '/invitation/accept', { secret, name: 'Ada', email: 'ada@mine.example', password }),
      );
    }
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    await makeTeam(record, 'team');
    await record.everywhere((tx) =>
      tx.run(sql`
        WITH left_org AS (DELETE FROM tacto.member WHERE org = ${org} RETURNING user_id)
        INSERT INTO tacto.member (org, user_id, role) SELECT 'team', user_id, 'administrator' FROM left_org`),
    );
  });

  test('know each other’s sessions, at sign-in and at sign-out', async () => {
    const signedIn = await signIn(through(balancer.url), 'ada@mine.example', password);
    expect(signedIn.answer.status).toBe(200);
    ({ cookie } = signedIn);
    admin = signedIn.client;
    const before = [...balancer.counts];
    for (let i = 0; i < 9; i++)
      expect(await admin('GET', '/me')).toMatchObject({ status: 200, body: { role: 'administrator' } });
    expect(balancer.counts.map((count, i) => count - before[i]!)).toEqual([3, 3, 3]);
    const other = await signIn(through(balancer.url), 'ada@mine.example', password);
    expect(await other.client('POST', '/api/auth/sign-out', {})).toMatchObject({ status: 200 });
    for (let i = 0; i < 3; i++) expect(await direct(i, other.cookie)('GET', '/me')).toMatchObject({ status: 401 });
  });

  test('do a repeated request once, whichever gets it', async () => {
    const key = { 'Idempotency-Key': 'once' };
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => admin('POST', '/accounts', { name: 'Once' }, key)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
  });

  test('each show in a moment what was written at another', async () => {
    const dials = async (i: number): Promise<unknown> =>
      (await direct(i, cookie)('GET', '/kpi?kpis=dials&where=rep=bob&from=2026-01-01&to=2027-01-01')).body.rows![0]![
        'dials'
      ];
    for (let i = 0; i < 3; i++) expect(await dials(i)).toEqual({ value: 0 });
    for (let written = 1; written <= 3; written++) {
      const touch = { rep_id: 'bob', occurred_at: '2026-03-01T10:00:00Z', channel: 'call', outcome: 'reached' };
      expect(await direct(written - 1, cookie)('POST', '/activities', touch)).toMatchObject({ status: 201 });
      for (let i = 0; i < 3; i++) {
        await expect.poll(() => dials(i), { timeout: 5000, interval: 50 }).toEqual({ value: written });
      }
    }
  });

  test('count wrong passwords together', async () => {
    let status = 0;
    let tries = 0;
    for (; tries < 40 && status !== 429; tries++) {
      await record.pool.query('DELETE FROM auth."rateLimit"');
      const client = clientOf(through(balancer.url), { Origin: balancer.url });
      ({ status } = await client('POST', '/api/auth/sign-in/email', {
        email: 'bea@mine.example',
        password: `wrong password ${tries}`,
      }));
    }
    expect(status).toBe(429);
    expect(tries).toBeLessThanOrEqual(22);
    await record.pool.query('DELETE FROM auth."rateLimit"');
  }, 60_000);

  test('all forget whom one of them has erased, on their disks too', async () => {
    await record.system('team', (tx) =>
      insertRows(tx, 'contacts', [{ id: 'grace', account_id: 'ann', name: 'Grace Hopper' }]),
    );
    for (let i = 0; i < 3; i++) {
      expect(await direct(i, cookie)('GET', '/kpi?kpis=dials')).toMatchObject({ status: 200 });
    }
    const filesOf = async (i: number): Promise<readonly string[]> =>
      (await readdir(join(servers[i]!.data, 'replicas'), { recursive: true })).filter((name) =>
        name.endsWith('.duckdb'),
      );
    const before = await Promise.all([0, 1, 2].map(filesOf));
    for (const files of before) expect(files.length).toBeGreaterThan(0);
    expect(await direct(1, cookie)('GET', '/ratings')).toMatchObject({ status: 200 });
    const erased = await direct(0, cookie)('POST', '/privacy/erasures', {
      kind: 'contact',
      id: 'grace',
      confirm: 'grace',
    });
    expect(erased.status).toBe(201);
    await expect
      .poll(
        async () =>
          (await Promise.all([0, 1, 2].map(filesOf))).flatMap((files, i) =>
            files.filter((file) => before[i]!.includes(file)),
          ),
        {
          timeout: 10_000,
        },
      )
      .toEqual([]);
  }, 60_000);

  test('write one audit', async () => {
    for (let i = 0; i < 3; i++) await direct(i, cookie)('GET', `/diagnose?rep=${['ann', 'bob', 'cid'][i]}`);
    await expect
      .poll(async () => {
        const { body } = await admin('GET', '/audit?kind=saw&limit=1000');
        return body
          .rows!.filter(({ action }) => action === 'diagnose')
          .map(({ subjects }) => String(subjects))
          .toSorted();
      })
      .toEqual(['rep:ann', 'rep:bob', 'rep:cid']);
  });
});
