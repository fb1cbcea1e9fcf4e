import type { Database } from '../../duckdb/database.ts';
import type { Sql } from '../../duckdb/sql.ts';
import { evidenceOf } from './evidence.ts';
import { mixedNumbers } from './faults.ts';
import type { Habit } from './habit.ts';
import { type DecimalMark, numberTraits as t } from './number-shapes.ts';
import { numberTraitsOf } from './numbers.ts';
import type { Traits } from './shapes.ts';

/**
 * The decimal mark of a column: as its own rows prove, else as the settings say, which also decide where the rows prove both; a point when
 * no number has a mark.
 * @throws UserError `mixed_numbers`
 */
export async function decimalMarkOf(
  db: Database,
  table: Sql,
  { title, cell }: { readonly title: string; readonly cell: Sql },
  seen: Traits,
  said: DecimalMark | null,
): Promise<Habit<DecimalMark>> {
  const has = (traits: Traits): boolean => (seen & traits) !== 0n;
  const evidence = (traits: Traits) => evidenceOf(db, table, { cell, traitsOf: numberTraitsOf }, traits);
  const proofs = { ',': t.comma, '.': t.point | t.plainPoint } as const;
  const [mark, other] = (['.', ','] as const).filter((known) => has(proofs[known]));
  if (mark !== undefined && other === undefined) {
    if (said === null || said === mark) return { is: mark };
    return { is: mark, contrary: { title, said, proven: mark, example: (await evidence(proofs[mark])).example } };
  }
  if (said !== null) return { is: said };
  if (other !== undefined) {
    throw mixedNumbers(title, (await evidence(proofs[','])).example, (await evidence(proofs['.'])).example);
  }
  if (!has(t.ambiguous)) return { is: '.' };
  return { open: { title, of: 'numbers', ...(await evidence(t.ambiguous)) } };
}
