import type { Text } from '../../domain/text.ts';
import type { Recognised } from './recognise.ts';

/**
 * What to say of objects whose last page is not in the export: each of their files ends with an answer that says that there are more
 * records. Where one file does not, it has the last page of the others.
 */
export function cutOff(found: readonly (Recognised | null)[]): readonly Text[] {
  const byObject = Map.groupBy(
    found.filter((recognised) => recognised !== null),
    ({ object }) => object.title,
  );
  return [...byObject].flatMap(([title, tables]): Text[] => {
    if (!tables.every(({ table }) => table.hasMore === true)) return [];
    const files = tables.map(({ table }) => table.file).join(', ');
    return [
      {
        en: `${files}: the answer says that there are more records (${title}) than it holds. Get its further pages too: what is in them is in no figure.`,
        es: `${files}: la respuesta dice que hay más registros (${title}) de los que contiene. Saque también las páginas siguientes: lo que hay en ellas no está en ninguna cifra.`,
      },
    ];
  });
}
