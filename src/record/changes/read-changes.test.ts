import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeSettings } from '../organisation.ts';
import { insertRows, removeRow, updateRow } from '../rows/write.ts';
import { openTestRecord, type TestRecord } from '../test-support/open.ts';
import { makeTeam } from '../test-support/team.ts';
import { readChanges, watermarkNow } from './read-changes.ts';
import { includes, transactionId } from './watermark.ts';

let open: TestRecord;
beforeAll(async () => {
  open = await openTestRecord();
  await makeTeam(open.record, 'acme');
  await makeTeam(open.record, 'other');
});
afterAll(() => open.close());

test('what was added, changed and removed since comes once, of this organisation alone', async () => {
  const { record } = open;
  const before = await watermarkNow(record, 'acme');
  const xid = await record.system('acme', async (tx) => {
    await insertRows(tx, 'teams', [
      { id: 'east', name: 'East' },
      { id: 'west', name: 'West' },
    ]);
    await updateRow(tx, 'teams', 'east', { name: 'Far East' });
    await removeRow(tx, 'teams', 'west');
    await changeSettings(tx, { currency: 'USD', thresholds: { silence_days: 30 } });
    return transactionId(tx);
  });
  await record.system('other', (tx) => updateRow(tx, 'reps', 'ann', { name: 'Anna' }));
  const changes = (await readChanges(record, 'acme', before))!;
  expect([...changes.tables.keys()]).toEqual(['teams']);
  expect(changes.tables.get('teams')!.rows).toMatchObject([{ id: 'east', name: 'Far East' }]);
  expect(changes.tables.get('teams')!.gone).toHaveLength(1);
  expect(changes.workspace).toMatchObject({
    currency: 'USD',
    timezone: 'Europe/Madrid',
    thresholds: { silence_days: 30 },
  });
  expect(includes(before, xid)).toBe(false);
  expect(includes(changes.watermark, xid)).toBe(true);
  const next = (await readChanges(record, 'acme', changes.watermark))!;
  expect(next.tables.size).toBe(0);
  expect(next.workspace).toBeNull();
});

test('a transaction that began first and commits last is not missed', async () => {
  const { record } = open;
  const before = await watermarkNow(record, 'acme');
  let watermark = '';
  await record.system('acme', async (slow) => {
    await insertRows(slow, 'accounts', [{ id: 'slow', name: 'Slow' }]);
    await record.system('acme', (quick) => insertRows(quick, 'accounts', [{ id: 'quick', name: 'Quick' }]));
    const first = (await readChanges(record, 'acme', before))!;
    expect(first.tables.get('accounts')!.rows.map((row) => row['id'])).toEqual(['quick']);
    watermark = first.watermark;
  });
  const second = (await readChanges(record, 'acme', watermark))!;
  expect(second.tables.get('accounts')!.rows.map((row) => row['id'])).toEqual(['slow']);
});

test('more changes than are worth reading one by one, or those of another database, ask for everything anew', async () => {
  const { record } = open;
  const before = await watermarkNow(record, 'acme');
  await record.system('acme', (tx) => updateRow(tx, 'reps', 'ann', { name: 'Anna' }));
  await record.system('acme', (tx) => updateRow(tx, 'reps', 'bob', { name: 'Rob' }));
  expect(await readChanges(record, 'acme', before, 1)).toBeNull();
  expect(await readChanges(record, 'acme', before, 2)).not.toBeNull();
  expect(await readChanges(record, 'acme', before.replace(/^\d+/, '1'))).toBeNull();
});
