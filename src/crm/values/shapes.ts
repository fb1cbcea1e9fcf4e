import { join, literal, raw, type Sql, sql } from '../../duckdb/sql.ts';

/** What the values of a column look like: bits that are united over all its rows. A value may set several. */
export type Traits = bigint;

/** A form of writing: values whose whole text matches `pattern` have `traits`. */
export type Shape = {
  readonly pattern: string;
  readonly traits: Traits;
  /** Its length in bytes, where all of its values have the same: a cheaper test, made first. */
  readonly length?: number;
};

/** The traits of a column's first rows: what to look for first, and what need not be proven again. */
export type Sample = {
  readonly seen: Traits;
  readonly count: (traits: Traits) => number;
};
export const noSample: Sample = { seen: 0n, count: () => 0 };

/** Blanks within and around a value: those of the keyboard and those that spreadsheets put between thousands. */
export const blank = String.raw`[\s\x{00A0}\x{2007}\x{2009}\x{202F}]`;

/** Whether the whole text matches. */
export function matches(text: Sql, pattern: string): Sql {
  return sql`regexp_full_match(${text}, ${literal(pattern)})`;
}

/** Whether the text begins so. */
export function begins(text: Sql, pattern: string): Sql {
  return sql`regexp_matches(${text}, ${literal(`^(?:${pattern})`)})`;
}

/** Whether a text has the shape. */
export function hasShape(text: Sql, { pattern, length }: Shape): Sql {
  if (length === undefined) return matches(text, pattern);
  return sql`strlen(${text}) = ${raw(String(length))} AND ${matches(text, pattern)}`;
}

/** The shapes, the most frequent of the sample first; those that it lacks stay in their order. */
export function byFrequency<S extends Shape>(shapes: readonly S[], sample: Sample): readonly S[] {
  return shapes.toSorted((a, b) => sample.count(b.traits) - sample.count(a.traits));
}

/** Traits as SQL. */
export function bits(traits: Traits): Sql {
  return raw(`${traits}::BIGINT`);
}

/** A case of `firstOf`. */
export type Case = { readonly when: Sql; readonly value: Sql };

/** The value of the first case that holds, else `otherwise`. */
export function firstOf(cases: readonly Case[], otherwise: Sql): Sql {
  if (cases.length === 0) return otherwise;
  const branches = cases.map(({ when, value }) => sql`WHEN ${when} THEN ${value}`);
  return sql`CASE ${join(branches, ' ')} ELSE ${otherwise} END`;
}

/** What cannot be read: its text behind a `?`. */
export function unread(text: Sql): Sql {
  return sql`'?' || ${text}`;
}
