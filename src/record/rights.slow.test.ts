import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TableName, tableNames } from '../log/schema.ts';
import type { Actor } from './actor.ts';
import { appRole } from './app-role.ts';
import type { Connection } from './postgres/cluster.ts';
import { openRecord } from './record.ts';
import { insertRows } from './rows/write.ts';
import type { Values } from './rows/row.ts';
import { openCluster, type TestCluster } from './test-support/open.ts';
import { ordinaryOwner } from './test-support/ordinary-owner.ts';
import { makeTeam, managerOf, memberOf, repOf } from './test-support/team.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster.close());

type Who = 'ann' | 'bob' | 'cid';
const everyone: readonly Who[] = ['ann', 'bob', 'cid'];

const at = '2026-02-01T09:00:00Z';
/** What each rep has in the tables that `makeTeam` leaves empty. */
const rows: Readonly<Partial<Record<TableName, (who: Who) => Values>>> = {
  contacts: (who) => ({ id: `c-${who}`, account_id: who, name: who }),
  ratings: (who) => ({ contact_id: `c-${who}`, rep_id: who, rated_at: at, strength: 1 }),
  leads: (who) => ({ id: `l-${who}`, rep_id: who, account_id: who, created_at: at }),
  deals: (who) => ({ id: `d-${who}`, rep_id: who, account_id: who, created_at: at }),
  stage_changes: (who) => ({ deal_id: `d-${who}`, stage_id: 'talk', entered_at: at, rep_id: who }),
  decision_team: (who) => ({ deal_id: `d-${who}`, contact_id: `c-${who}` }),
  activities: (who) => ({ id: `x-${who}`, rep_id: who, account_id: who, occurred_at: at, channel: 'call' }),
  participants: (who) => ({ activity_id: `x-${who}`, contact_id: `c-${who}` }),
  proposals: (who) => ({ id: `p-${who}`, deal_id: `d-${who}`, rep_id: who, sent_at: at }),
  shares: (who) => ({ id: `s-${who}`, rep_id: who, shared_at: at, asset_type: 'brochure' }),
  costs: (who) => ({ id: `k-${who}`, rep_id: who, incurred_on: '2026-02-01', amount: 1 }),
  goals: (who) => ({ rep_id: who, kpi: 'dials', target: 1, starts_on: '2026-01-01', grain: 'month' }),
};

/** Whose a row is, told by the column that says so. */
const owner: Readonly<Record<TableName, string>> = {
  teams: `CASE id WHEN 'north' THEN 'ann' ELSE 'cid' END`,
  reps: 'id',
  accounts: 'id',
  assignments: 'rep_id',
  contacts: 'account_id',
  ratings: 'rep_id',
  leads: 'rep_id',
  stages: `'ann'`,
  deals: 'rep_id',
  stage_changes: 'rep_id',
  decision_team: `split_part(deal_id, '-', 2)`,
  activities: 'rep_id',
  participants: `split_part(activity_id, '-', 2)`,
  proposals: 'rep_id',
  shares: 'rep_id',
  costs: 'rep_id',
  goals: 'rep_id',
  fx_rates: `'ann'`,
};

/** A column and a value that no row has before. */
const mark: Readonly<Record<TableName, readonly [string, string]>> = {
  teams: ['name', 'marked'],
  reps: ['name', 'marked'],
  accounts: ['name', 'marked'],
  assignments: ['valid_to', '2031-01-01T00:00:00Z'],
  contacts: ['name', 'marked'],
  ratings: ['note', 'marked'],
  leads: ['source', 'marked'],
  stages: ['name', 'marked'],
  deals: ['name', 'marked'],
  stage_changes: ['entered_at', '2031-01-01T00:00:00Z'],
  decision_team: ['left_at', '2031-01-01T00:00:00Z'],
  activities: ['subject', 'marked'],
  participants: ['contact_id', 'c-marked'],
  proposals: ['sent_at', '2031-01-01T00:00:00Z'],
  shares: ['asset', 'marked'],
  costs: ['kind', 'marked'],
  goals: ['starts_on', '2031-01-01'],
  fx_rates: ['rate', '7'],
};

type Rights = { readonly reads: string; readonly adds: string; readonly changes: string; readonly removes: string };
const same = (reads: string, writes = reads): Rights => ({ reads, adds: writes, changes: writes, removes: writes });
const none = same('');
const all = 'ann bob cid';

/** Whose rows a rep (ann) may read, add, change and remove, table by table; `nobody`: the account of nobody. */
const ofRep: Readonly<Record<TableName, Rights>> = {
  teams: same('ann cid', ''),
  reps: same('ann', ''),
  accounts: { reads: 'ann', adds: '', changes: 'ann', removes: '' },
  assignments: same('ann', ''),
  contacts: same('ann'),
  ratings: same('ann'),
  leads: same('ann'),
  stages: same('ann', ''),
  deals: same('ann'),
  stage_changes: same('ann'),
  decision_team: same('ann'),
  activities: same('ann'),
  participants: same('ann'),
  proposals: same('ann'),
  shares: same('ann'),
  costs: same('ann'),
  goals: same('ann', ''),
  fx_rates: same('ann', ''),
};
/** The same of the manager of team north (ann and bob). */
const ofManager: Readonly<Record<TableName, Rights>> = {
  ...(Object.fromEntries(tableNames.map((table) => [table, same('ann bob')])) as Record<TableName, Rights>),
  teams: same('ann cid', ''),
  reps: { reads: 'ann bob', adds: '', changes: 'ann bob', removes: '' },
  accounts: { reads: 'ann bob nobody', adds: all, changes: 'ann bob nobody', removes: 'ann bob nobody' },
  stages: same('ann', ''),
  fx_rates: same('ann', ''),
};

const whole: Readonly<Record<TableName, string>> = {
  ...(Object.fromEntries(tableNames.map((table) => [table, all])) as Record<TableName, string>),
  teams: 'ann cid',
  accounts: 'ann bob cid nobody',
  stages: 'ann',
  fx_rates: 'ann',
};
const everything = Object.fromEntries(
  tableNames.map((table) => [
    table,
    {
      ...same(whole[table]),
      adds: table === 'stages' || table === 'fx_rates' ? 'ann' : table === 'teams' ? 'ann cid' : all,
    },
  ]),
) as Record<TableName, Rights>;
const onlyReads = Object.fromEntries(tableNames.map((table) => [table, same(whole[table], '')])) as Record<
  TableName,
  Rights
>;
const nothing = Object.fromEntries(tableNames.map((table) => [table, none])) as Record<TableName, Rights>;

const actors: readonly (readonly [string, Actor | null, Readonly<Record<TableName, Rights>>])[] = [
  ['a rep', repOf('acme', 'ann'), ofRep],
  ['a manager', managerOf('acme', ['north']), ofManager],
  ['a viewer', memberOf('acme', 'viewer'), onlyReads],
  ['an administrator', memberOf('acme', 'administrator'), everything],
  ['the system', memberOf('acme', 'system'), everything],
  [
    'a rep who is no rep',
    { ...repOf('acme', 'ann'), rep: null },
    { ...nothing, teams: ofRep.teams, stages: ofRep.stages, fx_rates: ofRep.fx_rates },
  ],
  ['nobody', null, nothing],
  ['a role that does not exist', { ...memberOf('acme', 'system'), role: 'owner' as Actor['role'] }, nothing],
];

type Session = {
  readonly client: Client;
  /** Runs in a transaction on behalf of somebody, in plain SQL, which is undone. */
  readonly as: <T>(actor: Actor | null, work: () => Promise<T>) => Promise<T>;
  /** Looks at a table with all rights, within that transaction. */
  readonly look: (org: string, query: string) => Promise<readonly string[]>;
};

async function openSession(connection: Connection, role: string | null): Promise<Session> {
  const client = new Client(connection);
  await client.connect();
  const set = async (actor: Actor | null): Promise<void> => {
    const settings = {
      org: actor?.org,
      role: actor?.role,
      user: actor?.user,
      rep: actor?.rep ?? '',
      teams: JSON.stringify(actor?.teams ?? []),
    };
    for (const [key, value] of Object.entries(settings))
      if (actor !== null) await client.query('SELECT set_config($1, $2, true)', [`tacto.${key}`, value]);
  };
  return {
    client,
    as: async (actor, work) => {
      await client.query('BEGIN; SET CONSTRAINTS ALL DEFERRED');
      try {
        if (role !== null) await client.query(`SET LOCAL ROLE ${role}`);
        await set(actor);
        return await work();
      } finally {
        await client.query('ROLLBACK');
      }
    },
    look: async (org, query) => {
      await set(memberOf(org, 'system'));
      return labels(client, query);
    },
  };
}

async function labels(client: Client, query: string): Promise<readonly string[]> {
  const { rows: found } = await client.query<{ who: string }>(query);
  return [...new Set(found.map(({ who }) => who))].toSorted();
}

const words = (text: string): readonly string[] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .toSorted();

describe.each<[string, () => Promise<{ connection: Connection; role: string | null }>]>([
  ['of a superuser, as the role of the application', async () => ({ connection: cluster.connection, role: appRole })],
  [
    'of an ordinary user, who owns the tables',
    async () => ({ connection: await ordinaryOwner(cluster.connection, 'plain'), role: null }),
  ],
])('in a database %s', (_, place) => {
  let session: Session;
  beforeAll(async () => {
    const { connection, role } = await place();
    const record = await openRecord({ connection });
    for (const org of ['acme', 'other']) {
      await makeTeam(record, org);
      await record.system(org, async (tx) => {
        await insertRows(tx, 'fx_rates', [{ currency: 'USD', valid_from: '2026-01-01', rate: 1 }]);
        for (const table of tableNames)
          if (rows[table] !== undefined) await insertRows(tx, table, everyone.map(rows[table]));
        await insertRows(tx, 'contacts', [{ id: 'c-marked', account_id: 'ann', name: 'Marked' }]);
      });
    }
    await record.close();
    session = await openSession(connection, role);
  });
  afterAll(() => session.client.end());

  describe.each(actors)('%s', (_name, actor, rights) => {
    test.each(tableNames)('%s', async (table) => {
      const { client, as, look } = session;
      const who = `SELECT ${owner[table]} AS who FROM tacto.${table}`;
      const [column, value] = mark[table];
      const found = await as(actor, async () => ({
        reads: await labels(client, who),
        ofOthers: await labels(client, `${who} WHERE org <> 'acme'`),
      }));
      expect(found, 'reads').toEqual({ reads: words(rights[table].reads), ofOthers: [] });
      const changed = await as(actor, async () => {
        await client.query(`UPDATE tacto.${table} SET ${column} = '${value}'`);
        const seen = `${who} WHERE ${column} = '${value}'`;
        return [await look('acme', seen), await look('other', seen)];
      });
      expect(changed, 'changes').toEqual([words(rights[table].changes), []]);
      const left = await as(actor, async () => {
        await client.query(`DELETE FROM tacto.${table}`);
        return [await look('acme', who), await look('other', who)];
      });
      const kept = words(whole[table]).filter((label) => !words(rights[table].removes).includes(label));
      expect(left, 'removes').toEqual([kept, words(whole[table])]);
      const added: string[] = [];
      for (const org of ['acme', 'other'])
        for (const label of words(whole[table]).filter((name) => name !== 'nobody'))
          if (await mayAdd(session, actor, table, org, label)) added.push(org === 'acme' ? label : `${org} ${label}`);
      expect(added, 'adds').toEqual(words(rights[table].adds));
    });
  });

  test('a rep sees the history of an account that is theirs now, and changes only its deals', async () => {
    const { client, as } = session;
    await as(memberOf('acme', 'administrator'), async () => {
      await client.query(`UPDATE tacto.assignments SET valid_to = now() WHERE org = 'acme' AND rep_id = 'cid'`);
      await client.query(
        `INSERT INTO tacto.assignments (org, account_id, rep_id, valid_from) VALUES ('acme', 'cid', 'ann', now())`,
      );
      await client.query(`SELECT set_config('tacto.role', 'rep', true), set_config('tacto.rep', 'ann', true)`);
      for (const table of [
        'accounts',
        'contacts',
        'ratings',
        'leads',
        'deals',
        'stage_changes',
        'decision_team',
        'activities',
        'participants',
        'proposals',
      ] as const)
        expect(await labels(client, `SELECT ${owner[table]} AS who FROM tacto.${table}`), table).toEqual([
          'ann',
          'cid',
        ]);
      expect((await client.query(`UPDATE tacto.deals SET name = 'mine' WHERE rep_id = 'cid'`)).rowCount).toBe(1);
      expect((await client.query(`UPDATE tacto.activities SET subject = 'mine' WHERE rep_id = 'cid'`)).rowCount).toBe(
        0,
      );
    });
  });

  test('a rep takes a new account, and no account that there is', async () => {
    const { client, as } = session;
    const take = (account: string) =>
      client.query(
        `INSERT INTO tacto.assignments (org, account_id, rep_id, valid_from) VALUES ('acme', '${account}', 'ann', now())`,
      );
    await as(repOf('acme', 'ann'), async () => {
      await take('new');
      await client.query(`INSERT INTO tacto.accounts (org, id, name) VALUES ('acme', 'new', 'New') RETURNING id`);
    });
    for (const account of ['cid', 'nobody'])
      await expect(as(repOf('acme', 'ann'), () => take(account))).rejects.toMatchObject({ code: '42501' });
  });

  test('no table is without row-level security, on its owner too', async () => {
    const { rows: open } = await session.client.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'tacto'::regnamespace AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)`,
    );
    expect(open).toEqual([{ relname: 'migration' }]);
  });
});

/** Tries to add a copy of somebody's row, under another id. */
async function mayAdd(
  { client, as }: Session,
  actor: Actor | null,
  table: TableName,
  org: string,
  label: string,
): Promise<boolean> {
  const { fields, values } = await copyOf({ client, as }, table, org, label);
  return as(actor, async () => {
    try {
      await client.query(
        `INSERT INTO tacto.${table} (${fields.join()}) VALUES (${fields.map((_, i) => `$${i + 1}`).join()})`,
        values,
      );
      return true;
    } catch (error) {
      // What is not seen is as what is not there.
      if (['42501', '23503'].includes((error as { code?: string }).code ?? '')) return false;
      throw error;
    }
  });
}

async function copyOf({ client, as }: Pick<Session, 'client' | 'as'>, table: TableName, org: string, label: string) {
  return as(memberOf(org, 'system'), async () => {
    const { rows: found } = await client.query<Record<string, unknown>>(
      `SELECT to_jsonb(t) - 'seq' AS row FROM (SELECT t.*, ${owner[table]} AS who FROM tacto.${table} t) t WHERE who = '${label}' LIMIT 1`,
    );
    const { who: _, ...row } = found[0]!['row'] as Record<string, unknown>;
    if ('id' in row) row['id'] = `new-${String(row['id'])}`;
    return { fields: Object.keys(row), values: Object.values(row) };
  });
}
