import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { type Client, openTestServer, serviceOf, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Client;
let ann: Client;
let bob: Client;
beforeAll(async () => {
  server = await openTestServer();
  await makeTeam(server.services.record, 'mine');
  admin = await serviceOf(server, 'mine', 'administrator');
  [ann, bob] = [
    await serviceOf(server, 'mine', 'rep', { rep_id: 'ann' }),
    await serviceOf(server, 'mine', 'rep', { rep_id: 'bob' }),
  ];
}, 180_000);
afterAll(() => server?.close());

const statusOf = async (client: Client, id: string): Promise<number> => (await client('GET', `/accounts/${id}`)).status;

test('a rep’s new account is the rep’s own, and goes to a colleague when it is handed over', async () => {
  expect(await ann('POST', '/accounts', { id: 'new', name: 'New' })).toMatchObject({
    status: 201,
    body: { id: 'new' },
  });
  expect([await statusOf(ann, 'new'), await statusOf(bob, 'new')]).toEqual([200, 404]);
  const manager = await serviceOf(server, 'mine', 'manager', { team_id: 'north' });
  expect(await manager('POST', '/handovers', { accounts: ['new'], to: 'bob' })).toMatchObject({ status: 204 });
  expect([await statusOf(ann, 'new'), await statusOf(bob, 'new')]).toEqual([404, 200]);
  expect(await ann('POST', '/handovers', { accounts: ['new'], to: 'ann' })).toMatchObject({ status: 403 });
});

test('the accounts of a rep who leaves go to somebody else on that day', async () => {
  const answer = await admin('POST', '/reps/cid/leave', { on: '2026-06-01', to: 'bob' });
  expect(answer).toMatchObject({ status: 200, body: { accounts: ['cid'] } });
  expect(await statusOf(bob, 'cid')).toBe(200);
  expect(await admin('GET', '/reps/cid')).toMatchObject({ body: { active_to: '2026-06-01' } });
  expect(await admin('POST', '/reps/cid/leave', { on: '2026-06-01', to: 'cid' })).toMatchObject({
    status: 422,
    body: { code: 'bad_value' },
  });
});
