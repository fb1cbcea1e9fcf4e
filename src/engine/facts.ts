import type { Dimension } from '../domain/vocabulary.ts';
import { raw, type Sql, sql } from '../duckdb/sql.ts';
import { expectedDeal } from './forecast.ts';
import * as snapshots from './snapshots.ts';
import type { SnapshotContext } from './snapshots.ts';

/** What a fact's rows are taken from; `asOf` for those that look at the present. */
export type FactContext = SnapshotContext & { readonly asOf: Temporal.Instant };

/** Something that is counted: one row for each record, with its dimensions as label codes. */
export type Fact = {
  /** What a row belongs to: a local day (`day` and its calendar columns) or a bucket (`bucket`). */
  readonly time: 'day' | 'bucket';
  readonly dimensions: readonly Dimension[];
  /** Its rows are of all days of a bucket, not of its end alone. */
  readonly ofPeriod?: true;
  /** Its days may lie in the future. */
  readonly ahead?: true;
  /** The rows as a relation. */
  readonly rows: (context: FactContext) => Sql;
  /**
   * The record of a row, when several rows (one for each rep) may stand for one record: a group counts it once.
   */
  readonly once?: string;
  /** How a record is shown to a person: columns of its log table, found by the fact's key. */
  readonly record: RecordShape;
};

export type RecordShape = {
  /** The sales-log tables that hold the record, each with the fact's column that is its `seq`. */
  readonly from: readonly { readonly table: string; readonly key: string; readonly columns: readonly string[] }[];
  /** Columns of the fact itself that help to understand the number. */
  readonly own?: readonly string[];
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
] as const satisfies readonly Dimension[];
const dealDims = [
  'rep',
  'team',
  'account',
  'segment',
  'industry',
  'source',
  'campaign',
  'product',
] as const satisfies readonly Dimension[];
const accountDims = ['rep', 'team', 'account', 'segment', 'industry'] as const satisfies readonly Dimension[];

const activityRecord = {
  table: 'activities',
  key: 'activity',
  columns: [
    'id',
    'occurred_at',
    'rep_id',
    'channel',
    'direction',
    'outcome',
    'contact_id',
    'lead_id',
    'deal_id',
    'subject',
  ],
};
const dealRecord = {
  table: 'deals',
  key: 'deal',
  columns: ['id', 'name', 'created_at', 'amount', 'currency', 'expected_close_on'],
};
const leadRecord = { table: 'leads', key: 'lead', columns: ['id', 'created_at', 'qualified_at', 'prospect_at'] };
const contactRecord = { table: 'contacts', key: 'contact', columns: ['id', 'name', 'title'] };

const table = (name: string) => (): Sql => raw(`facts.${name}`);
const relation =
  (of: (context: FactContext) => Sql) =>
  (context: FactContext): Sql =>
    sql`(${of(context)})`;

/** Every fact, by name. Flow facts are tables that resolving wrote; snapshots are made for the question's buckets. */
export const facts = {
  activity: { time: 'day', dimensions: activityDims, rows: table('activity'), record: { from: [activityRecord] } },
  contact_reached: {
    time: 'day',
    dimensions: activityDims,
    rows: table('contact_reached'),
    record: { from: [contactRecord, activityRecord] },
  },
  share: {
    time: 'day',
    dimensions: ['rep', 'team', 'account', 'source', 'campaign', 'asset_type', 'attempt'],
    rows: table('share'),
    record: {
      from: [
        { table: 'shares', key: 'share', columns: ['id', 'shared_at', 'rep_id', 'asset_type', 'asset', 'activity_id'] },
      ],
    },
  },
  proposal: {
    time: 'day',
    dimensions: dealDims,
    rows: table('proposal'),
    record: { from: [{ table: 'proposals', key: 'proposal', columns: ['id', 'deal_id', 'rep_id', 'sent_at'] }] },
  },
  first_proposal: {
    time: 'day',
    dimensions: dealDims,
    rows: table('first_proposal'),
    record: {
      from: [{ table: 'proposals', key: 'proposal', columns: ['id', 'deal_id', 'rep_id', 'sent_at'] }],
      own: ['presented', 'open_at_landmark', 'won_in_window'],
    },
  },
  deal_created: {
    time: 'day',
    dimensions: dealDims,
    rows: table('deal_created'),
    record: { from: [dealRecord], own: ['won_in_window'] },
  },
  deal_closed: {
    time: 'day',
    dimensions: dealDims,
    rows: table('deal_closed'),
    record: { from: [dealRecord], own: ['occurred_at', 'won', 'follow_ups', 'cycle_days'] },
  },
  prospect: { time: 'day', dimensions: dealDims, rows: table('prospect'), record: { from: [leadRecord, dealRecord] } },
  lead_qualified: {
    time: 'day',
    dimensions: dealDims,
    rows: table('lead_qualified'),
    record: { from: [leadRecord], own: ['converted'] },
  },
  lead_attempted: {
    time: 'day',
    dimensions: dealDims,
    rows: table('lead_attempted'),
    record: { from: [leadRecord], own: ['occurred_at', 'converted'] },
  },
  cost: {
    time: 'day',
    dimensions: ['rep', 'team', 'source', 'campaign'],
    rows: table('cost'),
    record: { from: [{ table: 'costs', key: 'cost', columns: ['id', 'incurred_on', 'amount', 'currency', 'kind'] }] },
  },
  deal_expected: {
    time: 'day',
    ahead: true,
    dimensions: [...dealDims, 'stage'],
    rows: relation((c) => expectedDeal(c.workspace, c.asOf)),
    record: { from: [dealRecord], own: ['weighted'] },
  },
  deal_open: {
    time: 'bucket',
    dimensions: [...dealDims, 'stage'],
    rows: relation(snapshots.openDeal),
    record: { from: [dealRecord], own: ['weighted', 'overdue'] },
  },
  account_assigned: {
    time: 'bucket',
    dimensions: accountDims,
    rows: relation(snapshots.assignedAccount),
    once: 'account',
    record: { from: [] },
  },
  contact_known: {
    time: 'bucket',
    dimensions: accountDims,
    rows: relation(snapshots.knownContact),
    once: 'contact',
    record: { from: [contactRecord], own: ['influence', 'strength', 'rated_lately'] },
  },
  account_single_threaded: {
    time: 'bucket',
    dimensions: accountDims,
    rows: relation(snapshots.singleThreadedAccount),
    once: 'account',
    record: { from: [contactRecord] },
  },
  account_pressured: {
    time: 'bucket',
    dimensions: accountDims,
    rows: relation(snapshots.pressuredAccount),
    once: 'account',
    record: { from: [], own: ['touches', 'most', 'unanswered'] },
  },
  account_silent: {
    time: 'bucket',
    dimensions: accountDims,
    rows: relation(snapshots.silentAccount),
    once: 'account',
    record: { from: [] },
  },
  decision_team_member: {
    time: 'bucket',
    dimensions: accountDims,
    rows: relation(snapshots.decisionTeamMember),
    record: { from: [dealRecord, contactRecord], own: ['strength', 'covered', 'hidden_dissent', 'unheard'] },
  },
  concentration: {
    time: 'bucket',
    ofPeriod: true,
    dimensions: accountDims,
    rows: relation(snapshots.concentrationPair),
    record: { from: [], own: ['touches', 'contacts', 'concentration'] },
  },
} as const satisfies Readonly<Record<string, Fact>>;

export type FactName = keyof typeof facts;

/** The fact of a name, as the general type. */
export function factOf(name: FactName): Fact {
  return facts[name];
}
