import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganisation } from '../../src/record/organisation.ts';
import { apply, filesOf, run, sendFiles, settled } from '../support/imports.ts';
import { memberOf, openTestServer, serviceOf, signIn, type TestServer } from '../support/server.ts';

const salesforce = join(import.meta.dirname, '..', '..', 'conformance', 'imports', 'salesforce-export', 'source');

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
}, 120_000);
afterAll(() => server?.close());

test('an export that lacks what the record was made from is refused, unless it is said to be gone for good', async () => {
  await createOrganisation(server.services.record, { id: 'partial', name: 'partial', settings: {} });
  const client = await serviceOf(server, 'partial', 'administrator');
  const all = await filesOf(salesforce);
  const first = await sendFiles(client, all);
  await run(client, first);
  expect(await apply(client, first)).toMatchObject({ state: 'applied' });
  const { 'Task.csv': _, ...less } = all;
  const later = await sendFiles(client, less);
  expect(await run(client, later)).toMatchObject({
    state: 'failed',
    problem: {
      code: 'objects_missing',
      detail: expect.stringContaining('Task (8 records; in the log: Act') as string,
    },
  });
  expect(await client('PUT', `/imports/${later}/settings`, { settings: { without: ['Task'] } })).toMatchObject({
    status: 202,
  });
  const told = await settled(client, later);
  const changes = told['changes'] as { table: string; gone: number; carried: boolean }[];
  expect(changes.find(({ table }) => table === 'activities')).toMatchObject({ gone: 5, carried: false });
  expect(await apply(client, later)).toMatchObject({ state: 'applied' });
  // It is no longer part of what a later export must have, whoever was forgotten since.
  const [rep] = (await client('GET', '/reps')).body.rows!;
  const whom = { kind: 'rep', id: rep!['id'], confirm: rep!['id'] };
  await memberOf(server, 'partial', 'administrator', 'ada@partial.example', 'correct horse battery');
  const { client: ada } = await signIn(server, 'ada@partial.example', 'correct horse battery');
  expect((await ada('POST', '/privacy/erasures', whom)).status).toBeLessThan(300);
  const last = await sendFiles(client, less);
  expect(await run(client, last)).toMatchObject({ problem: null, changes: expect.any(Array) as unknown[] });
  const { 'Event.csv': __, ...least } = less;
  expect(await run(client, await sendFiles(client, least))).toMatchObject({ problem: { code: 'objects_missing' } });
});
