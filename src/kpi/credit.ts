import type { Text } from '../domain/text.ts';
import type { FactName } from '../engine/facts.ts';
import { aggregatesOf, type Measure } from '../engine/measure.ts';

const actor: Text = { en: 'whoever acted', es: 'quien actuó' };
const ownerOfDeal: Text = { en: 'the deal’s rep', es: 'el comercial de la oportunidad' };
const ownerOfLead: Text = { en: 'the lead’s rep', es: 'el comercial del lead' };
const assigned: Text = {
  en: 'every rep to whom the account is assigned at that moment',
  es: 'cada comercial que tiene la cuenta asignada en ese momento',
};

/** To whom a fact's records are credited. */
const credits: Readonly<Record<FactName, Text>> = {
  activity: actor,
  contact_reached: actor,
  concentration: actor,
  share: actor,
  proposal: { en: 'whoever sent the proposal', es: 'quien envió la propuesta' },
  first_proposal: { en: 'whoever sent the first proposal', es: 'quien envió la primera propuesta' },
  deal_created: ownerOfDeal,
  deal_expected: ownerOfDeal,
  deal_open: ownerOfDeal,
  decision_team_member: ownerOfDeal,
  deal_closed: {
    en: 'whoever closed the deal, else its rep',
    es: 'quien cerró la oportunidad; si no consta, su comercial',
  },
  prospect: {
    en: 'the lead’s rep, without a lead the deal’s',
    es: 'el comercial del lead; sin él, el de la oportunidad',
  },
  lead_qualified: ownerOfLead,
  lead_attempted: ownerOfLead,
  cost: { en: 'whom the cost names', es: 'a quien nombra el coste' },
  account_assigned: assigned,
  contact_known: assigned,
  account_single_threaded: assigned,
  account_pressured: assigned,
  account_silent: assigned,
};

/** To whom a measure's records are credited, one text for each kind of record, in the order of the formula. */
export function creditsOf({ formula }: Pick<Measure, 'formula'>): readonly Text[] {
  return [...new Set(aggregatesOf(formula).map(({ fact }) => credits[fact]))];
}
