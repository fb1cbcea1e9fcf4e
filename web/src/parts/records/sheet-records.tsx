import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { readScope } from '../../state/scope.ts';
import { useWriters } from '../../state/writers.ts';
import { useOpenedLabel } from '../figure/opened-label.ts';
import type { ChartTable } from '../table/data-table.tsx';
import { SaveCells } from '../table/save-table.tsx';
import { Records } from './records.tsx';
import { bare, type Sheet, type SheetCell } from './sheet.ts';

type Row = Sheet['rows'][number];

/** Records that are no KPI's; the files are made of what is here. */
export function SheetRecords({ sheet }: { readonly sheet: Sheet }): ReactNode {
  const writers = useWriters();
  const title = useOpenedLabel();
  const { columns } = sheet;
  const written = (value: SheetCell, i: number): string => {
    const own = bare(value);
    if (own === null) return '–';
    const { is } = columns[i]!;
    if (typeof own === 'number') return is === 'text' ? String(own) : writers.value(own, unitOf(is));
    return is === 'day' ? writers.day(own) : is === 'moment' ? writers.moment(own) : own;
  };
  const tableOf = (rows: readonly Row[]): ChartTable => ({
    columns: columns.map(({ label, is }) => ({ label, isNumber: !['text', 'day', 'moment'].includes(is) })),
    rows: rows.map((cells) =>
      cells.map((cell, i) =>
        typeof cell === 'object' && cell !== null ? (
          <Link key={i} to="/accounts/$account" params={{ account: cell.account }} search={readScope}>
            {cell.name}
          </Link>
        ) : (
          written(cell, i)
        ),
      ),
    ),
  });
  return (
    <Records
      rows={sheet.rows}
      textOf={(row) => row.map(written).join(' ')}
      tableOf={tableOf}
      files={
        <SaveCells
          title={title}
          cells={() => [columns.map(({ label }) => label), ...sheet.rows.map((row) => row.map(bare))]}
        />
      }
    />
  );
}

function unitOf(is: Sheet['columns'][number]['is']): Exclude<typeof is, 'text' | 'day' | 'moment'> {
  return is === 'text' || is === 'day' || is === 'moment' ? 'per' : is;
}
