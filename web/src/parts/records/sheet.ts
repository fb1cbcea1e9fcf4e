import type { Unit } from '../../i18n/numbers.ts';

/** What stands in a cell: as it is, not as it is written. An account leads to its page. */
export type SheetCell = string | number | null | { readonly account: string; readonly name: string };

/** Records that are no KPI's, as columns and rows. */
export type Sheet = {
  /** What each column holds: texts, calendar days, instants, or numbers of a unit. */
  readonly columns: readonly { readonly label: string; readonly is: 'text' | 'day' | 'moment' | Unit }[];
  readonly rows: readonly (readonly SheetCell[])[];
};

/** A cell as a file holds it. */
export function bare(cell: SheetCell): string | number | null {
  return typeof cell === 'object' && cell !== null ? cell.name : cell;
}
