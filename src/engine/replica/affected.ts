import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type Sets, touched, type Way } from './sets.ts';
import type { Staged } from './stage.ts';

type Both = Staged['both'];

/** What activities refer to. */
const kinds = ['account', 'contact', 'lead', 'deal'] as const;

/**
 * Finds what a change affects: the sets `account`, `contact`, `lead`, `deal`, `rated` (contacts), `staged_account` (accounts whose stages may
 * change), `assignment`, `cost` and `activity`; `…_key` are the codes that facts know them by. Whatever is resolved about anything else is the
 * same before and after, but for the place of activities among those with the same target, and for what comes of them (`findOutcomes`).
 *
 * Each rule says what is resolved from what. References are followed by the rows before and after, so that what something was taken from is
 * found as well as what it is given to. A set may hold more than it must: what it holds is resolved anew, and comes out the same.
 * @param labels the dictionary with what is new in it
 */
export async function findAffected(sets: Sets, { both }: Staged, labels: Sql): Promise<void> {
  const way = (table: Parameters<typeof both>[0], take: string, places: Way['in']): Way => ({
    of: both(table),
    take,
    in: places,
  });
  const own = (table: Parameters<typeof both>[0], take: string): Way => way(table, take, { seq: touched(table) });

  await sets.ids({
    rep: sets.size(touched('reps')) === 0 ? [] : [repsThatMatter(sets, both('reps'))],
    stage: [own('stages', 'id')],
    currency: [own('fx_rates', 'currency')],
    account: [own('accounts', 'id')],
  });
  await sets.ids({ contact: [own('contacts', 'id'), way('contacts', 'id', { account_id: 'account' })] });
  await sets.ids({
    rated: [own('ratings', 'contact_id'), 'contact'],
    lead: [
      own('leads', 'id'),
      way('leads', 'id', { account_id: 'account' }),
      way('leads', 'id', { contact_id: 'contact' }),
      way('leads', 'id', { rep_id: 'rep' }),
    ],
  });
  await sets.ids({
    deal: [
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
    ],
  });
  await sets.numbers({
    assignment: [
      touched('assignments'),
      way('assignments', 'seq', { account_id: 'account' }),
      way('assignments', 'seq', { rep_id: 'rep' }),
    ],
    cost: [touched('costs'), way('costs', 'seq', { rep_id: 'rep' }), way('costs', 'seq', { currency: 'currency' })],
  });
  await findActivities(sets, both, labels);
}

/** Reps that are new or gone, or whose team or cost has changed: nothing else of a rep is in other facts. */
function repsThatMatter(sets: Sets, reps: Sql): Sql {
  return sql`SELECT id FROM ${reps} WHERE ${sets.has(touched('reps'), 'seq')}
    GROUP BY seq, id, team_id, hourly_cost HAVING count(*) = 1`;
}

/** `activity`: those about which more may change than their place among those with the same target. */
async function findActivities(sets: Sets, both: Both, labels: Sql): Promise<void> {
  const [facts, log] = [raw('facts.activity'), both('activities')];
  const perKind = (make: (kind: (typeof kinds)[number]) => [string, readonly Way[]]): Record<string, readonly Way[]> =>
    Object.fromEntries(kinds.map(make));
  await sets.ids({
    ...perKind((kind) => [`known_${kind}`, [{ of: raw(`facts.${kind}`), take: 'id', in: { id: kind } }]]),
    staged_account: [{ of: both('deals'), take: 'account_id', in: { id: 'deal' } }],
  });
  // What came to exist only now is known by its id alone.
  for (const kind of kinds) await sets.less(`new_${kind}`, kind, [`known_${kind}`]);
  await sets.numbers({
    staged_key: [{ of: labels, take: 'k', in: { v: 'staged_account' } }],
    rated_key: [{ of: both('contacts'), take: 'seq', in: { id: 'rated' } }],
    ...perKind((kind) => [
      `${kind}_key`,
      [
        kind === 'account'
          ? { of: labels, take: 'k', in: { v: kind } }
          : { of: both(`${kind}s`), take: 'seq', in: { id: kind } },
      ],
    ]),
  });
  await sets.ids({
    met: [
      { of: both('participants'), take: 'activity_id', in: { seq: touched('participants') } },
      { of: both('participants'), take: 'activity_id', in: { contact_id: 'new_contact' } },
    ],
  });
  await sets.numbers({
    activity: [
      touched('activities'),
      { of: log, take: 'seq', in: { id: 'met' } },
      { of: log, take: 'seq', in: { rep_id: 'rep' } },
      ...kinds.flatMap((kind): Way[] => [
        { of: facts, take: 'activity', in: { [kind]: `${kind}_key` } },
        { of: log, take: 'seq', in: { [`${kind}_id`]: `new_${kind}` } },
      ]),
      { of: raw('facts.touch'), take: 'activity', in: { contact: 'contact_key' } },
      // Without a deal an activity stands in its account's stage, which the account's deals make.
      {
        of: raw('(SELECT activity, account FROM facts.activity WHERE deal IS NULL)'),
        take: 'activity',
        in: { account: 'staged_key' },
      },
    ],
  });
}
