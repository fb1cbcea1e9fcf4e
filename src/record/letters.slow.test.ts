import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../duckdb/sql.ts';
import type { Actor } from './actor.ts';
import { openTestRecord, type TestRecord } from './test-support/open.ts';
import { makeTeam, managerOf, memberOf, repOf } from './test-support/team.ts';
import { tableOf } from './tx.ts';

/** Whose rows are there: of each, in both organisations, an administrator, a manager and a rep. */
const users = ['administrator', 'manager', 'user-ann'] as const;
const tables = ['mail', 'mail_setting', 'alert', 'webhook'] as const;

let open: TestRecord;
beforeAll(async () => {
  open = await openTestRecord();
  const { record } = open;
  for (const user of users)
    await record.pool.query(
      `INSERT INTO auth."user" (id, name, email, "emailVerified") VALUES ($1, 'Somebody', $1 || '@x.example', true)`,
      [user],
    );
  for (const org of ['mine', 'theirs']) {
    await makeTeam(record, org);
    await record.everywhere(async (tx) => {
      await tx.run(sql`INSERT INTO tacto.member (org, user_id, role, rep_id, team_id) VALUES
        (${org}, 'administrator', 'administrator', NULL, NULL), (${org}, 'manager', 'manager', NULL, 'north'), (${org}, 'user-ann', 'rep', 'ann', NULL)`);
    });
    await record.system(org, async (tx) => {
      for (const user of users) {
        await tx.run(
          sql`INSERT INTO tacto.mail (id, org, key, kind, user_id) VALUES (${`${org}-${user}`}, ${org}, ${`${org} ${user}`}, 'alert', ${user})`,
        );
        await tx.run(sql`INSERT INTO tacto.mail_setting (org, user_id) VALUES (${org}, ${user})`);
        await tx.run(sql`INSERT INTO tacto.alert (org, id, user_id, name, kind, subject, direction, bound)
          VALUES (${org}, ${user}, ${user}, 'x', 'risk', 'silent', 'above', 1)`);
      }
      await tx.run(
        sql`INSERT INTO tacto.webhook (org, id, url, events, secret) VALUES (${org}, 'w', 'https://x.example/', '{alert}', '')`,
      );
    });
  }
});
afterAll(() => open.close());

const all = users.map((user) => `mine ${user}`);
const actors: readonly (readonly [Actor, Readonly<Record<(typeof tables)[number], readonly string[]>>])[] = [
  [memberOf('mine', 'system'), { mail: all, mail_setting: all, alert: all, webhook: ['mine w'] }],
  [
    memberOf('mine', 'administrator'),
    { mail: [], mail_setting: ['mine administrator'], alert: ['mine administrator'], webhook: ['mine w'] },
  ],
  [managerOf('mine', ['north']), { mail: [], mail_setting: ['mine manager'], alert: ['mine manager'], webhook: [] }],
  [repOf('mine', 'ann'), { mail: [], mail_setting: ['mine user-ann'], alert: [], webhook: [] }],
  [memberOf('mine', 'viewer'), { mail: [], mail_setting: [], alert: [], webhook: [] }],
];

describe.each(actors.map(([actor, seen]) => [actor.role, actor, seen] as const))('for %s', (_, actor, seen) => {
  test.each(tables)('%s shows and lets go what is theirs', async (table) => {
    const who = table === 'webhook' ? sql`org || ' ' || id` : sql`org || ' ' || user_id`;
    const read = () =>
      open.record.as(actor, (tx) => tx.rows<{ who: string }>(sql`SELECT ${who} AS who FROM ${tableOf(table)}`));
    expect((await read()).map((row) => row.who).toSorted()).toEqual(seen[table].toSorted());
    const undone = new Error('undone');
    let removed = 0;
    await expect(
      open.record.as(actor, async (tx) => {
        removed = await tx.run(sql`DELETE FROM ${tableOf(table)}`);
        throw undone;
      }),
    ).rejects.toBe(undone);
    expect(removed).toBe(seen[table].length);
  });

  test('nothing is written for others', async () => {
    const tries = [
      sql`INSERT INTO tacto.mail (id, org, key, kind) VALUES ('new', 'theirs', 'new', 'alert')`,
      sql`INSERT INTO tacto.alert (org, id, user_id, name, kind, subject, direction, bound) VALUES ('theirs', 'new', 'manager', 'x', 'risk', 'silent', 'above', 1)`,
      sql`INSERT INTO tacto.webhook (org, id, url, events, secret) VALUES ('theirs', 'new', 'https://x.example/', '{alert}', '')`,
      ...(actor.role === 'system'
        ? []
        : [sql`INSERT INTO tacto.mail_setting (org, user_id) VALUES ('mine', 'nobody')`]),
    ];
    for (const statement of tries)
      await expect(open.record.as(actor, (tx) => tx.run(statement))).rejects.toMatchObject({ code: '42501' });
  });
});

test('whoever causes an event learns whether it is awaited, and nothing of who waits', async () => {
  const awaited = (actor: Actor, event: string) =>
    open.record.as(actor, async (tx) => {
      const { is } = await tx.row<{ is: boolean }>(sql`SELECT tacto.is_awaited(${event}) AS is`);
      const rows = await tx.rows(sql`SELECT 1 FROM tacto.webhook`);
      return [is, rows.length];
    });
  expect(await awaited(repOf('mine', 'ann'), 'alert')).toEqual([true, 0]);
  expect(await awaited(repOf('mine', 'ann'), 'contract.won')).toEqual([false, 0]);
});
