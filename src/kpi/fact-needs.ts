import type { FactName } from '../engine/facts.ts';

/**
 * What a log must hold for something to be known, all of it: `deals` is a row of the table, `deals.amount` a row with a value
 * there, `stages.kind=won` one with that value, `deals.amount(open)` an open deal with a value there, where any deal is open, `activities.outcome(calls)` a call with one. Within a need ` | ` parts ways of which one suffices, ` + ` what a way takes together.
 */
export type Needs = readonly string[];

/** The columns of a fact that an aggregate asks for; the truth value where a condition asks for one. */
export type Asked = ReadonlyMap<string, boolean | undefined>;

const won = ['stage_changes', 'stages.kind=won'];
const outcome = 'activities.outcome';
const answers = `${outcome} | activities.direction=inbound`;
const people = 'activities.contact_id | participants';
/** Whose account an activity concerns. */
const accountWays = [
  'activities.account_id',
  'activities.contact_id',
  'activities.deal_id + deals.account_id',
  'activities.lead_id + leads.account_id',
  'activities.lead_id + leads.contact_id',
];
/** People of the account that the activity concerns. */
const ownPeople = [
  'activities.contact_id',
  ...accountWays.filter((way) => way !== 'activities.contact_id').map((way) => `participants + ${way}`),
].join(' | ');
/** Whom an attempt is aimed at: without it, nobody knows which one was the first. */
const target =
  'activities.contact_id | activities.lead_id | activities.account_id | activities.deal_id + deals.account_id';
const presentation = ['activities.purpose', outcome, 'activities.deal_id', 'decision_team', people];
const followUpOfDeal = [
  'activities.deal_id',
  'activities.lead_id + deals.lead_id',
  'activities.contact_id + deals.lead_id + leads.contact_id',
  'activities.contact_id + decision_team',
].join(' | ');

/** What each fact's rows need, and what those of its columns that are asked for need besides. */
export const factNeeds: Readonly<Record<FactName, (asked: Asked) => Needs>> = {
  activity: activityNeeds,
  // The contact is the row's own here, whoever else took part.
  contact_reached: (asked) => [
    people,
    answers,
    ...activityNeeds(new Map([...asked].filter(([column]) => column !== 'contact'))),
  ],
  share: () => ['shares'],
  proposal: () => ['proposals'],
  first_proposal: (asked) => [
    'proposals',
    ...only(asks(asked, 'presented'), presentation),
    ...only(asks(asked, 'won_in_window'), won),
  ],
  deal_created: (asked) => [
    'deals',
    ...only(asks(asked, 'requested'), ['deals.requested_amount | deals.amount']),
    ...only(asks(asked, 'won_in_window'), won),
  ],
  deal_closed: (asked) => [
    'stage_changes',
    ...only(asked.get('won') !== false, ['stages.kind=won']),
    ...only(asked.get('won') !== true, ['stages.kind=lost']),
    ...only(asks(asked, 'amount'), ['deals.amount']),
    ...only(asks(asked, 'follow_ups'), [target, followUpOfDeal]),
  ],
  prospect: () => ['leads.prospect_at | deals'],
  lead_qualified: (asked) => ['leads.qualified_at', ...only(asks(asked, 'converted'), ['leads.prospect_at'])],
  lead_attempted: (asked) => ['activities.lead_id', ...only(asks(asked, 'converted'), ['deals.lead_id', ...won])],
  cost: () => ['costs'],
  deal_expected: (asked) => ['deals.expected_close_on(open)', ...dealNeeds(asked)],
  deal_open: (asked) => ['deals', ...dealNeeds(asked)],
  account_assigned: () => ['assignments'],
  contact_known: (asked) => [
    'contacts',
    'assignments',
    ...only(asks(asked, 'rated', 'rated_lately', 'strength'), ['ratings']),
  ],
  account_single_threaded: () => ['assignments', 'deals.account_id', answers, ownPeople],
  account_pressured: () => ['assignments', ownPeople],
  account_silent: () => ['assignments', 'deals.account_id', answers, accountWays.join(' | ')],
  decision_team_member: (asked) => [
    'decision_team',
    ...only(asks(asked, 'covered', 'hidden_dissent', 'unheard'), [answers, people]),
    ...only(asks(asked, 'hidden_dissent'), ['ratings']),
  ],
  concentration: () => ['activities.contact_id'],
};

function activityNeeds(asked: Asked): Needs {
  return [
    'activities',
    // What a rep sends is answered only when its outcome says so; what comes in is an answer by itself.
    ...only(asks(asked, 'two_way'), [isOutbound(asked) ? outcomeOf(asked) : answers]),
    ...only(asks(asked, 'first_attempt', 'follow_up', 'answered', 'attempt_no', 'attempt'), [target]),
    ...only(asks(asked, 'answered'), [answers]),
    ...only(asks(asked, 'qualified_meeting'), [
      outcome,
      'leads.qualified_at',
      'activities.lead_id | activities.deal_id + deals.lead_id',
    ]),
    ...only(asks(asked, 'presentation', 'attending', 'team_size'), presentation),
    ...only(asks(asked, 'account'), [accountWays.join(' | ')]),
    ...only(asks(asked, 'has_contact', 'contact', 'own_contact'), ['activities.contact_id']),
    ...only(asks(asked, 'effort_cost'), ['activities.duration_s', 'reps.hourly_cost']),
    ...only(asks(asked, 'duration_s'), ['activities.duration_s']),
    ...only(asks(asked, 'outcome'), [outcome]),
    ...only(asks(asked, 'purpose'), ['activities.purpose']),
    ...only(asks(asked, 'pitch'), ['activities.pitch']),
    ...only(asks(asked, 'lead'), ['activities.lead_id']),
    ...only(asks(asked, 'deal'), ['activities.deal_id']),
  ];
}

/**
 * Of open deals: an export may tell what a deal is worth only once it is won. A deal without a stage has no probability: what it weighs needs
 * its changes.
 */
function dealNeeds(asked: Asked): Needs {
  return [
    ...only(asks(asked, 'amount'), ['deals.amount(open)']),
    ...only(asks(asked, 'weighted'), ['deals.amount(open)', 'stages.probability', 'stage_changes']),
    ...only(asks(asked, 'overdue'), ['deals.expected_close_on(open)']),
  ];
}

/** What came of meetings says nothing of calls. */
function outcomeOf(asked: Asked): string {
  return asked.get('dial') === true ? `${outcome}(calls)` : outcome;
}

function isOutbound(asked: Asked): boolean {
  return ['dial', 'outbound', 'first_attempt', 'follow_up'].some((column) => asked.get(column) === true);
}

function asks(asked: Asked, ...columns: readonly string[]): boolean {
  return columns.some((column) => asked.has(column));
}

function only(holds: boolean, needs: Needs): Needs {
  return holds ? needs : [];
}
