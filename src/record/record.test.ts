import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../domain/errors.ts';
import { listRows } from './rows/list.ts';
import { getRow, insertRows, removeRow, updateRow } from './rows/write.ts';
import { openTestRecord, type TestRecord } from './test-support/open.ts';
import { makeTeam, managerOf, repOf } from './test-support/team.ts';
import type { Values } from './rows/row.ts';

let open: TestRecord;
beforeAll(async () => {
  open = await openTestRecord();
  await makeTeam(open.record, 'acme');
});
afterAll(() => open.close());

const call = (more: Values = {}): Values => ({
  rep_id: 'ann',
  occurred_at: '2026-03-01T10:00:00+01:00',
  channel: 'call',
  ...more,
});

describe('rows', () => {
  test('come back as they were given: instants in UTC, money exactly, an id where there was none', async () => {
    const [row] = await open.record.system('acme', (tx) =>
      insertRows(tx, 'deals', [
        {
          rep_id: 'ann',
          account_id: 'ann',
          created_at: '2026-03-01T10:00:00.25+01:00',
          amount: '100.10',
          requested_amount: 7,
        },
      ]),
    );
    expect(row).toMatchObject({
      created_at: '2026-03-01T09:00:00.25Z',
      amount: '100.1',
      requested_amount: '7',
      currency: null,
    });
    expect(row!['id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(await open.record.system('acme', (tx) => getRow(tx, 'deals', row!['id']!))).toEqual(row);
  });

  test('keep the order in which they were given', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => `x${(i * 7919) % 300}`);
    const rows = await open.record.system('acme', (tx) =>
      insertRows(
        tx,
        'activities',
        ids.map((id) => call({ id })),
      ),
    );
    expect(rows.map((row) => row['id'])).toEqual(ids);
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => rows[0]!.seq + i));
  });

  test.each<[Values, string, string]>([
    [{ chanel: 'call' }, 'unknown_column', 'activities has no column “chanel”. Did you mean channel?'],
    [{ channel: null }, 'missing', 'activities.channel is missing. It must be one of call,'],
    [{ channel: 'cal' }, 'out_of_list', 'activities.channel may not be “cal”. Did you mean call?'],
    [{ occurred_at: '2026-03-01T10:00:00' }, 'bad_value', 'activities.occurred_at may not be “2026-03-01T10:00:00”.'],
    [{ duration_s: -1 }, 'out_of_range', 'activities.duration_s may not be “-1”. It must be a number'],
    [{ subject: 'a\0b' }, 'bad_value', 'activities.subject may not be'],
    [{ subject: '\ud800' }, 'bad_value', 'activities.subject may not be'],
    [{ account_id: 'x' }, 'unknown_id', 'activities.account_id: there is no row “x” in accounts.'],
  ])('%j is refused with what would be right', async (more, code, message) => {
    const error = await open.record
      .system('acme', (tx) => insertRows(tx, 'activities', [call(more)]))
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).code).toBe(code);
    expect((error as UserError).in('en')).toContain(message);
    expect((error as UserError).in('es')).not.toBe((error as UserError).in('en'));
  });

  test('of several rows the bad one is named, none is added, and the transaction goes on', async () => {
    await open.record.system('acme', async (tx) => {
      const rows = [call({ id: 'good' }), call({ id: 'bad', deal_id: 'none' })];
      await expect(insertRows(tx, 'activities', rows)).rejects.toThrow(
        'Row 2: activities.deal_id: there is no row “none” in deals.',
      );
      expect(await getRow(tx, 'activities', 'good')).toBeNull();
      await insertRows(tx, 'activities', [call({ id: 'later' })]);
      await expect(insertRows(tx, 'activities', [call({ id: 'later' })])).rejects.toMatchObject({
        code: 'duplicate_id',
      });
    });
    expect(await open.record.system('acme', (tx) => getRow(tx, 'activities', 'later'))).toMatchObject({ id: 'later' });
  });

  test('are changed column by column, and removed when nothing refers to them', async () => {
    await open.record.system('acme', async (tx) => {
      const before = await getRow(tx, 'reps', 'bob');
      expect(await updateRow(tx, 'reps', 'bob', { email: 'bob@acme.example' })).toEqual({
        ...before,
        email: 'bob@acme.example',
      });
      await expect(updateRow(tx, 'reps', 'zed', { name: 'Zed' })).rejects.toMatchObject({ code: 'no_such_row' });
      await expect(removeRow(tx, 'reps', 'bob')).rejects.toMatchObject({ code: 'still_used' });
      await insertRows(tx, 'teams', [{ id: 'west', name: 'West' }]);
      await removeRow(tx, 'teams', 'west');
      expect(await getRow(tx, 'teams', 'west')).toBeNull();
    });
  });

  test('are listed page by page, each once, though others come and go meanwhile', async () => {
    const { record } = open;
    await makeTeam(record, 'pages');
    const days = Array.from({ length: 25 }, (_, i) =>
      call({ id: `a${i}`, occurred_at: `2026-03-${String(1 + (i % 5)).padStart(2, '0')}T09:00:00Z` }),
    );
    await record.system('pages', (tx) => insertRows(tx, 'activities', days));
    for (const order of ['asc', 'desc'] as const) {
      const seen: unknown[] = [];
      let cursor: string | null = null;
      do {
        const page = await record.system('pages', (tx) =>
          listRows(tx, 'activities', { order, cursor, limit: 4, where: { rep_id: 'ann' } }),
        );
        seen.push(...page.rows.map((row) => row['id']));
        cursor = page.next;
        await record.system('pages', async (tx) => {
          await insertRows(tx, 'activities', [call({ id: `b${order}${seen.length}`, rep_id: 'bob' })]);
        });
      } while (cursor !== null);
      expect(seen).toHaveLength(25);
      expect(new Set(seen).size).toBe(25);
    }
    const some = await record.system('pages', (tx) =>
      listRows(tx, 'activities', {
        since: '2026-03-02T00:00:00Z',
        until: '2026-03-03T00:00:00Z',
        where: { rep_id: ['ann', 'cid'] },
      }),
    );
    expect(some.rows).toHaveLength(5);
    await expect(record.system('pages', (tx) => listRows(tx, 'activities', { cursor: 'x' }))).rejects.toMatchObject({
      code: 'bad_cursor',
    });
  });
});

test('a rep and a manager see what is theirs', async () => {
  const accounts = async (actor: Parameters<typeof open.record.as>[0]) =>
    (await open.record.as(actor, (tx) => listRows(tx, 'accounts'))).rows.map((row) => row['id']);
  expect(await accounts(repOf('acme', 'ann'))).toEqual(['ann']);
  expect(await accounts(managerOf('acme', ['north']))).toEqual(['ann', 'bob', 'nobody']);
  expect(await accounts(managerOf('other', ['north']))).toEqual([]);
  await expect(
    open.record.as(repOf('acme', 'bob'), (tx) => insertRows(tx, 'activities', [call()])),
  ).rejects.toMatchObject({ code: 'not_allowed' });
});
