import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../domain/errors.ts';
import { sql } from '../duckdb/sql.ts';
import type { TableName } from '../log/schema.ts';
import type { Actor } from './actor.ts';
import { addFollowUp } from './follow-ups/follow-ups.ts';
import { insertRows, updateRow } from './rows/write.ts';
import type { Values } from './rows/row.ts';
import { openTestRecord, type TestRecord } from './test-support/open.ts';
import { makeTeam, managerOf, memberOf, repOf } from './test-support/team.ts';

const at = '2026-02-01T09:00:00Z';
let open: TestRecord;
beforeAll(async () => {
  open = await openTestRecord();
  await makeTeam(open.record, 'acme');
  await open.record.system('acme', async (tx) => {
    for (const who of ['ann', 'cid']) {
      await insertRows(tx, 'contacts', [{ id: `c-${who}`, account_id: who, name: who }]);
      await insertRows(tx, 'leads', [{ id: `l-${who}`, rep_id: who, account_id: who, created_at: at }]);
      await insertRows(tx, 'deals', [{ id: `d-${who}`, rep_id: who, account_id: who, created_at: at }]);
      const activity = { rep_id: who, account_id: who, occurred_at: at, channel: 'call' };
      await insertRows(tx, 'activities', [{ id: `x-${who}`, ...activity }]);
    }
  });
});
afterAll(() => open.close());

class Undone extends Error {}

/** Does something in a transaction that is undone. */
async function trying(actor: Actor, table: TableName, values: Values): Promise<void> {
  const work = open.record.as(actor, async (tx) => {
    await insertRows(tx, table, [values]);
    throw new Undone();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
}

const act = { id: 'n', rep_id: 'ann', occurred_at: at, channel: 'call' };
const share = { id: 'n', rep_id: 'ann', shared_at: at, asset_type: 'case' };
/** Rows of Ann's that name what is Cid's, and the column that does. */
const named: readonly (readonly [TableName, string, Readonly<Record<string, string | number>>])[] = [
  ['ratings', 'contact_id', { contact_id: 'c-cid', rep_id: 'ann', rated_at: at, strength: 1 }],
  ['leads', 'account_id', { id: 'n', rep_id: 'ann', account_id: 'cid', created_at: at }],
  ['leads', 'contact_id', { id: 'n', rep_id: 'ann', contact_id: 'c-cid', created_at: at }],
  ['deals', 'account_id', { id: 'n', rep_id: 'ann', account_id: 'cid', created_at: at }],
  ['deals', 'lead_id', { id: 'n', rep_id: 'ann', lead_id: 'l-cid', created_at: at }],
  ['decision_team', 'contact_id', { deal_id: 'd-ann', contact_id: 'c-cid' }],
  ['activities', 'account_id', { ...act, account_id: 'cid' }],
  ['activities', 'contact_id', { ...act, contact_id: 'c-cid' }],
  ['activities', 'lead_id', { ...act, lead_id: 'l-cid' }],
  ['activities', 'deal_id', { ...act, deal_id: 'd-cid' }],
  ['participants', 'contact_id', { activity_id: 'x-ann', contact_id: 'c-cid' }],
  ['proposals', 'deal_id', { id: 'n', deal_id: 'd-cid', rep_id: 'ann', sent_at: at }],
  ['shares', 'contact_id', { ...share, contact_id: 'c-cid' }],
  ['shares', 'lead_id', { ...share, lead_id: 'l-cid' }],
  ['shares', 'deal_id', { ...share, deal_id: 'd-cid' }],
  ['shares', 'activity_id', { ...share, activity_id: 'x-cid' }],
];

describe.each([
  ['a rep', repOf('acme', 'ann')],
  ['a manager', managerOf('acme', ['north'])],
])('%s', (_, actor) => {
  test.each(named)('%s.%s of what they do not see is as of what is not there', async (table, column, values) => {
    const told = async (id: string): Promise<unknown> =>
      trying(actor, table, { ...values, [column]: id }).catch((error: unknown) =>
        error instanceof UserError ? [error.code, error.message.replaceAll(id, 'ID')] : error,
      );
    const hidden = await told(String(values[column]));
    expect(hidden).toEqual(['unknown_id', expect.stringContaining(`${table}.${column}`)]);
    expect(hidden).toEqual(await told('nobody-at-all'));
    await trying(actor, table, { ...values, [column]: String(values[column]).replace('cid', 'ann') });
    await trying(memberOf('acme', 'administrator'), table, values);
  });

  test('nor can a row be changed to name it, nor a follow-up', async () => {
    const change = open.record.as(actor, (tx) => updateRow(tx, 'activities', 'x-ann', { contact_id: 'c-cid' }));
    await expect(change).rejects.toMatchObject({ code: 'unknown_id' });
    for (const about of [{ account_id: 'cid' }, { contact_id: 'c-cid' }, { deal_id: 'd-cid' }, { lead_id: 'l-cid' }]) {
      const plan = open.record.as(actor, (tx) =>
        addFollowUp(tx, { rep_id: 'ann', due_at: at, reason: 'Call', ...about }),
      );
      await expect(plan).rejects.toMatchObject({ code: 'unknown_id' });
    }
  });
});

test('a row that names what has gone to somebody else since can be corrected', async () => {
  await open.record.system('acme', async (tx) => {
    await tx.run(sql`UPDATE tacto.assignments SET rep_id = 'cid' WHERE org = 'acme' AND account_id = 'ann'`);
  });
  const ann = repOf('acme', 'ann');
  const change = (values: Values) => open.record.as(ann, (tx) => updateRow(tx, 'activities', 'x-ann', values));
  expect(await change({ outcome: 'reached' })).toMatchObject({ outcome: 'reached', account_id: 'ann' });
  await expect(change({ contact_id: 'c-ann' })).rejects.toMatchObject({ code: 'unknown_id' });
});
