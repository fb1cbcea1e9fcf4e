import type { FileCell } from './file-cells.ts';

/** Rows as CSV (RFC 4180), as the API writes it: text that a spreadsheet would run as a formula has a `'` before it. */
export function toCsv(rows: readonly (readonly FileCell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: FileCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = neutralised(cell);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const numberOrPhone = /^[+-]?[\d\s().,/-]+$/;

/** A text that no spreadsheet takes for a formula; numbers and telephone numbers stay as they are. */
export function neutralised(text: string): string {
  const bare = text.replace(/^'+/, '');
  return /^[=@\t\r\n]/.test(bare) || (/^[+-]/.test(bare) && !numberOrPhone.test(bare)) ? `'${text}` : text;
}
