import { UserError } from '../../domain/errors.ts';
import { keyOf, type ListRow } from './list-shapes.ts';

/**
 * `owners` with each word counting for the last of its line: of `a: b` and `b: c`, a for c.
 * @throws UserError `bad_settings` when a line comes back to where it began: none of its people would be left
 */
export function mergedToTheEnd(file: string, rows: readonly ListRow[]): readonly ListRow[] {
  const next = new Map(rows.map((row) => [row.given, row]));
  return rows.map((row) => {
    const path = [row];
    for (let at = next.get(personOf(row)); at !== undefined; at = next.get(personOf(at))) {
      if (at === path.at(-1)) break;
      if (path.includes(at)) throw circle(file, [...path.slice(path.indexOf(at)), at]);
      path.push(at);
    }
    return { ...row, values: path.at(-1)!.values };
  });
}

function personOf({ values }: ListRow): string {
  return keyOf(String(values[0]));
}

function circle(file: string, path: readonly ListRow[]): UserError {
  const line = path.map(({ word }) => word).join(' → ');
  return new UserError({
    code: 'bad_settings',
    message: {
      en: `${file}: owners goes in a circle, ${line}: none of them would be left.`,
      es: `${file}: owners da la vuelta, ${line}: no quedaría ninguno de ellos.`,
    },
    fix: {
      en: 'Leave out the line of the person who is to be kept.',
      es: 'Quite la línea de la persona que se conserva.',
    },
  });
}
