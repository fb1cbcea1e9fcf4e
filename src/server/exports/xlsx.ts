import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { UserError } from '../../domain/errors.ts';
import type { CsvCell } from '../../kpi/data/csv.ts';
import type { DataColumn } from '../../kpi/data/data.ts';

/** A column of a sheet: as of other data, and moments, given as text in UTC. */
export type SheetColumn = { readonly name: string; readonly type: DataColumn['type'] | 'INSTANT' };

/** What a sheet holds. */
export type Sheet = {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly CsvCell[])[];
  /** The zone in whose local time moments are shown: Excel knows no zones. */
  readonly timezone: string;
};

/** How many cells a workbook may have: it is made as a whole. */
export const mostCells = 1_500_000;

/**
 * A workbook of one sheet, in a thread of its own: numbers as numbers, days and moments as dates, text never as a formula.
 * @throws UserError `too_many_rows`
 */
export async function toXlsx(sheet: Sheet): Promise<Uint8Array> {
  if (sheet.rows.length * sheet.columns.length > mostCells)
    throw tooManyRows(Math.floor(mostCells / sheet.columns.length));
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
    workerData: sheet,
    resourceLimits: { maxOldGenerationSizeMb: 1500 },
  });
  try {
    const [made] = (await once(worker, 'message')) as [Uint8Array];
    return made;
  } finally {
    await worker.terminate();
  }
}

/** Says that a workbook would be too large. */
export function tooManyRows(most: number): UserError {
  return new UserError({
    code: 'too_many_rows',
    message: {
      en: `An Excel workbook of this has ${most} rows at most.`,
      es: `Un libro de Excel con esto tiene ${most} filas como máximo.`,
    },
    fix: { en: 'Ask for CSV or Parquet, or for fewer records.', es: 'Pida CSV o Parquet, o menos registros.' },
  });
}
