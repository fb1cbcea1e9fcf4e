import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/duckdb/sql.ts';
import { applyRetention, changeRetention } from '../../src/record/privacy/retention.ts';
import { insertRows } from '../../src/record/rows/write.ts';
import { addFollowUp } from '../../src/record/follow-ups/follow-ups.ts';
import { demoOrganisation as org, openDemo } from '../../src/server/start/demo.ts';
import { askAll, expectSame } from '../support/ask.ts';
import {
  type Answer,
  type Client,
  clientOf,
  memberOf,
  openTestServer,
  signIn,
  type TestServer,
} from '../support/server.ts';

const password = 'correct horse battery';
const period = { from: '2024-01-01', to: '2028-01-01' };
let server: TestServer;
let admin: Client;
let rep: Client;
let manager: Client;

/** Somebody whose data are everywhere. */
const maria = {
  id: 'maria.quiroga@cliente.example',
  name: 'María Quiroga Salvatierra',
  email: 'm.quiroga@cliente.example',
  phone: '+34 600 123 987',
  title: 'Directora de compras de Quirogas',
};
const her = /quiroga|600 123 987/i;

beforeAll(async () => {
  server = await openTestServer();
  const { services, data } = server;
  const people = (await openDemo(services, data))!;
  const client = async (role: string): Promise<Client> => {
    const { email, password: own } = people.find((person) => person.role === role)!;
    return (await signIn(server, email, own)).client;
  };
  admin = await client('administrator');
  manager = await client('manager');
  rep = await client('rep');
  const now = new Date(Date.now() - 3_600_000).toISOString();
  const { account_id } = await services.record.system(org, (tx) =>
    tx.row<{ account_id: string }>(sql`
      SELECT account_id FROM tacto.assignments WHERE org = ${org} AND rep_id = 'rep-04' AND valid_to IS NULL LIMIT 1`),
  );
  await services.record.system(org, async (tx) => {
    await insertRows(tx, 'contacts', [{ ...maria, account_id }]);
    await insertRows(tx, 'deals', [
      { id: 'md', account_id, rep_id: 'rep-04', created_at: now, name: `Plan de ${maria.name}` },
    ]);
    await insertRows(tx, 'leads', [{ id: 'ml', rep_id: 'rep-04', account_id, contact_id: maria.id, created_at: now }]);
    await insertRows(tx, 'decision_team', [{ deal_id: 'md', contact_id: maria.id, role: 'champion' }]);
    await insertRows(tx, 'activities', [
      {
        id: 'ma',
        rep_id: 'rep-04',
        occurred_at: now,
        channel: 'call',
        outcome: 'reached',
        account_id,
        contact_id: maria.id,
        subject: 'Le gusta el vino; la llama Quiroga',
      },
      {
        id: 'mb',
        rep_id: 'rep-05',
        occurred_at: now,
        channel: 'email',
        subject: `Escribir a ${maria.name.toUpperCase()} (${maria.email})`,
      },
    ]);
    await insertRows(tx, 'participants', [{ activity_id: 'mb', contact_id: maria.id }]);
    await insertRows(tx, 'shares', [
      { id: 'ms', rep_id: 'rep-04', shared_at: now, asset_type: 'brochure', contact_id: maria.id },
    ]);
    await addFollowUp(tx, {
      rep_id: 'rep-04',
      contact_id: maria.id,
      due_at: now,
      reason: 'Felicitar a Quiroga por su cumpleaños',
      proposal_key: `unmet_member|rep-04|md|${maria.id}`,
    });
    await addFollowUp(tx, { rep_id: 'rep-05', due_at: now, reason: `Preguntar por ${maria.name} en recepción` });
  });
  await rep(
    'POST',
    '/ratings',
    { contact_id: maria.id, rep_id: 'rep-04', rated_at: now, strength: 2, note: 'Quiroga manda mucho' },
    { 'Idempotency-Key': 'rating-of-maria' },
  );
}, 240_000);
afterAll(() => server?.close());

/** All that the database holds, as text, but for what it says of itself. */
async function everythingKept(): Promise<string> {
  const { pool } = server.services.record;
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of rows) {
    const found = await pool.query<{ text: string }>(
      `SELECT coalesce(string_agg(to_jsonb(t)::text, E'\\n'), '') AS text FROM ${name} t`,
    );
    texts.push(`${name}: ${found.rows[0]!.text}`);
  }
  return texts.join('\n');
}

const replicaFiles = async (): Promise<readonly string[]> =>
  (await readdir(join(server.data, 'replicas'), { recursive: true })).filter((name) => name.endsWith('.duckdb'));

/** Every KPI in total, by team and by what names nobody. */
async function figures(): Promise<unknown> {
  const { resolved, release } = await server.services.replicas.open(org);
  try {
    const all: Record<string, unknown> = {};
    for (const by of [[], ['team', 'month'], ['stage'], ['channel', 'attempt'], ['source']]) {
      all[by.join()] = await askAll(resolved, by, undefined, [], period);
    }
    return all;
  } finally {
    release();
  }
}

async function auditOf(client: Client, query: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { status, body } = await client('GET', `/audit${query}`);
  expect(status).toBe(200);
  return body.rows!;
}

describe('who looked', () => {
  test('is told to whom was looked at, and to administrators', async () => {
    expect(await manager('GET', '/diagnose?rep=rep-04')).toMatchObject({ status: 200 });
    expect(await manager('GET', '/diagnose?rep=rep-04')).toMatchObject({ status: 200 });
    expect(await manager('GET', '/kpi?kpis=dials&by=rep')).toMatchObject({ status: 200 });
    expect(await manager('GET', '/diagnose?rep=rep-05')).toMatchObject({ status: 200 });
    expect(await rep('GET', '/diagnose?rep=rep-04')).toMatchObject({ status: 200 });
    expect(await manager('GET', '/kpi?kpis=dials')).toMatchObject({ status: 200 });
    const mine = await auditOf(rep, '/me');
    const looks = mine.filter(({ kind }) => kind === 'saw');
    // Twice within a minute is one look, unless the minute has ended between the two; one's own is none.
    expect([1, 2]).toContain(looks.filter(({ action }) => action === 'diagnose').length);
    expect(looks).toContainEqual(
      expect.objectContaining({ action: 'kpi', role: 'manager', name: 'Dirección de ventas' }),
    );
    expect(looks.every(({ role }) => role !== 'rep')).toBe(true);
    expect(JSON.stringify(mine)).not.toContain('rep-05');
    const [other] = await auditOf(admin, '?about=rep:rep-05&kind=saw');
    expect(other).toMatchObject({ action: 'diagnose', subjects: ['rep:rep-05'] });
    expect(await rep('GET', '/audit')).toMatchObject({ status: 403 });
  });

  test('and who changed what is there as soon as it is done, and only if it is', async () => {
    const about = `?about=contact:${encodeURIComponent(maria.id)}`;
    const [rated] = await auditOf(admin, about);
    expect(rated).toMatchObject({ kind: 'changed', action: 'ratings.add', name: 'Comercial' });
    expect(rated!['fields']).toContain('note');
    expect(JSON.stringify(rated)).not.toContain('manda mucho');
    const before = await auditOf(admin, '?kind=changed');
    const refused = await rep('POST', '/ratings', {
      contact_id: 'nobody',
      rep_id: 'rep-04',
      rated_at: '2026-01-01T00:00:00Z',
      strength: 1,
    });
    expect(refused.status).toBe(422);
    expect(await auditOf(admin, '?kind=changed')).toEqual(before);
  });

  test('is read page by page', async () => {
    const all = (await admin('GET', '/audit?limit=1000')).body.rows!;
    const paged: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: Answer = await admin('GET', `/audit?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.body.rows!);
      cursor = page.body['next'] as string | null;
    } while (cursor !== null);
    expect(paged.map((entry) => (entry as { seq: number }).seq)).toEqual(
      expect.arrayContaining(all.map(({ seq }) => seq)) as unknown,
    );
    expect(await admin('GET', '/audit?cursor=bm8')).toMatchObject({ status: 400, body: { code: 'bad_cursor' } });
  });

  test('cannot be changed or removed, by the application or by who may do anything else', async () => {
    const { record } = server.services;
    for (const statement of [
      sql`UPDATE tacto.audit SET actor = 'nobody'`,
      sql`DELETE FROM tacto.audit`,
      sql`TRUNCATE tacto.audit`,
    ]) {
      await expect(record.system(org, (tx) => tx.run(statement))).rejects.toMatchObject({ code: '42501' });
    }
    await expect(record.pool.query('DELETE FROM tacto.audit')).rejects.toMatchObject({ code: '42501' });
    await expect(record.pool.query(`UPDATE tacto.audit SET subjects = '{}'`)).rejects.toMatchObject({ code: '42501' });
    const viewer = { org, user: 'v', role: 'viewer', rep: null, teams: [] } as const;
    expect(await record.as(viewer, (tx) => tx.rows(sql`SELECT * FROM tacto.audit`))).toEqual([]);
    const foreign = record.as(viewer, (tx) =>
      tx.run(
        sql`INSERT INTO tacto.audit (org, actor, role, kind, action, subjects) VALUES (${org}, 'w', 'rep', 'saw', 'x', '{}')`,
      ),
    );
    await expect(foreign).rejects.toMatchObject({ code: '42501' });
  });
});

describe('everything that is kept', () => {
  test('about a contact is in one answer', async () => {
    const { status, body, headers } = await admin('GET', `/privacy/contacts/${encodeURIComponent(maria.id)}`);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toContain('attachment');
    const record = body['record'] as Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
    expect(Object.keys(record).toSorted()).toEqual([
      'activities',
      'audit',
      'contacts',
      'decision_team',
      'follow_up',
      'leads',
      'participants',
      'ratings',
      'shares',
    ]);
    expect(record['contacts']).toEqual([expect.objectContaining(maria)]);
    expect(new Set(record['activities']!.map(({ id }) => id))).toEqual(new Set(['ma', 'mb']));
    expect(record['ratings']).toEqual([expect.objectContaining({ note: 'Quiroga manda mucho' })]);
    expect(await admin('GET', '/privacy/contacts/nobody')).toMatchObject({ status: 404 });
  });

  test('about oneself too, without secrets', async () => {
    const made = await rep('POST', '/tokens', { name: 'mine', scopes: ['record:read'] });
    const { status, body } = await rep('GET', '/privacy/me');
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    expect(body['sign_in']).toMatchObject({ user: { name: 'Comercial', email: 'rep@acme.example' } });
    expect((body['sign_in'] as { sessions: unknown[] }).sessions.length).toBeGreaterThan(0);
    const record = body['record'] as Readonly<Record<string, readonly unknown[]>>;
    for (const table of ['reps', 'activities', 'member', 'token', 'audit', 'ratings']) {
      expect(record[table]?.length, table).toBeGreaterThan(0);
    }
    expect(text).not.toContain(String(made.body['secret']));
    expect(text).not.toMatch(/secret_hash|"password"|scrypt/);
    expect(await admin('GET', '/privacy/reps/rep-04')).toMatchObject({
      status: 200,
      body: { sign_in: { user: { email: 'rep@acme.example' } } },
    });
  });
});

describe('whoever is forgotten', () => {
  test('leaves nothing but counts: a contact', async () => {
    const before = await figures();
    const files = await replicaFiles();
    expect(files.length).toBeGreaterThan(0);
    expect(await everythingKept()).toMatch(her);
    expect(await admin('POST', '/privacy/erasures', { kind: 'contact', id: maria.id, confirm: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'not_confirmed' },
    });
    const { status, body } = await admin('POST', '/privacy/erasures', {
      kind: 'contact',
      id: maria.id,
      confirm: maria.id,
    });
    expect({ status, body }).toMatchObject({ status: 201, body: { sign_in: 'none', texts: 2 } });
    for (const file of files) expect(await replicaFiles()).not.toContain(file);
    const kept = await everythingKept();
    expect(kept.split('\n').filter((line) => her.test(line))).toEqual([]);
    expect(kept).toContain(String(body['id']));
    expectSame(await figures(), before);
    expect(server.lines.join('')).not.toMatch(her);
    expect(await admin('GET', `/privacy/contacts/${encodeURIComponent(String(body['id']))}`)).toMatchObject({
      status: 200,
      body: { record: { contacts: [{ name: '(erased)', email: null, phone: null, title: null }] } },
    });
    expect(
      await admin('POST', '/privacy/erasures', { kind: 'contact', id: maria.id, confirm: maria.id }),
    ).toMatchObject({ status: 404 });
  }, 120_000);

  test('leaves nothing but counts: a rep, with their access', async () => {
    await server.services.record.system(org, (tx) =>
      tx.run(sql`
        UPDATE tacto.reps SET name = 'Zacarías Urrutikoetxea', email = 'zacarias@acme.example'
        WHERE org = ${org} AND id = 'rep-06'`),
    );
    const user = await memberOf(server, org, 'rep', 'zacarias.u@acme.example', password, 'rep-06');
    const own = (await signIn(server, 'zacarias.u@acme.example', password)).client;
    expect(await own('GET', '/me')).toMatchObject({ status: 200, body: { rep_id: 'rep-06' } });
    await own('POST', '/calendar-link', {});
    await server.services.record.pool.query(`
      INSERT INTO tacto_jobs.job (name, data, start_after)
      SELECT name, '{"payload":{"org":"demo","rep":"rep-06"}}', now() + interval '1 day' FROM tacto_jobs.queue LIMIT 1`);
    const him = /zacar|urrutikoetxea/i;
    const before = await figures();
    const { status, body } = await admin('POST', '/privacy/erasures', { kind: 'rep', id: 'rep-06', confirm: 'rep-06' });
    expect({ status, body }).toMatchObject({ status: 201, body: { sign_in: 'removed' } });
    const kept = await everythingKept();
    expect(
      kept.split('\n').filter((line) => him.test(line) || line.includes('"rep-06"') || line.includes('rep:rep-06')),
    ).toEqual([]);
    expect(kept.split('\n').filter((line) => line.includes(user) && !line.includes('"actor"'))).toEqual([]);
    expectSame(await figures(), before);
    expect(await own('GET', '/me')).toMatchObject({ status: 401 });
    const again = await clientOf(server, { Origin: server.url })('POST', '/api/auth/sign-in/email', {
      email: 'zacarias.u@acme.example',
      password,
    });
    expect(again.status).toBe(401);
  }, 120_000);

  test('the last administrator cannot be forgotten', async () => {
    const { body } = await admin('GET', '/me');
    const id = String(body['user_id']);
    expect(await admin('POST', '/privacy/erasures', { kind: 'user', id, confirm: id })).toMatchObject({
      status: 422,
      body: { code: 'last_administrator' },
    });
    expect(await admin('GET', '/me')).toMatchObject({ status: 200 });
  });
});

test('what is kept too long goes by itself, and nothing else', async () => {
  const { record } = server.services;
  const day = (months: number): string =>
    Temporal.Now.zonedDateTimeISO('UTC').subtract({ months }).toInstant().toString({ smallestUnit: 'second' });
  await record.system(org, async (tx) => {
    const [account] = await insertRows(tx, 'accounts', [{ id: 'keep', name: 'Keep' }]);
    const contact = (id: string, more: object = {}) => ({
      id,
      account_id: account!['id'],
      name: `Old ${id} Person`,
      ...more,
    });
    await insertRows(tx, 'contacts', [
      contact('k-lost'),
      contact('k-lost-lately'),
      contact('k-lost-but-alive'),
      contact('k-left', { left_at: day(30) }),
      contact('k-left-lately', { left_at: day(2) }),
    ]);
    const lead = (id: string, months: number) => ({
      rep_id: 'rep-05',
      contact_id: id,
      created_at: day(40),
      disqualified_at: day(months),
    });
    await insertRows(tx, 'leads', [lead('k-lost', 30), lead('k-lost-lately', 3), lead('k-lost-but-alive', 30)]);
    const activity = (id: string, months: number, contact_id: string) => ({
      id,
      rep_id: 'rep-05',
      occurred_at: day(months),
      channel: 'call',
      contact_id,
      subject: 'Text',
    });
    await insertRows(tx, 'activities', [
      activity('k-1', 31, 'k-lost'),
      activity('k-2', 1, 'k-lost-but-alive'),
      activity('k-3', 13, 'k-lost-lately'),
    ]);
    await tx.run(sql`
      INSERT INTO tacto.audit (org, at, actor, role, kind, action, subjects)
      VALUES (${org}, ${day(40)}, 'x', 'viewer', 'saw', 'old', '{rep:rep-05}'), (${org}, ${day(30)}, 'x', 'viewer', 'saw', 'newer', '{rep:rep-05}')`);
  });
  expect(await applyRetention(record)).toEqual([]);
  expect(await manager('PATCH', '/privacy/retention', { free_text_months: 12 })).toMatchObject({ status: 403 });
  expect(
    await admin('PATCH', '/privacy/retention', { free_text_months: 12, lost_lead_months: 24, audit_years: 3 }),
  ).toMatchObject({ status: 200, body: { left_contact_months: null } });
  await record.system(org, (tx) => changeRetention(tx, { left_contact_months: 24 }));
  const before = await figures();
  const [applied] = await applyRetention(record);
  expect(applied).toMatchObject({ org, contacts: 2, audit: 1 });
  expectSame(await figures(), before);
  const state = await record.system(org, async (tx) => ({
    contacts: await tx.rows(sql`
      SELECT id FROM tacto.contacts WHERE account_id = 'keep' AND name LIKE 'Old %' ORDER BY id`),
    texts: await tx.rows(sql`SELECT id FROM tacto.activities WHERE id LIKE 'k-%' AND subject IS NOT NULL ORDER BY id`),
    old: await tx.rows(sql`
      SELECT 1 FROM tacto.activities WHERE subject IS NOT NULL AND occurred_at < now() - interval '12 months'`),
    audit: await tx.rows(sql`SELECT action FROM tacto.audit WHERE actor = 'x'`),
  }));
  expect(state).toEqual({
    contacts: [{ id: 'k-left-lately' }, { id: 'k-lost-but-alive' }, { id: 'k-lost-lately' }],
    texts: [{ id: 'k-2' }],
    old: [],
    audit: [{ action: 'newer' }],
  });
  expect(await applyRetention(record)).toEqual([]);
}, 120_000);
