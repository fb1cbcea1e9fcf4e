import { dayOf, daysOf, microsOf, startOf } from './time.ts';
import type { Group, Tally } from './tally.ts';
import type { Attempt, Touch } from './touches.ts';
import { converted, type Deal, hasBegun, type Lead, standingAt, standingBefore, type World } from './world.ts';

/** What flows and cohorts are counted from. `labelOf` gives the bucket of a day, undefined outside the period. */
export type Flows = {
  readonly world: World;
  readonly touches: readonly Touch[];
  readonly attempts: ReadonlyMap<string, Attempt>;
  readonly tally: Tally;
  readonly labelOf: (day: string) => string | null | undefined;
};

export const teamOf = ({ reps }: World, rep: string | null): string | null =>
  rep === null ? null : (reps.get(rep)?.['team_id'] ?? null);

export function accountGroup({ accounts }: World, account: string | null): Group {
  const row = accounts.get(account ?? '');
  return { account, segment: row?.['segment'] ?? null, industry: row?.['industry'] ?? null };
}

export function dealGroup(world: World, deal: Deal, rep: string): Group {
  const { source, campaign, product, account } = deal;
  return { rep, team: teamOf(world, rep), source, campaign, product, ...accountGroup(world, account) };
}

function leadGroup(world: World, { rep, source, campaign, product, account }: Lead): Group {
  return { rep, team: teamOf(world, rep), source, campaign, product, ...accountGroup(world, account) };
}

const attemptName = (attempt: Attempt | undefined): string | null =>
  attempt === undefined ? null : attempt.no === 1 ? 'first' : 'follow_up';

export function tallyFlows(flows: Flows): void {
  tallyTouches(flows);
  tallyShares(flows);
  tallyProposals(flows);
  tallyLeads(flows);
  tallyDeals(flows);
  tallyCosts(flows);
}

function tallyTouches({ world, touches, attempts, tally, labelOf }: Flows): void {
  for (const touch of touches) {
    const label = labelOf(touch.day);
    if (label === undefined) continue;
    const attempt = attempts.get(touch.id);
    const group: Group = {
      rep: touch.rep,
      team: teamOf(world, touch.rep),
      ...accountGroup(world, touch.account),
      channel: touch.channel,
      stage: touch.stage,
      source: touch.source,
      campaign: touch.campaign,
      product: touch.product,
      pitch: touch.pitch,
      attempt: attemptName(attempt),
    };
    const count = (id: string, part: 'value' | 'numerator' | 'denominator' = 'value', amount = 1): void =>
      tally.add(id, group, label, part, amount);
    if (touch.made) {
      count('activities');
      count('hours_per_customer', 'numerator', touch.seconds / 3600);
      const cost = Number(world.reps.get(touch.rep)!['hourly_cost'] ?? 0);
      count('cost_per_conversion', 'numerator', (touch.seconds / 3600) * cost);
    }
    if (touch.outbound) count('touches_per_customer', 'numerator');
    if (touch.outbound && touch.channel === 'call') {
      count('dials');
      count('reach_rate', 'denominator');
      count('conversion_per_dial', 'denominator');
      if (touch.twoWay) {
        count('dials_reached');
        count('reach_rate', 'numerator');
        count('close_rate', 'denominator');
      }
      if (touch.contact !== null) {
        count('calls_per_contact', 'numerator');
        tally.add('calls_per_contact', group, label, 'denominator', 1, touch.contact);
      }
    }
    if (attempt !== undefined) {
      const [counts, rate] =
        attempt.no === 1
          ? (['first_attempts', 'first_reach_rate'] as const)
          : (['follow_ups', 'follow_up_reach_rate'] as const);
      count(counts);
      count(rate, 'denominator');
      if (attempt.isAnswered) {
        count(`${counts}_reached`);
        count(rate, 'numerator');
      }
      if (attempt.no === 1) count('first_contacts_per_conversion', 'numerator');
    }
    if (touch.isQualifiedMeeting) count('qualified_meetings');
    if (touch.presented !== null) {
      count('proposal_presentations');
      count('decision_team_attendance', 'numerator', touch.presented.attending);
      count('decision_team_attendance', 'denominator', touch.presented.size);
    }
    if (touch.twoWay) for (const c of touch.contacts) tally.add('contacts_covered', group, label, 'value', 1, c);
  }
}

function tallyShares({ world, touches, attempts, tally, labelOf }: Flows): void {
  for (const row of world.tables.shares) {
    if (!hasBegun(row['shared_at'], world.asOf)) continue;
    const label = labelOf(dayOf(microsOf(row['shared_at'])!, world.workspace));
    if (label === undefined) continue;
    const deal = world.deals.get(row['deal_id'] ?? '');
    const contact = world.contacts.get(row['contact_id'] ?? '');
    const lead = world.leads.get(row['lead_id'] ?? '');
    const touch = touches.find((other) => other.id === row['activity_id']);
    const rep = row['rep_id']!;
    const group: Group = {
      rep,
      team: teamOf(world, rep),
      account: deal?.account ?? contact?.account ?? lead?.account ?? touch?.account ?? null,
      source: deal?.source ?? lead?.source ?? touch?.source ?? null,
      campaign: lead?.campaign ?? deal?.campaign ?? touch?.campaign ?? null,
      asset_type: row['asset_type']!,
      attempt: attemptName(attempts.get(touch?.id ?? '')),
    };
    tally.add('information_provided', group, label, 'value');
    tally.add('information_types', group, label, 'value', 1, row['asset_type']!);
  }
}

function tallyProposals({ world, touches, tally, labelOf }: Flows): void {
  const { asOf, workspace } = world;
  const presenting = daysOf(workspace.thresholds.presentation_window_days);
  const winning = daysOf(workspace.thresholds.win_window_days);
  const sent = world.tables.proposals
    .filter((row) => world.deals.has(row['deal_id']!) && hasBegun(row['sent_at'], asOf))
    .map((row) => ({ deal: world.deals.get(row['deal_id']!)!, rep: row['rep_id']!, at: microsOf(row['sent_at'])! }))
    .toSorted((a, b) => a.at - b.at);
  const begun = new Set<string>();
  for (const { deal, rep, at } of sent) {
    const isFirst = !begun.has(deal.id);
    begun.add(deal.id);
    const label = labelOf(dayOf(at, workspace));
    if (label === undefined) continue;
    const group = dealGroup(world, deal, rep);
    tally.add('proposals_sent', group, label, 'value');
    if (!isFirst) continue;
    const isPresented = touches.some(
      (touch) =>
        touch.deal === deal && touch.presented !== null && touch.at >= at - presenting && touch.at < at + presenting,
    );
    tallyCohort(tally, 'presented_share', group, label, { isMature: at + presenting <= asOf, hit: isPresented });
    const isOpen = standingAt(world, deal, at + presenting)?.kind === 'open';
    for (const [id, counts] of [
      ['win_rate_presented', isOpen && isPresented],
      ['win_rate_unpresented', isOpen && !isPresented],
    ] as const) {
      if (at + winning > asOf) tally.add(id, group, label, 'pending');
      else if (counts) {
        const hit = deal.won !== null && deal.won < at + winning;
        tallyCohort(tally, id, group, label, { isMature: true, hit });
      }
    }
  }
}

function tallyCohort(
  tally: Tally,
  id: string,
  group: Group,
  label: string | null,
  { isMature, hit }: { readonly isMature: boolean; readonly hit: boolean },
): void {
  tally.add(id, group, label, isMature ? 'denominator' : 'pending');
  if (isMature && hit) tally.add(id, group, label, 'numerator');
}

function tallyLeads({ world, touches, tally, labelOf }: Flows): void {
  const { asOf, workspace } = world;
  const window = daysOf(workspace.thresholds.conversion_window_days);
  for (const lead of world.leads.values()) {
    const group = leadGroup(world, lead);
    const { qualified, prospect } = lead;
    const became = prospect === null ? undefined : labelOf(dayOf(prospect, workspace));
    if (became !== undefined) tally.add('prospects', group, became, 'value');
    const entered = qualified === null ? undefined : labelOf(dayOf(qualified, workspace));
    if (qualified !== null && entered !== undefined) {
      const hit = prospect !== null && prospect >= qualified && prospect < qualified + window;
      tallyCohort(tally, 'qualified_conversion', group, entered, { isMature: qualified + window <= asOf, hit });
    }
    const tries = touches.filter((touch) => touch.lead === lead && touch.isAttempt).map(({ at }) => at);
    if (tries.length === 0) continue;
    const first = Math.min(...tries);
    const label = labelOf(dayOf(first, workspace));
    if (label === undefined) continue;
    const hit = [...world.deals.values()].some(
      ({ lead: own, won }) => own === lead && won !== null && won >= first && won < first + window,
    );
    tallyCohort(tally, 'attempt_conversion', group, label, { isMature: first + window <= asOf, hit });
  }
}

function tallyDeals(flows: Flows): void {
  const { world, tally, labelOf } = flows;
  const { asOf, workspace } = world;
  const window = daysOf(workspace.thresholds.win_window_days);
  const today = dayOf(asOf - 1, workspace);
  for (const deal of world.deals.values()) {
    const group = dealGroup(world, deal, deal.rep);
    const created = dayOf(deal.created, workspace);
    const label = labelOf(created);
    if (label !== undefined) {
      if ((deal.lead?.prospect ?? null) === null) tally.add('prospects', group, label, 'value');
      const requested = converted(world, deal.requested ?? deal.amount, deal.currency, created);
      tally.add('request_volume', group, label, 'value', requested);
      tallyCohort(tally, 'cohort_win_rate', group, label, {
        isMature: deal.created + window <= asOf,
        hit: deal.won !== null && deal.won < deal.created + window,
      });
    }
    const expected = deal.expected === null ? undefined : labelOf(deal.expected);
    const now = standingBefore(world, deal, asOf);
    if (expected !== undefined && now?.kind === 'open') {
      const amount = converted(world, deal.amount, deal.currency, today) * (now.stage?.probability ?? 0);
      tally.add('forecast', { ...group, stage: now.stage?.id ?? null }, expected, 'value', amount);
    }
    tallyEnd(flows, deal);
  }
}

const perContract = [
  'first_contacts_per_conversion',
  'follow_ups_per_sale',
  'money_per_customer',
  'hours_per_customer',
  'touches_per_customer',
  'cost_per_conversion',
];

function tallyEnd({ world, touches, attempts, tally, labelOf }: Flows, deal: Deal): void {
  const end = deal.won ?? deal.lost;
  if (end === null) return;
  const day = dayOf(end, world.workspace);
  const label = labelOf(day);
  if (label === undefined) return;
  const group = dealGroup(world, deal, deal.closer);
  tally.add('win_rate', group, label, 'denominator');
  if (deal.won === null) return;
  for (const id of ['win_rate', 'close_rate', 'conversion_per_dial']) tally.add(id, group, label, 'numerator');
  for (const id of perContract) tally.add(id, group, label, 'denominator');
  tally.add('contracts', group, label, 'value');
  tally.add('contract_volume', group, label, 'value', converted(world, deal.amount, deal.currency, day));
  tally.list('sales_cycle_days', group, label, (end - (deal.lead?.created ?? deal.begin)) / daysOf(1));
  const since = Math.min(deal.begin, deal.lead?.created ?? deal.begin);
  const people = new Set((world.members.get(deal.id) ?? []).map(({ contact }) => contact.id));
  if (deal.lead?.contact !== null && deal.lead !== null) people.add(deal.lead.contact);
  const followUps = touches.filter(
    (touch) =>
      (attempts.get(touch.id)?.no ?? 0) > 1 &&
      touch.at >= since &&
      touch.at < end &&
      (touch.deal === deal ||
        (deal.lead !== null && touch.lead === deal.lead) ||
        (touch.contact !== null && people.has(touch.contact))),
  );
  tally.add('follow_ups_per_sale', group, label, 'numerator', followUps.length);
}

function tallyCosts({ world, tally, labelOf }: Flows): void {
  for (const row of world.tables.costs) {
    const day = row['incurred_on']!;
    const label = startOf(day, world.workspace) < world.asOf ? labelOf(day) : undefined;
    if (label === undefined) continue;
    const rep = row['rep_id'] ?? null;
    const group: Group = {
      rep,
      team: row['team_id'] ?? teamOf(world, rep),
      source: row['source'] ?? null,
      campaign: row['campaign'] ?? null,
    };
    const amount = converted(world, row['amount']!, row['currency'] ?? null, day);
    for (const id of ['money_per_customer', 'cost_per_conversion']) tally.add(id, group, label, 'numerator', amount);
  }
}
