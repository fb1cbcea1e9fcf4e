import type { Language, Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { type Doubt, doubtMark, type MapHabits, oneLine } from './draft.ts';
import { valuesOf } from './profile.ts';
import type { Found } from './roles.ts';
import type { SourceHabits } from './source-habits.ts';

export type SheetOptions = {
  readonly language: Language;
  /** Of the log. */
  readonly name: string;
  readonly files: readonly (SourceHabits & { readonly file: string; readonly header?: readonly string[] })[];
};

/** The text of `map.yaml`, and its doubts. */
export async function mapSheet(
  db: Database,
  found: readonly Found[],
  { dateOrder, decimalComma }: MapHabits,
  { language, name, files }: SheetOptions,
): Promise<{ readonly text: string; readonly doubts: readonly Doubt[] }> {
  const currency = await currencyOf(db, found);
  const doubts: Doubt[] = [];
  const doubt = (column: string, text: Text, indent = '  '): string => {
    doubts.push({ file: 'map.yaml', column, text: { en: oneLine(text.en), es: oneLine(text.es) } });
    return `${indent}# ${doubtMark[language]}: ${oneLine(text[language])}`;
  };
  const special = files.filter(({ file: _, ...habits }) => Object.keys(habits).length > 0);
  const lines = [
    ...(special.length === 0 ? [] : ['files:']),
    ...special.flatMap(({ file, delimiter, encoding, header }) => [
      `  ${JSON.stringify(file)}:`,
      ...(delimiter === undefined ? [] : [`    delimiter: ${JSON.stringify(delimiter)}`]),
      ...(encoding === undefined
        ? []
        : [
            doubt(
              `files.${file}.encoding`,
              {
                en: 'the file is not UTF-8; check that its accents come out right.',
                es: 'el archivo no es UTF-8; compruebe que los acentos salen bien.',
              },
              '    ',
            ),
            `    encoding: ${encoding}`,
          ]),
      ...(header === undefined
        ? []
        : [
            doubt(
              `files.${file}.header`,
              {
                en: 'the header row repeats names, so all columns are named here.',
                es: 'la fila de encabezado repite nombres, así que aquí se nombran todas las columnas.',
              },
              '    ',
            ),
            `    header: ${JSON.stringify(header)}`,
          ]),
    ]),
    ...(decimalComma ? ['decimal_comma: true'] : []),
    ...(dateOrder === 'ymd' ? [] : [`date_order: ${dateOrder}`]),
    'workspace:',
    `  name: ${JSON.stringify(name)}`,
    doubt('timezone', {
      en: 'times without an offset are read in this zone; write that of the team, such as Europe/Madrid.',
      es: 'las horas sin desfase se leen en esta zona; escriba la del equipo, como Europe/Madrid.',
    }),
    '  timezone: UTC',
    ...(currency.isCertain ? [] : [doubt('currency', currency.doubt)]),
    `  currency: ${currency.code}`,
    `  locale: ${language}`,
  ];
  return { text: `${lines.join('\n')}\n`, doubts };
}

type Currency =
  | { readonly isCertain: true; readonly code: string }
  | { readonly isCertain: false; readonly code: string; readonly doubt: Text };

/** The only currency that the deals name, else the euro with a doubt. */
async function currencyOf(db: Database, found: readonly Found[]): Promise<Currency> {
  const deals = found.find(({ entity, roles }) => entity === 'deals' && roles.has('currency'));
  if (deals !== undefined) {
    const values = await valuesOf(db, { table: deals.profile.table, cell: deals.roles.get('currency')!.cell }, 20);
    const codes = values
      .map(({ value }) => value)
      .filter((value) => Intl.supportedValuesOf('currency').includes(value));
    const [first] = codes;
    if (first !== undefined && codes.length === 1 && values.length === 1) return { isCertain: true, code: first };
    if (first !== undefined) {
      const others = values
        .slice(1)
        .map(({ value }) => value)
        .join(', ');
      return {
        isCertain: false,
        code: first,
        doubt: {
          en: `there are also amounts in ${others}: they need fx_rates.sql.`,
          es: `también hay importes en ${others}: necesitan fx_rates.sql.`,
        },
      };
    }
  }
  return {
    isCertain: false,
    code: 'EUR',
    doubt: {
      en: 'nothing says the currency of the amounts; write it here.',
      es: 'nada dice la moneda de los importes; escríbala aquí.',
    },
  };
}
