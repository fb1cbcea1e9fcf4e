import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { SourceTable } from '../sources/source.ts';
import { dateLike, dateNumbers } from '../values/dates.ts';
import { numberLike } from '../values/numbers.ts';
import { samplesOf } from '../values/traits-of.ts';

/** What a column of a source holds. */
export type ColumnProfile = {
  /** Its name as the SQL of a map sees it. */
  readonly header: string;
  /** Its place in the raw table. */
  readonly cell: Sql;
  /** Rows that have a value. */
  readonly filled: number;
  /** Whether every row has a value, and each a different one. */
  readonly isUnique: boolean;
  /** Different values by rows, 0 … 1, about. */
  readonly variety: number;
  /** Shares of its values, 0 … 1: dates, numbers that may stand for dates, numbers. */
  readonly dates: number;
  readonly dateNumbers: number;
  readonly numbers: number;
};

/** A table of a source and what its columns hold. */
export type TableProfile = {
  readonly table: SourceTable;
  readonly columns: readonly ColumnProfile[];
  /** Names for all of its columns, when those of its header row cannot serve: some repeat, or mean something else in a map. */
  readonly renamed: readonly string[] | null;
  /** Rows that only add up the others, which the profile leaves aside: SQL of a map that does so too, and what to say of it. */
  readonly totals?: { readonly without: string; readonly doubt: Text };
};

/** Looks at every row of a table; at the first rows for what its values look like. */
export async function profileOf(db: Database, table: SourceTable): Promise<TableProfile> {
  const headers = headersOf(table.columns);
  const renamed = headers.every((header, i) => header === table.columns[i] || table.columns[i] === '') ? null : headers;
  const cells = table.columns.map((_, i) => raw(`c${i + 1}`));
  if (cells.length === 0 || table.rows === 0) return { table, columns: [], renamed };
  const from = raw(table.table);
  const counts = await countsOf(db, from, cells);
  const looks = await samplesOf(db, from, [
    ...cells.map((cell) => ({ cell, kind: 'date' as const })),
    ...cells.map((cell) => ({ cell, kind: 'decimal' as const })),
  ]);
  return {
    table,
    renamed,
    columns: cells.map((cell, i) => {
      const { filled, distinct } = counts[i]!;
      const [date, number] = [looks[i]!, looks[cells.length + i]!];
      const all = Math.max(1, date.count(-1n));
      return {
        header: headers[i]!,
        cell,
        filled,
        isUnique: filled === table.rows && distinct === table.rows,
        variety: Math.min(1, distinct / table.rows),
        dates: date.count(dateLike) / all,
        dateNumbers: date.count(dateNumbers) / all,
        numbers: number.count(numberLike) / all,
      };
    }),
  };
}

/** The names that a map's SQL has for columns: each another, whatever the case. */
function headersOf(columns: readonly string[]): readonly string[] {
  const seen = new Set(['_line', '_seq']);
  return columns.map((column, i) => {
    const wanted = column === '' ? `column_${i + 1}` : column;
    const free = seen.has(wanted.toLowerCase()) ? `${wanted}_${i + 1}` : wanted;
    seen.add(free.toLowerCase());
    return free;
  });
}

type Counts = { readonly filled: number; readonly distinct: number };

async function countsOf(db: Database, from: Sql, cells: readonly Sql[]): Promise<readonly Counts[]> {
  const parts = cells.map(
    (cell, i) =>
      sql`count(${cell})::DOUBLE AS ${raw(`f${i}`)}, approx_count_distinct(${cell})::DOUBLE AS ${raw(`d${i}`)}`,
  );
  const row = await db.row<Record<string, number>>(sql`SELECT count(*)::DOUBLE AS n, ${join(parts)} FROM ${from}`);
  const counts: Counts[] = [];
  for (const [i, cell] of cells.entries()) {
    const [filled, about] = [row[`f${i}`]!, row[`d${i}`]!];
    // Counted exactly only where all values may be different.
    const mayBeUnique = filled === row['n'] && about >= filled * 0.8;
    const exact = mayBeUnique
      ? await db.row<{ d: number }>(sql`SELECT count(DISTINCT ${cell})::DOUBLE AS d FROM ${from}`)
      : null;
    counts.push({ filled, distinct: exact?.d ?? about });
  }
  return counts;
}

/** How many different values of a column are among those of another, and one that is not. */
export async function overlapOf(
  db: Database,
  from: { readonly table: SourceTable; readonly cell: Sql },
  key: { readonly table: SourceTable; readonly cell: Sql },
): Promise<{ readonly values: number; readonly known: number; readonly unknown: string | null }> {
  return db.row(sql`SELECT count(*)::DOUBLE AS values, count(k)::DOUBLE AS known, min(v) FILTER (k IS NULL) AS unknown
    FROM (SELECT DISTINCT ${from.cell} AS v FROM ${raw(from.table.table)} WHERE ${from.cell} IS NOT NULL) AS f
    LEFT JOIN (SELECT DISTINCT ${key.cell} AS k FROM ${raw(key.table.table)}) AS t ON v = k`);
}

/** The values of a column with the number of their rows, the most frequent first. */
export async function valuesOf(
  db: Database,
  { table, cell }: { readonly table: SourceTable; readonly cell: Sql },
  most: number,
  where: Sql = raw('true'),
): Promise<readonly { readonly value: string; readonly rows: number }[]> {
  return db.rows(sql`SELECT ${cell} AS value, count(*)::DOUBLE AS rows FROM ${raw(table.table)}
    WHERE ${cell} IS NOT NULL AND ${where} GROUP BY 1 ORDER BY rows DESC, value LIMIT ${raw(String(most))}`);
}
