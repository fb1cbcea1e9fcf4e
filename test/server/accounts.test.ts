import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultWorkspace } from '../../src/domain/workspace.ts';
import { createOrganisation } from '../../src/record/organisation.ts';
import { insertRows } from '../../src/record/rows/write.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { type Role, roles } from '../../src/server/access/rights.ts';
import { type Client, openTestServer, serviceOf, type TestServer } from '../support/server.ts';

let server: TestServer;
let clients: Readonly<Record<Role, Client>>;

beforeAll(async () => {
  server = await openTestServer();
  const { record } = server.services;
  await makeTeam(record, 'mine');
  await record.system('mine', async (tx) => {
    await insertRows(tx, 'contacts', [
      { id: 'dora', account_id: 'ann', name: 'Dora', influence: 3, created_at: '2026-01-01T00:00:00Z' },
      { id: 'cleo', account_id: 'ann', name: 'Cleo', influence: 2, created_at: '2026-01-01T00:00:00Z' },
      {
        id: 'otto',
        account_id: 'ann',
        name: 'Otto',
        influence: 1,
        created_at: '2026-01-01T00:00:00Z',
        left_at: '2026-02-20T00:00:00Z',
      },
      { id: 'bea', account_id: 'bob', name: 'Bea' },
    ]);
    await insertRows(tx, 'deals', [
      { id: 'big', account_id: 'ann', rep_id: 'ann', created_at: '2026-01-10T09:00:00Z' },
    ]);
    await insertRows(tx, 'leads', [{ id: 'lead', rep_id: 'ann', created_at: '2026-01-05T00:00:00Z', source: 'web' }]);
    await insertRows(tx, 'stage_changes', [
      { deal_id: 'big', stage_id: 'talk', entered_at: '2026-01-10T09:00:00Z' },
      { deal_id: 'big', stage_id: 'won', entered_at: '2026-03-20T09:00:00Z' },
    ]);
    await insertRows(tx, 'decision_team', [
      { deal_id: 'big', contact_id: 'dora', role: 'decision_maker' },
      { deal_id: 'big', contact_id: 'cleo', role: 'champion' },
    ]);
    await insertRows(tx, 'ratings', [
      { contact_id: 'dora', rep_id: 'ann', rated_at: '2026-02-01T09:00:00Z', strength: -2 },
      { contact_id: 'dora', rep_id: 'ann', rated_at: '2026-03-01T09:00:00Z', strength: 1 },
      { contact_id: 'cleo', rep_id: 'ann', rated_at: '2026-02-01T09:00:00Z', strength: 3 },
    ]);
    const touch = (id: string, rep: string, day: string, more: object): object => ({
      id,
      rep_id: rep,
      occurred_at: `${day}T10:00:00Z`,
      account_id: 'ann',
      ...more,
    });
    await insertRows(tx, 'activities', [
      touch('alone', 'ann', '2026-02-10', { channel: 'call', outcome: 'reached', contact_id: 'cleo' }),
      touch('vain', 'bob', '2026-02-11', { channel: 'call', outcome: 'no_answer', contact_id: 'dora' }),
      touch('both', 'ann', '2026-02-12', { channel: 'meeting', outcome: 'held', contact_id: 'cleo' }),
      touch('shown', 'ann', '2026-02-14', {
        channel: 'meeting',
        outcome: 'held',
        contact_id: 'cleo',
        deal_id: 'big',
        purpose: 'proposal_presentation',
      }),
    ] as never);
    await insertRows(tx, 'participants', [{ activity_id: 'both', contact_id: 'otto' }]);
  });
  clients = {
    administrator: await serviceOf(server, 'mine', 'administrator'),
    manager: await serviceOf(server, 'mine', 'manager', { team_id: 'north' }),
    rep: await serviceOf(server, 'mine', 'rep', { rep_id: 'ann' }),
    viewer: await serviceOf(server, 'mine', 'viewer'),
  };
}, 180_000);
afterAll(() => server?.close());

const mapOf = async (
  day: string,
  role: Role = 'administrator',
): Promise<Readonly<Record<string, readonly object[]>>> => {
  const { status, body } = await clients[role]('GET', `/accounts/ann/map?as_of=${day}`);
  expect(status).toBe(200);
  return body as never;
};
const one = (list: readonly object[], contact: string): unknown =>
  list.find((each) => (each as { contact: string }).contact === contact);

describe('an account’s map', () => {
  test('shows how everybody stood at the end of a past day', async () => {
    const { contacts } = await mapOf('2026-02-15');
    expect(contacts).toHaveLength(3);
    expect(one(contacts!, 'dora')).toMatchObject({
      influence: 3,
      role: 'decision_maker',
      rating: -2,
      rated_by: 'ann',
      covered: false,
      hidden_dissent: true,
      heard_at: null,
    });
    expect(one(contacts!, 'cleo')).toMatchObject({ role: 'champion', rating: 3, covered: true, heard_alone: true });
    expect(one(contacts!, 'otto')).toMatchObject({ role: null, rating: null, covered: true, heard_alone: false });
  });

  test('has the ratings of that day, and nobody who had left', async () => {
    const before = await mapOf('2026-01-31');
    expect(one(before['contacts']!, 'dora')).toMatchObject({ rating: null, hidden_dissent: false });
    const after = await mapOf('2026-03-05');
    expect(one(after['contacts']!, 'dora')).toMatchObject({ rating: 1, hidden_dissent: false });
    expect(after['contacts']).toHaveLength(2);
  });

  test('knows no role of a deal that is over', async () => {
    const { contacts } = await mapOf('2026-03-25');
    expect(one(contacts!, 'dora')).toMatchObject({ role: null, roles: [] });
  });

  test('draws who talked to whom: 1:1, in a group, in vain', async () => {
    const { ties, together } = await mapOf('2026-02-13');
    expect(ties).toEqual([
      { rep: 'bob', rep_name: 'Bob', contact: 'dora', alone: 0, group: 0, tried: 1, last_at: '2026-02-11T10:00:00Z' },
      { rep: 'ann', rep_name: 'Ann', contact: 'cleo', alone: 1, group: 1, tried: 0, last_at: '2026-02-12T10:00:00Z' },
      { rep: 'ann', rep_name: 'Ann', contact: 'otto', alone: 0, group: 1, tried: 0, last_at: '2026-02-12T10:00:00Z' },
    ]);
    expect(together).toEqual([{ one: 'cleo', other: 'otto', times: 1 }]);
    expect((await mapOf('2026-02-09'))['ties']).toEqual([]);
  });

  test('does not name a colleague to a rep', async () => {
    const { ties } = await mapOf('2026-02-13', 'rep');
    expect(one(ties!, 'dora')).toMatchObject({ rep: 'bob', rep_name: null });
  });

  test('of a day that is none is refused in words', async () => {
    const answer = await clients.rep('GET', '/accounts/ann/map?as_of=yesterday');
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_request' } });
  });
});

test('an account’s history tells touches with their people, ratings and stages', async () => {
  const { body } = await clients.rep('GET', '/accounts/ann/history?from=2026-02-01&to=2026-02-13');
  expect(body).toMatchObject({
    first: '2026-01-10',
    total: 3,
    touches: [
      { activity: 'alone', two_way: true, contacts: ['cleo'] },
      { activity: 'vain', two_way: false, contacts: ['dora'], rep: 'bob' },
      { activity: 'both', two_way: true, contacts: ['cleo', 'otto'] },
    ],
    ratings: [
      { contact: 'dora', strength: -2 },
      { contact: 'cleo', strength: 3 },
      { contact: 'dora', strength: 1 },
    ],
    deals: [
      {
        deal: 'big',
        stages: [
          { stage: 'talk', kind: 'open', from: '2026-01-10T09:00:00Z', to: '2026-03-20T09:00:00Z' },
          { stage: 'won', kind: 'won', to: null },
        ],
      },
    ],
    reps: { ann: 'Ann' },
  });
  expect(body['reps']).not.toHaveProperty('bob');
});

describe('accounts are seen as far as the right reaches', () => {
  const seen = {
    administrator: ['ann', 'bob', 'cid', 'nobody'],
    manager: ['ann', 'bob', 'nobody'],
    rep: ['ann'],
    viewer: ['ann', 'bob', 'cid', 'nobody'],
  } as const satisfies Record<Role, readonly string[]>;

  test.each(roles)('by a %s', async (role) => {
    for (const account of ['ann', 'bob', 'cid', 'nobody']) {
      for (const page of ['map', 'history']) {
        const { status, body } = await clients[role]('GET', `/accounts/${account}/${page}`);
        const isSeen = (seen[role] as readonly string[]).includes(account);
        expect({ account, page, status }).toEqual({ account, page, status: isSeen ? 200 : 404 });
        if (!isSeen) expect(JSON.stringify(body)).not.toContain('Bea');
      }
    }
  });

  test.each([
    ['administrator', ['ann', 'bob', 'cid']],
    ['manager', ['ann', 'bob']],
    ['rep', ['ann']],
    ['viewer', ['ann', 'bob', 'cid']],
  ] as const)('in the overview of a %s', async (role, expected) => {
    const { body } = await clients[role]('GET', '/account-overview');
    const found = (body['accounts'] as { account: string }[]).map(({ account }) => account);
    expect(found.toSorted()).toEqual(expected);
  });

  test('by filters too', async () => {
    const { body } = await clients.administrator('GET', '/account-overview?where=rep=bob');
    expect(body['accounts']).toMatchObject([{ account: 'bob', contacts: 1, covered: 0, reps: ['bob'] }]);
  });
});

describe('what can be looked at', () => {
  test('of a rep is their own', async () => {
    const { body } = await clients.rep('GET', '/choices');
    expect(body).toMatchObject({
      reps: [{ id: 'ann', name: 'Ann', team: 'north' }],
      teams: [{ id: 'north', name: 'North' }],
    });
    expect(JSON.stringify(body)).not.toMatch(/bob|cid/i);
  });

  test('of a manager is the team’s', async () => {
    const { body } = await clients.manager('GET', '/choices');
    expect((body['reps'] as { id: string }[]).map(({ id }) => id)).toEqual(['ann', 'bob']);
  });
});

test('presentations tell who of the decision team was in the room', async () => {
  const { body } = await clients.rep('GET', '/presentations?from=2026-02-01&to=2026-03-01');
  expect(body['presentations']).toMatchObject([
    {
      activity: 'shown',
      counts: true,
      account: 'ann',
      members: [
        { contact: 'dora', role: 'decision_maker', present: false },
        { contact: 'cleo', role: 'champion', present: true },
      ],
    },
  ]);
  expect(body['roles']).toEqual([
    { role: 'decision_maker', present: 0, members: 1 },
    { role: 'champion', present: 1, members: 1 },
  ]);
  const manager = await clients.manager('GET', '/presentations?from=2026-02-01&to=2026-03-01&where=rep=bob');
  expect(manager.body['presentations']).toEqual([]);
});

describe('the board within filters', () => {
  type Number = {
    readonly kpi: string;
    readonly now: { readonly value: number } | null;
    readonly not_by: readonly string[];
  };
  const numbersOf = async (where: string): Promise<readonly Number[]> => {
    const { body } = await clients.administrator('GET', `/board?from=2026-02-01&to=2026-03-01&where=${where}`);
    return (body['sections'] as { numbers: Number[] }[]).flatMap(({ numbers }) => numbers);
  };
  const find = (numbers: readonly Number[], id: string): Number | undefined => numbers.find(({ kpi }) => kpi === id);

  test('counts only what they keep', async () => {
    expect(find(await numbersOf('team=north'), 'dials')).toMatchObject({ now: { value: 2 }, not_by: [] });
    expect(find(await numbersOf('rep=bob'), 'dials')).toMatchObject({ now: { value: 1 } });
    expect(find(await numbersOf('team=south'), 'dials')).toMatchObject({ now: { value: 0 } });
  });

  test('says which numbers do not have them', async () => {
    const numbers = await numbersOf('source=web');
    expect(find(numbers, 'pressured_accounts')).toMatchObject({ now: null, not_by: ['source'] });
    expect(find(numbers, 'dials')).toMatchObject({ now: { value: 0 }, not_by: [] });
  });

  test('refuses a member that there is not', async () => {
    const answer = await clients.administrator('GET', '/board?where=source=wbe');
    expect(answer).toMatchObject({ status: 422, body: { code: 'unknown_member' } });
  });
});

test('who plans a touch on somebody who does not answer is warned, and the account is known by the contact', async () => {
  const plan = (contact_id: string) =>
    clients.rep('POST', '/follow-ups', { due_at: '2027-01-10T09:00:00Z', reason: 'Call again', contact_id });
  expect((await plan('cleo')).body).toMatchObject({ account_id: 'ann', tact: null });
  for (let i = 0; i < defaultWorkspace.thresholds.unanswered_streak; i++) {
    const call = { channel: 'call', outcome: 'no_answer', contact_id: 'dora' };
    expect((await clients.rep('POST', '/capture', call)).status).toBe(201);
  }
  expect((await plan('dora')).body).toMatchObject({
    account_id: 'ann',
    tact: expect.stringContaining('Dora') as string,
  });
});

test('who sees a row and may not remove it is told so, and not that there is none', async () => {
  expect(await clients.rep('GET', '/accounts/ann')).toMatchObject({ status: 200 });
  expect(await clients.rep('DELETE', '/accounts/ann')).toMatchObject({ status: 422, body: { code: 'not_allowed' } });
  expect(await clients.rep('DELETE', '/accounts/none')).toMatchObject({ status: 404, body: { code: 'no_such_row' } });
});

test('an organisation in which nothing is logged yet is told as such', async () => {
  await createOrganisation(server.services.record, { id: 'new', name: 'New', settings: {} });
  const ask = await serviceOf(server, 'new', 'administrator');
  expect((await ask('GET', '/choices')).body).toMatchObject({ teams: [], reps: [], stages: [], sources: [] });
  expect((await ask('GET', '/account-overview')).body).toMatchObject({ accounts: [], forecast_at_risk: 0 });
  expect((await ask('GET', '/presentations')).body).toMatchObject({ presentations: [], roles: [], difference: null });
  expect((await ask('GET', '/board')).status).toBe(200);
  expect((await ask('GET', '/accounts/none/map')).status).toBe(404);
});
