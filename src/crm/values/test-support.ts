import { Database } from '../../duckdb/database.ts';
import { join, literal, raw, sql } from '../../duckdb/sql.ts';
import { type Cell, readersOf, type ValueHabits } from './readers.ts';

type Column = readonly (string | null)[];
type Habits = Partial<ValueHabits & Pick<Cell, 'isUtc'>>;

/** Reads a column of texts, the first of them on line 2 of `Deals.csv`, with the header `When`. */
export async function readColumn(kind: Cell['kind'], texts: Column, habits: Habits = {}): Promise<readonly unknown[]> {
  return (await readColumns(kind, [texts], habits))[0]!;
}

/** Reads columns of one table, all of the same length and each on its own. */
export async function readColumns(
  kind: Cell['kind'],
  columns: readonly Column[],
  { isUtc = false, dateOrder = null, decimalMark = null }: Habits = {},
): Promise<readonly (readonly unknown[])[]> {
  const db = await Database.open(':memory:');
  try {
    const rows = columns[0]!.map((_, i) => sql`(${join([i + 2, ...columns.map((texts) => texts[i]!)].map(literal))})`);
    const names = columns.map((_, i) => raw(`c${i + 1}`));
    await db.run(sql`CREATE TABLE t AS
      SELECT line, ${join(names.map((c) => sql`${c}::VARCHAR AS ${c}`))} FROM (VALUES ${join(rows)}) AS v(line, ${join(names)})`);
    const cells = names.map((cell): Cell => ({ title: 'Deals.csv, When', cell, kind, isUtc }));
    const readers = await readersOf(db, raw('t'), cells, { dateOrder, decimalMark });
    const answers = readers.map((reader, i) => sql`${reader} AS ${names[i]!}`);
    const answer = await db.rows(sql`SELECT ${join(answers)} FROM t ORDER BY line`);
    return columns.map((_, i) => answer.map((row) => row[`c${i + 1}`]));
  } finally {
    db.close();
  }
}
