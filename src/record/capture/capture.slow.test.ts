import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../domain/errors.ts';
import {
  addFollowUp,
  changeFollowUp,
  openFollowUps,
  settleFollowUp,
  settleProposal,
  toldProposals,
} from '../follow-ups/follow-ups.ts';
import { listRows } from '../rows/list.ts';
import { insertRows } from '../rows/write.ts';
import { openTestRecord, type TestRecord } from '../test-support/open.ts';
import { makeTeam, managerOf, repOf } from '../test-support/team.ts';
import { type Capture, capture, type Captured } from './capture.ts';
import { findPeople } from './find-people.ts';
import { materialGiven } from './material.ts';

let open: TestRecord;
beforeAll(async () => {
  open = await openTestRecord();
  for (const org of ['acme', 'other']) await makeTeam(open.record, org);
  await open.record.system('acme', async (tx) => {
    await insertRows(tx, 'contacts', [
      { id: 'jose', account_id: 'ann', name: 'José Núñez', email: 'jose@ann.example' },
      { id: 'eva', account_id: 'ann', name: 'Eva Ruiz' },
      { id: 'leo', account_id: 'bob', name: 'Leo Bravo' },
    ]);
    await insertRows(tx, 'leads', [{ id: 'l', rep_id: 'bob', contact_id: 'leo', created_at: '2026-02-01T00:00:00Z' }]);
    await insertRows(tx, 'deals', [
      { id: 'one', account_id: 'ann', rep_id: 'ann', name: 'One', created_at: '2026-02-01T00:00:00Z' },
      { id: 'two', account_id: 'ann', rep_id: 'ann', name: 'Two', created_at: '2026-02-01T00:00:00Z' },
      { id: 'old', account_id: 'ann', rep_id: 'ann', name: 'Old', created_at: '2026-01-05T00:00:00Z' },
    ]);
    await insertRows(tx, 'stage_changes', [
      { deal_id: 'one', stage_id: 'talk', entered_at: '2026-02-01T00:00:00Z' },
      { deal_id: 'old', stage_id: 'won', entered_at: '2026-02-10T00:00:00Z' },
    ]);
    await insertRows(tx, 'decision_team', [{ deal_id: 'one', contact_id: 'jose', joined_at: '2026-02-15T00:00:00Z' }]);
  });
});
afterAll(() => open.close());

const ann = repOf('acme', 'ann');
const at = '2026-03-01T10:00:00Z';
const log = (given: Partial<Capture>, actor = ann): Promise<Captured> =>
  open.record.as(actor, (tx) => capture(tx, { channel: 'call', occurred_at: at, ...given }));

test('a touch of now is not of a moment to come', async () => {
  // Late in a second: rounding would put it into the next one.
  await sleep(900 - (Date.now() % 1000) + (Date.now() % 1000 > 900 ? 1000 : 0));
  const { activity } = await log({ contact_id: 'jose', occurred_at: undefined });
  expect(Date.parse(String(activity['occurred_at']))).toBeLessThanOrEqual(Date.now());
});

test('a slip in the year is refused', async () => {
  for (const occurred_at of ['1900-01-01T10:00:00Z', '2006-03-01T10:00:00Z', '2100-01-01T10:00:00Z']) {
    await expect(log({ contact_id: 'jose', occurred_at })).rejects.toMatchObject({ code: 'unlikely_moment' });
  }
});

describe('what an activity is about', () => {
  test('the contact’s account, and the deal that the contact decides on, with its stage then', async () => {
    const { about, activity } = await log({ contact_id: 'jose' });
    expect(about.account).toEqual({ id: 'ann', name: 'ann', from: 'contact' });
    expect(about.deal).toMatchObject({ id: 'one', from: 'decision_team', stage: { id: 'talk', name: 'Talk' } });
    expect(activity).toMatchObject({ rep_id: 'ann', account_id: 'ann', deal_id: 'one', contact_id: 'jose' });
  });

  test('no deal where two are open: they are choices; those of before the contact joined and won ones are none', async () => {
    const { about, activity } = await log({ contact_id: 'eva' });
    expect([about.deal, activity['deal_id']]).toEqual([null, null]);
    expect(about.dealChoices.map(({ id, stage }) => [id, stage?.id ?? null])).toEqual([
      ['one', 'talk'],
      ['two', null],
    ]);
    const before = await log({ contact_id: 'jose', occurred_at: '2026-02-14T10:00:00Z' });
    expect(before.about.deal).toBeNull();
    const early = await log({ contact_id: 'jose', occurred_at: '2026-01-10T10:00:00Z' });
    expect(early.about.deal).toMatchObject({ id: 'old', from: 'account', stage: null });
  });

  test('the one lead of a contact without a deal; none when it is said to be about no deal', async () => {
    const bob = repOf('acme', 'bob');
    expect((await log({ contact_id: 'leo' }, bob)).about.lead).toMatchObject({ id: 'l', from: 'contact' });
    expect((await log({ contact_id: 'leo', no_deal: true }, bob)).about.lead).toBeNull();
    expect((await log({ contact_id: 'jose', no_deal: true })).about.deal).toBeNull();
    expect((await log({ deal_id: 'two' })).about).toMatchObject({
      account: { id: 'ann', from: 'deal' },
      deal: { id: 'two', from: 'given' },
    });
  });
});

describe('one call', () => {
  test('writes participants, ratings, shares, the new stage and the next step, and settles the follow-up that it was', async () => {
    const planned = await open.record.as(ann, (tx) =>
      addFollowUp(tx, { rep_id: 'ann', contact_id: 'jose', due_at: at, reason: 'Call José' }),
    );
    const { activity, nextStep } = await log({
      id: 'device-1',
      channel: 'meeting',
      contact_id: 'jose',
      details: { outcome: 'held', purpose: 'proposal_presentation', duration_s: 1800 },
      participants: ['eva', 'jose', 'eva'],
      ratings: [
        { strength: 2, note: 'Warm' },
        { contact_id: 'eva', strength: -1 },
      ],
      shares: [{ asset_type: 'case_study', asset: 'Acme' }],
      stage_id: 'won',
      next_step: { due_at: '2026-03-05T09:00:00Z', reason: 'Send the contract', channel: 'email' },
      follow_up_id: planned.id,
    });
    await open.record.as(ann, async (tx) => {
      const of = async (table: Parameters<typeof listRows>[1], where: Record<string, string>) =>
        (await listRows(tx, table, { where })).rows;
      expect((await of('participants', { activity_id: 'device-1' })).map((row) => row['contact_id'])).toEqual(['eva']);
      expect((await of('ratings', { contact_id: 'eva' })).map((row) => row['strength'])).toEqual([-1]);
      expect(await of('shares', { activity_id: 'device-1' })).toMatchObject([
        { deal_id: 'one', contact_id: 'jose', shared_at: at },
      ]);
      expect((await of('stage_changes', { deal_id: 'one' })).at(-1)).toMatchObject({ stage_id: 'won', rep_id: 'ann' });
      expect(await settleFollowUp(tx, planned.id, 'dropped')).toMatchObject({ state: 'done', activity_id: 'device-1' });
    });
    expect(activity).toMatchObject({ outcome: 'held', duration_s: 1800 });
    expect(nextStep).toMatchObject({
      account_id: 'ann',
      contact_id: 'jose',
      deal_id: 'one',
      due_at: '2026-03-05T09:00:00Z',
      state: 'open',
    });
  });

  test('sent twice is written once', async () => {
    const before = await open.record.as(ann, (tx) => listRows(tx, 'activities'));
    const repeated = await log({ id: 'device-1', contact_id: 'jose', ratings: [{ strength: 3 }] });
    expect(repeated).toMatchObject({ isRepeated: true, activity: { id: 'device-1', outcome: 'held' } });
    const after = await open.record.as(ann, (tx) => listRows(tx, 'activities'));
    expect(after.rows).toEqual(before.rows);
  });

  test.each<[string, Partial<Capture>]>([
    ['unknown_id', { contact_id: 'nobody' }],
    ['not_allowed', { rep_id: 'cid', contact_id: 'jose' }],
    ['no_deal', { contact_id: 'eva', no_deal: true, stage_id: 'won' }],
    ['no_contact', { account_id: 'ann', no_deal: true, ratings: [{ strength: 1 }] }],
    ['out_of_range', { contact_id: 'eva', ratings: [{ strength: 9 }] }],
  ])('that is wrong (%s) writes nothing', async (code, given) => {
    const count = async (): Promise<number> =>
      (await open.record.as(ann, (tx) => listRows(tx, 'activities', { limit: 1000 }))).rows.length;
    const before = await count();
    const error: unknown = await log(given).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).code).toBe(code);
    expect(await count()).toBe(before);
  });
});

describe('people are found', () => {
  test.each([
    ['nunez', ['jose']],
    ['JOSÉ ann', ['jose']],
    ['ruiz eva', ['eva']],
    ['100%', []],
    ['leo', []],
    // Slips of the pen, and the beginning of a word with one.
    ['nunes', ['jose']],
    ['eva riuz', ['eva']],
    ['rus', []],
    ['joze', ['jose']],
    ['bravoo', []],
  ])('by %s', async (wanted, ids) => {
    const found = await open.record.as(ann, (tx) => findPeople(tx, wanted));
    expect(found.map(({ id }) => id)).toEqual(ids);
  });
});

describe('what is given', () => {
  test('comes by how often it was given, as far as the user may see it', async () => {
    const now = Temporal.Now.instant().round('second').toString();
    const given = [{ asset_type: 'video' }, { asset_type: 'case', asset: 'Steel' }, { asset_type: 'video' }];
    for (const share of given) await log({ contact_id: 'eva', occurred_at: now, shares: [share] });
    await log({ contact_id: 'leo', occurred_at: now, shares: [{ asset_type: 'sample' }] }, repOf('acme', 'bob'));
    const seen = await open.record.as(ann, (tx) => materialGiven(tx, 5));
    expect(seen[0]).toEqual({ asset_type: 'video', asset: null });
    expect(seen).toContainEqual({ asset_type: 'case', asset: 'Steel' });
    expect(seen.map((each) => each.asset_type)).not.toContain('sample');
  });
});

describe('follow-ups', () => {
  const plan = (rep: string, reason: string, due: string) =>
    open.record.as(repOf('acme', rep), (tx) => addFollowUp(tx, { rep_id: rep, due_at: due, reason }));

  test('are each rep’s own; a manager sees and reassigns those of the team', async () => {
    const mine = await plan('ann', 'mine', '2026-04-02T00:00:00Z');
    await plan('cid', 'theirs', '2026-04-01T00:00:00Z');
    const reasons = async (actor: typeof ann): Promise<readonly string[]> =>
      (await open.record.as(actor, (tx) => openFollowUps(tx))).map(({ reason }) => reason);
    expect(await reasons(ann)).toContain('mine');
    expect(await reasons(ann)).not.toContain('theirs');
    const north = managerOf('acme', ['north']);
    expect(await reasons(north)).not.toContain('theirs');
    expect(await reasons(managerOf('other', ['north', 'south']))).toEqual([]);
    await open.record.as(north, (tx) => changeFollowUp(tx, mine.id, { rep_id: 'bob', due_at: '2026-05-01T00:00:00Z' }));
    expect(await reasons(ann)).not.toContain('mine');
    expect(await reasons(repOf('acme', 'bob'))).toContain('mine');
    await expect(open.record.as(north, (tx) => changeFollowUp(tx, mine.id, { rep_id: 'cid' }))).rejects.toThrow(
      /may not write follow-ups/,
    );
    await expect(open.record.as(ann, (tx) => changeFollowUp(tx, mine.id, {}))).rejects.toThrow(/no follow-up/);
  });

  test('that the data propose are told again only when they come up again', async () => {
    const given = {
      rep_id: 'ann',
      due_at: '2026-04-10T00:00:00Z',
      reason: 'Silent',
      proposal_key: 'silent_account|ann|x|',
    };
    await open.record.as(ann, async (tx) => {
      expect([...(await toldProposals(tx, 'ann'))]).toEqual([]);
      const taken = await settleProposal(tx, given, false);
      expect(await settleProposal(tx, { ...given, due_at: '2026-04-20T00:00:00Z' }, false)).toMatchObject({
        id: taken.id,
        due_at: '2026-04-20T00:00:00Z',
      });
      expect(await settleProposal(tx, given, true)).toMatchObject({ id: taken.id, state: 'dropped' });
      expect([...(await toldProposals(tx, 'ann'))]).toEqual([given.proposal_key]);
      expect([...(await toldProposals(tx, 'bob'))]).toEqual([]);
      expect(await settleProposal(tx, given, false)).toMatchObject({ state: 'open' });
    });
  });
});
