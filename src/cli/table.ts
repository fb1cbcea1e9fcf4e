/** A column of a terminal table. */
export type TableColumn = { readonly title: string; readonly align?: 'left' | 'right' };

/** Lays out rows of text under titles, for a fixed-width terminal. Long cells are cut with `…` to fit `width`. */
export function renderTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[], width: number): string {
  const needed = columns.map((column, i) => Math.max(...[column.title, ...rows.map((row) => row[i] ?? '')].map(textWidth)));
  const widths = fit(needed, width - 2 * (columns.length - 1));
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => pad(cut(cells[i] ?? '', widths[i]!), widths[i]!, column.align ?? 'left'))
      .join('  ')
      .trimEnd();
  const rule = widths.map((w) => '─'.repeat(w)).join('  ');
  return [line(columns.map((column) => column.title)), rule, ...rows.map(line)].join('\n');
}

/** Narrows the widest columns until all fit. */
function fit(needed: readonly number[], width: number): number[] {
  const widths = [...needed];
  const least = 8;
  let over = widths.reduce((a, b) => a + b, 0) - width;
  while (over > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= least) break;
    widths[widest]! -= 1;
    over -= 1;
  }
  return widths;
}

function cut(text: string, width: number): string {
  const shown = printable(text);
  return textWidth(shown) <= width ? shown : `${[...shown].slice(0, width - 1).join('')}…`;
}

/** Pads a text to a width in characters. */
export function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'right' ? space + text : text + space;
}

function textWidth(text: string): number {
  return [...printable(text)].length;
}

/** A text without control characters, so that a value of the log cannot steer the terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '�');
}
