import { type Sql, sql } from '../../duckdb/sql.ts';

/**
 * SQL of a text without the blanks around it. Trimming goes over a text character by character, so it is only done where there may be
 * something to trim: that a text of ASCII begins and ends with no blank is seen in a fraction of that time.
 */
export function trimmed(text: Sql): Sql {
  return trimmedWith(text, sql`trim(${text})`);
}

/** The same, null when nothing but blanks is in it. */
export function trimmedOrNull(text: Sql): Sql {
  return trimmedWith(text, sql`nullif(trim(${text}), '')`);
}

function trimmedWith(text: Sql, trim: Sql): Sql {
  const isTight = sql`${text} >= '!' AND NOT ends_with(${text}, ' ') AND strlen(${text}) = length(${text})`;
  return sql`CASE WHEN ${isTight} THEN ${text} ELSE ${trim} END`;
}
