import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';

/** Wider tables are no exports of records. */
export const mostColumns = 3000;

/** The longest JSON record that is read, in bytes. */
export const longestRecord = 64_000_000;

export function tooManyColumns(file: string, columns: number): UserError {
  return new UserError({
    code: 'too_many_columns',
    message: {
      en: `${file} has ${columns} columns; at most ${mostColumns} are read.`,
      es: `${file} tiene ${columns} columnas; se leen como máximo ${mostColumns}.`,
    },
    fix: {
      en: 'A record for each row (CSV) or for each object (JSON) is needed.',
      es: 'Se necesita un registro por fila (CSV) o por objeto (JSON).',
    },
  });
}

/** @param bytes how far its header row was looked for */
export function longHeader(file: string, bytes: number): UserError {
  return new UserError({
    code: 'no_header',
    message: {
      en: `${file} has no header row in its first ${bytes} bytes.`,
      es: `${file} no tiene fila de encabezado en sus primeros ${bytes} bytes.`,
    },
    fix: { en: 'The first row must name the columns.', es: 'La primera fila debe nombrar las columnas.' },
  });
}

export function badHeader(file: string): UserError {
  return new UserError({
    code: 'no_header',
    message: {
      en: `The quotes in the header row of ${file} are wrong.`,
      es: `Las comillas de la fila de encabezado de ${file} están mal.`,
    },
    fix: { en: 'The first row must name the columns.', es: 'La primera fila debe nombrar las columnas.' },
  });
}

const encodingFix: Text = {
  en: 'The file is damaged, or its encoding must be said in the settings: files: { NAME: { encoding: … } }.',
  es: 'El archivo está dañado, o hay que indicar su codificación en los ajustes: files: { NOMBRE: { encoding: … } }.',
};

export function badEncoding(file: string, encoding: string): UserError {
  return new UserError({
    code: 'bad_encoding',
    message: { en: `${file} is no ${encoding} text.`, es: `${file} no es texto ${encoding}.` },
    fix: encodingFix,
  });
}

export function notUtf8(file: string, line: number): UserError {
  return new UserError({
    code: 'not_utf8',
    message: { en: `${file}, line ${line}: this is not UTF-8.`, es: `${file}, línea ${line}: no es UTF-8.` },
    fix: encodingFix,
  });
}

/** @param where the line, or the place of the record, on which the text stops to be JSON; null when it is not known */
export function brokenJson(
  file: string,
  where: { readonly line: number } | { readonly record: number } | null,
): UserError {
  const en = where === null ? '' : 'line' in where ? `, line ${where.line}` : `, record ${where.record}`;
  const es = where === null ? '' : 'line' in where ? `, línea ${where.line}` : `, registro ${where.record}`;
  return new UserError({
    code: 'broken_json',
    message: {
      en: `${file}${en}: this is not valid JSON, or the file breaks off here.`,
      es: `${file}${es}: no es JSON válido, o el archivo se corta aquí.`,
    },
    fix: { en: 'Export the file again.', es: 'Exporte el archivo de nuevo.' },
  });
}

export function recordTooLong(file: string): UserError {
  return new UserError({
    code: 'record_too_long',
    message: {
      en: `${file} has a record of more than ${longestRecord} bytes.`,
      es: `${file} tiene un registro de más de ${longestRecord} bytes.`,
    },
    fix: {
      en: 'An array of records, or a record on each line, is needed.',
      es: 'Se necesita una lista de registros, o un registro por línea.',
    },
  });
}

export function badXlsx(file: string): UserError {
  return new UserError({
    code: 'bad_xlsx',
    message: {
      en: `${file} is no Excel workbook, or it is damaged.`,
      es: `${file} no es un libro de Excel o está dañado.`,
    },
    fix: {
      en: 'Open it in Excel and save it as .xlsx or CSV.',
      es: 'Ábralo en Excel y guárdelo como .xlsx o CSV.',
    },
  });
}

export function lockedXlsx(file: string): UserError {
  return new UserError({
    code: 'bad_xlsx',
    message: {
      en: `${file} is locked with a password, or an old Excel file under a new name.`,
      es: `${file} está protegido con contraseña o es un archivo antiguo de Excel con otro nombre.`,
    },
    fix: {
      en: 'Open it in Excel and save it as .xlsx without a password.',
      es: 'Ábralo en Excel y guárdelo como .xlsx sin contraseña.',
    },
  });
}

export function tooLongXlsx(file: string): UserError {
  return new UserError({
    code: 'xlsx_too_large',
    message: { en: `${file} holds too much text to be read.`, es: `${file} contiene demasiado texto para leerlo.` },
    fix: { en: 'Save its sheets as CSV.', es: 'Guarde sus hojas como CSV.' },
  });
}
