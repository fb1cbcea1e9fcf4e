import * as fc from 'fast-check';
import { channels, decisionRoles, outcomes, purposes } from '../../src/domain/vocabulary.ts';
import { Random } from './random.ts';
import type { Row, Tables } from './tables.ts';

/** A small valid log, and settings with short windows so that cohorts mature and thresholds are met. */
export type RandomLog = {
  readonly tables: Tables;
  readonly workspace: Readonly<Record<string, unknown>>;
  readonly seed: number;
};

/** Days of the period in which things happen; it holds a clock change of every zone used. */
export const span = { from: '2026-01-05', days: 120, to: '2026-05-05' } as const;

/** The hours (UTC) at which things happen: midnights of the zones, and working hours. */
const hours = [0, 3, 4, 9, 10, 22, 23];

export function gridInstant(random: Random, from = 0, to: number = span.days): string {
  const start = Date.UTC(2026, 0, 5) + random.whole(from, to - 1) * 86_400_000;
  return new Date(start + random.pick(hours) * 3_600_000).toISOString().replace('.000', '');
}

const zones = ['Europe/Madrid', 'America/Santiago', 'UTC'];

/** Logs by seed and size: a failing size is made smaller, and a seed says all. */
export function randomLogs(options: LogOptions = {}): fc.Arbitrary<RandomLog> {
  return fc
    .tuple(fc.noShrink(fc.integer()), fc.integer({ min: 1, max: 4 }))
    .map(([seed, size]) => randomLog(seed, size, options));
}

export type LogOptions = {
  /** No two instants of the log are equal, so that the order of rows means nothing. */
  readonly distinct?: boolean;
};

export function randomLog(seed: number, size: number, options: LogOptions = {}): RandomLog {
  const random = new Random(seed);
  let tick = 0;
  const instant = (): string => {
    const text = gridInstant(random);
    return options.distinct === true ? text.replace('Z', `.${String(++tick).padStart(6, '0')}Z`) : text;
  };
  const people = makePeople(random, size, instant);
  const events = makeEvents(random, size, people, instant);
  return { seed, tables: { ...people, ...events }, workspace: settings(random) };
}

function settings(random: Random): Record<string, unknown> {
  return {
    timezone: random.pick(zones),
    currency: 'EUR',
    week_start: random.whole(1, 7),
    fiscal_year_start_month: random.whole(1, 12),
    thresholds: {
      rating_fresh_days: random.pick([20, 90]),
      touch_window_days: random.pick([15, 60]),
      pressure_window_days: random.pick([28, 60]),
      pressure_min_touches: 2,
      pressure_top_share: random.pick([0.5, 0.6]),
      unanswered_streak: 2,
      silence_days: random.pick([7, 21]),
      thread_window_days: random.pick([30, 90]),
      conversion_window_days: random.pick([20, 60]),
      presentation_window_days: random.pick([10, 30]),
      win_window_days: random.pick([30, 60]),
      reply_window_days: random.pick([3, 14]),
      concentration_min_touches: 2,
    },
  };
}

const sources = ['web', 'fair', 'Año, "1"', 'web '];
const campaigns = ['spring', 'autumn'];
const products = ['P1', 'P2'];
const stages: readonly Row[] = [
  { id: 'new', name: 'New', position: '1', kind: 'open', probability: '0.1', pipeline: null },
  { id: 'demo', name: 'Demo', position: '2', kind: 'open', probability: '0.35', pipeline: null },
  { id: 'alt', name: 'Alt', position: '2', kind: 'open', probability: null, pipeline: 'other' },
  { id: 'won', name: 'Won', position: '9', kind: 'won', probability: null, pipeline: null },
  { id: 'signed', name: 'Signed', position: '10', kind: 'won', probability: '1', pipeline: null },
  { id: 'lost', name: 'Lost', position: '0', kind: 'lost', probability: null, pipeline: null },
];

type People = Pick<Tables, 'teams' | 'reps' | 'accounts' | 'contacts' | 'stages' | 'fx_rates'>;
type Events = Omit<Tables, keyof People>;

const ids = (rows: readonly Row[]): string[] => rows.map((row) => row['id']!);
const list = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));

function makePeople(random: Random, size: number, instant: () => string): People {
  const teams = list(2, (i) => ({
    id: `t${i}`,
    name: `Team ${i}`,
    parent_id: i === 1 ? random.maybe(0.5, ['t0']) : null,
  }));
  const reps = list(3, (i) => ({
    id: `r${i}`,
    name: `Rep ${i}`,
    team_id: random.maybe(0.8, ids(teams)),
    active_from: random.maybe(0.3, ['2026-02-01']),
    active_to: random.maybe(0.3, ['2026-04-01']),
    hourly_cost: random.maybe(0.7, ['30', '45.50']),
  }));
  const accounts = list(1 + size, (i) => ({
    id: `a${i}`,
    name: `Account ${i}`,
    segment: random.maybe(0.7, ['big', 'small']),
    industry: random.maybe(0.7, ['food', 'steel']),
    created_at: random.chance(0.3) ? instant() : null,
  }));
  const contacts = list(2 * accounts.length, (i) => ({
    id: `c${i}`,
    account_id: random.pick(ids(accounts)),
    name: `Contact ${i}`,
    influence: random.maybe(0.7, ['0', '1', '2', '3']),
    created_at: random.chance(0.2) ? instant() : null,
    left_at: random.chance(0.2) ? instant() : null,
  }));
  const fx_rates = [
    { currency: 'USD', valid_from: '2025-01-01', rate: '0.9' },
    { currency: 'USD', valid_from: '2026-02-15', rate: '0.85' },
    { currency: 'CLP', valid_from: '2025-06-01', rate: '0.00095' },
  ];
  return { teams, reps, accounts, contacts, stages, fx_rates };
}

/** Events among people, with ids that start with `prefix`; they may also refer to the events of `earlier`. */
export function makeEvents(
  random: Random,
  size: number,
  people: People,
  instant: () => string,
  prefix = '',
  earlier: Partial<Events> = {},
): Events {
  const reps = ids(people.reps);
  const accounts = ids(people.accounts);
  const contacts = ids(people.contacts);
  const currency = (): string | null => random.maybe(0.5, ['EUR', 'USD', 'CLP']);
  const money = (): string | null => (random.chance(0.8) ? `${random.whole(0, 9000)}.${random.whole(10, 99)}` : null);
  const sometimes = (probability: number): string | null => (random.chance(probability) ? instant() : null);
  const assignments = list(2 * size, () => {
    const [from, to] = [instant(), instant()].sort();
    return {
      account_id: random.pick(accounts),
      rep_id: random.pick(reps),
      valid_from: from!,
      valid_to: from !== to && random.chance(0.4) ? to! : null,
    };
  });
  const ratings = list(3 * size, () => ({
    contact_id: random.pick(contacts),
    rep_id: random.pick(reps),
    rated_at: instant(),
    strength: String(random.whole(-3, 3)),
  }));
  const leads = list(size, (i) => ({
    id: `${prefix}l${i}`,
    rep_id: random.pick(reps),
    account_id: random.maybe(0.5, accounts),
    contact_id: random.maybe(0.6, contacts),
    source: random.maybe(0.7, sources),
    campaign: random.maybe(0.5, campaigns),
    product: random.maybe(0.5, products),
    created_at: instant(),
    qualified_at: sometimes(0.6),
    disqualified_at: sometimes(0.2),
    prospect_at: sometimes(0.5),
  }));
  const allLeads = [...ids(earlier.leads ?? []), ...ids(leads)];
  const deals = list(1 + size, (i) => ({
    id: `${prefix}d${i}`,
    account_id: random.maybe(0.8, accounts),
    rep_id: random.pick(reps),
    lead_id: random.maybe(0.6, allLeads),
    source: random.maybe(0.4, sources),
    product: random.maybe(0.4, products),
    created_at: instant(),
    requested_amount: money(),
    amount: money(),
    currency: currency(),
    expected_close_on: random.chance(0.6) ? instant().slice(0, 10) : null,
  }));
  const allDeals = [...ids(earlier.deals ?? []), ...ids(deals)];
  const stage_changes = list(4 * size, () => ({
    deal_id: random.pick(allDeals),
    stage_id: random.pick(ids(people.stages)),
    entered_at: instant(),
    rep_id: random.maybe(0.6, reps),
  }));
  const decision_team = list(3 * size, () => ({
    deal_id: random.pick(allDeals),
    contact_id: random.pick(contacts),
    role: random.maybe(0.8, decisionRoles),
    joined_at: sometimes(0.5),
    left_at: sometimes(0.2),
  }));
  const presentation = (): Row => {
    const member: Row = random.pick(decision_team);
    const { deal_id = null, contact_id = null } = member;
    return { channel: 'visit', outcome: 'held', purpose: 'proposal_presentation', deal_id, contact_id };
  };
  const activities = list(
    14 * size,
    (i): Row => ({
      id: `${prefix}x${i}`,
      rep_id: random.pick(reps),
      occurred_at: instant(),
      channel: random.chance(0.5) ? 'call' : random.pick(channels),
      direction: random.maybe(0.6, ['outbound', 'outbound', 'inbound']),
      outcome: random.chance(0.4) ? random.pick(['reached', 'held', 'replied']) : random.maybe(0.7, outcomes),
      account_id: random.maybe(0.4, accounts),
      contact_id: random.maybe(0.5, contacts),
      lead_id: random.maybe(0.4, allLeads),
      deal_id: random.maybe(0.5, allDeals),
      purpose: random.maybe(0.5, purposes),
      pitch: random.maybe(0.4, ['short', 'long']),
      duration_s: random.maybe(0.6, ['60', '900.5', '3600', '0']),
      ...(random.chance(0.2) ? presentation() : {}),
    }),
  );
  const allActivities = [...ids(earlier.activities ?? []), ...ids(activities)];
  const participants = list(8 * size, () => ({
    activity_id: random.pick(allActivities),
    contact_id: random.pick(contacts),
  }));
  const proposals = list(2 * size, (i) => ({
    id: `${prefix}p${i}`,
    deal_id: random.pick(allDeals),
    rep_id: random.pick(reps),
    sent_at: instant(),
  }));
  const shares = list(3 * size, (i) => ({
    id: `${prefix}s${i}`,
    rep_id: random.pick(reps),
    shared_at: instant(),
    asset_type: random.pick(['brochure', 'video']),
    contact_id: random.maybe(0.4, contacts),
    lead_id: random.maybe(0.3, allLeads),
    deal_id: random.maybe(0.3, allDeals),
    activity_id: random.maybe(0.5, allActivities),
  }));
  const costs = list(2 * size, (i) => ({
    id: `${prefix}k${i}`,
    incurred_on: instant().slice(0, 10),
    amount: money() ?? '0',
    currency: currency(),
    rep_id: random.maybe(0.6, reps),
    team_id: random.maybe(0.4, ids(people.teams)),
    source: random.maybe(0.5, sources),
    campaign: random.maybe(0.5, campaigns),
  }));
  return {
    assignments,
    ratings,
    leads,
    deals,
    stage_changes,
    decision_team,
    activities,
    participants,
    proposals,
    shares,
    costs,
    goals: [],
  };
}
