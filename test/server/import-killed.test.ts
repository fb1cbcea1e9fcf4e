import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeDemoLog } from '../../src/log/demo/index.ts';
import { createOrganisation } from '../../src/record/organisation.ts';
import { apply, filesOf, run, sendFiles, settled } from '../support/imports.ts';
import { type Client, clientOf, openTestServer, serviceHeaders } from '../support/server.ts';

// A server that is killed while it applies an import leaves the record of before, or the new one, whole; and it can be applied again.

let data: string;
let headers: Readonly<Record<string, string>>;
let small: Record<string, Uint8Array>;
let large: Record<string, Uint8Array>;
let id: string;
/** How many rows of each table there are before and after, and how long (ms) applying takes. */
let [before, after, duration]: [string, string, number] = ['', '', 0];

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'tacto-import-killed-'));
  await chmod(data, 0o755);
  await writeDemoLog(join(data, 'demo'), { until: '2026-06-30' });
  large = await filesOf(join(data, 'demo'));
  small = { 'reps.csv': Buffer.from('id,name\nold,Old\n'), 'accounts.csv': Buffer.from('id,name\nold,Old\n') };
  const server = await openTestServer({}, data);
  try {
    for (const org of ['killed', 'measured']) await createOrganisation(server.services.record, { id: org, name: org });
    headers = await serviceHeaders(server, 'killed', 'administrator');
    const measured = clientOf(server, await serviceHeaders(server, 'measured', 'administrator'));
    const client = clientOf(server, headers);
    await replaced(client, small);
    before = await countOf(client);
    id = await sendFiles(client, large);
    await run(client, id);
    await replaced(measured, small);
    const other = await sendFiles(measured, large);
    await run(measured, other);
    const begun = performance.now();
    await apply(measured, other);
    duration = performance.now() - begun;
    after = await countOf(measured);
  } finally {
    await server.close();
  }
}, 300_000);
afterAll(() => rm(data, { recursive: true, force: true }));

async function replaced(client: Client, files: Record<string, Uint8Array>): Promise<void> {
  const own = await sendFiles(client, files);
  await run(client, own);
  expect(await apply(client, own)).toMatchObject({ state: 'applied' });
}

async function countOf(client: Client): Promise<string> {
  const counts: string[] = [];
  for (const table of ['reps', 'accounts', 'contacts', 'deals', 'activities', 'stage_changes']) {
    const { body } = await client('GET', `/exports/${table}`);
    counts.push(`${table} ${String(body['text']).split('\n').length}`);
  }
  return counts.join(', ');
}

async function start(): Promise<{ readonly child: ChildProcess; readonly client: Client }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'support', 'server-child.ts'), data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TACTO_PORT: '0' },
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, client: clientOf({ url: line.toString().trim() } as never, headers) };
}

test('the import makes a difference', () => {
  expect(after).not.toBe(before);
});

test.each([0.3, 0.6, 0.9])('killed after %s of its time', { timeout: 180_000 }, async (share) => {
  const { child, client } = await start();
  const { state } = (await client('GET', `/imports/${id}`)).body;
  if (state === 'applied') {
    // It was through before it was killed: from the beginning.
    await replaced(client, small);
    id = await sendFiles(client, large);
    await run(client, id);
  }
  expect(await client('POST', `/imports/${id}/apply`)).toMatchObject({ status: 202 });
  await wait(share * duration);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const next = await openTestServer({}, data);
  try {
    const again = clientOf(next, headers);
    expect([before, after]).toContain(await countOf(again));
    const found = await settled(again, id);
    const isApplied = found['state'] === 'applied';
    expect(found).toMatchObject(
      isApplied ? { problem: null } : { state: 'ready', problem: { code: 'import_interrupted' } },
    );
    expect(await countOf(again)).toBe(isApplied ? after : before);
  } finally {
    await next.close();
  }
});
