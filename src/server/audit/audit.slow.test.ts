import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../duckdb/sql.ts';
import type { SalesRecord } from '../../record/record.ts';
import { openTestRecord, type TestRecord } from '../../record/test-support/open.ts';
import { makeTeam } from '../../record/test-support/team.ts';
import type { Caller } from '../access/caller.ts';
import { openLog } from '../log.ts';
import type { Looked } from './about.ts';
import { openAudit } from './audit.ts';

let open: TestRecord;
beforeAll(async () => {
  open = await openTestRecord();
  for (const org of ['mine', 'theirs']) await makeTeam(open.record, org);
}, 60_000);
afterAll(() => open.close());

const callerOf = (org: string): Caller => ({
  actor: { org, user: 'mel', role: 'manager', rep: null, teams: ['north'] },
  name: 'Mel',
  user: 'mel',
  by: 'session',
  key: 'mel',
  scopes: null,
});
const look = (org: string, rep: string): Looked => ({
  action: 'diagnose',
  caller: callerOf(org),
  params: {},
  query: { rep },
  body: undefined,
  answer: {},
});

async function noted(org: string): Promise<readonly string[]> {
  const rows = await open.record.system(org, (tx) =>
    tx.rows<{ subject: string }>(sql`SELECT subjects[1] AS subject FROM tacto.audit WHERE org = ${org} ORDER BY seq`),
  );
  return rows.map(({ subject }) => subject);
}

test('what was looked at until it is closed is there, of every organisation and in its order', async () => {
  const audit = openAudit(open.record, openLog('silent'));
  for (let i = 0; i < 1200; i++) audit.saw(look(i % 2 === 0 ? 'mine' : 'theirs', `r${i}`));
  await audit.close();
  const all = Array.from({ length: 1200 }, (_, i) => `rep:r${i}`);
  expect(await noted('mine')).toEqual(all.filter((_, i) => i % 2 === 0));
  expect(await noted('theirs')).toEqual(all.filter((_, i) => i % 2 === 1));
});

test('while the database is away, looks wait, and are written down when it is back', async () => {
  let isAway = true;
  const { record } = open;
  const away: SalesRecord = {
    ...record,
    system: async (org, work) => {
      if (isAway) throw Object.assign(new Error('it is away'), { code: 'ECONNREFUSED' });
      return record.system(org, work);
    },
  };
  const lines: string[] = [];
  const audit = openAudit(away, openLog('warn', { write: (line) => void lines.push(line) }));
  const before = (await noted('mine')).length;
  audit.saw(look('mine', 'late'));
  await expect.poll(() => lines.length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(lines.join('')).not.toContain('late');
  expect(await noted('mine')).toHaveLength(before);
  isAway = false;
  await expect.poll(() => noted('mine'), { timeout: 10_000 }).toContain('rep:late');
  await audit.close();
});

test('the same look of the same person within a minute is one', async () => {
  const audit = openAudit(open.record, openLog('silent'));
  const before = (await noted('mine')).length;
  for (let i = 0; i < 50; i++) audit.saw(look('mine', 'often'));
  await audit.close();
  expect([1, 2]).toContain((await noted('mine')).length - before);
});
