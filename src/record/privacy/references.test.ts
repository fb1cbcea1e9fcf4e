import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestRecord, type TestRecord } from '../test-support/open.ts';
import { memberOf } from '../test-support/team.ts';
import { createOrganisation } from '../organisation.ts';
import { referencesTo } from './references.ts';

let open: TestRecord;
beforeAll(async () => {
  open = await openTestRecord();
  await createOrganisation(open.record, { id: 'mine', name: 'Mine' });
});
afterAll(() => open.close());

test('every foreign key to people is found, and can be put off so that they get another id', async () => {
  const { rows } = await open.record.pool.query<{ conname: string }>(`
    SELECT conname FROM pg_constraint
    WHERE contype = 'f' AND confrelid IN ('tacto.reps'::regclass, 'tacto.contacts'::regclass) AND NOT condeferrable`);
  expect(rows).toEqual([]);
  const found = await open.record.as(memberOf('mine', 'administrator'), (tx) => referencesTo(tx, 'reps'));
  expect(found).toEqual(
    expect.arrayContaining([
      { table: 'activities', column: 'rep_id' },
      { table: 'follow_up', column: 'rep_id' },
      { table: 'member', column: 'rep_id' },
      { table: 'reps', column: 'manager_id' },
    ]) as unknown,
  );
  expect(found.every(({ column }) => column !== 'org')).toBe(true);
});
