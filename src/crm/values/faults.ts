import { UserError } from '../../domain/errors.ts';
import { countText } from '../../domain/numbers.ts';

/** A value of a column, and the line on which its record starts. */
export type Example = { readonly value: string; readonly line: number };

/** Dates of numbers that can be read in two ways throughout. `title` names file and column. */
export function ambiguousDates(title: string, example: Example, rows: number): UserError {
  return new UserError({
    code: 'ambiguous_dates',
    message: {
      en: `${title}: nothing tells whether ${shown(example, 'en')} begins with the day or the month, and no row of the column proves it (${rowsIn(rows, 'en')} of this kind).`,
      es: `${title}: nada indica si ${shown(example, 'es')} empieza por el día o por el mes, y ninguna fila de la columna lo demuestra (${rowsIn(rows, 'es')} de este tipo).`,
    },
    fix: {
      en: 'Write date_order: dmy (day first) or date_order: mdy (month first) in the settings.',
      es: 'Escriba date_order: dmy (primero el día) o date_order: mdy (primero el mes) en los ajustes.',
    },
  });
}

/** Dates of which some must begin with the day and others with the month. */
export function mixedDates(title: string, dayFirst: Example, monthFirst: Example): UserError {
  return new UserError({
    code: 'mixed_dates',
    message: {
      en: `${title}: ${shown(dayFirst, 'en')} begins with the day, ${shown(monthFirst, 'en')} with the month.`,
      es: `${title}: ${shown(dayFirst, 'es')} empieza por el día y ${shown(monthFirst, 'es')} por el mes.`,
    },
    fix: {
      en: 'Export the column in one order, or write in the settings which one holds (date_order: dmy or mdy): rows in the other are then rejected.',
      es: 'Exporte la columna en un solo orden, o indique en los ajustes cuál vale (date_order: dmy o mdy): las filas en el otro se rechazarán.',
    },
  });
}

/** Numbers whose only mark may stand for decimals or for thousands throughout. */
export function ambiguousNumbers(title: string, example: Example, rows: number): UserError {
  return new UserError({
    code: 'ambiguous_numbers',
    message: {
      en: `${title}: nothing tells whether the mark of ${shown(example, 'en')} stands for decimals or thousands, and no row of the column proves it (${rowsIn(rows, 'en')} of this kind).`,
      es: `${title}: nada indica si el signo de ${shown(example, 'es')} separa decimales o miles, y ninguna fila de la columna lo demuestra (${rowsIn(rows, 'es')} de este tipo).`,
    },
    fix: {
      en: 'Write decimal_mark: "," or decimal_mark: "." in the settings.',
      es: 'Escriba decimal_mark: "," o decimal_mark: "." en los ajustes.',
    },
  });
}

/** Numbers of which some must have a decimal comma and others a decimal point. */
export function mixedNumbers(title: string, comma: Example, point: Example): UserError {
  return new UserError({
    code: 'mixed_numbers',
    message: {
      en: `${title}: ${shown(comma, 'en')} is written with a decimal comma, ${shown(point, 'en')} with a decimal point.`,
      es: `${title}: ${shown(comma, 'es')} lleva coma decimal y ${shown(point, 'es')} punto decimal.`,
    },
    fix: {
      en: 'Export the column in one way, or write in the settings which mark holds (decimal_mark: "," or "."): rows with the other are then rejected.',
      es: 'Exporte la columna de una sola forma, o indique en los ajustes qué signo vale (decimal_mark: "," o "."): las filas con el otro se rechazarán.',
    },
  });
}

function shown({ value, line }: Example, language: 'en' | 'es'): string {
  return language === 'en' ? `"${value}" (line ${line})` : `"${value}" (línea ${line})`;
}

function rowsIn(rows: number, language: 'en' | 'es'): string {
  const count = countText(language, rows);
  if (language === 'en') return rows === 1 ? 'one row' : `${count} rows`;
  return rows === 1 ? 'una fila' : `${count} filas`;
}
