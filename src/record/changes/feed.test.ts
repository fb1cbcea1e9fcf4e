import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../duckdb/sql.ts';
import { insertRows, updateRow } from '../rows/write.ts';
import { openTestRecord, type TestRecord } from '../test-support/open.ts';
import { makeTeam, repOf } from '../test-support/team.ts';
import { listenForChanges } from './listen.ts';
import { pruneChanges } from './prune-changes.ts';
import { readChanges, watermarkNow } from './read-changes.ts';

let open: TestRecord;
beforeAll(async () => {
  open = await openTestRecord();
  for (const org of ['acme', 'other']) await makeTeam(open.record, org);
});
afterAll(() => open.close());

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 500) throw new Error('it does not come');
    await sleep(20);
  }
}

const call = { rep_id: 'ann', occurred_at: '2026-03-01T10:00:00Z', channel: 'call' };

test('a listener hears of every transaction that changes something, and of none that is undone', async () => {
  const heard: (string | null)[] = [];
  const listener = listenForChanges(open.record.place, (org) => heard.push(org));
  await until(() => listener.isListening());
  await open.record.as(repOf('acme', 'ann'), async (tx) => {
    await insertRows(tx, 'activities', [call, call]);
    await insertRows(tx, 'activities', [call]);
  });
  await open.record
    .system('acme', async (tx) => {
      await insertRows(tx, 'activities', [call]);
      throw new Error('no');
    })
    .catch(() => undefined);
  await open.record.system('other', (tx) => updateRow(tx, 'reps', 'ann', { name: 'Anna' }));
  await until(() => heard.includes('other'));
  expect(heard).toEqual([null, 'acme', 'other']);
  await listener.close();
});

test('a listener whose connection is cut connects again, and says that it may have missed something', async () => {
  const heard: (string | null)[] = [];
  const listener = listenForChanges(open.record.place, (org) => heard.push(org));
  await until(() => listener.isListening());
  await open.record.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN tacto_change'`,
  );
  await until(() => heard.length > 1 && listener.isListening());
  await open.record.system('acme', (tx) => insertRows(tx, 'activities', [call]));
  await until(() => heard.includes('acme'));
  expect(heard).toEqual([null, null, 'acme']);
  await listener.close();
});

test('who has not read changes before they are pruned reads everything anew; others do not', async () => {
  const { record } = open;
  const idle = await watermarkNow(record, 'other');
  const before = await watermarkNow(record, 'acme');
  await record.system('acme', (tx) => insertRows(tx, 'activities', [call]));
  const after = await watermarkNow(record, 'acme');
  expect(await pruneChanges(record, 1)).toBe(0);
  expect(await readChanges(record, 'acme', before)).not.toBeNull();
  await record.system('acme', async (slow) => {
    await insertRows(slow, 'activities', [call]);
    expect(await pruneChanges(record, 0)).toBeGreaterThan(0);
  });
  expect(await readChanges(record, 'acme', before)).toBeNull();
  expect((await readChanges(record, 'acme', after))?.tables.get('activities')?.rows).toHaveLength(1);
  expect((await readChanges(record, 'other', idle))?.tables.size).toBe(0);
  const { left } = await record.everywhere((tx) =>
    tx.row<{ left: number }>(sql`SELECT count(*)::int AS left FROM tacto.change`),
  );
  expect(left).toBe(1);
});
