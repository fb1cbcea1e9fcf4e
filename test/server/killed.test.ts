import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { raw, sql } from '../../src/duckdb/sql.ts';
import { startCluster } from '../../src/record/postgres/cluster.ts';
import { openRecord } from '../../src/record/record.ts';
import { loadLog } from '../../src/record/bulk/load-log.ts';
import { Replicas } from '../../src/record/replica/replicas.ts';
import { insertRows } from '../../src/record/rows/write.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { scopes } from '../../src/server/access/rights.ts';
import { addToken } from '../../src/server/people/tokens.ts';
import { expectFactsOf } from '../support/follow.ts';
import { Random } from '../support/random.ts';

/** How often something is killed; `TACTO_KILLS=50` for a long look. */
const kills = Number(process.env['TACTO_KILLS'] ?? 6);
const writers = 8;
const org = 'mine';

let data: string;
let token: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'tacto-killed-'));
  await chmod(data, 0o755);
  const cluster = await startCluster(data);
  const record = await openRecord({ connection: cluster.connection });
  await makeTeam(record, org);
  await record.system(org, (tx) => insertRows(tx, 'contacts', [{ id: 'c', account_id: 'ann', name: 'C' }]));
  ({ secret: token } = await record.system(org, (tx) =>
    addToken(tx, { place: { role: 'rep', rep_id: 'ann', team_id: null } }, { name: 'device', scopes, days: 1 }),
  ));
  await record.close();
  await cluster.stop();
}, 120_000);
afterAll(() => rm(data, { recursive: true, force: true }));

type Running = { readonly url: string; readonly child: ChildProcess; readonly ended: Promise<void> };

/** Starts a server and waits until it takes requests. */
async function start(): Promise<Running> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/server-child.ts'), data], {
    env: { ...process.env, TACTO_PORT: '0', TACTO_REQUESTS_PER_SECOND: '100000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()));
    void ended.then(() => reject(new Error(`the server did not start: ${said}`)));
  });
  return { url, child, ended };
}

/** The process that is PostgreSQL of this data folder. */
async function postgresOf(): Promise<number> {
  const home = await readFile(join(data, 'postgres.is-at'), 'utf8').catch(() => data);
  return Number((await readFile(join(home.trim(), 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** What was answered with 201: the rest may or may not be there. */
const acknowledged = new Set<string>();
let replayed = 0;
let server: Running | null = null;
const state: { isDone: boolean; failed: Error | null } = { isDone: false, failed: null };

/** Sends one request until it is answered, to whichever server runs then; a repeated one has the same key. */
async function send(id: string, path: string, body: object): Promise<void> {
  for (;;) {
    const running = server;
    try {
      if (running === null) throw new Error('none runs');
      const answer = await fetch(`${running.url}/api/v1${path}`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': `key-${id}`,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      });
      await answer.text();
      if (answer.status === 201) {
        if (answer.headers.get('idempotency-replayed') === 'true') replayed += 1;
        acknowledged.add(id);
        return;
      }
      // While PostgreSQL is away requests fail; nothing else may go wrong.
      if (answer.status < 500) throw new Error(`refused: ${answer.status}`, { cause: 'refused' });
    } catch (error) {
      if ((error as Error).cause === 'refused') throw error;
    }
    await sleep(20);
  }
}

async function write(writer: number): Promise<void> {
  for (let i = 0; !state.isDone; i++) {
    const id = `w${writer}-${i}`;
    const touch = { channel: 'call', outcome: i % 2 === 0 ? 'reached' : 'no_answer', contact_id: 'c', subject: id };
    if (i % 3 === 0) {
      const next_step = { due_at: '2027-01-01T09:00:00Z', reason: id };
      await send(id, '/capture', { ...touch, occurred_at: '2026-03-01T10:00:00Z', next_step });
    } else {
      await send(id, '/activities', {
        ...touch,
        id,
        rep_id: 'ann',
        account_id: 'ann',
        occurred_at: '2026-03-01T10:00:00Z',
      });
    }
  }
}

test(`killed ${kills} times under writes, server and PostgreSQL lose nothing that was acknowledged and do nothing twice`, async () => {
  const random = new Random(20260601);
  const writing = Promise.all(Array.from({ length: writers }, (_, i) => write(i)));
  writing.catch((error: unknown) => (state.failed = new Error('a writer was refused', { cause: error })));
  for (let kill = 0; kill < kills; kill++) {
    server = await start();
    const before = acknowledged.size;
    while (acknowledged.size < before + 2 * writers && state.failed === null) await sleep(10);
    // The replica is at work as well.
    void fetch(`${server.url}/api/v1/kpi?kpis=dials`, { headers: { Authorization: `Bearer ${token}` } }).catch(
      () => undefined,
    );
    await sleep(random.whole(0, 500));
    const { child, ended } = server;
    const what = kill % 3;
    if (what !== 0) process.kill(await postgresOf(), 'SIGKILL');
    if (what !== 1) child.kill('SIGKILL');
    await ended;
    server = null;
    expect(state.failed).toBeNull();
    // Also at once after both were killed, when what is left of them has yet to end.
    if (kill % 6 === 5 || kill === kills - 1) await expectNothingLost(kill);
  }
  server = await start();
  state.isDone = true;
  await writing;
  server.child.kill('SIGTERM');
  await server.ended;
  server = null;
  await expectNothingLost(kills);
  expect(acknowledged.size).toBeGreaterThan(kills * writers);
  process.stdout.write(
    `${kills} kills, ${acknowledged.size} writes acknowledged, ${replayed} of them had been done before their answer was lost\n`,
  );
}, 1_200_000);

/** Looks at what is there when no server runs. Requests that were never answered may have been done: once at most. */
async function expectNothingLost(kill: number): Promise<void> {
  const told = [...acknowledged];
  const cluster = await startCluster(data);
  const record = await openRecord({ connection: cluster.connection });
  try {
    const kept = await record.system(org, (tx) =>
      tx.rows<{ subject: string; times: number }>(sql`
        SELECT subject, count(*)::int AS times FROM tacto.activities WHERE org = ${org} GROUP BY subject`),
    );
    const there = new Map(kept.map(({ subject, times }) => [subject, times]));
    expect(
      told.filter((id) => !there.has(id)),
      `lost after kill ${kill}`,
    ).toEqual([]);
    expect(
      kept.filter(({ times }) => times > 1),
      `twice after kill ${kill}`,
    ).toEqual([]);
    const steps = await record.system(org, (tx) =>
      tx.rows<{ reason: string; times: number }>(sql`
        SELECT reason, count(*)::int AS times FROM tacto.follow_up WHERE org = ${org} GROUP BY reason`),
    );
    expect(steps.filter(({ times }) => times > 1)).toEqual([]);
    const planned = new Set(steps.map(({ reason }) => reason));
    expect(told.filter((id) => Number(id.split('-')[1]) % 3 === 0 && !planned.has(id))).toEqual([]);
    const audited = await record.system(org, (tx) =>
      tx.row<{ entries: number }>(
        sql`SELECT count(*)::int AS entries FROM tacto.audit WHERE org = ${org} AND kind = 'changed'`,
      ),
    );
    // One entry for each change, in its transaction.
    expect(audited.entries).toBe(kept.length);
    await expectReplicaIsRebuild(record, kill);
  } finally {
    await record.close();
    await cluster.stop();
  }
}

async function expectReplicaIsRebuild(record: Awaited<ReturnType<typeof openRecord>>, kill: number): Promise<void> {
  const folder = join(data, 'replicas');
  expect(await readdir(folder)).not.toEqual([]);
  const replicas = await Replicas.open(record, { folder });
  const facts = await replicas.open(org, { maxAge: 0 });
  try {
    await expectFactsOf(
      facts.resolved.db,
      async (db) => {
        const { workspace, watermark } = await loadLog(record, org, db);
        return { workspace, watermark, asOf: facts.resolved.asOf };
      },
      `after kill ${kill}`,
    );
    const { n } = await facts.resolved.db.row<{ n: number }>(raw('SELECT count(*)::DOUBLE AS n FROM facts.activity'));
    expect(n).toBeGreaterThanOrEqual(acknowledged.size);
  } finally {
    facts.release();
    await replicas.close();
  }
}
