import type { FactName } from '../../engine/facts.ts';

/** What users' own KPIs may name in a fact: truth values, texts (compared exactly) and numbers; `keys` can be counted distinct. */
export type Fields = {
  readonly flags: readonly string[];
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly keys: readonly string[];
};

const activity: Fields = {
  flags: [
    'made',
    'outbound',
    'two_way',
    'dial',
    'first_attempt',
    'follow_up',
    'answered',
    'has_contact',
    'own_contact',
    'qualified_meeting',
    'presentation',
  ],
  texts: ['direction', 'outcome', 'purpose'],
  numbers: ['duration_s', 'attempt_no', 'attending', 'team_size'],
  keys: ['contact', 'lead', 'deal'],
};
const none: Fields = { flags: [], texts: [], numbers: [], keys: [] };

/** The facts that users' own KPIs can be made of. Dimensions of a fact are fields too. */
export const ownFields: Readonly<Partial<Record<FactName, Fields>>> = {
  activity,
  contact_reached: { ...activity, keys: ['contact'] },
  share: none,
  proposal: { ...none, flags: ['first'], keys: ['deal'] },
  first_proposal: { ...none, flags: ['presented', 'open_at_landmark', 'won_in_window'] },
  deal_created: { ...none, flags: ['won_in_window'], numbers: ['requested'] },
  deal_closed: { ...none, flags: ['won'], numbers: ['amount', 'follow_ups', 'cycle_days'] },
  prospect: none,
  lead_qualified: { ...none, flags: ['converted'] },
  lead_attempted: { ...none, flags: ['converted'] },
  cost: { ...none, numbers: ['amount'] },
};

/** Numbers that are money. */
export const moneyFields: ReadonlySet<string> = new Set(['requested', 'amount']);
