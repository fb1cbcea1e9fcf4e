import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../duckdb/sql.ts';
import type { Actor } from './actor.ts';
import { handOver, moveTeam, openAccount, repLeaves } from './handover.ts';
import { listRows } from './rows/list.ts';
import { getRow, insertRows } from './rows/write.ts';
import { openTestRecord, type TestRecord } from './test-support/open.ts';
import { makeTeam, managerOf, memberOf, repOf } from './test-support/team.ts';
import type { Tx } from './tx.ts';

let open: TestRecord;
let orgs = 0;
beforeAll(async () => {
  open = await openTestRecord();
});
afterAll(() => open.close());

async function fresh(): Promise<string> {
  const org = `team-${++orgs}`;
  await makeTeam(open.record, org);
  return org;
}

/** Who has had an account, and when: `rep from…to`. */
async function historyOf(tx: Tx, account: string): Promise<readonly string[]> {
  const rows = await tx.rows<{ rep_id: string; valid_from: string; valid_to: string | null }>(
    sql`SELECT rep_id, valid_from, valid_to FROM tacto.assignments WHERE account_id = ${account} ORDER BY valid_from, seq`,
  );
  return rows.map((row) => `${row.rep_id} ${row.valid_from.slice(0, 10)}…${(row.valid_to ?? '').slice(0, 16)}`);
}

const at = '2026-05-01T10:00:00Z';

test('an account goes to another rep from an instant on, and stays whose it was before', async () => {
  const org = await fresh();
  await open.record.as(managerOf(org, ['north']), async (tx) => {
    await handOver(tx, { accounts: ['ann'], to: 'bob', at });
    expect(await historyOf(tx, 'ann')).toEqual(['ann 2026-01-01…2026-05-01T10:00', 'bob 2026-05-01…']);
    await handOver(tx, { accounts: ['ann'], to: 'bob', at });
    expect(await historyOf(tx, 'ann')).toEqual(['ann 2026-01-01…2026-05-01T10:00', 'bob 2026-05-01…']);
    await handOver(tx, { accounts: ['ann'], to: 'ann', at });
    expect(await historyOf(tx, 'ann')).toEqual(['ann 2026-01-01…']);
    await handOver(tx, { accounts: ['ann'], to: null, at });
    expect(await historyOf(tx, 'ann')).toEqual(['ann 2026-01-01…2026-05-01T10:00']);
    await handOver(tx, { accounts: ['ann', 'nobody'], to: 'bob', at });
    expect(await historyOf(tx, 'nobody')).toEqual(['bob 2026-05-01…']);
  });
});

test('of two who share an account one may hand it over', async () => {
  const org = await fresh();
  await open.record.system(org, async (tx) => {
    await insertRows(tx, 'assignments', [{ account_id: 'ann', rep_id: 'bob', valid_from: '2026-02-01T00:00:00Z' }]);
    await handOver(tx, { accounts: ['ann'], from: 'bob', to: 'cid', at });
    expect(await historyOf(tx, 'ann')).toEqual([
      'ann 2026-01-01…',
      'bob 2026-02-01…2026-05-01T10:00',
      'cid 2026-05-01…',
    ]);
  });
});

test('a manager hands over within their teams, a rep nothing', async () => {
  const org = await fresh();
  const refused = async (actor: Actor, account: string, to: string, code: string): Promise<void> => {
    const work = open.record.as(actor, (tx) => handOver(tx, { accounts: [account], to, at }));
    await expect(work).rejects.toMatchObject({ code });
  };
  await refused(managerOf(org, ['north']), 'ann', 'cid', 'not_allowed');
  await refused(managerOf(org, ['north']), 'cid', 'ann', 'no_such_row');
  await refused(repOf(org, 'ann'), 'ann', 'bob', 'not_allowed');
  await refused(memberOf(org, 'administrator'), 'ann', 'zed', 'unknown_id');
  await open.record.as(memberOf(org, 'administrator'), (tx) => handOver(tx, { accounts: ['ann'], to: 'cid', at }));
  expect((await open.record.as(repOf(org, 'cid'), (tx) => listRows(tx, 'accounts'))).rows).toHaveLength(2);
});

test('who leaves hands over what is theirs on that day, in the zone of the organisation', async () => {
  const org = await fresh();
  await open.record.as(memberOf(org, 'administrator'), async (tx) => {
    await insertRows(tx, 'assignments', [{ account_id: 'nobody', rep_id: 'ann', valid_from: '2026-08-01T00:00:00Z' }]);
    expect(await repLeaves(tx, { rep: 'ann', on: '2026-07-01', to: 'bob' })).toEqual(['ann']);
    expect(await getRow(tx, 'reps', 'ann')).toMatchObject({ active_to: '2026-07-01' });
    expect(await historyOf(tx, 'ann')).toEqual(['ann 2026-01-01…2026-06-30T22:00', 'bob 2026-06-30…']);
    expect(await historyOf(tx, 'nobody')).toEqual(['bob 2026-08-01…']);
    expect(await historyOf(tx, 'cid')).toEqual(['cid 2026-01-01…']);
    await expect(repLeaves(tx, { rep: 'bob', on: '2026-07-01', to: 'bob' })).rejects.toMatchObject({
      code: 'bad_value',
    });
  });
});

test('who moves to another team is seen by its manager', async () => {
  const org = await fresh();
  await open.record.as(memberOf(org, 'administrator'), (tx) =>
    moveTeam(tx, { rep: 'bob', team: 'south', manager: 'cid' }),
  );
  const reps = await open.record.as(managerOf(org, ['south']), (tx) => listRows(tx, 'reps'));
  expect(reps.rows.map((row) => row['id'])).toEqual(['bob', 'cid']);
  await expect(
    open.record.as(managerOf(org, ['north']), (tx) => moveTeam(tx, { rep: 'ann', team: 'south' })),
  ).rejects.toMatchObject({ code: 'not_allowed' });
});

test('a rep’s new account is the rep’s own, a manager’s whose they say', async () => {
  const org = await fresh();
  const account = await open.record.as(repOf(org, 'ann'), async (tx) => {
    const added = await openAccount(tx, { name: 'New' }, 'bob');
    await insertRows(tx, 'contacts', [{ account_id: added['id'], name: 'Eva' }]);
    return added;
  });
  expect(account).toMatchObject({ name: 'New' });
  await open.record.as(managerOf(org, ['north']), (tx) => openAccount(tx, { id: 'mine', name: 'Mine' }, 'bob'));
  await open.record.as(managerOf(org, ['north']), (tx) => openAccount(tx, { id: 'free', name: 'Free' }, null));
  await open.record.system(org, async (tx) => {
    expect(await tx.rows(sql`SELECT rep_id FROM tacto.assignments WHERE account_id = ${account['id']!}`)).toEqual([
      { rep_id: 'ann' },
    ]);
    expect(await tx.rows(sql`SELECT rep_id FROM tacto.assignments WHERE account_id IN ('mine', 'free')`)).toEqual([
      { rep_id: 'bob' },
    ]);
  });
  await expect(
    open.record.as(repOf(org, 'ann'), (tx) => openAccount(tx, { id: 'cid', name: 'Mine now' }, null)),
  ).rejects.toMatchObject({ code: 'not_allowed' });
});
