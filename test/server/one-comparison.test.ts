import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOrganisation, openDemo } from '../../src/server/start/demo.ts';
import { type Body, type Client, openTestServer, serviceOf, type TestServer } from '../support/server.ts';

let server: TestServer;
let manager: Client;
let leads: ReadonlyMap<string, Client>;
let reps: readonly { readonly id: string; readonly name: string; readonly team: string }[];
let days: string;

beforeAll(async () => {
  server = await openTestServer();
  await openDemo(server.services, server.data);
  manager = await serviceOf(server, demoOrganisation, 'manager', { team_id: 'ventas' });
  const { body } = await manager('GET', '/choices');
  reps = body['reps'] as typeof reps;
  const year = (body['periods'] as { id: string; from: string; to: string }[]).find(
    ({ id }) => id === 'last_12_months',
  )!;
  days = `from=${year.from}&to=${year.to}`;
  const teams = [...new Set(reps.map(({ team }) => team))];
  leads = new Map(
    await Promise.all(
      teams.map(
        async (team) => [team, await serviceOf(server, demoOrganisation, 'manager', { team_id: team })] as const,
      ),
    ),
  );
}, 240_000);
afterAll(() => server?.close());

/** What is told of a rep, but for when it was asked and whether the records of the others can be opened. */
function told({ group_open: _, period, ...rest }: Body): Body {
  const { as_of: __, ...span } = period as Body;
  return { ...rest, period: span };
}

describe('of a rep', () => {
  test('the manager of all, the manager of the team and the rep read the same findings, differences and advice', async () => {
    expect(leads.size).toBeGreaterThan(1);
    let found = 0;
    for (const { id, team } of reps) {
      const own = await serviceOf(server, demoOrganisation, 'rep', { rep_id: id });
      for (const path of [`/diagnose?rep=${id}`, `/why/contracts?rep=${id}`]) {
        const [wanted, ...others] = await Promise.all(
          [manager, leads.get(team)!, own].map(async (ask) => ask('GET', `${path}&${days}`)),
        );
        expect(wanted!.status).toBe(200);
        found += ((wanted!.body['may_be_wrong'] as unknown[] | undefined) ?? []).length;
        for (const { body } of others) expect(told(body)).toEqual(told(wanted!.body));
        const open = [wanted!, ...others].map(({ body }) => body['group_open']);
        expect(open).toEqual([true, false, false]);
      }
    }
    expect(found).toBeGreaterThan(0);
  }, 240_000);

  test('how they stand is the same wherever it is told, and of others a rep is told no name', async () => {
    const { id, team } = reps[0]!;
    const own = await serviceOf(server, demoOrganisation, 'rep', { rep_id: id });
    const path = `/compare/reach_rate?by=rep&${days}`;
    type Members = readonly { readonly member: string }[];
    const [all, some, mine] = await Promise.all(
      [manager, leads.get(team)!, own].map(async (ask) => told((await ask('GET', path)).body)),
    );
    const members = all!['members'] as Members;
    const inTeam = new Set(reps.filter((rep) => rep.team === team).map((rep) => rep.id));
    expect(some).toEqual({ ...all, members: members.filter(({ member }) => inTeam.has(member)) });
    expect(mine).toEqual({ ...all, members: members.filter(({ member }) => member === id) });
    const text = JSON.stringify([mine, (await own('GET', `/diagnose?rep=${id}&${days}`)).body]);
    for (const other of reps.slice(1)) {
      expect(text).not.toContain(`"${other.id}"`);
      expect(text).not.toContain(other.name);
    }
  });

  test('a filter by another team tells nothing of that team', async () => {
    const { id, team } = reps[0]!;
    const own = await serviceOf(server, demoOrganisation, 'rep', { rep_id: id });
    const other = reps.find((rep) => rep.team !== team)!;
    for (const ask of [own, leads.get(team)!]) {
      const { body } = await ask('GET', `/compare/reach_rate?by=rep&${days}&where=team=${other.team}`);
      expect(body).toMatchObject({ group: null, members: [] });
    }
    const { body } = await leads.get(team)!('GET', `/diagnose?rep=${other.id}&${days}`);
    expect(body).toMatchObject({ looked_at: [], may_be_wrong: [] });
  });
});
