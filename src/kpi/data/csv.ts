/** Writes a table as CSV (RFC 4180). Text that a spreadsheet would run as a formula is written with a leading `'`, a NUL as U+FFFD. */
export function toCsv(columns: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [columns.map((c) => cell(c)).join(',')];
  for (const row of rows) lines.push(row.map((value) => cell(value)).join(','));
  return `${lines.join('\n')}\n`;
}

export type CsvCell = string | number | null;

function cell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = neutralised(value).replaceAll('\0', '\uFFFD');
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const numberOrPhone = /^[+-]?[\d\s().,/-]+$/;

/**
 * A text that no spreadsheet takes for a formula. Numbers and telephone numbers stay as they are. What has a `'` before a formula
 * already gets another, so that two texts never become one.
 */
export function neutralised(text: string): string {
  const bare = text.replace(/^'+/, '');
  return /^[=@\t\r\n]/.test(bare) || (/^[+-]/.test(bare) && !numberOrPhone.test(bare)) ? `'${text}` : text;
}
