import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertRows } from '../../src/record/rows/write.ts';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { lookIn } from '../../src/server/alerts/look.ts';
import { type Client, memberOf, openTestServer, serviceOf, signIn, type TestServer } from '../support/server.ts';

let server: TestServer;
let [admin, manager, rep, other]: Client[] = [];
beforeAll(async () => {
  server = await openTestServer();
  for (const org of ['mine', 'theirs']) {
    await makeTeam(server.services.record, org);
    await server.services.record.system(org, (tx) =>
      insertRows(
        tx,
        'activities',
        ['ann', 'bob', 'bob'].map((who, i) => ({
          id: `a${i}`,
          rep_id: who,
          account_id: who,
          occurred_at: '2026-03-01T10:00:00Z',
          channel: i === 2 ? 'video' : 'call',
        })),
      ),
    );
  }
  admin = await serviceOf(server, 'mine', 'administrator');
  manager = await serviceOf(server, 'mine', 'manager', { team_id: 'north' });
  rep = await serviceOf(server, 'mine', 'rep', { rep_id: 'ann' });
  other = await serviceOf(server, 'theirs', 'administrator');
}, 120_000);
afterAll(() => server?.close());

const calls =
  'id: video_calls\nlabel: { en: Video calls, es: Videollamadas }\ncount: activity\nwhere:\n  channel: video\n';

describe('an own KPI', () => {
  test('is tried before it is saved', async () => {
    const { status, body } = await admin!('POST', '/own-kpis/preview', {
      definition: calls,
      by: 'rep',
      from: '2026-03-01',
      to: '2026-03-02',
    });
    expect({ status, meaning: body['meaning'], answer: body['answer'] }).toMatchObject({
      status: 200,
      meaning: { kpi: 'video_calls', label: 'Video calls' },
      answer: { rows: expect.arrayContaining([{ rep: 'bob', video_calls: { value: 1 } }]) as unknown },
    });
    // Nothing is a file that can be read, too.
    expect((await admin!('GET', '/own-kpis')).body).toEqual({ rows: [], file: '' });
  });

  test('that is wrong says line and fix', async () => {
    const wrong = calls.replace('video\n', 'vdieo\n');
    for (const send of [
      () => admin!('PUT', '/own-kpis/video_calls', { definition: wrong }),
      () => admin!('POST', '/own-kpis/preview', { definition: wrong }),
    ]) {
      expect(await send()).toMatchObject({
        status: 422,
        body: {
          code: 'bad_kpi',
          detail: expect.stringContaining('line 5') as string,
          fix: 'Right would be: channel: video',
        },
      });
    }
    for (const definition of [
      '',
      '[]',
      'a: [',
      'id: dials\ncount: activity',
      { id: 'x', counts: 'activity' },
      { id: 'video_calls', count: 'activity', counter: 'dails' },
    ]) {
      expect(await admin!('PUT', '/own-kpis/video_calls', { definition })).toMatchObject({
        status: 422,
        body: { code: 'bad_kpi' },
      });
    }
  });

  test('is known to every question of its organisation, and to no other', async () => {
    expect(await admin!('PUT', '/own-kpis/video_calls', { definition: calls })).toMatchObject({ status: 200 });
    const asked = '/kpi?kpis=video_calls&from=2026-03-01&to=2026-03-02';
    expect((await manager!('GET', asked)).body.rows).toEqual([{ video_calls: { value: 1 } }]);
    expect((await rep!('GET', asked)).body.rows).toEqual([{ video_calls: { value: 0 } }]);
    expect(await other!('GET', asked)).toMatchObject({ status: 422, body: { code: 'unknown_kpi' } });
    const { body } = await rep!('GET', '/explain/video_calls');
    expect(body).toMatchObject({ kpi: 'video_calls', sql: expect.stringContaining('SELECT') as string });
    const listed = (await rep!('GET', '/kpis')).body.rows!.map((row) => row['kpi']);
    expect(listed).toContain('video_calls');
    expect((await rep!('GET', '/own-kpis')).body.rows).toMatchObject([{ id: 'video_calls', definition: calls }]);
    expect((await rep!('GET', '/rows/video_calls')).status).toBe(200);
    expect((await admin!('GET', '/trend?kpis=video_calls')).status).toBe(200);
  });

  test('may be what an alert and a digest are about', async () => {
    const [email, password] = ['max@mine.example', 'correct horse battery'];
    await memberOf(server, 'mine', 'manager', email, password, null, 'north');
    const { client: max } = await signIn(server, email, password);
    const alert = { name: 'Calls', kind: 'kpi', subject: 'video_calls', days: 366, bound: 0, only_sure: false };
    const { status, body } = await max('POST', '/alerts', alert);
    expect({ status, body }).toMatchObject({ status: 201 });
    await lookIn(server.services, 'mine');
    expect((await max('GET', '/alerts')).body.rows).toMatchObject([{ value: 1, since: expect.any(String) as string }]);
    expect(await max('PATCH', '/me/mail', { focus: ['video_calls'] })).toMatchObject({ status: 200 });
    for (const send of [
      () => max('POST', '/alerts', { ...alert, subject: 'vdieo_calls' }),
      () => max('PATCH', '/me/mail', { focus: ['vdieo_calls'] }),
    ]) {
      expect(await send()).toMatchObject({
        status: 422,
        body: { code: 'unknown_kpi', fix: 'Did you mean “video_calls”?' },
      });
    }
    // Whoever removes it is told whose alert and digest name it, though nobody else sees those.
    const refused = await admin!('DELETE', '/own-kpis/video_calls');
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'still_referenced',
        detail: 'video_calls is still named by an alert of max and the weekly digest of max.',
      },
    });
    expect(await max('DELETE', `/alerts/${String(body['id'])}`)).toMatchObject({ status: 204 });
    expect((await admin!('DELETE', '/own-kpis/video_calls')).body['detail']).toBe(
      'video_calls is still named by the weekly digest of max.',
    );
    await max('PATCH', '/me/mail', { focus: [] });
  });

  test('keeps its id', async () => {
    expect(
      await admin!('PUT', '/own-kpis/video_calls', { definition: calls.replace('video_calls', 'calls') }),
    ).toMatchObject({
      status: 422,
      body: { code: 'bad_kpi', fix: expect.stringContaining('make a new KPI and remove video_calls') as string },
    });
  });

  test('may be named by a goal and by another’s counter, and then stays', async () => {
    const goal = { kpi: 'video_calls', target: 3, starts_on: '2026-03-01', grain: 'month' };
    const { status, body } = await admin!('POST', '/goals', goal);
    expect({ status, body }).toMatchObject({ status: 201 });
    expect(await other!('POST', '/goals', goal)).toMatchObject({ status: 422 });
    expect(await admin!('DELETE', '/own-kpis/video_calls')).toMatchObject({
      status: 409,
      body: { code: 'still_referenced' },
    });
    const goals = async () => (await admin!('GET', '/goal-standings?all=true')).body['goals'];
    await expect.poll(goals, { timeout: 5000 }).toMatchObject([{ kpi: 'video_calls' }]);
    await admin!('DELETE', `/goals/${String(body['seq'])}`);
    const second = {
      id: 'all_calls',
      count: 'activity',
      where: { channel: ['call', 'video'] },
      counter: 'video_calls',
    };
    expect(await admin!('PUT', '/own-kpis/all_calls', { definition: second })).toMatchObject({ status: 200 });
    expect(await admin!('DELETE', '/own-kpis/video_calls')).toMatchObject({ status: 409 });
    expect(await admin!('DELETE', '/own-kpis/all_calls')).toMatchObject({ status: 204 });
    expect(await admin!('DELETE', '/own-kpis/video_calls')).toMatchObject({ status: 204 });
    expect(await admin!('DELETE', '/own-kpis/video_calls')).toMatchObject({ status: 404 });
  });

  test('is made by administrators', async () => {
    for (const client of [manager!, rep!]) {
      expect(await client('PUT', '/own-kpis/video_calls', { definition: calls })).toMatchObject({ status: 403 });
      expect(await client('POST', '/own-kpis/preview', { definition: calls })).toMatchObject({ status: 403 });
    }
  });
});

test('the SQL of a KPI is that of what one may see', async () => {
  const { body } = await rep!('GET', '/explain/dials');
  expect(body).toMatchObject({ kpi: 'dials', missing: [] });
  expect(body['sql']).toMatch(/^(SELECT|WITH)/);
  expect(JSON.stringify(body)).not.toContain('bob');
});

test('thresholds say what they are and which KPIs depend on them, and go back to their default', async () => {
  const of = async () =>
    (await manager!('GET', '/thresholds')).body.rows!.find(({ threshold }) => threshold === 'silence_days');
  const before = await of();
  expect(before).toMatchObject({ value: 21, default: 21, in_words: expect.stringContaining('21 days') as string });
  expect(before!['kpis']).toContain('silent_accounts');
  await admin!('PATCH', '/workspace', { thresholds: { silence_days: 30 } });
  expect(await of()).toMatchObject({ value: 30, default: 21 });
  await admin!('PATCH', '/workspace', { thresholds: { silence_days: null } });
  expect(await of()).toMatchObject({ value: 21 });
});

describe('what is not seen', () => {
  test('cannot be named: its id is as one that does not exist', async () => {
    await server.services.record.system('mine', (tx) =>
      insertRows(tx, 'contacts', [{ id: 'secret', account_id: 'cid', name: 'Secret' }]),
    );
    const activity = { rep_id: 'ann', occurred_at: '2026-03-01T10:00:00Z', channel: 'call' };
    const detailOf = async (send: (id: string) => ReturnType<Client>) => {
      const [hidden, missing] = [await send('secret'), await send('absent')];
      expect([hidden.status, hidden.body['code']]).toEqual([422, 'unknown_id']);
      expect(String(hidden.body['detail']).replaceAll('secret', 'absent')).toBe(missing.body['detail']);
    };
    await detailOf((id) => rep!('POST', '/activities', { ...activity, contact_id: id }));
    await detailOf((id) => rep!('POST', '/capture', { channel: 'call', contact_id: id }));
    await detailOf((id) => rep!('POST', '/capture', { channel: 'call', participants: [id] }));
    await detailOf((id) =>
      rep!('POST', '/ratings', { contact_id: id, rep_id: 'ann', rated_at: activity.occurred_at, strength: 1 }),
    );
    await detailOf((id) =>
      rep!('POST', '/follow-ups', { contact_id: id, due_at: '2026-05-01T10:00:00Z', reason: 'Call' }),
    );
    expect(
      (
        await server.services.record.system('mine', (tx) =>
          tx.rows({ strings: ["SELECT FROM tacto.activities WHERE rep_id = 'ann'"], values: [] }),
        )
      ).length,
    ).toBe(1);
  });
});
