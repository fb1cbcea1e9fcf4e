import { channels, outcomes, purposes } from '../../../parts/vocabulary/lists.ts';
/** What an own KPI may say of the records that it counts (docs/own-kpis.md). */
export type Fact = {
  readonly flags: readonly string[];
  /** Texts and dimensions: compared exactly. */
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  /** What can be counted once each. */
  readonly keys: readonly string[];
};

const activityDims = [
  'rep',
  'team',
  'account',
  'segment',
  'industry',
  'channel',
  'stage',
  'source',
  'campaign',
  'product',
  'pitch',
  'attempt',
];
const dealDims = ['rep', 'team', 'account', 'segment', 'industry', 'source', 'campaign', 'product'];

const activity: Fact = {
  flags: [
    'made',
    'outbound',
    'two_way',
    'dial',
    'first_attempt',
    'follow_up',
    'answered',
    'has_contact',
    'qualified_meeting',
    'presentation',
  ],
  texts: ['outcome', 'channel', 'purpose', 'direction', ...activityDims.filter((name) => name !== 'channel')],
  numbers: ['duration_s', 'attempt_no', 'attending', 'team_size'],
  keys: ['contact', 'account', 'lead', 'deal', 'rep'],
};

const ofDeals = (more: Partial<Fact>): Fact => ({
  flags: [],
  texts: dealDims,
  numbers: [],
  keys: ['account', 'rep'],
  ...more,
});

export const facts = {
  activity,
  contact_reached: { ...activity, keys: ['contact', 'account', 'rep'] },
  share: {
    flags: [],
    texts: ['asset_type', 'rep', 'team', 'account', 'source', 'campaign', 'attempt'],
    numbers: [],
    keys: ['account', 'rep'],
  },
  proposal: ofDeals({ flags: ['first'], keys: ['deal', 'account', 'rep'] }),
  first_proposal: ofDeals({ flags: ['presented', 'won_in_window'] }),
  deal_created: ofDeals({ flags: ['won_in_window'], numbers: ['requested'] }),
  deal_closed: ofDeals({ flags: ['won'], numbers: ['amount', 'follow_ups', 'cycle_days'] }),
  prospect: ofDeals({}),
  lead_qualified: ofDeals({ flags: ['converted'] }),
  lead_attempted: ofDeals({ flags: ['converted'] }),
  cost: { flags: [], texts: ['source', 'campaign', 'rep', 'team'], numbers: ['amount'], keys: ['rep'] },
} as const satisfies Readonly<Record<string, Fact>>;

export type FactName = keyof typeof facts;
export const factNames = Object.keys(facts) as FactName[];

/** The fact of a name, as the general type. */
export function factOf(name: FactName): Fact {
  return facts[name];
}

/** Texts of which every value is known. */
export const closedLists: Readonly<Record<string, readonly string[]>> = {
  channel: channels,
  outcome: outcomes,
  direction: ['outbound', 'inbound'],
  purpose: purposes,
  attempt: ['first', 'follow_up'],
};
