import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TableName, tableNames } from '../../src/log/schema.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { insertRows } from '../../src/record/rows/write.ts';
import { type Extent, extentOf, type Role, roles } from '../../src/server/access/rights.ts';
import { needsOf } from '../../src/server/api/tables.ts';
import { openRoutes, routes } from '../../src/server/api/routes.ts';
import type { Route } from '../../src/server/http/route.ts';
import { type Client, clientOf, openTestServer, serviceOf, type TestServer } from '../support/server.ts';

/** Whose a row is, as seen by the rep Ann and the manager of her team: hers, a colleague's, another team's, another organisation's. */
const whose = { own: 'ann', team: 'bob', 'other team': 'cid', 'other organisation': 'ann' } as const;
type Whose = keyof typeof whose;

let server: TestServer;
let clients: Readonly<Record<Role, Client>>;
const keys = new Map<string, string>();

const at = '2026-03-01T10:00:00Z';

/** A row of each table for each rep; the rows that others refer to come first. */
function rowsOf(rep: string, org = 'mine'): readonly (readonly [TableName, Readonly<Record<string, unknown>>])[] {
  return [
    ['contacts', { id: `c-${rep}-${org}`, account_id: rep, name: 'Contact' }],
    ['ratings', { contact_id: `c-${rep}-${org}`, rep_id: rep, rated_at: at, strength: 1 }],
    ['leads', { id: `l-${rep}-${org}`, rep_id: rep, account_id: rep, created_at: at }],
    ['deals', { id: `d-${rep}-${org}`, account_id: rep, rep_id: rep, created_at: at }],
    ['stage_changes', { deal_id: `d-${rep}-${org}`, stage_id: 'talk', entered_at: at }],
    ['decision_team', { deal_id: `d-${rep}-${org}`, contact_id: `c-${rep}-${org}` }],
    [
      'activities',
      { id: `a-${rep}-${org}`, rep_id: rep, occurred_at: at, channel: 'call', outcome: 'reached', account_id: rep },
    ],
    ['participants', { activity_id: `a-${rep}-${org}`, contact_id: `c-${rep}-${org}` }],
    ['proposals', { id: `p-${rep}-${org}`, deal_id: `d-${rep}-${org}`, rep_id: rep, sent_at: at }],
    [
      'shares',
      { id: `s-${rep}-${org}`, rep_id: rep, shared_at: at, asset_type: 'case', contact_id: `c-${rep}-${org}` },
    ],
    ['costs', { id: `k-${rep}-${org}`, incurred_on: '2026-03-01', amount: 5, rep_id: rep }],
    ['goals', { kpi: 'dials', target: 5, starts_on: '2026-03-01', grain: 'month', rep_id: rep }],
  ];
}

beforeAll(async () => {
  server = await openTestServer();
  const { record } = server.services;
  for (const org of ['mine', 'theirs']) {
    await makeTeam(record, org);
    await record.system(org, async (tx) => {
      if (org === 'theirs') await insertRows(tx, 'accounts', [{ id: 'only-theirs', name: 'Theirs' }]);
      for (const rep of ['ann', 'bob', 'cid']) {
        keys.set(`${org}/accounts/${rep}`, org === 'theirs' ? 'only-theirs' : rep);
        keys.set(`${org}/reps/${rep}`, rep);
        for (const [table, values] of rowsOf(rep, org)) {
          const [row] = await insertRows(tx, table, [values]);
          keys.set(`${org}/${table}/${rep}`, String(row!['id'] ?? row!.seq));
        }
      }
    });
  }
  clients = {
    administrator: await serviceOf(server, 'mine', 'administrator'),
    manager: await serviceOf(server, 'mine', 'manager', { team_id: 'north' }),
    rep: await serviceOf(server, 'mine', 'rep', { rep_id: 'ann' }),
    viewer: await serviceOf(server, 'mine', 'viewer'),
  };
}, 180_000);
afterAll(() => server?.close());

const pathOf = (route: Pick<Route, 'path'>): string => route.path.replaceAll(/\{\w+\}/g, '999999');

describe.each(routes.map((route) => [route.id, route] as const))('%s', (_, route) => {
  test('is for nobody without a session or token', async () => {
    const { status, body } = await clientOf(server)(route.method.toUpperCase(), pathOf(route));
    expect({ status, code: body['code'] }).toEqual({ status: 401, code: 'not_signed_in' });
  });

  test.each(roles)('is for a %s as the table of rights says', async (role) => {
    const body = route.body === undefined ? undefined : {};
    const answer = await clients[role](route.method.toUpperCase(), pathOf(route), body);
    const isRefused = answer.status === 403 && answer.body['code'] === 'forbidden';
    const { scope } = (await import('../../src/server/access/rights.ts')).rights[route.right];
    expect({ isRefused, answer: answer.body }).toMatchObject({
      isRefused: extentOf(route.right, role) === 'none' || scope === null,
    });
    expect(answer.status).toBeLessThan(500);
  });
});

test('routes for everybody are those of an invitation and of the secret links of a calendar and of a mail', () => {
  const open = ['invitation', 'calendar', 'unsubscribe'];
  expect(openRoutes.map(({ path }) => path.split('/')[1]!).filter((name) => !open.includes(name))).toEqual([]);
});

const reach: Readonly<Record<Extent, readonly Whose[]>> = {
  all: ['own', 'team', 'other team'],
  team: ['own', 'team'],
  own: ['own'],
  self: [],
  none: [],
};

const ownedTables = tableNames.filter(
  (table) => rowsOf('ann').some(([name]) => name === table) || table === 'accounts',
);

describe.each(ownedTables)('rows of %s', (table) => {
  describe.each(roles)('for a %s', (role) => {
    const seen = reach[extentOf(needsOf[table].reads, role)];
    const written = reach[extentOf(needsOf[table].writes, role)];

    test.each(Object.keys(whose) as Whose[])('of %s are seen as far as the right reaches', async (owner) => {
      const org = owner === 'other organisation' ? 'theirs' : 'mine';
      const key = keys.get(`${org}/${table}/${whose[owner]}`)!;
      const { status } = await clients[role]('GET', `/${table}/${key}`);
      if (extentOf(needsOf[table].reads, role) === 'none') expect(status).toBe(403);
      else expect(status).toBe(seen.includes(owner) ? 200 : 404);
    });

    test('that are listed are those that are seen', async () => {
      const { status, body } = await clients[role]('GET', `/${table}?limit=1000`);
      if (extentOf(needsOf[table].reads, role) === 'none') {
        expect(status).toBe(403);
        return;
      }
      const listed = body.rows!.map((row) => String(row['id'] ?? row['seq'])).filter((key) => key !== 'nobody');
      expect(listed.toSorted((a, b) => a.localeCompare(b))).toEqual(
        seen.map((owner) => keys.get(`mine/${table}/${whose[owner]}`)!).toSorted((a, b) => a.localeCompare(b)),
      );
    });

    test.each(['own', 'team', 'other team'] as const)(
      'of %s are changed as far as the right reaches',
      async (owner) => {
        const key = keys.get(`mine/${table}/${whose[owner]}`)!;
        const [, values = { name: whose[owner] }] = rowsOf(whose[owner]).find(([name]) => name === table) ?? [];
        const { id: _, ...same } = values as Record<string, unknown>;
        const { status, body } = await clients[role]('PATCH', `/${table}/${key}`, same);
        if (written.includes(owner)) expect({ status, body }).toMatchObject({ status: 200 });
        else expect([403, 404]).toContain(status);
      },
    );
  });
});

describe('questions', () => {
  const members = async (role: Role): Promise<readonly unknown[]> => {
    const { body } = await clients[role]('GET', '/kpi?kpis=dials&by=rep&from=2026-01-01&to=2026-07-01');
    return body.rows!.filter((row) => (row['dials'] as { value: number }).value > 0).map((row) => row['rep']);
  };

  test.each([
    ['administrator', ['ann', 'bob', 'cid']],
    ['viewer', ['ann', 'bob', 'cid']],
    ['manager', ['ann', 'bob']],
    ['rep', ['ann']],
  ] as const)('of a %s are about those they may see', async (role, expected) => {
    expect(await members(role)).toEqual(expected);
  });

  test('of a rep about the team come without names', async () => {
    const ask = clients.rep;
    const { body } = await ask('GET', '/kpi?kpis=dials&scope=team&from=2026-01-01&to=2026-07-01');
    expect(body.rows).toEqual([{ dials: { value: 2 } }]);
    for (const query of ['by=rep', 'by=account', 'where=rep=bob', 'where=account=bob']) {
      expect(await ask('GET', `/kpi?kpis=dials&scope=team&${query}`)).toMatchObject({ status: 403 });
    }
    expect(await ask('GET', '/diagnose?rep=bob')).toMatchObject({ status: 403 });
    expect(await ask('GET', '/why/contracts?rep=bob')).toMatchObject({ status: 403 });
    const compared = await ask('GET', '/compare/dials?by=rep&from=2026-01-01&to=2026-07-01');
    expect((compared.body['members'] as { member: string }[]).map(({ member }) => member)).toEqual(['ann']);
    expect(JSON.stringify(compared.body)).not.toContain('bob');
  });

  test('of a rep about another are refused, whatever is asked, and the audit does not have it that they saw them', async () => {
    const noted = async (): Promise<number> => {
      const { body } = await clients.administrator('GET', '/audit?limit=1000');
      return body.rows!.filter((row) => JSON.stringify(row).includes('rep:bob')).length;
    };
    const before = await noted();
    const own = '&from=2026-01-01&to=2026-07-01';
    for (const path of [
      `/kpi?kpis=dials&where=rep=bob${own}`,
      `/kpi?kpis=dials&where=rep=ann&where=rep=bob${own}`,
      '/board?where=rep=bob',
      '/board/period?where=rep=bob',
      '/trend?kpis=dials&by=month&where=rep=bob',
      '/rows/dials?where=rep=bob',
      '/risks?where=rep=bob',
      '/account-overview?where=source=web,rep=bob',
      '/follow-ups?rep_id=bob',
    ]) {
      expect({ path, ...(await clients.rep('GET', path)) }).toMatchObject({
        path,
        status: 403,
        body: { code: 'forbidden' },
      });
    }
    const mine = await clients.rep('GET', `/kpi?kpis=dials&where=rep=ann${own}`);
    expect(mine.body.rows).toEqual([{ dials: { value: 1 } }]);
    const seen = await clients.manager('GET', `/kpi?kpis=dials&where=rep=bob${own}`);
    expect(seen.body.rows).toEqual([{ dials: { value: 1 } }]);
    // Only what the manager saw is noted; what was noted before it would be there by then.
    await expect.poll(noted).toBe(before + 1);
  });

  test('say nothing of other organisations', async () => {
    for (const role of roles) {
      const { body } = await clients[role]('GET', '/kpi?kpis=dials&where=rep=zoe');
      expect(JSON.stringify(body)).not.toContain('theirs');
    }
  });
});

test('a token does no more than its scopes', async () => {
  const reads = await serviceOf(server, 'mine', 'administrator', {}, ['record:read']);
  expect(await reads('GET', '/deals')).toMatchObject({ status: 200 });
  expect(await reads('POST', '/deals', {})).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await reads('GET', '/board')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
});
