import { UserError } from '../../domain/errors.ts';
import { countText } from '../../domain/numbers.ts';
import type { Language, Text } from '../../domain/text.ts';
import type { ContraryColumn, Example, OpenColumn } from './habit.ts';

/** How many columns a fault or a warning names one by one; the rest are counted. */
const mostColumns = 8;

/** Columns that can be read in two ways throughout, all of them in one fault: `ambiguous_dates` when there are dates among them, else `ambiguous_numbers`. */
export function openColumns(columns: readonly OpenColumn[]): UserError {
  const kinds = (['dates', 'numbers'] as const).flatMap((of) => {
    const some = eachOnce(columns.filter((column) => column.of === of));
    return some.length === 0 ? [] : [{ of, ...(of === 'dates' ? openDates(some) : openNumbers(some)) }];
  });
  const joined = (part: 'message' | 'fix'): Text => ({
    en: kinds.map((kind) => kind[part].en).join(' '),
    es: kinds.map((kind) => kind[part].es).join(' '),
  });
  return new UserError({ code: `ambiguous_${kinds[0]!.of}`, message: joined('message'), fix: joined('fix') });
}

type Told = { readonly message: Text; readonly fix: Text };

function openDates(columns: readonly OpenColumn[]): Told {
  const message = told(columns, {
    one: {
      en: (value) => `nothing tells whether ${value} begins with the day or the month`,
      es: (value) => `nada indica si ${value} empieza por el día o por el mes`,
    },
    many: {
      en: 'nothing tells whether the dates of these columns begin with the day or the month',
      es: 'nada indica si las fechas de estas columnas empiezan por el día o por el mes',
    },
  });
  const years = columns.filter(({ notMonthFirst = false }) => notMonthFirst);
  if (years.length === 0) {
    const file = columns.length === 1 ? nothing : ofOneFile('date_order: …');
    return {
      message,
      fix: {
        en: `Write date_order: dmy (day first) or date_order: mdy (month first) in the settings${file.en}.`,
        es: `Escriba date_order: dmy (primero el día) o date_order: mdy (primero el mes) en los ajustes${file.es}.`,
      },
    };
  }
  const file = ofOneFile('date_order: dmy');
  return {
    message: columns.length === 1 ? dayOrYear(columns[0]!) : message,
    fix: {
      en: `Write date_order: dmy (day first) in the settings${file.en}; mdy cannot be right, since ${shown(years[0]!.example, 'en')} does not begin with a month. Where the year comes first, export it with four digits.`,
      es: `Escriba date_order: dmy (primero el día) en los ajustes${file.es}; mdy no puede ser, porque ${shown(years[0]!.example, 'es')} no empieza por un mes. Si lo primero es el año, expórtelo con cuatro cifras.`,
    },
  };
}

const nothing: Text = { en: '', es: '' };

function ofOneFile(key: string): Text {
  return {
    en: `, or of one file only: files: { NAME: { ${key} } }`,
    es: `, o solo de un archivo: files: { NOMBRE: { ${key} } }`,
  };
}

function dayOrYear({ title, example, rows }: OpenColumn): Text {
  return {
    en: `${title}: nothing tells whether ${shown(example, 'en')} begins with the day or the year, and no row of the column proves it (${rowsIn(rows, 'en')} of this kind).`,
    es: `${title}: nada indica si ${shown(example, 'es')} empieza por el día o por el año, y ninguna fila de la columna lo demuestra (${rowsIn(rows, 'es')} de este tipo).`,
  };
}

function openNumbers(columns: readonly OpenColumn[]): Told {
  const file = columns.length === 1 ? nothing : ofOneFile('decimal_mark: …');
  return {
    message: told(columns, {
      one: {
        en: (value) => `nothing tells whether the mark of ${value} stands for decimals or thousands`,
        es: (value) => `nada indica si el signo de ${value} separa decimales o miles`,
      },
      many: {
        en: 'nothing tells whether the marks in the numbers of these columns stand for decimals or thousands',
        es: 'nada indica si los signos en los números de estas columnas separan decimales o miles',
      },
    }),
    fix: {
      en: `Write decimal_mark: "," or decimal_mark: "." in the settings${file.en}.`,
      es: `Escriba decimal_mark: "," o decimal_mark: "." en los ajustes${file.es}.`,
    },
  };
}

type Saying = {
  readonly one: Readonly<Record<Language, (value: string) => string>>;
  readonly many: Text;
};

function told(columns: readonly OpenColumn[], { one, many }: Saying): Text {
  const [first, ...others] = columns;
  if (others.length > 0) {
    return {
      en: `${capital(many.en)}, and no row of them proves it: ${listOf(columns, 'en')}.`,
      es: `${capital(many.es)}, y ninguna fila de ellas lo demuestra: ${listOf(columns, 'es')}.`,
    };
  }
  const { title, example, rows } = first!;
  return {
    en: `${title}: ${one.en(shown(example, 'en'))}, and no row of the column proves it (${rowsIn(rows, 'en')} of this kind).`,
    es: `${title}: ${one.es(shown(example, 'es'))}, y ninguna fila de la columna lo demuestra (${rowsIn(rows, 'es')} de este tipo).`,
  };
}

/** What is told of columns that prove to be written otherwise than the settings say: one text for each way. */
export function contraryColumns(columns: readonly ContraryColumn[]): readonly Text[] {
  const alike = Object.values(Object.groupBy(eachOnce(columns), ({ said, proven }) => `${said} ${proven}`));
  return alike.map((some) => {
    const { said, proven } = some[0]!;
    const key = said === ',' || said === '.' ? `decimal_mark: "${said}"` : `date_order: ${said}`;
    return {
      en: `The settings say ${key}, but the values of these columns prove ${ways[proven].en}, and so they were read: ${listOf(some, 'en')}.`,
      es: `Los ajustes dicen ${key}, pero los valores de estas columnas demuestran ${ways[proven].es}, y así se leyeron: ${listOf(some, 'es')}.`,
    };
  });
}

const ways: Readonly<Record<ContraryColumn['proven'], Text>> = {
  dmy: { en: 'that the day comes first', es: 'que el día va primero' },
  mdy: { en: 'that the month comes first', es: 'que el mes va primero' },
  ',': { en: 'a decimal comma', es: 'una coma decimal' },
  '.': { en: 'a decimal point', es: 'un punto decimal' },
};

/** A column that two fields read is named once. */
function eachOnce<C extends { readonly title: string }>(columns: readonly C[]): readonly C[] {
  return [...new Map(columns.map((column) => [column.title, column])).values()];
}

type Named = { readonly title: string; readonly example: Example; readonly rows?: number };

function listOf(columns: readonly Named[], language: Language): string {
  const named = columns.slice(0, mostColumns).map(({ title, example, rows }) => {
    const count = rows === undefined ? '' : `, ${rowsIn(rows, language)}`;
    return `${title} ${shown(example, language)}${count}`;
  });
  const more = columns.length - named.length;
  if (more === 0) return named.join('; ');
  const rest = language === 'en' ? `and ${more} more` : `y ${more} más`;
  return `${named.join('; ')}; ${rest}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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

function shown({ value, line }: Example, language: Language): string {
  return language === 'en' ? `"${value}" (line ${line})` : `"${value}" (línea ${line})`;
}

function rowsIn(rows: number, language: Language): string {
  const count = countText(language, rows);
  if (language === 'en') return rows === 1 ? 'one row' : `${count} rows`;
  return rows === 1 ? 'una fila' : `${count} filas`;
}
