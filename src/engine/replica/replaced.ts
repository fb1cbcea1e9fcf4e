import { raw, type Sql } from '../../duckdb/sql.ts';
import { type Sets, touched } from './sets.ts';

/** What of the facts is resolved anew: rows of a fact whose column lies in a set, or all of it. */
export type Replaced = { readonly fact: string; readonly where: Sql };

/** Facts by the set and the column that tell which of their rows are resolved anew. */
const places: Readonly<Record<string, readonly (readonly [set: string, column: string])[]>> = {
  account: [['account', 'id']],
  contact: [['contact', 'id']],
  assignment: [['assignment', 'seq']],
  rating: [['rated_key', 'contact']],
  lead: [['lead', 'id']],
  deal: [['deal', 'id']],
  stage_span: [['deal_key', 'deal']],
  team_member: [['deal_key', 'deal']],
  account_stage: [['staged_key', 'account']],
  touch: [['activity', 'activity']],
  activity: [['rewritten', 'activity']],
  contact_reached: [['rewritten', 'activity']],
  share: [['share', 'share']],
  deal_created: [['priced', 'deal']],
  prospect: [
    ['lead_key', 'lead'],
    ['deal_key', 'deal'],
  ],
  deal_closed: [['closed', 'deal']],
  proposal: [['deal_key', 'deal']],
  first_proposal: [['shown', 'deal']],
  lead_qualified: [['lead_key', 'lead']],
  lead_attempted: [['tried', 'lead']],
  cost: [['cost', 'cost']],
};

/** Facts of which everything is resolved anew when a table has changed. */
const wholes = { rep: 'reps', rate: 'fx_rates' } as const;

/** What of a fact is resolved anew; null when nothing is. */
export function replacedOf(sets: Sets, fact: string): Sql | null {
  if (fact in wholes) return sets.size(touched(wholes[fact as keyof typeof wholes])) > 0 ? raw('true') : null;
  return sets.hasAny(places[fact] ?? []);
}

/** All that is resolved anew. */
export function replaced(sets: Sets): readonly Replaced[] {
  return [...Object.keys(wholes), ...Object.keys(places)].flatMap((fact) => {
    const where = replacedOf(sets, fact);
    return where === null ? [] : [{ fact, where }];
  });
}
