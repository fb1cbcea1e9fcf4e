import { request } from 'node:http';
import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { describe, expect, test } from 'vitest';
import { sql } from '../../src/duckdb/sql.ts';
import { insertRows } from '../../src/record/rows/write.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import type { attemptsIn } from '../../src/server/people/attempts.ts';
import { createAuth } from '../../src/server/people/auth.ts';
import {
  clientOf,
  openTestServer,
  serviceHeaders,
  serviceOf,
  signIn,
  memberOf,
  type TestServer,
} from '../support/server.ts';

const linesOf = ({ lines }: TestServer, msg: string): readonly Record<string, unknown>[] =>
  lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['msg'] === msg);

test('who asks while no connection to the database is free is told to ask again, and the log once', async () => {
  const server = await openTestServer();
  try {
    const { record } = server.services;
    await makeTeam(record, 'mine');
    const client = await serviceOf(server, 'mine', 'administrator');
    const { promise: enough, resolve: letGo } = Promise.withResolvers<void>();
    const held = Array.from({ length: 20 }, () =>
      record.system('mine', async (tx) => {
        await tx.run(sql`SELECT 1`);
        await enough;
      }),
    );
    await sleep(500);
    const answers = await Promise.all(Array.from({ length: 6 }, () => client('GET', '/accounts')));
    for (const { status, headers, body } of answers) {
      expect({ status, wait: headers.get('retry-after'), code: body['code'] }).toEqual({
        status: 503,
        wait: '5',
        code: 'overloaded',
      });
    }
    letGo();
    await Promise.all(held);
    expect((await client('GET', '/accounts')).status).toBe(200);
    expect(linesOf(server, 'unavailable')).toMatchObject([{ why: 'overloaded' }]);
    expect(linesOf(server, 'failure')).toEqual([]);
  } finally {
    await server.close();
  }
}, 60_000);

test('many who log a touch at once, each twice, do not wait for each other’s connection', async () => {
  const server = await openTestServer();
  try {
    const { record } = server.services;
    await makeTeam(record, 'mine');
    await record.system('mine', (tx) => insertRows(tx, 'contacts', [{ id: 'c', account_id: 'ann', name: 'C' }]));
    const client = await serviceOf(server, 'mine', 'rep', { rep_id: 'ann' });
    // The second time each waits within the own transaction for the figures to have what was logged before.
    for (const time of ['first', 'second']) {
      const touches = Array.from({ length: 45 }, (_, i) =>
        client('POST', '/capture', { id: `${time}-${i}`, channel: 'call', contact_id: 'c' }),
      );
      expect(new Set((await Promise.all(touches)).map(({ status }) => status))).toEqual(new Set([201]));
    }
    expect(linesOf(server, 'unavailable')).toEqual([]);
  } finally {
    await server.close();
  }
}, 60_000);

test('sign-in without a database says so, and nothing of its own making', async () => {
  const pool = new Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 1000 });
  const lines: string[] = [];
  const auth = createAuth({
    pool,
    url: 'http://localhost:4321',
    secret: 'x'.repeat(32),
    oidc: null,
    attempts: { failed: async () => 0, count: async () => 0, forget: async () => undefined } as unknown as ReturnType<
      typeof attemptsIn
    >,
    isInvited: async () => false,
    admit: async () => undefined,
    sendReset: null,
    log: (_, message) => void lines.push(message),
  });
  const body = JSON.stringify({ email: 'ada@mine.example', password: 'correct horse battery' });
  const headers = { 'Content-Type': 'application/json', Origin: 'http://localhost:4321' };
  const asked = auth.handle(
    new Request('http://localhost:4321/api/auth/sign-in/email', { method: 'POST', headers, body }),
  );
  await expect(asked).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(lines).toEqual([]);
  await pool.end();
});

describe('a server that ends', () => {
  /** Sends a file little by little. */
  async function upload(server: TestServer) {
    const admin = await serviceOf(server, 'mine', 'administrator');
    const { body } = await admin('POST', '/imports', { kind: 'log' });
    const sent = request(`${server.url}/api/v1/imports/${String(body['id'])}/files/accounts.csv`, {
      method: 'PUT',
      headers: {
        ...(await serviceHeaders(server, 'mine', 'administrator')),
        'Content-Type': 'application/octet-stream',
      },
    });
    const answered = new Promise<{ status: number; retry: string | undefined; body: string }>((done, fail) => {
      sent.on('error', fail);
      sent.on('response', (answer) => {
        let text = '';
        answer.on('data', (part: Buffer) => (text += part.toString()));
        answer.on('end', () => done({ status: answer.statusCode!, retry: answer.headers['retry-after'], body: text }));
      });
    });
    sent.write('id,name\n');
    await expect.poll(async () => (await readdir(server.services.spool)).length, { timeout: 5000 }).toBe(1);
    return { sent, answered, id: String(body['id']), admin };
  }

  test('lets what runs finish, ends what would go on, and takes nothing new', async () => {
    const server = await openTestServer();
    await makeTeam(server.services.record, 'mine');
    const { sent, answered, id, admin } = await upload(server);
    const events = admin('GET', `/imports/${id}/events`);
    await sleep(500);
    const stopping = server.stop();
    expect((await events).status).toBe(200);
    sent.end('x,X\n');
    expect((await answered).status).toBe(200);
    await stopping;
    await expect(clientOf(server)('GET', '/healthz')).rejects.toThrow('fetch failed');
    expect(linesOf(server, 'failure')).toEqual([]);
    await server.close();
  }, 60_000);

  test('tells what does not end in time so, and nothing is written down as a failure', async () => {
    const server = await openTestServer();
    const { record } = server.services;
    await makeTeam(record, 'mine');
    await memberOf(server, 'mine', 'administrator', 'ada@mine.example', 'correct horse battery');
    const { client } = await signIn(server, 'ada@mine.example', 'correct horse battery');
    const { answered } = await upload(server);
    // A change that waits for a row that another transaction has.
    const { promise: enough, resolve: letGo } = Promise.withResolvers<void>();
    const held = record.system('mine', async (tx) => {
      await tx.run(sql`SELECT FROM tacto.accounts WHERE org = 'mine' AND id = 'ann' FOR UPDATE`);
      await enough;
    });
    const changing = client('PATCH', '/accounts/ann', { name: 'Anna' });
    await sleep(300);
    const stopping = server.stop(500);
    for (const { status, headers, body } of [await changing]) {
      expect({ status, wait: headers.get('retry-after'), code: body['code'] }).toEqual({
        status: 503,
        wait: '5',
        code: 'server_ends',
      });
    }
    const told = await answered;
    expect({ ...told, body: (JSON.parse(told.body) as { code: string }).code }).toEqual({
      status: 503,
      retry: '5',
      body: 'server_ends',
    });
    letGo();
    await held;
    await stopping;
    expect(linesOf(server, 'failure')).toEqual([]);
    expect(linesOf(server, 'stopping failed')).toEqual([]);
    await server.close();
  }, 60_000);
});
