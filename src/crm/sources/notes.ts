import type { Text } from '../../domain/text.ts';
import type { Note } from './reading.ts';

export const readAsUtf16: Note = (files) => ({
  en: `${files}: read as UTF-16, which its bytes look like.`,
  es: `${files}: se leyó como UTF-16, lo que parecen sus bytes.`,
});

export const readAsWindows1252: Note = (files) => ({
  en: `${files}: not UTF-8, so it was read as Windows-1252. If letters with accents look wrong, say the encoding in the settings: files: { NAME: { encoding: … } }.`,
  es: `${files}: no es UTF-8, así que se leyó como Windows-1252. Si las letras con tilde salen mal, indique la codificación en los ajustes: files: { NOMBRE: { encoding: … } }.`,
});

export function partedBy(delimiter: string): Note {
  const en = delimiter === '\t' ? 'tabs' : `“${delimiter}”`;
  const es = delimiter === '\t' ? 'tabuladores' : `«${delimiter}»`;
  return (files) => ({
    en: `${files}: read with ${en} between the fields.`,
    es: `${files}: se leyó con ${es} entre los campos.`,
  });
}

export const emptyFile: Text = { en: 'it is empty', es: 'está vacío' };
export const plainText: Text = { en: 'a text without columns', es: 'un texto sin columnas' };
export const noRecords: Text = { en: 'it holds no records', es: 'no contiene registros' };
export const emptySheet: Text = { en: 'an empty sheet', es: 'una hoja vacía' };

/** @param count of the cells of a sheet */
export function errorCells(count: number): Note {
  return (files) => ({
    en: `${files}: cells with an error such as #N/A, read as empty: ${count}.`,
    es: `${files}: celdas con un error como #N/D, leídas como vacías: ${count}.`,
  });
}
