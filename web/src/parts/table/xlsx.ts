import writeXlsxFile, { type Cell } from 'write-excel-file/browser';
import { neutralised } from './csv.ts';
import type { FileCell } from './file-cells.ts';

/** The most that Excel takes in a cell. */
const mostLetters = 32_767;

/** Rows as an Excel workbook of one sheet, the first row as its headings. */
export function toXlsx(rows: readonly (readonly FileCell[])[], name: string): Promise<Blob> {
  const [headings = [], ...rest] = rows;
  const head = headings.map((heading): Cell => ({ value: String(heading ?? ''), fontWeight: 'bold' }));
  const data = rest.map((row) => row.map(cellOf));
  const columns = headings.map((_, i) => ({ width: typeof rest[0]?.[i] === 'number' ? 14 : 24 }));
  return writeXlsxFile([head, ...data], { sheet: name.slice(0, 31), stickyRowsCount: 1, columns }).toBlob();
}

function cellOf(cell: FileCell): Cell {
  if (cell === null) return null;
  return typeof cell === 'number'
    ? { value: cell, type: Number }
    : { value: neutralised(cell).slice(0, mostLetters), type: String };
}
