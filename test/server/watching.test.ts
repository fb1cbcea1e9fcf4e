import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeTeam } from '../../src/record/test-support/team.ts';
import {
  type Client,
  clientOf,
  memberOf,
  openTestServer,
  serviceOf,
  signIn,
  type TestServer,
} from '../support/server.ts';

const password = 'correct horse battery';
const token = 'a-token-of-the-watcher';
let server: TestServer;
let client: Client;
beforeAll(async () => {
  server = await openTestServer({ TACTO_LOG_LEVEL: 'debug', TACTO_TRUSTED_PROXIES: '1' });
  await makeTeam(server.services.record, 'mine');
  await memberOf(server, 'mine', 'administrator', 'ada.lovelace@mine.example', password);
  client = (await signIn(server, 'ada.lovelace@mine.example', password)).client;
}, 120_000);
afterAll(() => server?.close());

async function metrics(from: TestServer, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await fetch(`${from.url}/metrics`, { headers });
  return answer.status === 200 ? answer.text() : String(answer.status);
}

describe('the metrics', () => {
  test('tell of requests by route, of replicas, of the database and of memory', async () => {
    for (let i = 0; i < 3; i++) await client('GET', '/me');
    await client('GET', '/kpi?kpis=dials');
    await client('GET', '/accounts/absent');
    await client('GET', '/nothing/at/all');
    const text = await metrics(server);
    const value = (name: string): number =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')
          .at(-1),
      );
    expect(value('tacto_request_duration_seconds_count{route="me.see",method="GET",status="200"}')).toBe(3);
    expect(value('tacto_request_duration_seconds_bucket{le="10",route="me.see",method="GET",status="200"}')).toBe(3);
    expect(value('tacto_request_duration_seconds_count{route="accounts.see",method="GET",status="404"}')).toBe(1);
    expect(value('tacto_request_duration_seconds_count{route="none",method="GET",status="404"}')).toBe(1);
    expect(value('tacto_replicas_open')).toBe(1);
    expect(value('tacto_replica_lag_seconds')).toBeLessThan(5);
    expect(value('tacto_database_up')).toBe(1);
    for (const state of ['waiting', 'running', 'failed'])
      expect(value(`tacto_jobs_${state}`)).toBeGreaterThanOrEqual(0);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect(text).not.toContain('absent');
    expect(text).not.toContain('ada');
  });

  test('are for this machine alone, not through a proxy', async () => {
    expect(await metrics(server, { 'X-Forwarded-For': '127.0.0.1' })).toBe('404');
  });

  test('with a token set are for whoever has it, and nobody else', async () => {
    const other = await openTestServer({ TACTO_METRICS_TOKEN: token });
    try {
      expect(await metrics(other)).toBe('404');
      expect(await metrics(other, { Authorization: 'Bearer another-token-altogether' })).toBe('404');
      expect(await metrics(other, { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '203.0.113.9' })).toContain(
        'tacto_database_up 1',
      );
    } finally {
      await other.close();
    }
  }, 60_000);
});

test('nothing is written beside the log', async () => {
  const written = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'log')];
  const wrong = { email: 'ada.lovelace@mine.example', password: 'not the right one' };
  const from = (origin: string) => clientOf(server, { Origin: origin })('POST', '/api/auth/sign-in/email', wrong);
  expect((await from(server.url)).status).toBe(401);
  expect((await from('http://elsewhere.example')).status).toBe(403);
  const back = { ...wrong, callbackURL: 'http://elsewhere.example' };
  expect((await clientOf(server, { Origin: server.url })('POST', '/api/auth/sign-in/email', back)).status).toBe(403);
  expect(server.lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  expect(written.flatMap((spy) => spy.mock.calls)).toEqual([]);
});

test('no line of the log names anybody, whatever goes wrong', async () => {
  const from = { 'X-Forwarded-For': '203.0.113.77', 'User-Agent': 'Browser of Ada' };
  const service = await serviceOf(server, 'mine', 'administrator');
  await service(
    'POST',
    '/contacts',
    { id: 'c1', account_id: 'ann', name: 'Grace Hopper', email: 'grace@client.example', phone: '+1 555 0100' },
    from,
  );
  await service('POST', '/contacts', { id: 'c1', account_id: 'ann', name: 'Grace Hopper' }, from);
  await service('POST', '/contacts', { name: 'Grace Hopper', nonsense: 'Grace' }, from);
  await service('GET', '/contacts/Grace%20Hopper?x=grace@client.example', undefined, from);
  await service('GET', '/find-people?q=Hopper', undefined, from);
  await service('POST', '/invitations', { email: 'linus@mine.example', role: 'viewer' }, from);
  const stranger = clientOf(server, { Origin: server.url, ...from });
  await stranger('POST', '/api/auth/sign-in/email', {
    email: 'ada.lovelace@mine.example',
    password: 'wrong password 1',
  });
  await stranger('POST', '/api/auth/sign-in/email', { email: 'nobody@mine.example', password: 'wrong password 1' });
  await stranger('POST', '/api/auth/sign-in/email', { email: 'no address', password: 1 });
  await clientOf(server, { Authorization: 'Bearer tacto_guessed', ...from })('GET', '/me');
  // A fault of the server quotes what it was about; the log does not.
  await server.services.record.pool.query('ALTER TABLE tacto.accounts RENAME TO gone_for_a_while');
  expect(await service('GET', '/accounts/Grace%20Hopper', undefined, from)).toMatchObject({
    status: 500,
    body: { code: 'internal' },
  });
  await server.services.record.pool.query('ALTER TABLE tacto.gone_for_a_while RENAME TO accounts');
  const lines = server.lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  expect(lines.filter(({ msg }) => msg === 'failure')).toHaveLength(1);
  expect(lines.filter(({ msg }) => msg === 'request').length).toBeGreaterThan(10);
  const said = lines
    .filter(({ msg }) => msg !== 'ready')
    .map(({ request: _, ...line }) => JSON.stringify(line))
    .join('\n');
  for (const name of [
    'grace',
    'hopper',
    'ada',
    'lovelace',
    'linus',
    'mine.example',
    '555',
    '203.0.113',
    '127.0.0.1',
    'tacto_guessed',
    'wrong password',
    'Browser',
  ]) {
    expect(said.toLowerCase(), name).not.toContain(name.toLowerCase());
  }
  for (const line of lines.filter(({ msg }) => msg === 'request')) {
    expect(Object.keys(line).toSorted()).toEqual([
      'level',
      'method',
      'ms',
      'msg',
      'request',
      'route',
      'status',
      'time',
    ]);
  }
});
