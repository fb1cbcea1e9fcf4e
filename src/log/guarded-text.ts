import { literal, type Sql, sql } from '../duckdb/sql.ts';

/**
 * A text cell that no spreadsheet runs as a formula: text that starts with `=`, `@`, tab or a line end, or with `+` or `-` without
 * being a number or a phone number, gets a `'` before it; so does such text that has a `'` before it already, so that two texts
 * never become one. A NUL, which no CSV may have, becomes U+FFFD.
 */
export function guardedText(column: Sql): Sql {
  const cell = sql`replace(${column}, chr(0), chr(65533))`;
  return sql`CASE WHEN ${isFormula(cell)} THEN '''' || ${cell} ELSE ${cell} END`;
}

/** The text that `guardedText` was made of. */
export function unguardedText(cell: Sql): Sql {
  return sql`CASE WHEN starts_with(${cell}, '''') AND ${isFormula(cell)} THEN ${cell}[2:] ELSE ${cell} END`;
}

/** Whether a text, or what follows the `'` before it, begins as a formula does. */
function isFormula(cell: Sql): Sql {
  const bare = sql`ltrim(${cell}, '''')`;
  return sql`(${bare}[1] IN ('=', '@', chr(9), chr(10), chr(13))
    OR (${bare}[1] IN ('+', '-') AND NOT regexp_full_match(${bare}, ${literal('[+-]?[\\d\\s().,/-]+')})))`;
}
