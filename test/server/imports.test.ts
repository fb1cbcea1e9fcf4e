import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { xlsxOf, zipOf } from '../../src/crm/sources/test-archives.ts';
import { createOrganisation } from '../../src/record/organisation.ts';
import { apply, eventsOf, filesOf, octets, run, sendFiles, settled } from '../support/imports.ts';
import {
  type Client,
  memberOf,
  openTestServer,
  serviceHeaders,
  serviceOf,
  signIn,
  type TestServer,
} from '../support/server.ts';

const root = join(import.meta.dirname, '..', '..');
const maven = join(root, '..', 'shared', 'data', 'maven-crm');
const salesforce = join(root, 'conformance', 'imports', 'salesforce-export', 'source');

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
}, 120_000);
afterAll(() => server?.close());

/** An administrator of a new organisation that has nothing. */
async function emptyOrganisation(id: string, settings = {}): Promise<Client> {
  await createOrganisation(server.services.record, { id, name: id, settings });
  return serviceOf(server, id, 'administrator');
}

const spool = (): Promise<readonly string[]> => readdir(join(server.data, 'spool'));

async function kpi(client: Client, ids: string): Promise<unknown> {
  const { body } = await client('GET', `/kpi?kpis=${ids}`);
  return body.rows?.[0];
}

describe.skipIf(!existsSync(maven))('the Maven export (skipped when its files are not in ../shared/data)', () => {
  test('sent through the API has the published figures', async () => {
    const client = await emptyOrganisation('maven');
    const map = await filesOf(join(root, 'examples', 'maps', 'maven-crm'));
    const id = await sendFiles(client, { ...(await filesOf(maven)), ...map });
    expect(await run(client, id)).toMatchObject({
      kind: 'csv',
      state: 'ready',
      refused: 0,
      changes: null,
      problem: null,
    });
    expect(await apply(client, id)).toMatchObject({ state: 'applied', files: [] });
    expect(await kpi(client, 'contracts,win_rate,contract_volume')).toMatchObject({
      contracts: { value: 4238 },
      win_rate: { value: expect.closeTo(0.631501, 6) as number },
      contract_volume: { value: 10_005_534 },
    });
  });
});

describe('the export of a CRM', () => {
  test('is found out, asks, is told, and goes in; a later one says what becomes of what there is', async () => {
    const client = await emptyOrganisation('crm');
    const id = await sendFiles(client, await filesOf(salesforce));
    const read = await run(client, id);
    expect(read).toMatchObject({ kind: 'salesforce', state: 'questions', changes: null });
    const report = await client('GET', `/imports/${id}/report`);
    expect(Object.keys(report.body)).toEqual([
      'crm',
      'source',
      'settings',
      'files',
      'tables',
      'refused',
      'questions',
      'checks',
      'limits',
      'changes',
      'warnings',
    ]);
    const page = await client('GET', `/imports/${id}/report?format=html`, undefined, { 'Accept-Language': 'es' });
    expect(page.body['text']).toContain('<html lang="es">');
    expect(page.headers.get('content-security-policy')).toContain("style-src 'unsafe-inline'");

    expect(await client('PUT', `/imports/${id}/settings`, { settings: 'workspce: {}' })).toMatchObject({
      status: 422,
      body: { code: 'bad_settings', fix: 'Did you mean workspace?' },
    });
    const answers = {
      workspace: { timezone: 'Europe/Madrid', currency: 'EUR' },
      owners: { 'Benjamin Segundo': 'ben@team.example' },
    };
    expect(await client('PUT', `/imports/${id}/settings`, { settings: answers })).toMatchObject({ status: 202 });
    const told = await settled(client, id);
    expect(told['questions']).toBeLessThan(Number(read['questions']));
    expect(await apply(client, id)).toMatchObject({ state: 'applied' });
    expect((await client('GET', '/workspace')).body).toMatchObject({ timezone: 'Europe/Madrid', as_of: null });

    const goal = { kpi: 'dials', target: 9, starts_on: '2026-01-01', grain: 'month' };
    expect(await client('POST', '/goals', goal)).toMatchObject({ status: 201 });
    // A later one begins with the answers of this one, says so, and they can be changed.
    const later = await sendFiles(client, await filesOf(salesforce));
    const again = await run(client, later);
    expect(again).toMatchObject({ questions: told['questions'], settings_from: expect.any(String) as string });
    expect(JSON.parse(String(again['settings']))).toEqual(answers);
    const warnings = async () =>
      ((await client('GET', `/imports/${later}/report`)).body['warnings'] as { en: string }[])
        .map(({ en }) => en)
        .join('\n');
    expect(await warnings()).toContain('The answers of the import of this CRM that was applied on');
    expect(await run(client, later)).toMatchObject({ settings_from: again['settings_from'] });
    expect(await warnings()).toContain('The answers of the import of this CRM that was applied on');
    expect(await client('PUT', `/imports/${later}/settings`, { settings: null })).toMatchObject({ status: 202 });
    expect(await settled(client, later)).toMatchObject({
      settings: null,
      settings_from: null,
      questions: Number(told['questions']) + 1,
    });
    expect(await warnings()).not.toContain('The answers');
    expect(await client('PUT', `/imports/${later}/settings`, { settings: JSON.stringify(answers) })).toMatchObject({
      status: 202,
    });
    expect(await settled(client, later)).toMatchObject({ settings_from: null });
    const changes = again['changes'] as { table: string; gone: number; added: number; carried: boolean }[];
    expect(changes.find(({ table }) => table === 'goals')).toMatchObject({ gone: 0, added: 0, carried: true });
    expect(changes.every(({ gone, added }) => gone + added === 0)).toBe(true);
    expect(await apply(client, later)).toMatchObject({ state: 'applied' });
    expect((await client('GET', '/goals')).body.rows).toHaveLength(1);
    // Whoever is forgotten is not in the answers either.
    const [rep] = (await client('GET', '/reps')).body.rows!;
    const whom = { kind: 'rep', id: rep!['id'], confirm: rep!['id'] };
    await memberOf(server, 'crm', 'administrator', 'ada@crm.example', 'correct horse battery');
    const { client: ada } = await signIn(server, 'ada@crm.example', 'correct horse battery');
    expect((await ada('POST', '/privacy/erasures', whom)).status).toBeLessThan(300);
    const last = await sendFiles(client, await filesOf(salesforce));
    expect(JSON.parse(String((await run(client, last))['settings']))).toEqual({ workspace: answers.workspace });
  });

  test('that is not what it is said to be fails with a reason, and can be set right', async () => {
    const client = await emptyOrganisation('wrong');
    const files = { 'Opportunity.csv': (await filesOf(salesforce))['Opportunity.csv']! };
    const id = await sendFiles(client, files, { kind: 'hubspot' });
    const failed = await run(client, id);
    expect(failed).toMatchObject({
      state: 'failed',
      problem: { code: 'nothing_known', fix: expect.stringContaining('Salesforce') as string },
    });
    expect(JSON.stringify(failed)).not.toContain(server.data);
    expect(await client('POST', `/imports/${id}/apply`)).toMatchObject({ status: 409, body: { code: 'wrong_state' } });
    expect(await client('PATCH', `/imports/${id}`, { kind: null })).toMatchObject({
      status: 202,
      body: { state: 'running' },
    });
    expect(await settled(client, id)).toMatchObject({ kind: 'salesforce', state: 'questions', problem: null });
    expect(await client('POST', `/imports/${id}/discard`)).toMatchObject({
      status: 200,
      body: { state: 'discarded', files: [] },
    });
    expect(await client('GET', `/imports/${id}/report`)).toMatchObject({ status: 409 });
  });
});

test('any CSV files get a map that stays with the import and can be changed', async () => {
  const client = await emptyOrganisation('csv', { timezone: 'Europe/Madrid', currency: 'USD' });
  const deals =
    'Deal ID,Name,Stage,Owner,Amount,Created,Closed\n1,Alpha,Won,Ana,1200.50,2024-01-03,2024-02-01\n2,Beta,Lost,Ben,800,2024-01-05,2024-02-03\n3,Gamma,Proposal,Ana,500,2024-01-09,\n';
  const id = await sendFiles(client, { 'deals.csv': deals });
  const read = await run(client, id);
  expect(read).toMatchObject({ kind: 'csv', state: 'questions', questions: 0 });
  const files = read['files'] as { name: string; is_map: boolean }[];
  expect(files.filter(({ is_map }) => is_map).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['deals.sql', 'map.yaml']),
  );
  const text = String((await client('GET', `/imports/${id}/files/deals.sql`)).body['text']);
  expect(text).toContain('SELECT');
  expect(await client('PUT', `/imports/${id}/files/deals.sql`, 'SELEC 1', octets)).toMatchObject({ status: 200 });
  expect(await run(client, id)).toMatchObject({ state: 'failed', problem: { code: 'bad_sql' } });
  const evil = "SELECT * FROM read_csv('/etc/passwd')";
  expect(await client('PUT', `/imports/${id}/files/deals.sql`, evil, octets)).toMatchObject({ status: 200 });
  expect(await run(client, id)).toMatchObject({ state: 'failed', problem: { code: 'refused_function' } });
  expect(await client('PUT', `/imports/${id}/files/deals.sql`, text, octets)).toMatchObject({ status: 200 });
  const again = await run(client, id);
  expect(again).toMatchObject({ state: expect.stringMatching(/^(questions|ready)$/) as string, problem: null });
  const doubtful = (found: typeof again): readonly string[] =>
    (found['doubts'] as { file: string }[]).map(({ file }) => file);
  expect(doubtful(again)).toEqual(doubtful(read).filter((file) => file !== 'deals.sql'));
  expect(await apply(client, id)).toMatchObject({ state: 'applied' });
  expect((await client('GET', '/deals')).body.rows).toHaveLength(3);
  // What the organisation has settled is neither asked for nor changed.
  expect((read['doubts'] as { column: string }[]).map(({ column }) => column)).not.toContain('timezone');
  const chosen = { name: 'csv', timezone: 'Europe/Madrid', currency: 'USD', locale: 'es' };
  expect((await client('GET', '/workspace')).body).toMatchObject(chosen);

  // Later files go by that map as long as it fits them, and the report says which it is.
  const noted = async (own: string) =>
    ((await client('GET', `/imports/${own}/report`)).body['warnings'] as { en: string }[])[0]!.en;
  const later = await sendFiles(client, { 'deals.csv': `${deals}4,Delta,Won,Ben,70,2024-02-01,2024-02-09\n` });
  const taken = await run(client, later);
  expect(taken).toMatchObject({ doubts: null, settings_from: expect.any(String) as string, problem: null });
  expect(await noted(later)).toMatch(/^The map of the CSV files that were applied on [-\d]+ was taken over/);
  expect((await client('GET', `/imports/${later}/files/deals.sql`)).body['text']).toBe(text);
  expect(await apply(client, later)).toMatchObject({ state: 'applied' });
  expect((await client('GET', '/deals')).body.rows).toHaveLength(4);
  expect((await client('GET', '/workspace')).body).toMatchObject(chosen);
  const other = await sendFiles(
    client,
    { 'calls.csv': 'Call ID,Owner,Company,Date,Result\nc1,Ana,Alpha,2024-03-01 10:00,Reached\n' },
    { kind: 'csv' },
  );
  expect(await run(client, other)).toMatchObject({ settings_from: null, doubts: expect.any(Array) as unknown });
  expect(await noted(other)).toMatch(/does not fit these files, so one was proposed anew\.$/);
});

describe('a whole sales log', () => {
  test('taken away as a zip and sent to another organisation is the same, with its own KPIs', async () => {
    const from = await emptyOrganisation('from', { timezone: 'Europe/Madrid', thresholds: { silence_days: 30 } });
    const id = await sendFiles(from, await filesOf(salesforce));
    await run(from, id);
    await apply(from, id);
    const own = { definition: 'id: my_calls\ncount: activity\nwhere: { channel: call }\n' };
    expect(await from('PUT', '/own-kpis/my_calls', own)).toMatchObject({ status: 200 });
    const zip = await fetch(`${server.url}/api/v1/exports/log`, {
      headers: await serviceHeaders(server, 'from', 'administrator'),
    });
    expect(zip.headers.get('content-disposition')).toBe('attachment; filename="sales-log.zip"');
    const to = await emptyOrganisation('to');
    const sent = await sendFiles(to, { 'sales-log.zip': new Uint8Array(await zip.arrayBuffer()) });
    expect(await run(to, sent)).toMatchObject({ kind: 'log', state: 'ready', refused: 0 });
    expect(await apply(to, sent)).toMatchObject({ state: 'applied' });
    const asked = 'dials,my_calls,contracts,contract_volume,win_rate';
    expect(await kpi(to, asked)).toEqual(await kpi(from, asked));
    expect((await to('GET', '/workspace')).body).toMatchObject({
      timezone: 'Europe/Madrid',
      thresholds: { silence_days: 30 },
    });
    expect(await spool()).toEqual([]);
  });

  test('can be added beside what there is, which stays as it is, unless an id stands for something else', async () => {
    const client = await emptyOrganisation('add');
    const log = (rep: string, name = 'Rep') => ({ 'reps.csv': `id,name\n${rep},${name}\n` });
    for (const rep of ['a', 'b']) {
      const id = await sendFiles(client, log(rep), { mode: 'add' });
      await run(client, id);
      expect(await apply(client, id)).toMatchObject({ state: 'applied', rows_there: 0 });
    }
    const same = await sendFiles(client, log('a'), { mode: 'add' });
    expect(await run(client, same)).toMatchObject({ rows_there: null });
    expect(await apply(client, same)).toMatchObject({ state: 'applied', rows_there: 1 });
    const again = await sendFiles(client, log('a', 'Other'), { mode: 'add' });
    expect(await run(client, again)).toMatchObject({ kind: 'log', state: 'ready' });
    expect(await apply(client, again)).toMatchObject({ state: 'ready', problem: { code: 'duplicate_id' } });
    expect((await client('GET', '/reps')).body.rows).toHaveLength(2);
  });
});

describe('events', () => {
  test('tell each step with a growing id, end, and go on after the last that was heard', async () => {
    const client = await emptyOrganisation('events');
    const id = await sendFiles(client, { 'reps.csv': 'id,name\na,A\n' });
    expect(await client('POST', `/imports/${id}/run`)).toMatchObject({ status: 202 });
    const heard = await eventsOf(client, id);
    expect(heard.length).toBeGreaterThan(1);
    expect(heard.map(({ event }) => event)).toEqual([...heard.slice(1).map(() => 'state'), 'end']);
    const ids = heard.map((event) => event.id);
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    expect(heard.at(-1)!.data).toMatchObject({ state: 'ready', step: null });
    expect((await eventsOf(client, id, ids.at(-2))).map((event) => event.id)).toEqual([ids.at(-1)]);
  });

  test('are of one’s own organisation', async () => {
    const [mine, other] = [await emptyOrganisation('mine'), await emptyOrganisation('other')];
    const id = await sendFiles(mine, { 'reps.csv': 'id,name\na,A\n' });
    for (const path of ['', '/events', '/report', '/files/map.yaml']) {
      expect(await other('GET', `/imports/${id}${path}`)).toMatchObject({ status: 404, body: { code: 'no_such_row' } });
    }
    expect(await other('PUT', `/imports/${id}/files/x.csv`, 'a', octets)).toMatchObject({ status: 404 });
    expect(await other('POST', `/imports/${id}/discard`)).toMatchObject({ status: 404 });
    expect((await other('GET', '/imports')).body.rows).toEqual([]);
  });
});

describe('files that mean harm', () => {
  let client: Client;
  let id: string;
  beforeAll(async () => {
    client = await emptyOrganisation('harm');
    id = await sendFiles(client, {});
  });
  const send = (name: string, content: string | Uint8Array) =>
    client('PUT', `/imports/${id}/files/${name}`, content, octets);

  test('a zip that becomes a thousand times as much is refused', async () => {
    const bomb = zipOf({ 'deals.csv': Buffer.alloc(200_000_000) });
    expect(bomb.length).toBeLessThan(400_000);
    expect(await send('bomb.zip', bomb)).toMatchObject({ status: 422, body: { code: 'unsafe_zip' } });
  });

  test('and so is one that hides how much it becomes', async () => {
    const lying = zipOf({ 'deals.csv': Buffer.alloc(50_000_000) }, { claimed: 1000 });
    expect(await send('lying.zip', lying)).toMatchObject({ status: 200 });
    expect(await run(client, id)).toMatchObject({ state: 'failed', problem: { code: 'bad_zip' } });
    expect(await client('DELETE', `/imports/${id}/files/lying.zip`)).toMatchObject({ status: 204 });
  });

  test('a zip of very many files, an Excel workbook of zeros, a zip that is none', async () => {
    // Made at once: while they are, this process hears nothing of its connections.
    const many = zipOf(Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`${i}.csv`, ''])));
    const zeros = xlsxOf({ One: '<row r="1"><c r="A1"><v>1</v></c></row>'.repeat(3_500_000) });
    await wait(100);
    expect(await send('many.zip', many)).toMatchObject({ status: 422, body: { code: 'unsafe_zip' } });
    expect(await send('zeros.xlsx', zeros)).toMatchObject({ status: 422, body: { code: 'unsafe_zip' } });
    expect(await send('none.zip', 'PK')).toMatchObject({ status: 422, body: { code: 'bad_zip' } });
  });

  test('a CSV with a line without end', async () => {
    const line = `id,name\n1,"${'x'.repeat(17_000_000)}"\n`;
    expect(await send('long.csv', line)).toMatchObject({ status: 422, body: { code: 'record_too_long' } });
  });

  test('names that lead elsewhere', async () => {
    for (const name of ['..%2Fx.csv', '.hidden', 'a%00b', 'a%5Cb', '%2e%2e', 'x'.repeat(300)]) {
      const { status, body } = await send(name, 'a');
      expect([name, status, body['code']]).toEqual([name, expect.toBeOneOf([400, 404, 405, 422]), expect.any(String)]);
    }
  });

  test('more bytes than there may be are refused before they come, and of what breaks off nothing stays', async () => {
    const headers = { ...(await serviceHeaders(server, 'harm', 'administrator')), ...octets };
    const path = `/api/v1/imports/${id}/files/big.csv`;
    const status = await new Promise<number | undefined>((done, fail) => {
      const sent = httpRequest(`${server.url}${path}`, {
        method: 'PUT',
        headers: { ...headers, 'Content-Length': '2000000000' },
      });
      sent.on('response', (answer) => {
        done(answer.statusCode);
        sent.destroy();
      });
      sent.on('error', fail);
      sent.write('id,name\n');
    });
    expect(status).toBe(413);
    await new Promise<void>((done) => {
      const sent = httpRequest(`${server.url}${path}`, {
        method: 'PUT',
        headers: { ...headers, 'Content-Length': '1000000' },
      });
      sent.on('error', () => undefined);
      sent.write('id,name\n', () => setTimeout(() => done(void sent.destroy()), 300));
    });
    await expect.poll(spool, { timeout: 5000 }).toEqual([]);
    expect((await client('GET', `/imports/${id}`)).body['files']).toEqual([]);
    expect(server.lines.filter((line) => line.includes('"failure"'))).toEqual([]);
  });

  test('an import without files cannot be read', async () => {
    expect(await client('POST', `/imports/${id}/run`)).toMatchObject({ status: 422, body: { code: 'no_files' } });
  });
});

test('a request with a key begins one import, and a discarded one stops', async () => {
  const client = await emptyOrganisation('keys');
  const key = { 'Idempotency-Key': 'one' };
  const [first, second] = [await client('POST', '/imports', {}, key), await client('POST', '/imports', {}, key)];
  expect(second.body['id']).toBe(first.body['id']);
  const id = String(first.body['id']);
  await client('PUT', `/imports/${id}/files/reps.csv`, 'id,name\na,A\n', octets);
  await client('POST', `/imports/${id}/run`);
  await wait(100);
  expect(await client('POST', `/imports/${id}/discard`)).toMatchObject({ status: 200 });
  await wait(6000);
  expect((await client('GET', `/imports/${id}`)).body).toMatchObject({ state: 'discarded', files: [] });
  expect(await spool()).toEqual([]);
});
