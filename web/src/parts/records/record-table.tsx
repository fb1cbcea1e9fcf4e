import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { choicesQuery } from '../../api/choices.ts';
import { accountNamesQuery, type RecordRow } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readScope } from '../../state/scope.ts';
import { useWriters } from '../../state/writers.ts';
import type { ChartTable } from '../table/data-table.tsx';
import { assetName, memberName } from '../vocabulary/member-name.ts';
import { channelText, resultText } from '../vocabulary/touch-text.ts';
import { stageName } from '../vocabulary/stage-name.ts';
import type { recordWords } from './words.ts';

type ColumnKey = keyof typeof recordWords extends infer K ? (K extends `column.${infer Name}` ? Name : never) : never;

/** Columns in the order in which they are read; others are in the files. What it adds stands last, before the id. */
const known = [
  'occurred_at',
  'sent_at',
  'shared_at',
  'incurred_on',
  'name',
  'title',
  'account',
  'rep',
  'channel',
  'outcome',
  'subject',
  'stage',
  'amount',
  'currency',
  'weighted',
  'expected_close_on',
  'overdue',
  'presented',
  'won',
  'follow_ups',
  'cycle_days',
  'influence',
  'strength',
  'rated_lately',
  'covered',
  'hidden_dissent',
  'unheard',
  'touches',
  'most',
  'unanswered',
  'contacts',
  'concentration',
  'asset_type',
  'asset',
  'kind',
  'source',
  'campaign',
  'product',
  'pitch',
  'team',
  'segment',
  'industry',
  'created_at',
  'qualified_at',
  'prospect_at',
  'value',
  'numerator',
  'denominator',
  'pending',
  'id',
] as const satisfies readonly ColumnKey[];
type Known = (typeof known)[number];

const numbers: ReadonlySet<Known> = new Set([
  'amount',
  'weighted',
  'follow_ups',
  'cycle_days',
  'influence',
  'strength',
  'touches',
  'most',
  'unanswered',
  'contacts',
  'concentration',
  'value',
  'numerator',
  'denominator',
  'pending',
]);

/** How records are read. */
export type RecordReader = {
  /** Names instead of ids, days and numbers as the reader's language writes them. */
  readonly tableOf: (rows: readonly RecordRow[]) => ChartTable;
  /** All that a record says, for who looks for a word in it. */
  readonly textOf: (row: RecordRow) => string;
};

/** Makes of records a table that is read. */
export function useRecordReader(): RecordReader {
  const words = useWords();
  const { t } = words;
  const writers = useWriters();
  const { data: choices } = useQuery(choicesQuery);
  const { data: accounts } = useQuery(accountNamesQuery);
  const reps = new Map(choices?.reps.map(({ id, name }) => [id, name]));
  const teams = new Map(choices?.teams.map(({ id, name }) => [id, name]));
  const cell = (column: Known, value: string | number | null): ReactNode => {
    if (value === null) return '';
    if (typeof value === 'number') return writers.value(value, 'per');
    if (value === 'true' || value === 'false') return t(`cell.${value}`);
    if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return writers.moment(value);
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return writers.day(value);
    if (numbers.has(column) && Number.isFinite(Number(value))) return writers.value(Number(value), 'per');
    switch (column) {
      case 'rep':
        return choices === undefined ? '' : (reps.get(value) ?? value);
      case 'team':
        return choices === undefined ? '' : (teams.get(value) ?? value);
      case 'stage':
        return stageName(words, choices?.stages ?? [], value);
      case 'channel':
        return channelText(words, value);
      case 'segment':
      case 'industry':
      case 'source':
        return memberName(words, value);
      case 'asset_type':
        return assetName(words, value);
      case 'outcome':
        return resultText(words, value);
      case 'account':
        return (
          <Link to="/accounts/$account" params={{ account: value }} search={readScope}>
            {accounts === undefined ? '' : (accounts.get(value) ?? value)}
          </Link>
        );
      default:
        return value;
    }
  };
  const textOf = (row: RecordRow): string => {
    const named = ([column, value]: readonly [string, string | number | null]): string => {
      const shown = known.find((name) => name === column);
      if (column === 'account') return accounts?.get(String(value)) ?? '';
      const written = shown === undefined ? null : cell(shown, value);
      return typeof written === 'string' ? written : '';
    };
    return [...Object.values(row), ...Object.entries(row).map(named)].join(' ');
  };
  const tableOf = (rows: readonly RecordRow[]): ChartTable => {
    // A record of two tables has its columns under `deals.name`; the plain name comes first.
    const keys = Object.keys(rows[0] ?? {});
    const sources = known.flatMap((name) =>
      keys
        .filter((key) => (key === name || key.endsWith(`.${name}`)) && rows.some((row) => row[key] !== null))
        .filter((key) => name !== 'id' || key === name)
        .map((key) => ({ name, key })),
    );
    return {
      columns: sources.map(({ name, key }) => {
        const of = key.startsWith('deals.') ? 'deal' : key.startsWith('contacts.') ? 'contact' : null;
        return { label: t(`column.${name === 'name' && of !== null ? of : name}`), isNumber: numbers.has(name) };
      }),
      rows: rows.map((row) => sources.map(({ name, key }) => cell(name, row[key] ?? null))),
    };
  };
  return { tableOf, textOf };
}
