import { type Sql, sql } from '../../duckdb/sql.ts';
import { bits, blank, firstOf, matches, type Traits } from './shapes.ts';

/** What the values of a flag look like: a cross, or any other word. */
export const flagTraits = { cross: 1n << 0n, word: 1n << 1n, blank: 1n << 2n } as const satisfies Record<
  string,
  Traits
>;

/** The traits of one text that is not null. */
export function flagTraitsOf(text: Sql): Sql {
  return firstOf(
    [
      { when: sql`${text} IN ('true', 'false', '0', '1')`, value: bits(flagTraits.word) },
      { when: matches(text, `${blank}*[xX]${blank}*`), value: bits(flagTraits.cross) },
      { when: matches(text, `${blank}*`), value: bits(flagTraits.blank) },
    ],
    bits(flagTraits.word),
  );
}

/** SQL that reads a flag; null for a word that is neither yes nor no. Where all that is written are crosses, an empty cell is no. */
export function flagReader(text: Sql, seen: Traits): Sql {
  const word = sql`lower(trim(${text}))`;
  // The words of programs come first: nearly every flag is one of them, and none of those need be trimmed.
  const flag = sql`CASE WHEN ${text} IN ('true', '1') THEN true WHEN ${text} IN ('false', '0') THEN false
    WHEN ${word} IN ('true', '1', 'yes', 'sí', 'si', 'y', 'x', 'verdadero') THEN true
    WHEN ${word} IN ('false', '0', 'no', 'n', 'falso') THEN false END`;
  return (seen & ~flagTraits.blank) === flagTraits.cross ? sql`coalesce(${flag}, false)` : flag;
}
