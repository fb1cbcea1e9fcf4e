import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noTables, type Tables, writeTables } from '../../../test/support/tables.ts';
import { Database } from '../../duckdb/database.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import { readLog } from '../../log/read.ts';
import { type TableName, tableNames } from '../../log/schema.ts';
import { tableOf } from '../tx.ts';
import { systemOf } from '../actor.ts';
import { readChanges, watermarkNow } from '../changes/read-changes.ts';
import {
  createOrganisation,
  haveAlone,
  listOrganisations,
  readOrganisation,
  removeOrganisation,
} from '../organisation.ts';
import { listRows } from '../rows/list.ts';
import { insertRows } from '../rows/write.ts';
import { openRecord } from '../record.ts';
import { ordinaryOwner } from '../test-support/ordinary-owner.ts';
import { openTestRecord, type TestRecord } from '../test-support/open.ts';
import { makeTeam, memberOf, repOf } from '../test-support/team.ts';
import { exportLog } from './export-log.ts';
import { importLog, type ImportOptions } from './import-log.ts';

let open: TestRecord;
let folders = 0;
beforeAll(async () => {
  open = await openTestRecord();
});
afterAll(() => open.close());

const nasty = [
  'comma, "quote"',
  'line\nend',
  'line\r\nend %0A %25 100%',
  "'=1+1",
  '=1+1',
  '\\N \\.',
  '\\.',
  'NULL',
  '  spaces  ',
  '\t',
  '\u{1f91d} ñandú',
  'x'.repeat(3_000_000),
];

const log: Tables = {
  ...noTables,
  teams: [
    { id: 'below', name: 'Below', parent_id: 'above' },
    { id: 'above', name: 'Above', parent_id: null },
  ],
  reps: [{ id: 'r', name: 'R', team_id: 'below', hourly_cost: '31.415926535897932384', active_from: '2020-02-29' }],
  accounts: nasty.map((name, i) => ({ id: i === 1 ? 'a\n1' : `a${i}`, name, created_at: null })),
  contacts: [{ id: 'c', account_id: 'a\n1', name: 'C', influence: '0', created_at: '0001-01-01T00:00:00Z' }],
  stages: [{ id: 's', name: 'S', position: '-3', kind: 'open', probability: '0.125' }],
  deals: [
    {
      id: 'd',
      rep_id: 'r',
      account_id: 'a0',
      created_at: '2026-03-01T10:00:00.000001Z',
      amount: '99999999999999999999',
      requested_amount: null,
    },
    {
      id: 'e',
      rep_id: 'r',
      account_id: 'a0',
      created_at: '9999-12-31T23:59:59.999999Z',
      amount: '0.000000000000000001',
      requested_amount: '12.50',
    },
  ],
  activities: ['b', 'a', 'c'].map((id) => ({
    id,
    rep_id: 'r',
    occurred_at: '2026-03-01T10:00:00Z',
    channel: 'call',
    duration_s: '12.5',
  })),
  fx_rates: [{ currency: 'USD', valid_from: '2026-01-01', rate: '0.9' }],
};

async function importTables(
  org: string,
  tables: Partial<Tables>,
  mode: ImportOptions['mode'],
  actor = systemOf(org),
  record = open.record,
  onThere: (count: number) => void = () => undefined,
): Promise<number> {
  const dir = join(open.cluster.folder, `log-${++folders}`);
  await writeTables(dir, tables, { timezone: 'America/Santiago', currency: 'CLP', name: 'Valparaíso' });
  const db = await Database.open(':memory:');
  try {
    const reading = await readLog(db, dir, { knownKpis: new Set() });
    expect(await db.rows(raw('SELECT * FROM log.rejects'))).toEqual([]);
    return await importLog(record, actor, db, reading.workspace, {
      mode,
      last: async (_, there) => onThere(there),
    });
  } finally {
    db.close();
  }
}

/** Everything of schema `log` as text, without `seq`, in its order. */
async function contentOf(dir: string): Promise<Record<string, unknown>> {
  const db = await Database.open(':memory:');
  try {
    const { workspace } = await readLog(db, dir, { knownKpis: new Set() });
    const content: Record<string, unknown> = { workspace };
    for (const table of Object.keys(noTables))
      content[table] = await db.rows(
        sql`SELECT (COLUMNS(* EXCLUDE (seq)))::VARCHAR FROM ${raw(`log.${table}`)} ORDER BY seq`,
      );
    return content;
  } finally {
    db.close();
  }
}

test.each(['csv', 'parquet'] as const)(
  'text, numbers, instants and order survive the record and %s',
  async (format) => {
    const org = `trip-${format}`;
    await createOrganisation(open.record, { id: org, name: 'Trip' });
    const rows = await importTables(org, log, 'replace');
    const [before, after] = [join(open.cluster.folder, `log-${folders}`), join(open.cluster.folder, `out-${format}`)];
    expect((await exportLog(open.record, org, after, format)).rows).toBe(rows);
    expect(await contentOf(after)).toEqual(await contentOf(before));
    expect(JSON.parse(await readFile(join(after, 'workspace.json'), 'utf8'))).toMatchObject({
      name: 'Valparaíso',
      currency: 'CLP',
    });
  },
);

test('an import takes the place of all rows and settings, or comes beside them; others keep theirs', async () => {
  const { record } = open;
  await makeTeam(record, 'mix');
  await makeTeam(record, 'neighbour');
  const before = await watermarkNow(record, 'mix');
  const neighbours = await watermarkNow(record, 'neighbour');
  await importTables('mix', { accounts: [{ id: 'z', name: 'Z' }] }, 'add');
  const ids = async (org: string) =>
    (await record.system(org, (tx) => listRows(tx, 'accounts'))).rows.map((row) => String(row['id']));
  expect((await ids('mix')).toSorted()).toEqual(['ann', 'bob', 'cid', 'nobody', 'z']);
  expect((await record.system('mix', readOrganisation))?.workspace.currency).toBe('EUR');
  await expect(
    importTables('mix', { teams: [{ id: 'fresh', name: 'F' }], accounts: [{ id: 'z', name: 'Other' }] }, 'add'),
  ).rejects.toMatchObject({
    code: 'duplicate_id',
    message: expect.stringContaining('accounts.id “z”') as string,
  });
  expect((await record.system('mix', (tx) => listRows(tx, 'teams'))).rows).toHaveLength(2);
  await importTables('mix', { accounts: [{ id: 'y', name: 'Y' }] }, 'replace');
  expect(await ids('mix')).toEqual(['y']);
  expect((await record.system('mix', readOrganisation))?.workspace.currency).toBe('CLP');
  expect(await ids('neighbour')).toHaveLength(4);
  expect(await readChanges(record, 'mix', before)).toBeNull();
  expect((await readChanges(record, 'neighbour', neighbours))?.tables.size).toBe(0);
});

test('beside what there is comes what is not there yet, in its order, and what is there stays as it is', async () => {
  const { record } = open;
  await createOrganisation(record, { id: 'twice', name: 'Twice' });
  const first: Partial<Tables> = {
    ...log,
    shares: [{ id: 's', rep_id: 'r', shared_at: '2026-03-01T10:00:00Z', asset_type: 'case', asset: null }],
    participants: [
      { activity_id: 'a', contact_id: 'c' },
      { activity_id: 'b', contact_id: 'c' },
    ],
    fx_rates: [{ currency: 'USD', valid_from: '2026-01-01', rate: '0.9' }],
  };
  const there: number[] = [];
  const add = (tables: Partial<Tables>): Promise<number> =>
    importTables('twice', tables, 'add', systemOf('twice'), record, (count) => there.push(count));
  const read = (table: TableName): Promise<readonly object[]> =>
    record.system('twice', (tx) =>
      tx.rows<object>(sql`SELECT * FROM ${tableOf(table)} WHERE org = 'twice' ORDER BY seq`),
    );
  const all = async (): Promise<unknown> => Promise.all(tableNames.map(read));
  const rows = await add(first);
  const before = await all();
  expect(await add(first)).toBe(rows);
  expect(await all()).toEqual(before);
  await add({
    ...first,
    stages: [{ id: 's', name: 'S', position: '9', kind: 'open', probability: null }],
    accounts: [{ id: 'new', name: 'N' }, ...first.accounts!, { id: 'newer', name: 'N' }],
    participants: [
      { activity_id: 'c', contact_id: 'c' },
      { activity_id: 'a', contact_id: 'c' },
      { activity_id: 'b', contact_id: 'c' },
      { activity_id: 'd', contact_id: 'c' },
    ],
    activities: [{ ...first.activities![0]!, id: 'd' }, ...first.activities!],
  });
  expect(there).toEqual([0, rows, rows]);
  expect(await read('stages')).toMatchObject([{ id: 's', position: -3, probability: '0.125' }]);
  expect((await read('accounts')).slice(-2)).toMatchObject([{ id: 'new' }, { id: 'newer' }]);
  expect(await read('participants')).toMatchObject(['a', 'b', 'c', 'd'].map((id) => ({ activity_id: id })));
  const now = await all();
  for (const [table, other] of [
    ['stages', { id: 's', name: 'S', position: '-3', kind: 'won', probability: '0.125' }],
    ['teams', { id: 'above', name: 'Apart' }],
    ['activities', { ...first.activities![0]!, id: 'b', channel: 'email' }],
  ] as const) {
    await expect(
      add({ ...first, [table]: [other, ...first[table]!.filter(({ id }) => id !== other.id)] }),
    ).rejects.toMatchObject({
      code: 'duplicate_id',
      message: expect.stringContaining(`${table}.id “${other.id}”`) as string,
    });
  }
  expect(await all()).toEqual(now);
});

test('what was typed with other line ends is there already when its log comes back', async () => {
  const { record } = open;
  await makeTeam(record, 'ends');
  await record.system('ends', async (tx) => {
    await insertRows(tx, 'contacts', [{ id: 'c', account_id: 'ann', name: 'C' }]);
    await insertRows(tx, 'activities', [
      { id: 'x', rep_id: 'ann', occurred_at: '2026-03-01T10:00:00Z', channel: 'call', subject: 'one\r\ntwo\rthree' },
    ]);
    await insertRows(tx, 'ratings', [
      { contact_id: 'c', rep_id: 'ann', rated_at: '2026-03-01T10:00:00Z', strength: 1, note: 'one\r\ntwo' },
    ]);
  });
  const dir = join(open.cluster.folder, `log-${++folders}`);
  await exportLog(record, 'ends', dir, 'csv');
  const db = await Database.open(':memory:');
  let rows = -1;
  try {
    const { workspace } = await readLog(db, dir, { knownKpis: new Set() });
    const all = await importLog(record, systemOf('ends'), db, workspace, {
      mode: 'add',
      last: async (_, there) => void (rows = there),
    });
    expect(rows).toBe(all);
  } finally {
    db.close();
  }
});

test('what refers to a row keeps to it when the new log has it, and forbids that it goes when it must not', async () => {
  const { record } = open;
  await makeTeam(record, 'kept');
  await record.pool.query(`INSERT INTO auth."user" (id, name, email, "emailVerified") VALUES ('u', 'Ann', 'ann@example.com', true);
    INSERT INTO tacto.member (org, user_id, role, rep_id) VALUES ('kept', 'u', 'rep', 'ann')`);
  await record.system('kept', (tx) =>
    tx.run(sql`INSERT INTO tacto.follow_up (org, id, rep_id, account_id, due_at, reason, created_by) VALUES
      ('kept', 'stays', 'ann', 'ann', now(), 'Call', 'u'), ('kept', 'lost', 'ann', 'bob', now(), 'Call', 'u'), ('kept', 'gone', 'cid', null, now(), 'Call', 'u')`),
  );
  const next: Partial<Tables> = {
    reps: ['bob', 'ann'].map((id) => ({ id, name: `New ${id}` })),
    accounts: [{ id: 'ann', name: 'Account' }],
  };
  await importTables('kept', next, 'replace');
  const reps = (await record.system('kept', (tx) => listRows(tx, 'reps'))).rows;
  expect(reps.map((row) => row['name'])).toEqual(['New bob', 'New ann']);
  const followUps = await record.system('kept', (tx) =>
    tx.rows(sql`SELECT id, account_id FROM tacto.follow_up ORDER BY id`),
  );
  expect(followUps).toEqual([
    { id: 'lost', account_id: null },
    { id: 'stays', account_id: 'ann' },
  ]);
  await expect(importTables('kept', { reps: [{ id: 'zed', name: 'Zed' }] }, 'replace')).rejects.toMatchObject({
    code: 'still_used',
    message: expect.stringContaining('This row of reps is still named by rows of member.') as string,
  });
  await removeOrganisation(record, 'kept');
  expect(await listOrganisations(record)).not.toContainEqual(expect.objectContaining({ id: 'kept' }));
  const { rows: left } = await record.pool.query(
    `SELECT 1 FROM tacto.reps WHERE org = 'kept' UNION ALL SELECT 1 FROM tacto.member WHERE org = 'kept'`,
  );
  expect(left).toEqual([]);
});

test('where PostgreSQL looks up every reference by itself the same comes in, and again in another order', async () => {
  const record = await openRecord({ connection: await ordinaryOwner(open.cluster.connection, 'plain') });
  try {
    await createOrganisation(record, { id: 'plain', name: 'Plain' });
    const small = { ...log, deals: [], accounts: log.accounts.slice(0, 3) };
    await importTables('plain', small, 'replace', systemOf('plain'), record);
    await importTables(
      'plain',
      { ...small, accounts: small.accounts.toReversed() },
      'replace',
      systemOf('plain'),
      record,
    );
    const ids = await record.system('plain', (tx) =>
      tx.rows<{ id: string }>(sql`SELECT id FROM tacto.accounts ORDER BY seq`),
    );
    expect(ids.map(({ id }) => id)).toEqual(['a2', 'a\n1', 'a0']);
    await expect(
      importTables('plain', { accounts: [{ id: 'a0', name: 'A' }] }, 'add', systemOf('plain'), record),
    ).rejects.toMatchObject({ code: 'duplicate_id' });
  } finally {
    await record.close();
  }
});

test('only an administrator imports, and only into an organisation that exists', async () => {
  await makeTeam(open.record, 'shut');
  for (const actor of [repOf('shut', 'ann'), memberOf('shut', 'viewer')])
    await expect(importTables('shut', log, 'add', actor)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(importTables('none', log, 'replace')).rejects.toMatchObject({ code: 'no_such_organisation' });
  await importTables('shut', log, 'add', memberOf('shut', 'administrator'));
});

test('who writes while an import is under way waits for it, and after a while is told so', async () => {
  const { record } = open;
  await makeTeam(record, 'busy');
  const row = { rep_id: 'ann', occurred_at: '2026-03-01T10:00:00Z', channel: 'call' };
  const writeWhile = async (milliseconds: number): Promise<unknown> => {
    let write: Promise<unknown> = Promise.resolve();
    await record.system('busy', async (tx) => {
      await haveAlone(tx);
      write = record.system('busy', (other) => insertRows(other, 'activities', [row])).catch((error: unknown) => error);
      await sleep(milliseconds);
      await insertRows(tx, 'accounts', [{ name: 'Not in its own way' }]);
    });
    return write;
  };
  expect(await writeWhile(300)).toMatchObject([{ rep_id: 'ann' }]);
  expect(await writeWhile(4500)).toMatchObject({ code: 'import_under_way' });
});

test('an import waits for who is writing', async () => {
  const { record } = open;
  await makeTeam(record, 'late');
  let done: Promise<unknown> = Promise.resolve();
  await record.system('late', async (tx) => {
    await insertRows(tx, 'activities', [{ rep_id: 'ann', occurred_at: '2026-03-01T10:00:00Z', channel: 'call' }]);
    done = importTables('late', { reps: [{ id: 'zed', name: 'Zed' }] }, 'replace');
    await sleep(500);
  });
  await done;
  expect((await record.system('late', (tx) => listRows(tx, 'activities'))).rows).toEqual([]);
});
