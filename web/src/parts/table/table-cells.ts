import type { Language } from '../../i18n/words.ts';
import { type FileCell, fileCell } from './file-cells.ts';

/** A table as it stands on the page, its headings first. */
export function cellsOf(table: HTMLTableElement, language: Language): readonly (readonly FileCell[])[] {
  return Array.from(table.rows, (row) =>
    Array.from(row.cells, (cell) => {
      const isNumber = cell.classList.contains('number') && cell.closest('thead') === null;
      return fileCell(cell.innerText, isNumber, language);
    }),
  );
}
