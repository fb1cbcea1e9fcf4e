import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoSummary, type PlantedProblem, writeDemoLog } from './index.ts';
import { type LogText, readLog } from './test-support.ts';

let root: string;
let summary: DemoSummary;
let log: LogText;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'demo-log-'));
  summary = await writeDemoLog(root);
  log = readLog(root);
});

afterAll(async () => {
  await rm(root, { recursive: true });
});

type Row = LogText['activities'][number];

const membersOf = (kind: PlantedProblem['kind']): readonly string[] =>
  summary.planted.find((problem) => problem.kind === kind)!.members;
const share = (rows: readonly Row[], holds: (row: Row) => boolean): number => rows.filter(holds).length / rows.length;
const countBy = (rows: readonly Row[], key: (row: Row) => string | undefined): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row) ?? '', (counts.get(key(row) ?? '') ?? 0) + 1);
  return counts;
};
const dials = (): readonly Row[] =>
  log.activities.filter(({ channel, direction }) => channel === 'call' && direction !== 'inbound');

describe('the planted problems', () => {
  test('have the size of a real team around them', () => {
    expect(summary.rows.activities).toBeGreaterThan(15_000);
    expect(summary.rows.activities).toBeLessThan(30_000);
    const reached = share(dials(), ({ outcome }) => outcome === 'reached');
    expect(reached).toBeGreaterThan(0.15);
    expect(reached).toBeLessThan(0.3);
    const last = new Map(log.stage_changes.map(({ deal_id, stage_id }) => [deal_id, stage_id]));
    const [won, lost] = ['won', 'lost'].map((stage) => [...last.values()].filter((each) => each === stage).length);
    expect(won! / (won! + lost!)).toBeGreaterThan(0.2);
    expect(won! / (won! + lost!)).toBeLessThan(0.35);
  });

  test('the pressing rep calls a few people far more often than anybody else calls anyone', () => {
    const [rep] = membersOf('pressured_accounts');
    const most = (rows: readonly Row[]): number => Math.max(...countBy(rows, ({ contact_id }) => contact_id).values());
    const theirs = dials().filter(({ rep_id }) => rep_id === rep);
    const others = dials().filter(({ rep_id }) => rep_id !== rep);
    expect(most(theirs)).toBeGreaterThan(3 * most(others));
  });

  test('the unpresenting rep presents few of the proposals that are sent', () => {
    const [rep] = membersOf('unpresented_proposals');
    const presented = new Set(
      log.activities
        .filter(({ purpose, outcome }) => purpose === 'proposal_presentation' && outcome === 'held')
        .map(({ deal_id }) => deal_id),
    );
    const shareOf = (rows: readonly Row[]): number => share(rows, ({ deal_id }) => presented.has(deal_id));
    expect(shareOf(log.proposals.filter(({ rep_id }) => rep_id === rep))).toBeLessThan(0.5);
    expect(shareOf(log.proposals.filter(({ rep_id }) => rep_id !== rep))).toBeGreaterThan(0.7);
  });

  test('leads of the weak source are reached half as often', () => {
    const source = new Map(log.leads.map((lead) => [lead['id'], lead['source']]));
    const onLeads = dials().filter(({ lead_id }) => lead_id !== undefined);
    const reached = ({ outcome }: Row): boolean => outcome === 'reached';
    const isWeak = ({ lead_id }: Row): boolean => source.get(lead_id) === membersOf('weak_source')[0];
    expect(share(onLeads.filter(isWeak), reached)).toBeLessThan(
      0.6 *
        share(
          onLeads.filter((row) => !isWeak(row)),
          reached,
        ),
    );
  });

  test('nobody speaks alone to the one who is against us', () => {
    const [, contact] = membersOf('hidden_dissent');
    const ratings = log.ratings.filter(({ contact_id }) => contact_id === contact);
    expect(ratings.at(-1)!['strength']).toBe('-2');
    const since = Temporal.Instant.from('2026-05-02T00:00:00+02:00');
    const lately = log.activities.filter(
      (row) => row['contact_id'] === contact && Temporal.Instant.compare(row['occurred_at']!, since) >= 0,
    );
    expect(lately).toEqual([]);
  });

  test('most open deals of the overdue team are past their expected close, few of the others', () => {
    const team = new Map(log.reps.map(({ id, team_id }) => [id, team_id]));
    const closed = new Set(['won', 'lost']);
    const last = new Map(log.stage_changes.map(({ deal_id, stage_id }) => [deal_id, stage_id]));
    const open = log.deals.filter(({ id }) => !closed.has(last.get(id)!));
    const isOverdue = ({ expected_close_on }: Row): boolean => expected_close_on! < '2026-07-01';
    const inTeam = ({ rep_id }: Row): boolean => team.get(rep_id) === membersOf('overdue_pipeline')[0];
    expect(share(open.filter(inTeam), isOverdue)).toBeGreaterThan(0.6);
    expect(
      share(
        open.filter((row) => !inTeam(row)),
        isOverdue,
      ),
    ).toBeLessThan(0.15);
  });
});
