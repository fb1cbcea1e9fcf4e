import { nearest, UserError } from '../domain/errors.ts';
import type { Text } from '../domain/text.ts';
import type { RawSource } from './raw-source.ts';
import type { Table } from './schema.ts';

/**
 * Compares a source's columns with those of its table.
 * @returns a warning for each column that the table does not have
 * @throws UserError `missing_column`
 */
export function checkColumns(table: Table, { file, columns }: RawSource): Text[] {
  const given = columns.map((column) => column.name);
  const known = table.columns.map((column) => column.name);
  const unknown = given.filter((column) => !known.includes(column));
  const absent = table.columns.find((column) => column.required && !given.includes(column.name));
  if (absent !== undefined) {
    const meant = nearest(absent.name, unknown);
    throw new UserError({
      code: 'missing_column',
      message: {
        en: `${file} lacks the required column ${absent.name}.`,
        es: `A ${file} le falta la columna obligatoria ${absent.name}.`,
      },
      fix:
        meant === undefined
          ? { en: `It has: ${given.join(', ')}.`, es: `Tiene: ${given.join(', ')}.` }
          : { en: `Rename its column ${meant}?`, es: `¿Hay que cambiar el nombre de su columna ${meant}?` },
    });
  }
  return unknown.map((column) => {
    const meant = nearest(
      column,
      known.filter((name) => !given.includes(name)),
    );
    const hint =
      meant === undefined ? { en: '', es: '' } : { en: ` Did you mean ${meant}?`, es: ` ¿Quiso decir ${meant}?` };
    return {
      en: `${file}: the column “${column}” is not known and is ignored.${hint.en}`,
      es: `${file}: la columna «${column}» no se conoce y se pasa por alto.${hint.es}`,
    };
  });
}
