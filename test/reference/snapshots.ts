import { accountGroup, dealGroup, teamOf } from './flows.ts';
import type { Group, Tally } from './tally.ts';
import { type Bucket, dayOf, daysOf, type Micros, startOf } from './time.ts';
import type { Touch } from './touches.ts';
import { converted, isActive, standingBefore, teamBefore, type World } from './world.ts';

/** The state at S of everything that snapshots look at, and contact concentration, which looks at the bucket and its end. */
export type Snapshot = {
  readonly world: World;
  readonly touches: readonly Touch[];
  readonly tally: Tally;
  readonly bucket: Bucket;
};

/** @returns false when the bucket begins at or after as_of */
export function tallySnapshot({ world, touches, tally, bucket }: Snapshot): boolean {
  const { workspace, asOf } = world;
  if (startOf(bucket.from, workspace) >= asOf) return false;
  const s = Math.min(startOf(bucket.to, workspace), asOf);
  const at = new Moment(world, touches, s);
  const { label } = bucket;
  tallyOpenDeals(at, tally, label);
  tallyMembers(at, tally, label);
  tallyAccounts(at, tally, label);
  tallyConcentration(at, tally, bucket);
  return true;
}

/** A world looked at just before S. */
class Moment {
  readonly world: World;
  readonly touches: readonly Touch[];
  readonly s: Micros;

  constructor(world: World, touches: readonly Touch[], s: Micros) {
    this.world = world;
    this.touches = touches;
    this.s = s;
  }

  /** The touches of the last days before S. */
  within(days: number): Touch[] {
    return this.touches.filter((touch) => touch.at >= this.s - daysOf(days) && touch.at < this.s);
  }

  openDeals() {
    return [...this.world.deals.values()].flatMap((deal) => {
      const standing = standingBefore(this.world, deal, this.s);
      return standing?.kind === 'open' ? [{ deal, stage: standing.stage }] : [];
    });
  }

  /** A contact's latest rating before S. */
  rating(contact: string) {
    return (this.world.ratings.get(contact) ?? []).findLast(({ at }) => at < this.s) ?? null;
  }

  activeContacts(account: string) {
    return [...this.world.contacts.values()].filter((c) => c.account === account && isActive(c, this.s));
  }

  /** Those of a touch's contacts who belong to its account. */
  own(touch: Touch): readonly string[] {
    return touch.contacts.filter((contact) => this.world.contacts.get(contact)!.account === touch.account);
  }
}

function tallyOpenDeals(at: Moment, tally: Tally, label: string | null): void {
  const day = dayOf(at.s - 1, at.world.workspace);
  for (const { deal, stage } of at.openDeals()) {
    const group = { ...dealGroup(at.world, deal, deal.rep), stage: stage?.id ?? null };
    const amount = converted(at.world, deal.amount, deal.currency, day);
    tally.add('pipeline_value', group, label, 'value', amount);
    tally.add('weighted_pipeline', group, label, 'value', amount * (stage?.probability ?? 0));
    if (deal.expected !== null && deal.expected < day) tally.add('overdue_pipeline', group, label, 'value', amount);
  }
}

function tallyMembers(at: Moment, tally: Tally, label: string | null): void {
  const heard = at.within(at.world.workspace.thresholds.touch_window_days).filter((touch) => touch.twoWay);
  for (const { deal } of at.openDeals()) {
    const { rep, account } = deal;
    const group: Group = { rep, team: teamOf(at.world, rep), ...accountGroup(at.world, account) };
    for (const contact of teamBefore(at.world, deal, at.s)) {
      tally.add('decision_team_coverage', group, label, 'denominator');
      if (heard.some((touch) => touch.contacts.includes(contact)))
        tally.add('decision_team_coverage', group, label, 'numerator');
      if (heard.some((touch) => touch.contacts.length === 1 && touch.contacts[0] === contact)) continue;
      const rating = at.rating(contact);
      if (rating === null) tally.add('unheard_members', group, label, 'value');
      else if (rating.strength <= -1) tally.add('hidden_dissent', group, label, 'value');
    }
  }
}

function tallyAccounts(at: Moment, tally: Tally, label: string | null): void {
  const { thresholds } = at.world.workspace;
  const withDeal = new Set(at.openDeals().map(({ deal }) => deal.account));
  for (const { account, rep, from, to } of at.world.assignments) {
    if (from >= at.s || (to !== null && to < at.s)) continue;
    const group: Group = { rep, team: teamOf(at.world, rep), ...accountGroup(at.world, account) };
    const count = (id: string, part: 'value' | 'numerator' | 'denominator', amount: number, once: string): void =>
      tally.add(id, group, label, part, amount, once);
    count('assigned_accounts', 'value', 1, account);
    count('contacts_per_account', 'denominator', 1, account);
    for (const { id, influence } of at.activeContacts(account)) {
      count('contacts_known', 'value', 1, id);
      count('contacts_per_account', 'numerator', 1, id);
      count('rated_share', 'denominator', 1, id);
      const rating = at.rating(id);
      if (rating === null) continue;
      if (rating.at >= at.s - daysOf(thresholds.rating_fresh_days)) count('rated_share', 'numerator', 1, id);
      const side = rating.strength >= 1 ? 1 : rating.strength <= -1 ? -1 : 0;
      count('relationship_strength', 'numerator', influence * rating.strength, id);
      count('relationship_strength', 'denominator', influence, id);
      count('political_balance', 'numerator', influence * side, id);
      count('political_balance', 'denominator', influence, id);
    }
    const touches = (days: number): Touch[] => at.within(days).filter((touch) => touch.account === account);
    if (withDeal.has(account)) {
      const answered = touches(thresholds.thread_window_days).filter((touch) => touch.twoWay);
      const people = new Set(answered.flatMap((touch) => at.own(touch)));
      if (people.size === 1) count('single_threaded_accounts', 'value', 1, account);
      const isSilent = !touches(thresholds.silence_days).some((touch) => touch.twoWay);
      if (isSilent) count('silent_accounts', 'value', 1, account);
    }
    if (isPressured(at, touches(thresholds.pressure_window_days))) count('pressured_accounts', 'value', 1, account);
  }
}

function isPressured(at: Moment, touches: readonly Touch[]): boolean {
  const { pressure_min_touches, pressure_top_share, unanswered_streak } = at.world.workspace.thresholds;
  const named = touches.filter(
    (touch) => touch.outbound && touch.contact !== null && at.own(touch).includes(touch.contact),
  );
  const people = new Set(named.map((touch) => touch.contact));
  const most = Math.max(0, ...[...people].map((one) => named.filter(({ contact }) => contact === one).length));
  // 60 % of 5 is 3: in whole thousandths, where 0.6 × 5 would be a little less.
  if (named.length >= pressure_min_touches && most * 1000 > named.length * Math.round(pressure_top_share * 1000))
    return true;
  const streaks = new Map<string, number>();
  for (const touch of touches.toSorted((a, b) => a.at - b.at)) {
    for (const contact of at.own(touch)) {
      if (touch.twoWay) streaks.set(contact, 0);
      else if (touch.outbound) streaks.set(contact, (streaks.get(contact) ?? 0) + 1);
    }
  }
  return [...streaks.values()].some((streak) => streak >= unanswered_streak);
}

function tallyConcentration(at: Moment, tally: Tally, { label, from, to }: Bucket): void {
  const pairs = new Map<string, Touch[]>();
  for (const touch of at.touches) {
    const isOwn = touch.contact !== null && at.own(touch).includes(touch.contact);
    if (touch.day < from || touch.day >= to || !touch.outbound || !isOwn) continue;
    const pair = `${touch.rep} ${touch.account}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), touch]);
  }
  for (const touches of pairs.values()) {
    const [{ rep, account }] = touches as [Touch];
    const n = touches.length;
    const counts = [...new Set(touches.map(({ contact }) => contact))].map(
      (one) => touches.filter(({ contact }) => contact === one).length,
    );
    const k = Math.max(at.activeContacts(account!).length, counts.length);
    if (n < at.world.workspace.thresholds.concentration_min_touches || k < 2) continue;
    const h = counts.reduce((sum, count) => sum + (count / n) ** 2, 0);
    const group: Group = { rep, team: teamOf(at.world, rep), ...accountGroup(at.world, account) };
    tally.add('contact_concentration', group, label, 'numerator', (n * (h - 1 / k)) / (1 - 1 / k));
    tally.add('contact_concentration', group, label, 'denominator', n);
  }
}
