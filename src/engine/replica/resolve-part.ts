import type { Database } from '../../duckdb/database.ts';
import { and, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { asAimed, renumbered } from '../resolve/activities.ts';
import type { Made } from '../resolve/context.ts';
import { findOutcomes } from './outcomes.ts';
import { type Kept, Part } from './part.ts';
import { replacedOf } from './replaced.ts';
import type { Sets } from './sets.ts';
import type { Staged } from './stage.ts';

/**
 * Resolves into `part.facts` what a change affects.
 * @param relations everything that resolving makes
 * @param isTooMuch whether so many activities are more than may be looked at
 * @returns whether that was enough; if not, it is left unfinished
 */
export async function resolvePart(
  db: Database,
  sets: Sets,
  staged: Staged,
  relations: readonly Made[],
  isTooMuch: IsTooMuch,
): Promise<boolean> {
  const part = new Part(db, sets, staged, relations);
  await sets.put('activity_id', []);
  await sets.put('rewritten', [], ['activity']);
  await resolveRecords(part, sets);
  await resolveActivities(db, part, sets);
  await findOutcomes(sets, staged, raw('part.stage.former'), raw('part.facts.activity'));
  return resolveOutcomes(part, sets, staged, isTooMuch);
}

type IsTooMuch = (activities: number) => Promise<boolean>;

const records = [
  'rep',
  'account',
  'contact',
  'assignment',
  'rating',
  'rate',
  'lead',
  'deal',
  'stage_span',
  'team_member',
];
const outcomes = [
  'contact_reached',
  'share',
  'deal_created',
  'prospect',
  'deal_closed',
  'proposal',
  'first_proposal',
  'lead_qualified',
  'lead_attempted',
  'cost',
];

/** Facts that are few: whoever needs some has them all. */
function few(part: Part): Kept {
  return Object.fromEntries(['rep', 'account', 'rate'].map((fact) => [fact, part.unaffected(fact)]));
}

/** Those of the facts that are affected, as relations. */
function affectedOf(sets: Sets, facts: readonly string[]): readonly string[] {
  return facts.filter((fact) => replacedOf(sets, fact) !== null).map((fact) => `facts.${fact}`);
}

/** Resolves whom and what activities are about, and what the affected ones are aimed at. */
async function resolveRecords(part: Part, sets: Sets): Promise<void> {
  const isMoved = sets.size('activity') > 0;
  const plan = part.plan([...affectedOf(sets, records), ...(isMoved ? ['work.aimed'] : [])]);
  await part.copyLog(isMoved ? [...plan, ...part.plan(['facts.touch'])] : plan);
  await sets.ids({
    named_contact: part.named('contact_id', ['activities', 'participants', 'leads', 'decision_team']),
    named_lead: part.named('lead_id', ['activities', 'deals']),
    named_deal: part.named('deal_id', ['activities']),
  });
  const [leads, deals, contacts] = [part.own('lead'), part.own('deal'), part.own('contact')];
  await sets.numbers({
    near_contact: ['rated_key', { of: contacts, take: 'contact', in: { id: 'named_contact' } }],
    near_lead: [
      { of: leads, take: 'lead', in: { id: 'named_lead' } },
      { of: deals, take: 'lead', in: { id: 'named_deal' } },
    ],
    near_deal: [
      { of: deals, take: 'deal', in: { id: 'named_deal' } },
      { of: deals, take: 'deal', in: { account: 'staged_key' } },
    ],
  });
  for (const kind of named) await sets.less(`kept_${kind}`, `near_${kind}`, [`${kind}_key`]);
  await part.resolve(plan, { ...few(part), ...keptRecords(sets) });
}

/** What the facts of contacts, leads and deals are known by. */
const named = ['contact', 'lead', 'deal'] as const;

function keptRecords(sets: Sets): Kept {
  const kept = (kind: (typeof named)[number]): Sql | null => sets.rows(`kept_${kind}`, kind);
  return {
    contact: kept('contact'),
    lead: kept('lead'),
    deal: kept('deal'),
    stage_span: kept('deal'),
    team_member: kept('deal'),
  };
}

/**
 * Resolves the stages of accounts and the activities that are affected, and numbers all that are aimed at the same targets. The set
 * `rewritten` is of all activities that differ.
 */
async function resolveActivities(db: Database, part: Part, sets: Sets): Promise<void> {
  const isMoved = sets.size('activity') > 0;
  if (isMoved) await part.within(() => addStanding(db, part.own('activity'), sets));
  const plan = part.plan([
    ...affectedOf(sets, ['account_stage']),
    ...(isMoved ? ['facts.touch', 'facts.activity'] : []),
  ]);
  await part.resolve(plan, {
    ...keptRecords(sets),
    account_stage: isMoved
      ? and([raw('account IN (SELECT account FROM work.touch)'), part.unaffected('account_stage')])
      : null,
  });
  const differs = raw(`SELECT s.seq AS id FROM part.stage.standing s LEFT JOIN part.work.attempt n ON n.seq = s.seq
    WHERE s.attempt_no IS DISTINCT FROM n.attempt_no OR s.answered <> coalesce(n.answered, false)`);
  await sets.numbers({ renumbered: isMoved ? [differs] : [] });
  await sets.put('rewritten', [], ['activity', 'renumbered']);
  if (sets.size('renumbered') > 0) await part.within(() => addRenumbered(db, part, sets));
}

/** Puts the other activities with the same targets, before and now, beside those that are resolved. */
async function addStanding(db: Database, own: Sql, sets: Sets): Promise<void> {
  await db.run(sql`CREATE TABLE stage.former AS
    SELECT activity, occurred_at, contact, lead, deal, target FROM ${own} WHERE ${sets.has('activity', 'activity')}`);
  const mates = sql`(SELECT * FROM ${own} WHERE target IN (SELECT target FROM work.touch UNION ALL SELECT target FROM stage.former))`;
  await db.run(sql`CREATE TABLE stage.standing AS ${asAimed(mates)}`);
  await db.run(sql`DELETE FROM stage.standing WHERE ${sets.has('activity', 'seq')}`);
  await db.run(sql`INSERT INTO work.aimed BY NAME SELECT * EXCLUDE (attempt_no, answered) FROM stage.standing`);
}

async function addRenumbered(db: Database, part: Part, sets: Sets): Promise<void> {
  const rows = (fact: string): Sql =>
    sql`(SELECT * FROM ${part.own(fact)} WHERE ${sets.has('renumbered', 'activity')})`;
  await db.run(sql`INSERT INTO facts.activity BY NAME ${renumbered(rows('activity'))}`);
  await db.run(sql`INSERT INTO facts.touch BY NAME SELECT * FROM ${rows('touch')}`);
}

/** Resolves what comes of activities, and of deals, leads and costs. */
async function resolveOutcomes(part: Part, sets: Sets, staged: Staged, isTooMuch: IsTooMuch): Promise<boolean> {
  const plan = part.plan(affectedOf(sets, outcomes));
  await part.copyLog(plan);
  await sets.ids({
    shared_contact: part.named('contact_id', ['shares']),
    shared_lead: part.named('lead_id', ['shares']),
    shared_deal: part.named('deal_id', ['shares']),
    shared_id: part.named('activity_id', ['shares']),
  });
  await keepRecords(part, sets, plan);
  await findDeciding(part, sets, staged);
  if (await isTooMuch(sets.size('deciding'))) return false;
  if (sets.size('shared') > 0)
    await part.addLog('activities', and([sets.has('shared', 'seq'), sets.hasNot('activity', 'seq')]));
  await sets.less('kept_activity', 'deciding', ['rewritten']);
  await part.keep(plan, { activity: sets.rows('kept_activity', 'activity') });
  await part.resolve(
    plan.filter(({ name }) => !part.has(name)),
    {},
  );
  return true;
}

/** Takes whom and what outcomes are about. */
async function keepRecords(part: Part, sets: Sets, plan: readonly Made[]): Promise<void> {
  const [leads, deals, contacts] = [part.own('lead'), part.own('deal'), part.own('contact')];
  await sets.numbers({
    far_contact: [{ of: contacts, take: 'contact', in: { id: 'shared_contact' } }],
    far_lead: ['tried', { of: leads, take: 'lead', in: { id: 'shared_lead' } }],
    far_deal: [
      'closed',
      'shown',
      { of: deals, take: 'deal', in: { id: 'shared_deal' } },
      { of: deals, take: 'deal', in: { lead: 'tried' } },
    ],
  });
  for (const kind of named) await sets.less(`more_${kind}`, `far_${kind}`, [`${kind}_key`, `kept_${kind}`]);
  await sets.less('more_span', 'shown', ['deal_key', 'kept_deal']);
  await sets.less('kept_proposal', 'shown', ['deal_key']);
  const more = (kind: string): Sql | null => sets.rows(`more_${kind}`, kind);
  const isPlanned = (fact: string): boolean => plan.some(({ name }) => name === `facts.${fact}`);
  await part.keep(plan, {
    ...Object.fromEntries(Object.entries(few(part)).filter(([fact]) => isPlanned(fact))),
    contact: more('contact'),
    lead: more('lead'),
    deal: more('deal'),
    stage_span: sets.rows('more_span', 'deal'),
    team_member: more('deal'),
    proposal: sets.rows('kept_proposal', 'deal'),
  });
}

/** The set `deciding`: activities beside those that are rewritten of which outcomes are made. `shared`: those that shares belong to. */
async function findDeciding(part: Part, sets: Sets, staged: Staged): Promise<void> {
  const sold = sql`(SELECT * FROM part.facts.deal WHERE won_at IS NOT NULL AND ${sets.has('closed', 'deal')})`;
  const members = sql`SELECT m.contact AS id FROM part.facts.team_member m JOIN ${sold} s ON s.deal = m.deal`;
  const isSold = sets.size('closed') > 0;
  await sets.numbers({
    shared: [{ of: staged.now('activities'), take: 'seq', in: { id: 'shared_id' } }],
    sold: isSold ? [sql`SELECT deal AS id FROM ${sold}`] : [],
    sold_lead: isSold ? [sql`SELECT lead AS id FROM ${sold}`] : [],
    sold_contact: isSold ? [sql`SELECT lead_contact AS id FROM ${sold}`, members] : [],
  });
  const those = (condition: string): Sql => sql`(SELECT * FROM ${part.own('activity')} WHERE ${raw(condition)})`;
  await sets.numbers({
    deciding: [
      'shared',
      { of: those('follow_up'), take: 'activity', in: { contact: 'sold_contact' } },
      { of: those('follow_up'), take: 'activity', in: { lead: 'sold_lead' } },
      { of: those('follow_up'), take: 'activity', in: { deal: 'sold' } },
      { of: those('attempt_no IS NOT NULL'), take: 'activity', in: { lead: 'tried' } },
      { of: those('presentation'), take: 'activity', in: { deal: 'shown' } },
    ],
  });
}
