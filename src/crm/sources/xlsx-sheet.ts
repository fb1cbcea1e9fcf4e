import type { Entry } from 'yauzl';
import { RichText, readXml, type Workbook } from './xlsx-parts.ts';
import { cellText, numberText } from './xlsx-values.ts';
import type { Zip } from './zip.ts';

/** A row with something in it: its number in the sheet, and its cells up to the last that is not empty. */
export type SheetRow = { readonly line: number; readonly cells: readonly (string | null)[] };

/**
 * Reads a sheet row by row; rows without anything in them are left out.
 * @param take what becomes of a row
 * @returns how many cells hold an error such as `#N/A`, and were read as empty
 * @throws UserError `bad_xlsx`, `bad_zip`
 */
export async function readSheet(
  zip: Zip,
  shown: string,
  entry: Entry,
  { strings, styles, is1904 }: Pick<Workbook, 'strings' | 'styles' | 'is1904'>,
  take: (row: SheetRow) => void,
): Promise<number> {
  const inline = new RichText();
  let [line, place, errors] = [0, -1, 0];
  let cells: (string | null)[] = [];
  let cell: { type: string; style: number; value: string } | null = null;
  let isValue = false;
  const endCell = (): void => {
    const { type, style, value } = cell!;
    if (type === 'e') errors++;
    const text = textOf(type, style, value);
    if (text !== null && text !== '') {
      while (cells.length < place) cells.push(null);
      cells[place] = text;
    }
    cell = null;
  };
  const textOf = (type: string, style: number, value: string): string | null => {
    switch (type) {
      case 'e':
        return null;
      case 's':
        return cellText(strings[Number(value)] ?? '');
      case 'b':
        return value.trim() === '1' ? 'true' : value.trim() === '0' ? 'false' : value;
      case 'inlineStr':
        return cellText(inline.text);
      case 'str':
        return cellText(value);
      case 'd':
        return value;
      default:
        return numberText(value, styles[style] ?? 'number', is1904);
    }
  };
  await readXml(zip, shown, entry, {
    open(name, { r: at, t: type = 'n', s: style = '0' }) {
      if (name === 'row') {
        line = at !== undefined && /^\d{1,7}$/.test(at) && Number(at) > line ? Number(at) : line + 1;
        place = -1;
        cells = [];
      } else if (name === 'c') {
        place = placeOf(at) ?? place + 1;
        cell = { type, style: Number(style), value: '' };
        inline.begin();
      } else if (name === 'v') isValue = true;
      else if (cell !== null) inline.open(name);
    },
    text(text) {
      if (cell === null) return;
      if (isValue) cell.value += text;
      else inline.take(text);
    },
    close(name) {
      if (name === 'v') isValue = false;
      else if (name === 'c' && cell !== null) endCell();
      else if (name === 'row') {
        if (cells.length > 0) take({ line, cells });
      } else inline.close(name);
    },
  });
  return errors;
}

/** The column, from 0, of a cell such as `AB12`; null when that is no cell of a sheet. */
function placeOf(at: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(at ?? '')?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const byte of Buffer.from(letters)) column = column * 26 + byte - 64;
  return column <= 16_384 ? column - 1 : null;
}
