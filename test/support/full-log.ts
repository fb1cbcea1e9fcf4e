import { type TableName, tableNames, tables as schema } from '../../src/log/schema.ts';
import { noTables, type Row, type Tables } from './tables.ts';

/** A small log for which every KPI has a number other than 0, whatever way its needs are met; its "now" is `fullNow`. */
export const fullNow = '2026-06-01T00:00:00Z';
export const fullPeriod = { from: '2026-01-01', to: '2027-01-01' } as const;
export const fullWorkspace = {
  thresholds: { conversion_window_days: 30, presentation_window_days: 10, win_window_days: 30 },
};

const at = (day: string): string => `2026-${day}T09:00:00Z`;

/** With the account's contact `c1` or `c2`, on a lead and a deal. */
const activity = (day: string, contact_id: string, deal_id: string, more: Row): Row => ({
  id: `x${day}`,
  rep_id: 'r',
  occurred_at: at(day),
  channel: 'call',
  direction: 'outbound',
  outcome: 'no_answer',
  account_id: 'a',
  contact_id,
  lead_id: 'l',
  deal_id,
  purpose: 'other',
  duration_s: '600',
  ...more,
});
const inbound: Row = { channel: 'email', direction: 'inbound', outcome: 'replied' };

const activities: readonly Row[] = [
  activity('02-01', 'c1', 'won', { outcome: 'reached' }),
  activity('02-02', 'c1', 'won', inbound),
  activity('02-05', 'c1', 'won', { outcome: 'reached' }),
  activity('02-06', 'c1', 'won', inbound),
  activity('02-10', 'c1', 'won', { channel: 'visit', outcome: 'held', purpose: 'proposal_presentation' }),
  activity('05-05', 'c1', 'open', { outcome: 'reached' }),
  activity('05-06', 'c1', 'open', inbound),
  ...['05-12', '05-13', '05-14', '05-15'].map((day) => activity(day, 'c2', 'open', {})),
];

const deal = (id: string, day: string): Row => ({
  id,
  account_id: 'a',
  rep_id: 'r',
  lead_id: 'l',
  created_at: at(day),
  requested_amount: '120',
  amount: '100',
  expected_close_on: '2026-05-20',
});
const change = (deal_id: string, stage_id: string, day: string): Row => ({ deal_id, stage_id, entered_at: at(day) });

export const fullLog: Tables = {
  ...noTables,
  reps: [{ id: 'r', name: 'R', hourly_cost: '30' }],
  accounts: [{ id: 'a', name: 'A' }],
  assignments: [{ account_id: 'a', rep_id: 'r', valid_from: at('01-01') }],
  contacts: ['c1', 'c2', 'c3', 'c4'].map((id) => ({ id, account_id: 'a', name: id })),
  ratings: [
    ['c1', '3'],
    ['c2', '1'],
    ['c3', '-1'],
  ].map(([contact_id, strength]) => ({
    contact_id: contact_id!,
    rep_id: 'r',
    rated_at: at('05-01'),
    strength: strength!,
  })),
  leads: [
    {
      id: 'l',
      rep_id: 'r',
      account_id: 'a',
      contact_id: 'c1',
      created_at: at('01-02'),
      qualified_at: at('01-10'),
      prospect_at: at('01-15'),
    },
  ],
  stages: [
    { id: 'talk', name: 'Talk', position: '1', kind: 'open', probability: '0.5' },
    { id: 'signed', name: 'Signed', position: '2', kind: 'won', probability: null },
    { id: 'gone', name: 'Gone', position: '3', kind: 'lost', probability: null },
  ],
  deals: [deal('won', '01-20'), deal('open', '02-01'), deal('lost', '02-02'), deal('unpresented', '03-01')],
  stage_changes: [
    change('won', 'talk', '01-20'),
    change('won', 'signed', '02-20'),
    change('open', 'talk', '02-01'),
    change('lost', 'gone', '03-01'),
    change('unpresented', 'talk', '03-01'),
    change('unpresented', 'signed', '03-20'),
  ],
  decision_team: [
    ['won', 'c1'],
    ['open', 'c1'],
    ['open', 'c3'],
    ['open', 'c4'],
  ].map(([deal_id, contact_id]) => ({ deal_id: deal_id!, contact_id: contact_id! })),
  activities,
  participants: activities.map((row) => ({ activity_id: row['id']!, contact_id: row['contact_id']! })),
  proposals: [
    { id: 'p1', deal_id: 'won', rep_id: 'r', sent_at: at('02-08') },
    { id: 'p2', deal_id: 'unpresented', rep_id: 'r', sent_at: at('03-02') },
  ],
  shares: [{ id: 's', rep_id: 'r', shared_at: at('02-03'), asset_type: 'video' }],
  costs: [{ id: 'k', incurred_on: '2026-02-01', amount: '10' }],
};

/** Everything that a log may have or lack: tables, optional columns, and the kinds of stages that end a deal. */
export const partsOfLog: readonly string[] = [
  ...tableNames.flatMap((name) => [
    name,
    ...schema[name].columns.filter((column) => !column.required).map((column) => `${name}.${column.name}`),
  ]),
  'stages.kind=won',
  'stages.kind=lost',
];

/**
 * The log with what `isKept` lets stay; a row whose required references are gone goes too, other references to what is gone
 * are empty.
 */
export function partOfLog(log: Tables, isKept: (part: string) => boolean): Tables {
  const kept = {} as Record<TableName, readonly Row[]>;
  for (const name of tableNames) {
    const { columns } = schema[name];
    const isGone = (row: Row, column: (typeof columns)[number]): boolean =>
      column.references !== undefined &&
      (row[column.name] ?? null) !== null &&
      !kept[column.references].some((other) => other['id'] === row[column.name]);
    kept[name] = (isKept(name) ? log[name] : [])
      .filter((row) => name !== 'stages' || row['kind'] === 'open' || isKept(`stages.kind=${row['kind']}`))
      .filter((row) => !columns.some((column) => column.required && isGone(row, column)))
      .map((row) =>
        Object.fromEntries(
          columns.map((column) => {
            const stays = column.required || (isKept(`${name}.${column.name}`) && !isGone(row, column));
            return [column.name, stays ? (row[column.name] ?? null) : null];
          }),
        ),
      );
  }
  return kept;
}
