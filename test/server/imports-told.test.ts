import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOrganisation } from '../../src/record/organisation.ts';
import { insertRows } from '../../src/record/rows/write.ts';
import { apply, run, sendFiles } from '../support/imports.ts';
import { type Client, clientOf, memberOf, openTestServer, serviceOf, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
}, 120_000);
afterAll(() => server?.close());

/** An administrator of a new organisation that has nothing. */
async function emptyOrganisation(id: string): Promise<Client> {
  await createOrganisation(server.services.record, { id, name: id, settings: {} });
  return serviceOf(server, id, 'administrator');
}

describe('what was told before', () => {
  const reps = (...ids: readonly string[]) => ({ 'reps.csv': `id,name\n${ids.map((id) => `${id},${id}\n`).join('')}` });

  test('is what happens: a row that came since is not lost without a word', async () => {
    const client = await emptyOrganisation('since');
    const first = await sendFiles(client, reps('a', 'b'));
    await run(client, first);
    await apply(client, first);
    const id = await sendFiles(client, reps('a'));
    expect(await run(client, id)).toMatchObject({
      changes: [{ table: 'reps', before: 2, added: 0, changed: 0, gone: 1 }],
    });
    await server.services.record.system('since', (tx) => insertRows(tx, 'reps', [{ id: 'new', name: 'New' }]));
    expect(await apply(client, id)).toMatchObject({
      state: 'ready',
      problem: { code: 'record_changed' },
      changes: [{ table: 'reps', before: 3, gone: 2 }],
    });
    expect((await client('GET', '/reps')).body.rows).toHaveLength(3);
    expect(await apply(client, id)).toMatchObject({ state: 'applied', problem: null });
    expect((await client('GET', '/reps')).body.rows!.map(({ id: rep }) => rep)).toEqual(['a']);
  });

  test('may have come to less meanwhile', async () => {
    const client = await emptyOrganisation('less');
    const id = await sendFiles(client, reps('a'));
    await run(client, id);
    await client('PATCH', '/workspace', { timezone: 'Europe/Madrid' });
    expect(await apply(client, id)).toMatchObject({ state: 'applied' });
    expect((await client('GET', '/workspace')).body).toMatchObject({ timezone: 'Europe/Madrid' });
  });

  test('is applied by all or nothing: somebody’s rep cannot go', async () => {
    const client = await emptyOrganisation('members');
    const first = await sendFiles(client, reps('a', 'b'));
    await run(client, first);
    await apply(client, first);
    const invitation = { email: 'b@members.example', role: 'rep', rep_id: 'b' };
    expect((await client('POST', '/invitations', invitation)).status).toBeLessThan(300);
    await memberOf(server, 'members', 'administrator', 'ada@members.example', 'correct horse battery');
    await memberOf(server, 'members', 'rep', 'ann@members.example', 'correct horse battery', 'a');
    const id = await sendFiles(client, reps('c'));
    // It is told before anybody applies it, on the page too, and in the same words when somebody does.
    const detail =
      'This cannot take the place of the record yet, for something depends on what it does not have: ann has the rep a; the invitation of b@members.example: the rep b.';
    const kept = {
      state: 'ready',
      problem: { code: 'still_used', detail, fix: expect.stringContaining('beside what there is') as string },
    };
    expect(await run(client, id)).toMatchObject(kept);
    const { body } = await client('GET', `/imports/${id}/report`);
    expect((body['warnings'] as { en: string }[])[0]!.en).toBe(detail);
    expect(await apply(client, id)).toMatchObject(kept);
    expect((await client('GET', '/reps')).body.rows!.map(({ id: rep }) => rep)).toEqual(['a', 'b']);
    // Who does as it says can apply it.
    const ann = (await client('GET', '/people')).body.rows!.find(({ rep_id }) => rep_id === 'a');
    expect((await client('PATCH', `/people/${String(ann!['user_id'])}`, { role: 'viewer', rep_id: null })).status).toBe(
      204,
    );
    const [open] = (await client('GET', '/invitations')).body.rows!;
    expect((await client('DELETE', `/invitations/${String(open!['id'])}`)).status).toBe(204);
    expect(await run(client, id)).toMatchObject({ state: 'ready', problem: null });
    expect(await apply(client, id)).toMatchObject({ state: 'applied', problem: null });
  });

  test('is what goes with reps who go: their follow-ups', async () => {
    const client = await emptyOrganisation('follow');
    const first = await sendFiles(client, reps('a', 'b'));
    await run(client, first);
    await apply(client, first);
    const next = { rep_id: 'b', due_at: '2026-05-01T10:00:00Z', reason: 'Call' };
    expect((await client('POST', '/follow-ups', next)).status).toBe(201);
    const id = await sendFiles(client, reps('a'));
    await run(client, id);
    const { body } = await client('GET', `/imports/${id}/report`);
    expect((body['warnings'] as { en: string }[])[0]!.en).toBe(
      'With reps and teams that are not in it go their open follow-ups (1) and the alerts about them (0).',
    );
  });

  test('an invitation that was accepted or ran out keeps no rep', async () => {
    const client = await emptyOrganisation('closed');
    await memberOf(server, 'closed', 'administrator', 'ada@closed.example', 'correct horse battery');
    const first = await sendFiles(client, reps('a', 'b'));
    await run(client, first);
    await apply(client, first);
    const { body } = await client('POST', '/invitations', { email: 'a@closed.example', role: 'rep', rep_id: 'a' });
    const secret = String(body['link']).split('#')[1]!;
    const accept = { secret, name: 'Ann', password: 'correct horse battery' };
    expect((await clientOf(server, { Origin: server.url })('POST', '/invitation/accept', accept)).status).toBe(204);
    expect((await clientOf(server, { Origin: server.url })('POST', '/invitation/accept', accept)).status).not.toBe(204);
    await client('POST', '/invitations', { email: 'b@closed.example', role: 'rep', rep_id: 'b' });
    await server.services.record.system('closed', (tx) =>
      tx.run({
        strings: ["UPDATE tacto.invitation SET expires_at = now() WHERE email = 'b@closed.example'"],
        values: [],
      }),
    );
    const ann = (await client('GET', '/people')).body.rows!.find(({ rep_id }) => rep_id === 'a');
    expect((await client('DELETE', `/people/${String(ann!['user_id'])}`)).status).toBe(204);
    const id = await sendFiles(client, reps('c'));
    expect(await run(client, id)).toMatchObject({ problem: null });
    expect(await apply(client, id)).toMatchObject({ state: 'applied' });
  });
});
