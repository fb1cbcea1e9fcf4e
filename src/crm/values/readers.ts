import type { Database } from '../../duckdb/database.ts';
import type { Sql } from '../../duckdb/sql.ts';
import { dateOrderOf } from './date-order.ts';
import { dateReader } from './dates.ts';
import { decimalMarkOf } from './decimal-mark.ts';
import { flagReader } from './flags.ts';
import { numberReader } from './numbers.ts';
import type { Traits } from './shapes.ts';
import { traitsOf } from './traits-of.ts';

/**
 * What the settings say about the way an export is written; null: nothing, and each column must prove it. What contradicts the settings
 * is not read. `ymd`: dates of numbers begin with the year, and those that end in it are not read.
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
  if (cells.length === 0) return [];
  const seen = await traitsOf(db, table, cells);
  const readers: Sql[] = [];
  for (const [i, cell] of cells.entries()) readers.push(await readerOf(db, table, cell, seen[i]!, habits));
  return readers;
}

async function readerOf(db: Database, table: Sql, cell: Cell, seen: Traits, habits: ValueHabits): Promise<Sql> {
  const { kind } = cell;
  switch (kind) {
    case 'instant':
    case 'date': {
      const order = await dateOrderOf(db, table, cell, seen, habits.dateOrder);
      return dateReader(cell.cell, seen, order, kind, cell.isUtc);
    }
    case 'decimal':
    case 'whole':
      return numberReader(cell.cell, seen, await decimalMarkOf(db, table, cell, seen, habits.decimalMark), kind);
    case 'flag':
      return flagReader(cell.cell, seen);
  }
}
