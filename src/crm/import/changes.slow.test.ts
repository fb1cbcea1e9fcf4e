import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultWorkspace } from '../../domain/workspace.ts';
import { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import { keepRows } from '../../log/keep.ts';
import { readLog } from '../../log/read.ts';
import { replaceLog } from '../../log/replace.ts';
import { tableNames } from '../../log/schema.ts';
import type { TableChange } from '../report/model.ts';
import { beforeSchema, carryOver, readBefore } from './before.ts';
import { compareLogs } from './changes.ts';

const knownKpis = new Set(['dials']);
let root: string;
let db: Database;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tacto-changes-'));
  db = await Database.open(join(root, 'work.duckdb'));
});
afterEach(async () => {
  db.close();
  await rm(root, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

async function writeFiles(folder: string, files: Files): Promise<string> {
  const dir = join(root, folder);
  await mkdir(dir);
  for (const [table, text] of Object.entries(files)) {
    const lines = text.trim().split('\n');
    await writeFile(join(dir, `${table}.csv`), `${lines.map((line) => line.trim()).join('\n')}\n`);
  }
  await writeFile(join(dir, 'workspace.json'), '{}');
  return dir;
}

async function compare(old: Files, young: Files): Promise<Readonly<Record<string, readonly number[]>>> {
  expect(await readBefore(db, await writeFiles('old', old), { workDir: root, knownKpis })).not.toBeNull();
  await readLog(db, await writeFiles('young', young), { knownKpis });
  return counts(await compareLogs(db, { before: beforeSchema, after: 'log' }));
}

/** By table: before, added, changed, gone. */
function counts(changes: readonly TableChange[]): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    changes.map(({ table, before, added, changed, gone }) => [table, [before, added, changed, gone]]),
  );
}

const reps = 'id,name\nr,Rep\ns,Sales';
const accounts = 'id,name\na,Acme\nb,Beta';

describe('what changed', () => {
  test('rows with an id are told apart by it, wherever they stand', async () => {
    const found = await compare(
      { accounts: 'id,name,segment\na,Acme,\nb,Beta,big\nc,Gamma,\nd,Delta,' },
      { accounts: 'id,name,segment\ne,New,\nd,Delta,\na,Acme,\nb,Beta,\n' },
    );
    expect(found).toEqual({ accounts: [4, 1, 1, 1] });
  });

  test('numbers and instants are compared by their value, whatever is written', async () => {
    const deals = (amount: string, at: string): Files => ({
      reps,
      deals: `id,rep_id,created_at,amount\nd1,r,${at},${amount}\nd2,r,2026-01-02T00:00:00Z,0.000000000000000001`,
    });
    const found = await compare(deals('10.50', '2026-01-01T10:00:00+01:00'), {
      ...deals('10.5', '2026-01-01T09:00:00Z'),
      costs: 'id,incurred_on,amount\nc,2026-01-01,1',
    });
    expect(found).toEqual({ reps: [2, 0, 0, 0], deals: [2, 0, 0, 0], costs: [0, 1, 0, 0] });
  });

  test('a small difference in any column is a change', async () => {
    const found = await compare(
      { reps, deals: 'id,rep_id,created_at,amount\nd1,r,2026-01-01T00:00:00Z,1\nd2,r,2026-01-01T00:00:00Z,' },
      {
        reps,
        deals:
          'id,rep_id,created_at,amount\nd1,r,2026-01-01T00:00:00Z,1.000000000000000001\nd2,r,2026-01-01T00:00:00.000001Z,',
      },
    );
    expect(found['deals']).toEqual([2, 0, 2, 0]);
  });

  test('text that CSV writes in another way is the same', async () => {
    const found = await compare({ accounts: "id,name\na,'=Acme\n'@b,Beta" }, { accounts: 'id,name\na,=Acme\n@b,Beta' });
    expect(found).toEqual({ accounts: [2, 0, 0, 0] });
  });

  test('rows without an id are told apart by what they must have, and equal ones are counted', async () => {
    const header = 'account_id,rep_id,valid_from,valid_to';
    const row = (account: string, day: number, to = ''): string => `${account},r,2026-01-0${day}T00:00:00Z,${to}`;
    const end = '2026-02-01T00:00:00Z';
    const found = await compare(
      {
        reps,
        accounts,
        // Twice the same; one that gets an end; one of two that goes.
        assignments: [header, row('a', 1), row('a', 1), row('a', 2), row('b', 3), row('b', 3, end)].join('\n'),
        participants: 'activity_id,contact_id',
      },
      {
        reps,
        accounts,
        assignments: [header, row('b', 3), row('a', 2, end), row('a', 1), row('a', 1), row('a', 1), row('b', 9)].join(
          '\n',
        ),
      },
    );
    expect(found['assignments']).toEqual([5, 2, 1, 1]);
  });

  test('a table that only one side has is all added or all gone', async () => {
    const found = await compare(
      { reps, goals: 'kpi,target,starts_on,grain\ndials,5,2026-01-01,month\ndials,5,2026-01-01,month' },
      { accounts },
    );
    expect(found).toEqual({ reps: [2, 0, 0, 2], accounts: [0, 2, 0, 0], goals: [2, 0, 0, 2] });
  });

  test('tables that were carried over are marked', async () => {
    await readBefore(db, await writeFiles('old', { reps }), { workDir: root, knownKpis });
    await readLog(db, await writeFiles('young', { reps }), { knownKpis });
    const changes = await compareLogs(db, { before: beforeSchema, after: 'log' }, ['reps']);
    expect(changes).toEqual([{ table: 'reps', before: 2, added: 0, changed: 0, gone: 0, carried: true }]);
  });
});

describe('the log before', () => {
  test('is none of a folder that is absent, empty or holds something else', async () => {
    const options = { workDir: root, knownKpis };
    expect(await readBefore(db, join(root, 'absent'), options)).toBeNull();
    await mkdir(join(root, 'empty'));
    expect(await readBefore(db, join(root, 'empty'), options)).toBeNull();
    await writeFile(join(root, 'empty', 'kpis.yaml'), '');
    expect(await readBefore(db, join(root, 'empty'), options)).toBeNull();
  });

  test('that cannot be read leaves the database as it was', async () => {
    const dir = await writeFiles('old', { accounts: 'id\na' });
    const reading = readBefore(db, dir, { workDir: root, knownKpis });
    await expect(reading).rejects.toMatchObject({ code: 'missing_column' });
    expect(await db.row(raw('SELECT current_database() AS name'))).toEqual({ name: 'work' });
  });

  test('has its settings and what was refused', async () => {
    const dir = await writeFiles('old', { accounts: 'id,name\na,Acme\nb,' });
    await writeFile(join(dir, 'workspace.json'), '{"name":"Acme","timezone":"America/Santiago"}');
    const reading = await readBefore(db, dir, { workDir: root, knownKpis });
    expect(reading).toMatchObject({ workspace: { name: 'Acme' }, tables: { accounts: { kept: 1, rejected: 1 } } });
    expect(await db.rows(raw('SELECT id FROM before.accounts'))).toEqual([{ id: 'a' }]);
  });
});

describe('rows carried over', () => {
  const all: Files = {
    teams: 'id,name,parent_id\nt2,South,t1\nt1,All,',
    reps: 'id,name,team_id,active_from,hourly_cost\nr,Rep,t2,2020-02-29,12.345678901234567891',
    accounts: `id,name,created_at\na,"Acme ""x""\n'=1",2026-03-29T02:30:00.000001+01:00`,
    assignments: 'account_id,rep_id,valid_from,valid_to\na,r,1999-12-31T23:59:59.999999Z,',
    contacts: 'id,account_id,name,influence\nc,a,Ana,3',
    ratings: 'contact_id,rep_id,rated_at,strength,note\nc,r,2026-01-01T00:00:00Z,-3,  spaced ',
    leads: 'id,rep_id,created_at\nl,r,0001-01-01T00:00:00Z',
    stages: 'id,name,position,kind,probability\nw,Won,1,won,0.1',
    deals:
      'id,rep_id,created_at,amount\nd,r,2026-10-25T02:30:00,12345678901234567890.123456789012345678\ne,r,2026-10-25T02:30:00,1',
    stage_changes: 'deal_id,stage_id,entered_at\nd,w,2026-01-01T00:00:00Z',
    decision_team: 'deal_id,contact_id,role,joined_at\nd,c,,\nd,c,,',
    activities:
      'id,rep_id,occurred_at,channel,duration_s\nx,r,2026-01-01T00:00:00Z,call,0.1\ny,r,2026-01-01T00:00:00Z,call,12345678901234567000',
    participants: 'activity_id,contact_id\nx,c',
    proposals: 'id,deal_id,rep_id,sent_at\np,d,r,2026-01-01T00:00:00Z',
    shares: 'id,rep_id,shared_at,asset_type\ns,r,2026-01-01T00:00:00Z,deck',
    costs: 'id,incurred_on,amount,rep_id\nk,2026-01-01,0.000000000000000001,r',
    goals: 'kpi,target,starts_on,grain\ndials,-1.5,2026-01-01,month',
    fx_rates: 'currency,valid_from,rate\nUSD,1970-01-01,0.9',
  };

  test('are the old ones to the last digit, in any format, and in their order', async () => {
    const dir = await writeFiles('old', all);
    await writeFile(join(dir, 'workspace.json'), '{"timezone":"America/Santiago"}');
    for (const format of ['parquet', 'csv'] as const) {
      const turn = await Database.open(':memory:');
      const workDir = join(root, format);
      await mkdir(workDir);
      const before = await readBefore(turn, dir, { workDir, knownKpis });
      const sources = await carryOver(turn, tableNames);
      expect([...sources.keys()]).toEqual([...tableNames]);
      const workspace = { ...defaultWorkspace, timezone: 'Asia/Kolkata' };
      const reading = await keepRows(turn, sources, workspace, knownKpis);
      for (const table of tableNames) {
        const { kept, rejected, first, last } = before!.tables[table];
        expect(reading.tables[table]).toMatchObject({ kept, rejected: 0, first, last });
        expect(rejected).toBe(0);
        const rows = (schema: string) =>
          turn.rows(raw(`SELECT COLUMNS(*)::VARCHAR FROM ${schema}.${table} ORDER BY seq`));
        expect(await rows('log')).toEqual(await rows('before'));
      }
      const changes = await compareLogs(turn, { before: beforeSchema, after: 'log' }, tableNames);
      expect(changes).toHaveLength(tableNames.length);
      for (const change of changes) expect(change).toMatchObject({ added: 0, changed: 0, gone: 0, carried: true });
      await replaceLog(turn, dir, { format, workspace });
      turn.close();
    }
    await readBefore(db, dir, { workDir: root, knownKpis });
    const amount = raw("SELECT amount::VARCHAR AS amount FROM before.deals WHERE id = 'd'");
    expect(await db.row(amount)).toEqual({ amount: '12345678901234567890.123456789012345678' });
  });

  test('lose those whose parents are gone, and empty tables are none', async () => {
    const ratings = 'contact_id,rep_id,rated_at,strength\nc,r,2026-01-01T00:00:00Z,1\nc,s,2026-01-01T00:00:00Z,2';
    const old = { reps, accounts, contacts: 'id,account_id,name\nc,a,Ana', ratings };
    await readBefore(db, await writeFiles('old', old), { workDir: root, knownKpis });
    const sources = await carryOver(db, ['accounts', 'contacts', 'ratings', 'costs']);
    expect([...sources.keys()]).toEqual(['accounts', 'contacts', 'ratings']);
    await db.run(raw("CREATE TABLE new_reps AS SELECT 1 AS seq, 1 AS line, 'r' AS id, 'Rep' AS name"));
    const columns = ['id', 'name'].map((column) => ({ name: column, type: 'VARCHAR' }));
    await keepRows(
      db,
      new Map([...sources, ['reps', { table: 'new_reps', columns, file: 'reps', read: 1 }]]),
      defaultWorkspace,
      knownKpis,
    );
    const changes = counts(await compareLogs(db, { before: beforeSchema, after: 'log' }));
    expect(changes).toMatchObject({ reps: [2, 0, 0, 1], ratings: [2, 0, 0, 1], contacts: [1, 0, 0, 0] });
  });
});
