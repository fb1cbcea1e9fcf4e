import type { Dimension } from '../../domain/vocabulary.ts';
import type { Needs } from '../../kpi/fact-needs.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { needsOf } from '../../kpi/needs.ts';
import type { EffectId } from '../effects/ids.ts';
import { type FlagId, flagIds } from '../risk/flags.ts';
import type { Look, ReportId } from './question.ts';
import { breakdownOf } from './commands.ts';

const won = ['stage_changes', 'stages.kind=won'];
const closes = ['activities.outcome', ...won];

/** What effects are read off: of a source and a product the ways in which a call has one. */
const effectNeeds: Readonly<Record<EffectId, Needs>> = {
  lead_source_quality: [
    ...closes,
    'activities.lead_id + leads.source | activities.deal_id + deals.source | activities.deal_id + deals.lead_id + leads.source',
  ],
  company_pitch_quality: [...closes, 'activities.pitch'],
  rep_presentation_quality: closes,
  product_interest: [
    ...closes,
    'activities.deal_id + deals.product | activities.lead_id + leads.product | activities.deal_id + deals.lead_id + leads.product',
  ],
  material_quality: [
    'stage_changes',
    'shares.deal_id | shares.activity_id + activities.deal_id | shares.lead_id + deals.lead_id | shares.contact_id + decision_team',
  ],
  reach: ['activities.outcome'],
};

const ofOpenDeals = ['deals.amount(open)', 'stages.probability', 'stage_changes'];
const deciders = ['decision_team', 'decision_team.role'];
const flagNeeds: Readonly<Partial<Record<FlagId, Needs>>> = {
  no_decision_maker: deciders,
  decision_maker_unheard: [...deciders, 'activities.outcome | activities.direction=inbound'],
  negative_balance: ['contacts', 'ratings'],
  falling_balance: ['contacts', 'ratings'],
  stalled: won,
};

const reportNeeds: Readonly<Record<ReportId, Needs>> = {
  parts: closes,
  diagnosis: ['activities'],
  cycle: ['deals', 'stage_changes'],
  goals: ['goals'],
};

/** What a log must hold for a breakdown to say something; the others come with any record. */
const dimensionNeeds: Readonly<Partial<Record<Dimension, string>>> = {
  team: 'reps.team_id',
  segment: 'accounts.segment',
  source: 'leads.source | deals.source',
  campaign: 'leads.campaign',
  product: 'deals.product | leads.product',
  pitch: 'activities.pitch',
  stage: 'stage_changes',
};

/** What a log must hold for the breakdown that a look's command makes. */
export function needsOfBreakdown({ subject, run }: Look): Needs {
  return subject.kind === 'kpi' ? needsOfDimensions(breakdownOf(run)) : [];
}

function needsOfDimensions(dimensions: readonly Dimension[]): Needs {
  return dimensions.flatMap((name) => dimensionNeeds[name] ?? []);
}

/** What a log must hold for a look's figure. */
export function needsOfLook({ subject, where = [] }: Look, kpis: ReadonlyMap<string, Kpi>): Needs {
  switch (subject.kind) {
    case 'kpi':
      return [...needsOf(kpis.get(subject.id)!), ...needsOfDimensions(where.map(({ dimension }) => dimension))];
    case 'effect':
      return effectNeeds[subject.id];
    case 'flags': {
      // Any flag at all is found without ratings and decision teams; certain ones are not.
      const own = subject.flags === 'all' ? [] : flagIds.filter((flag) => subject.flags.includes(flag));
      return [...new Set([...ofOpenDeals, ...own.flatMap((flag) => flagNeeds[flag] ?? [])])];
    }
    case 'report':
      return reportNeeds[subject.id];
  }
}
