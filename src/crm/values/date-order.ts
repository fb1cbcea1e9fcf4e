import type { Database } from '../../duckdb/database.ts';
import type { Sql } from '../../duckdb/sql.ts';
import type { DayMonthOrder } from './date-grammar.ts';
import { dateTraits as t } from './date-shapes.ts';
import { dateTraitsOf } from './dates.ts';
import { evidenceOf } from './evidence.ts';
import { mixedDates } from './faults.ts';
import type { Habit } from './habit.ts';
import type { Traits } from './shapes.ts';

/**
 * The order of day and month in a column's dates of numbers: as its own rows prove, else as the settings say, which also decide where the
 * rows prove both. Null when the settings say that dates begin with the year, so that others cannot be read.
 * @throws UserError `mixed_dates`
 */
export async function dateOrderOf(
  db: Database,
  table: Sql,
  { title, cell }: { readonly title: string; readonly cell: Sql },
  seen: Traits,
  said: 'dmy' | 'mdy' | 'ymd' | null,
): Promise<Habit<DayMonthOrder | null>> {
  const has = (traits: Traits): boolean => (seen & traits) !== 0n;
  const evidence = (traits: Traits) => evidenceOf(db, table, { cell, traitsOf: dateTraitsOf }, traits);
  const proven = async (order: DayMonthOrder, proof: Traits): Promise<Habit<DayMonthOrder>> => {
    if (said === null || said === order) return { is: order };
    return { is: order, contrary: { title, said, proven: order, example: (await evidence(proof)).example } };
  };
  const notMonthFirst = t.dayFirst | t.dayOrYearFirst;
  if (has(t.monthFirst) && !has(notMonthFirst)) return proven('mdy', t.monthFirst);
  if (has(t.dayFirst) && !has(t.monthFirst)) return proven('dmy', t.dayFirst);
  const isOpen = has(t.ambiguous | t.dayOrYearFirst) && !has(t.monthFirst);
  if (said !== null && !(isOpen && said === 'mdy' && has(t.dayOrYearFirst)))
    return { is: said === 'ymd' ? null : said };
  if (has(t.monthFirst)) {
    throw mixedDates(title, (await evidence(notMonthFirst)).example, (await evidence(t.monthFirst)).example);
  }
  if (!isOpen) return { is: 'dmy' };
  const [first, all] = [has(t.dayOrYearFirst) ? t.dayOrYearFirst : t.ambiguous, t.ambiguous | t.dayOrYearFirst];
  const [{ example }, { rows }] = [await evidence(first), await evidence(all)];
  return { open: { title, of: 'dates', example, rows, notMonthFirst: has(t.dayOrYearFirst) } };
}
