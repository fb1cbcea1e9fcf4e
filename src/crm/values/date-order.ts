import type { Database } from '../../duckdb/database.ts';
import type { Sql } from '../../duckdb/sql.ts';
import type { DayMonthOrder } from './date-grammar.ts';
import { dateTraits as t } from './date-shapes.ts';
import { dateTraitsOf } from './dates.ts';
import { evidenceOf } from './evidence.ts';
import { ambiguousDates, mixedDates } from './faults.ts';
import type { Traits } from './shapes.ts';

/**
 * The order of day and month in a column's dates of numbers: as the settings say, else as its own rows prove. Null when the settings
 * say that dates begin with the year, so that others cannot be read.
 * @throws UserError `mixed_dates`, `ambiguous_dates`
 */
export async function dateOrderOf(
  db: Database,
  table: Sql,
  { title, cell }: { readonly title: string; readonly cell: Sql },
  seen: Traits,
  said: 'dmy' | 'mdy' | 'ymd' | null,
): Promise<DayMonthOrder | null> {
  if (said !== null) return said === 'ymd' ? null : said;
  const has = (traits: Traits): boolean => (seen & traits) !== 0n;
  const evidence = (traits: Traits) => evidenceOf(db, table, { cell, traitsOf: dateTraitsOf }, traits);
  if (has(t.monthFirst)) {
    const contrary = t.dayFirst | t.dayOrYearFirst;
    if (!has(contrary)) return 'mdy';
    throw mixedDates(title, (await evidence(contrary)).example, (await evidence(t.monthFirst)).example);
  }
  if (has(t.dayFirst)) return 'dmy';
  const open = t.ambiguous | t.dayOrYearFirst;
  if (!has(open)) return 'dmy';
  const { example, rows } = await evidence(open);
  throw ambiguousDates(title, example, rows);
}
