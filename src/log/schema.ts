import * as words from '../domain/vocabulary.ts';

/** What a column of the sales log holds. Instants are UTC microseconds; money and rates are exact decimals. */
export type ColumnType =
  | { readonly kind: 'text' }
  | { readonly kind: 'instant' }
  | { readonly kind: 'date' }
  | { readonly kind: 'whole'; readonly least?: number; readonly most?: number }
  | { readonly kind: 'decimal'; readonly least?: number; readonly most?: number; readonly above?: number }
  | { readonly kind: 'list'; readonly values: readonly string[] };

export type Column = {
  readonly name: string;
  readonly type: ColumnType;
  readonly required: boolean;
  /** The table whose `id` this column names. */
  readonly references?: TableName;
  /** This instant must be later than that of the named column. */
  readonly after?: string;
  /** Values that may not be used although the type allows them. */
  readonly reserved?: readonly string[];
  /** Values must be ids of KPIs: the catalogue's or the log's own. */
  readonly kpi?: true;
};

export type Table = {
  readonly name: TableName;
  readonly columns: readonly Column[];
  /** The column whose instant begins the row: a row that begins at or after `as_of` does not exist. */
  readonly begins?: string;
};

/** In an order in which every table comes after those it refers to. */
export const tableNames = [
  'teams',
  'reps',
  'accounts',
  'assignments',
  'contacts',
  'ratings',
  'leads',
  'stages',
  'deals',
  'stage_changes',
  'decision_team',
  'activities',
  'participants',
  'proposals',
  'shares',
  'costs',
  'goals',
  'fx_rates',
] as const;
export type TableName = (typeof tableNames)[number];

const text = { kind: 'text' } as const;
const instant = { kind: 'instant' } as const;
const date = { kind: 'date' } as const;
const positive = { kind: 'decimal', least: 0 } as const;
const list = (values: readonly string[]): ColumnType => ({ kind: 'list', values });

type Extras = Omit<Column, 'name' | 'type' | 'required'>;
const must = (name: string, type: ColumnType = text, extras: Extras = {}): Column => ({
  name,
  type,
  required: true,
  ...extras,
});
const may = (name: string, type: ColumnType = text, extras: Extras = {}): Column => ({
  name,
  type,
  required: false,
  ...extras,
});
const mustRefer = (name: string, references: TableName): Column => must(name, text, { references });
const mayRefer = (name: string, references: TableName): Column => may(name, text, { references });

const columnsOf: Readonly<Record<TableName, readonly Column[]>> = {
  teams: [must('id'), must('name'), mayRefer('parent_id', 'teams')],
  reps: [
    must('id'),
    must('name'),
    may('email'),
    mayRefer('team_id', 'teams'),
    mayRefer('manager_id', 'reps'),
    may('active_from', date),
    may('active_to', date),
    may('hourly_cost', positive),
  ],
  accounts: [must('id'), must('name'), may('segment'), may('industry'), may('country'), may('created_at', instant)],
  assignments: [
    mustRefer('account_id', 'accounts'),
    mustRefer('rep_id', 'reps'),
    must('valid_from', instant),
    may('valid_to', instant, { after: 'valid_from' }),
  ],
  contacts: [
    must('id'),
    mustRefer('account_id', 'accounts'),
    must('name'),
    may('email'),
    may('phone'),
    may('title'),
    may('influence', { kind: 'whole', least: 0, most: 3 }),
    may('created_at', instant),
    may('left_at', instant),
  ],
  ratings: [
    mustRefer('contact_id', 'contacts'),
    mustRefer('rep_id', 'reps'),
    must('rated_at', instant),
    must('strength', { kind: 'whole', least: -3, most: 3 }),
    may('note'),
  ],
  leads: [
    must('id'),
    mustRefer('rep_id', 'reps'),
    mayRefer('account_id', 'accounts'),
    mayRefer('contact_id', 'contacts'),
    may('source'),
    may('campaign'),
    may('product'),
    must('created_at', instant),
    may('qualified_at', instant),
    may('disqualified_at', instant),
    may('prospect_at', instant),
  ],
  stages: [
    must('id', text, { reserved: Object.values(words.reservedStages) }),
    must('name'),
    must('position', { kind: 'whole' }),
    must('kind', list(words.stageKinds)),
    may('probability', { kind: 'decimal', least: 0, most: 1 }),
    may('pipeline'),
  ],
  deals: [
    must('id'),
    mayRefer('account_id', 'accounts'),
    mustRefer('rep_id', 'reps'),
    mayRefer('lead_id', 'leads'),
    may('name'),
    may('source'),
    may('product'),
    must('created_at', instant),
    may('requested_amount', positive),
    may('amount', positive),
    may('currency'),
    may('expected_close_on', date),
  ],
  stage_changes: [
    mustRefer('deal_id', 'deals'),
    mustRefer('stage_id', 'stages'),
    must('entered_at', instant),
    mayRefer('rep_id', 'reps'),
  ],
  decision_team: [
    mustRefer('deal_id', 'deals'),
    mustRefer('contact_id', 'contacts'),
    may('role', list(words.decisionRoles)),
    may('joined_at', instant),
    may('left_at', instant),
  ],
  activities: [
    must('id'),
    mustRefer('rep_id', 'reps'),
    must('occurred_at', instant),
    must('channel', list(words.channels)),
    may('direction', list(words.directions)),
    may('outcome', list(words.outcomes)),
    mayRefer('account_id', 'accounts'),
    mayRefer('contact_id', 'contacts'),
    mayRefer('lead_id', 'leads'),
    mayRefer('deal_id', 'deals'),
    may('purpose', list(words.purposes)),
    may('pitch'),
    may('duration_s', positive),
    may('subject'),
  ],
  participants: [mustRefer('activity_id', 'activities'), mustRefer('contact_id', 'contacts')],
  proposals: [must('id'), mustRefer('deal_id', 'deals'), mustRefer('rep_id', 'reps'), must('sent_at', instant)],
  shares: [
    must('id'),
    mustRefer('rep_id', 'reps'),
    must('shared_at', instant),
    must('asset_type'),
    may('asset'),
    mayRefer('contact_id', 'contacts'),
    mayRefer('lead_id', 'leads'),
    mayRefer('deal_id', 'deals'),
    mayRefer('activity_id', 'activities'),
  ],
  costs: [
    must('id'),
    must('incurred_on', date),
    must('amount', positive),
    may('currency'),
    may('kind'),
    mayRefer('rep_id', 'reps'),
    mayRefer('team_id', 'teams'),
    may('source'),
    may('campaign'),
  ],
  goals: [
    must('kpi', text, { kpi: true }),
    must('target', { kind: 'decimal' }),
    must('starts_on', date),
    must('grain', list(words.goalGrains)),
    mayRefer('rep_id', 'reps'),
    mayRefer('team_id', 'teams'),
  ],
  fx_rates: [must('currency'), must('valid_from', date), must('rate', { kind: 'decimal', above: 0 })],
};

const beginnings: Readonly<Partial<Record<TableName, string>>> = {
  accounts: 'created_at',
  assignments: 'valid_from',
  contacts: 'created_at',
  ratings: 'rated_at',
  leads: 'created_at',
  deals: 'created_at',
  stage_changes: 'entered_at',
  decision_team: 'joined_at',
  activities: 'occurred_at',
  proposals: 'sent_at',
  shares: 'shared_at',
  costs: 'incurred_on',
};

function tableOf(name: TableName): Table {
  const begins = beginnings[name];
  return begins === undefined ? { name, columns: columnsOf[name] } : { name, columns: columnsOf[name], begins };
}

/** The tables of the sales log, by name. */
export const tables: Readonly<Record<TableName, Table>> = Object.freeze(
  Object.fromEntries(tableNames.map((name) => [name, tableOf(name)])) as Record<TableName, Table>,
);

/** Whether rows of a table have an id of their own, which must be unique. */
export function hasId(table: Table): boolean {
  return table.columns[0]!.name === 'id';
}
