/** A column of a terminal table. */
export type TableColumn = {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Long cells go on in further lines, broken at spaces, and are not cut. */
  readonly wraps?: true;
  /** The fewest characters that a left column is narrowed to: 8 if nothing else is said. */
  readonly least?: number;
};

/**
 * Lays out rows of text under titles, for a fixed-width terminal. Titles are wrapped at spaces, long ones and long cells of
 * left columns cut with `…`; right columns are numbers, which are never cut: then the table is wider than the terminal. A row of a
 * single cell is a heading across all columns.
 */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const body = rows.filter((row) => row.length > 1);
  const filled = columns.map((_, i) => longest(body.map((row) => row[i] ?? '')));
  const needed = columns.map((column, i) => Math.max(...column.title.split(' ').map(textWidth), filled[i]!));
  const longestWord = (texts: readonly string[]): number => longest(texts.flatMap((text) => text.split(' ')));
  const least = columns.map((column, i) => {
    if (column.align !== 'right') {
      const word = column.wraps === true ? longestWord(body.map((row) => row[i] ?? '')) : 0;
      return Math.min(needed[i]!, column.least ?? Math.max(8, Math.min(longestWhole, word)));
    }
    const cells = column.wraps === true ? longestWord(body.map((row) => row[i] ?? '')) : filled[i]!;
    return Math.min(needed[i]!, Math.max(8, cells, Math.min(longestWhole, longestWord([column.title]))));
  });
  const widths = fit(needed, least, width - 2 * (columns.length - 1));
  const line = (cells: readonly string[]): string => {
    if (cells.length === 1) return printable(cells[0]!);
    const padded = columns.map((column, i) => pad(cut(cells[i] ?? '', widths[i]!), widths[i]!, column.align ?? 'left'));
    return padded.join('  ').trimEnd();
  };
  const titles = columns.map((column, i) => wrap(column.title, widths[i]!));
  const height = Math.max(...titles.map((lines) => lines.length));
  const header = Array.from({ length: height }, (_, n) =>
    line(titles.map((lines) => lines[n - height + lines.length] ?? '')),
  );
  if (columns.length === 1) return [columns[0]!.title, ...rows.map(([cell]) => printable(cell!))].join('\n');
  const lines = (cells: readonly string[]): string[] => {
    if (cells.length === 1) return [line(cells)];
    const parts = columns.map(({ wraps }, i) => (wraps === true ? wrap(cells[i] ?? '', widths[i]!) : [cells[i] ?? '']));
    const tallest = Math.max(...parts.map((part) => part.length));
    return Array.from({ length: tallest }, (_, n) => line(parts.map((part) => part[n] ?? '')));
  };
  return [...header, widths.map((w) => '─'.repeat(w)).join('  '), ...rows.flatMap(lines)].join('\n');
}

/** The width of the widest; of any number of texts, for more than some ten thousand are no arguments of a call. */
function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
}

/** Up to this length the words of titles, and of cells that wrap, are not cut. */
const longestWhole = 12;

/** A text as lines of at most so many characters, broken at spaces. A longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last) + 1 + textWidth(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Narrows the widest columns until all fit or none can be narrower. */
function fit(needed: readonly number[], least: readonly number[], width: number): number[] {
  const widths = [...needed];
  for (let over = widths.reduce((a, b) => a + b, 0) - width; over > 0; over--) {
    const widest = Math.max(...widths.filter((w, i) => w > least[i]!));
    const column = widths.findIndex((w, i) => w === widest && w > least[i]!);
    if (column < 0) break;
    widths[column]! -= 1;
  }
  return widths;
}

function cut(text: string, width: number): string {
  const shown = printable(text);
  return textWidth(shown) <= width
    ? shown
    : `${Array.from(shown)
        .slice(0, width - 1)
        .join('')}…`;
}

/** Pads a text to a width in characters. */
export function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'right' ? space + text : text + space;
}

function textWidth(text: string): number {
  return Array.from(printable(text)).length;
}

/** A text without control and invisible characters: a value of the log cannot steer the terminal, and two that differ look different. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, '�');
}

/** `printable` line by line. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
