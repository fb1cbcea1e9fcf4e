import type { Database } from '../../duckdb/database.ts';
import type { Sql } from '../../duckdb/sql.ts';
import { evidenceOf } from './evidence.ts';
import { ambiguousNumbers, mixedNumbers } from './faults.ts';
import { type DecimalMark, numberTraits as t } from './number-shapes.ts';
import { numberTraitsOf } from './numbers.ts';
import type { Traits } from './shapes.ts';

/**
 * The decimal mark of a column: as the settings say, else as its own rows prove; a point when no number has a mark.
 * @throws UserError `mixed_numbers`, `ambiguous_numbers`
 */
export async function decimalMarkOf(
  db: Database,
  table: Sql,
  { title, cell }: { readonly title: string; readonly cell: Sql },
  seen: Traits,
  said: DecimalMark | null,
): Promise<DecimalMark> {
  if (said !== null) return said;
  const has = (traits: Traits): boolean => (seen & traits) !== 0n;
  const evidence = (traits: Traits) => evidenceOf(db, table, { cell, traitsOf: numberTraitsOf }, traits);
  const point = t.point | t.plainPoint;
  if (has(t.comma)) {
    if (!has(point)) return ',';
    throw mixedNumbers(title, (await evidence(t.comma)).example, (await evidence(point)).example);
  }
  if (has(point) || !has(t.ambiguous)) return '.';
  const { example, rows } = await evidence(t.ambiguous);
  throw ambiguousNumbers(title, example, rows);
}
