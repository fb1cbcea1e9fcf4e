import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type Sets, touched, type Way } from './sets.ts';
import type { Staged } from './stage.ts';

/**
 * Finds what a change affects: the sets `account`, `contact`, `lead`, `deal`, `group` (activities), `share`, `cost`, `assignment`, `rated`
 * (contacts) and, wider, `deal_outcome` and `lead_outcome`. Whatever is resolved about anything else is the same before and after.
 *
 * Each rule says what is resolved from what. References are followed by the rows before and after, so that what something was taken from is
 * found as well as what it is given to. A set may hold more than it must: what it holds is resolved anew, and comes out the same.
 */
export async function findAffected(sets: Sets, { both }: Staged): Promise<void> {
  const way = (table: Parameters<typeof both>[0], take: string, places: Way['in']): Way => ({
    of: both(table),
    take,
    in: places,
  });
  const own = (table: Parameters<typeof both>[0], take: string): Way => way(table, take, { seq: touched(table) });

  await sets.make('rep', 'VARCHAR', sets.size(touched('reps')) === 0 ? [] : [repsThatMatter(sets, both('reps'))]);
  await sets.make('stage', 'VARCHAR', [own('stages', 'id')]);
  await sets.make('currency', 'VARCHAR', [own('fx_rates', 'currency')]);

  await sets.make('account', 'VARCHAR', [own('accounts', 'id')]);
  await sets.make('assignment', 'BIGINT', [
    own('assignments', 'seq'),
    way('assignments', 'seq', { account_id: 'account' }),
    way('assignments', 'seq', { rep_id: 'rep' }),
  ]);
  await sets.make('contact', 'VARCHAR', [own('contacts', 'id'), way('contacts', 'id', { account_id: 'account' })]);
  await sets.make('rated', 'VARCHAR', [own('ratings', 'contact_id'), { of: sets.all('contact'), take: 'id', in: {} }]);
  await sets.make('lead', 'VARCHAR', [
    own('leads', 'id'),
    way('leads', 'id', { account_id: 'account' }),
    way('leads', 'id', { contact_id: 'contact' }),
    way('leads', 'id', { rep_id: 'rep' }),
  ]);
  await sets.make('deal', 'VARCHAR', [
    own('deals', 'id'),
    way('deals', 'id', { account_id: 'account' }),
    way('deals', 'id', { lead_id: 'lead' }),
    way('deals', 'id', { rep_id: 'rep' }),
    own('stage_changes', 'deal_id'),
    way('stage_changes', 'deal_id', { stage_id: 'stage' }),
    way('stage_changes', 'deal_id', { rep_id: 'rep' }),
    own('decision_team', 'deal_id'),
    way('decision_team', 'deal_id', { contact_id: 'contact' }),
    own('proposals', 'deal_id'),
    way('proposals', 'deal_id', { rep_id: 'rep' }),
  ]);
  await findActivities(sets, both);
  await findOutcomes(sets, both);
  await sets.make('cost', 'BIGINT', [
    own('costs', 'seq'),
    way('costs', 'seq', { rep_id: 'rep' }),
    way('costs', 'seq', { currency: 'currency' }),
  ]);
}

/** Whether any fact is affected: goals and names of teams, for example, are in none. */
export function affectsFacts(sets: Sets): boolean {
  const kinds = ['account', 'assignment', 'rated', 'lead_outcome', 'deal_outcome', 'group', 'share', 'cost'];
  return [...kinds, touched('reps'), touched('fx_rates')].some((set) => sets.size(set) > 0);
}

/** Reps that are new or gone, or whose team or cost has changed: nothing else of a rep is in other facts. */
function repsThatMatter(sets: Sets, reps: Sql): Sql {
  return sql`SELECT id FROM ${reps} WHERE ${sets.has(touched('reps'), 'seq')}
    GROUP BY seq, id, team_id, hourly_cost HAVING count(*) = 1`;
}

type Both = Staged['both'];

/** `activity`: those whose own facts may change; `group`: with all that are aimed at the same targets, whose numbers and answers hang together. */
async function findActivities(sets: Sets, both: Both): Promise<void> {
  for (const kind of ['account', 'contact', 'lead', 'deal'] as const) {
    const of = raw(`facts.${kind}`);
    await sets.make(`${kind}_code`, 'BIGINT', [{ of, take: kind, in: { id: kind } }]);
    // What came to exist only now is known by its id alone.
    await sets.make(
      `new_${kind}`,
      'VARCHAR',
      sets.size(kind) === 0 ? [] : [sql`SELECT id FROM ${sets.all(kind)} WHERE id NOT IN (SELECT id FROM ${of})`],
    );
  }
  await sets.make('staged_account', 'VARCHAR', [{ of: both('deals'), take: 'account_id', in: { id: 'deal' } }]);
  await sets.make('staged_account_code', 'BIGINT', [
    { of: raw('facts.account'), take: 'account', in: { id: 'staged_account' } },
  ]);
  await sets.make('met', 'VARCHAR', [
    { of: both('participants'), take: 'activity_id', in: { seq: touched('participants') } },
    { of: both('participants'), take: 'activity_id', in: { contact_id: 'new_contact' } },
  ]);
  const [facts, log] = [raw('facts.activity'), both('activities')];
  await sets.make('activity', 'BIGINT', [
    { of: log, take: 'seq', in: { seq: touched('activities') } },
    { of: log, take: 'seq', in: { id: 'met' } },
    { of: log, take: 'seq', in: { rep_id: 'rep' } },
    ...(['account', 'contact', 'lead', 'deal'] as const).flatMap((kind): Way[] => [
      { of: facts, take: 'activity', in: { [kind]: `${kind}_code` } },
      { of: log, take: 'seq', in: { [`${kind}_id`]: `new_${kind}` } },
    ]),
    { of: raw('facts.touch'), take: 'activity', in: { contact: 'contact_code' } },
    // Without a deal an activity stands in its account's stage, which the account's deals make.
    {
      of: raw('(SELECT activity, account FROM facts.activity WHERE deal IS NULL)'),
      take: 'activity',
      in: { account: 'staged_account_code' },
    },
  ]);
  await findTargets(sets, both);
  await sets.make('group', 'BIGINT', [
    { of: sets.all('activity'), take: 'id', in: {} },
    { of: facts, take: 'activity', in: { target: 'target' } },
  ]);
}

/** `target`: what the activities were aimed at, and anything known that they may be aimed at now. */
async function findTargets(sets: Sets, both: Both): Promise<void> {
  const rows = await sets.keep(
    'aimed',
    sql`SELECT id, account_id, contact_id, lead_id, deal_id FROM ${both('activities')} WHERE ${sets.has('activity', 'seq')}`,
  );
  await sets.make('activity_id', 'VARCHAR', [sql`SELECT id FROM ${rows}`]);
  for (const kind of ['account', 'contact', 'lead', 'deal'] as const) {
    await sets.make(`aimed_${kind}`, 'VARCHAR', [sql`SELECT ${raw(kind)}_id AS id FROM ${rows}`]);
  }
  await sets.make('aimed_person', 'VARCHAR', [
    { of: sets.all('aimed_contact'), take: 'id', in: {} },
    { of: both('leads'), take: 'contact_id', in: { id: 'aimed_lead' } },
  ]);
  await sets.make('aimed_at', 'VARCHAR', [
    { of: sets.all('aimed_account'), take: 'id', in: {} },
    { of: both('deals'), take: 'account_id', in: { id: 'aimed_deal' } },
    { of: both('leads'), take: 'account_id', in: { id: 'aimed_lead' } },
    { of: both('contacts'), take: 'account_id', in: { id: 'aimed_person' } },
  ]);
  await sets.make('target', 'BIGINT', [
    { of: raw('facts.activity'), take: 'target', in: { activity: 'activity' } },
    { of: raw('facts.contact'), take: 'contact::BIGINT * 4', in: { id: 'aimed_person' } },
    { of: raw('facts.lead'), take: 'lead::BIGINT * 4 + 1', in: { id: 'aimed_lead' } },
    { of: raw('facts.account'), take: 'account::BIGINT * 4 + 2', in: { id: 'aimed_at' } },
  ]);
}

/** What comes of activities: shares, what of deals hangs on follow-ups and presentations, what of leads on attempts and won deals. */
async function findOutcomes(sets: Sets, both: Both): Promise<void> {
  const rows = await sets.keep(
    'grouped',
    sql`SELECT contact, lead, deal FROM facts.activity WHERE ${sets.has('group', 'activity')}`,
  );
  for (const kind of ['contact', 'lead', 'deal'] as const) {
    await sets.make(`grouped_${kind}`, 'BIGINT', [sql`SELECT ${raw(kind)} AS id FROM ${rows}`]);
    await sets.make(`group_${kind}`, 'VARCHAR', [
      { of: sets.all(`aimed_${kind}`), take: 'id', in: {} },
      { of: raw(`facts.${kind}`), take: 'id', in: { [kind]: `grouped_${kind}` } },
    ]);
  }
  await sets.make('group_of_contact', 'VARCHAR', [
    { of: both('leads'), take: 'id', in: { contact_id: 'group_contact' } },
  ]);
  // Follow-ups count for deals that were won; whether an untouched deal was, has not changed.
  const won = raw('(SELECT id FROM facts.deal WHERE won_at IS NOT NULL)');
  await sets.make('linked_deal', 'VARCHAR', [
    { of: sets.all('group_deal'), take: 'id', in: {} },
    { of: both('deals'), take: 'id', in: { lead_id: 'group_lead' } },
    { of: both('deals'), take: 'id', in: { lead_id: 'group_of_contact' } },
    { of: both('decision_team'), take: 'deal_id', in: { contact_id: 'group_contact' } },
  ]);
  await sets.make('sale', 'VARCHAR', [
    { of: sets.all('deal'), take: 'id', in: {} },
    { of: won, take: 'id', in: { id: 'linked_deal' } },
  ]);
  await sets.make('deal_outcome', 'VARCHAR', [
    { of: sets.all('sale'), take: 'id', in: {} },
    { of: sets.all('aimed_deal'), take: 'id', in: {} },
    { of: both('deals'), take: 'id', in: { currency: 'currency' } },
  ]);
  await sets.make('lead_outcome', 'VARCHAR', [
    { of: sets.all('lead'), take: 'id', in: {} },
    { of: sets.all('aimed_lead'), take: 'id', in: {} },
    { of: both('deals'), take: 'lead_id', in: { id: 'deal' } },
  ]);
  await sets.make('share', 'BIGINT', [
    { of: both('shares'), take: 'seq', in: { seq: touched('shares') } },
    { of: both('shares'), take: 'seq', in: { rep_id: 'rep' } },
    { of: both('shares'), take: 'seq', in: { contact_id: 'contact' } },
    { of: both('shares'), take: 'seq', in: { lead_id: 'lead' } },
    { of: both('shares'), take: 'seq', in: { deal_id: 'deal' } },
    { of: both('shares'), take: 'seq', in: { activity_id: 'activity_id' } },
    { of: raw('facts.share'), take: 'share', in: { activity: 'group' } },
  ]);
}
