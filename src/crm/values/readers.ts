import type { Database } from '../../duckdb/database.ts';
import type { Sql } from '../../duckdb/sql.ts';
import { dateOrderOf } from './date-order.ts';
import { dateReader } from './dates.ts';
import { decimalMarkOf } from './decimal-mark.ts';
import { openColumns } from './faults.ts';
import { flagReader } from './flags.ts';
import type { ContraryColumn, Habit, OpenColumn } from './habit.ts';
import { numberReader } from './numbers.ts';
import type { Traits } from './shapes.ts';
import { traitsOf } from './traits-of.ts';

/**
 * What the settings say about the way an export is written, for columns whose rows do not prove it; null: nothing. `ymd`: dates of numbers
 * begin with the year, and those that end in it are not read.
 */
export type ValueHabits = {
  readonly dateOrder: 'dmy' | 'mdy' | 'ymd' | null;
  readonly decimalMark: ',' | '.' | null;
};

/** A column to read. */
export type Cell = {
  /** Its file and header, as a person names them: `Task.csv, Activity Date`. */
  readonly title: string;
  /** SQL of its text; null where it is empty. */
  readonly cell: Sql;
  readonly kind: 'instant' | 'date' | 'decimal' | 'whole' | 'flag';
  /** Whether a clock without an offset is UTC, and not in the workspace's zone. */
  readonly isUtc: boolean;
};

/**
 * SQL that reads each of the columns of a table, which has a column `line`, in the sales log's form, null where they are empty:
 *
 * - `instant`: `2024-03-01T10:00:00Z`, with another offset, or with none in the workspace's zone; a day is its local midnight
 * - `date`: `2024-03-01`, the day as it is written
 * - `decimal`, `whole`: `-1234.50`, `3`
 * - `flag`: a BOOLEAN, null for a word that is neither yes nor no
 *
 * What cannot be read is its text behind a `?`. How a column is written is found over all of its rows, so the SQL is for these rows only.
 * @throws UserError `ambiguous_dates`, `mixed_dates`, `ambiguous_numbers`, `mixed_numbers`
 */
export async function readersOf(
  db: Database,
  table: Sql,
  cells: readonly Cell[],
  habits: ValueHabits,
): Promise<readonly Sql[]> {
  const readings = await readingsOf(db, table, cells, habits);
  const open = readings.flatMap((reading) => ('open' in reading ? [reading.open] : []));
  if (open.length > 0) throw openColumns(open);
  return readings.flatMap((reading) => ('read' in reading ? [reading.read] : []));
}

/** The SQL of a column, and whether its rows prove it to be written otherwise than the settings say; or that it can be read in two ways. */
export type Reading = { readonly read: Sql; readonly contrary?: ContraryColumn } | { readonly open: OpenColumn };

/**
 * The same as `readersOf`, which says of each column that can be read in two ways that it is open.
 * @throws UserError `mixed_dates`, `mixed_numbers`
 */
export async function readingsOf(
  db: Database,
  table: Sql,
  cells: readonly Cell[],
  habits: ValueHabits,
): Promise<readonly Reading[]> {
  if (cells.length === 0) return [];
  const seen = await traitsOf(db, table, cells);
  const readings: Reading[] = [];
  for (const [i, cell] of cells.entries()) readings.push(await readingOf(db, table, cell, seen[i]!, habits));
  return readings;
}

async function readingOf(db: Database, table: Sql, cell: Cell, seen: Traits, habits: ValueHabits): Promise<Reading> {
  const { kind } = cell;
  switch (kind) {
    case 'instant':
    case 'date': {
      const order = await dateOrderOf(db, table, cell, seen, habits.dateOrder);
      return readBy(order, (is) => dateReader(cell.cell, seen, is, kind, cell.isUtc));
    }
    case 'decimal':
    case 'whole': {
      const mark = await decimalMarkOf(db, table, cell, seen, habits.decimalMark);
      return readBy(mark, (is) => numberReader(cell.cell, seen, is, kind));
    }
    case 'flag':
      return { read: flagReader(cell.cell, seen) };
  }
}

function readBy<H>(habit: Habit<H>, reader: (is: H) => Sql): Reading {
  if ('open' in habit) return habit;
  const { is, ...rest } = habit;
  return { read: reader(is), ...rest };
}
