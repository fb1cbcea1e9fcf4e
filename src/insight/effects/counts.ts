import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { Resolved } from '../../engine/question.ts';
import type { Row } from './cells.ts';

/** The level of a factor where a record does not tell it. */
export const unknown = '';

/** Rows of a model's cells, the levels in the order of `names`. */
export type Counts = { readonly names: readonly string[]; readonly rows: readonly Row[] };

/** All trials and results of the cells. */
export function totalsOf(rows: readonly Row[]): { readonly trials: number; readonly results: number } {
  return rows.reduce((sum, { trials, results }) => ({ trials: sum.trials + trials, results: sum.results + results }), {
    trials: 0,
    results: 0,
  });
}

/**
 * Reads cells, their levels in text order.
 * @param cells a relation with a column of label codes for each name, `trials` and `results`
 * @param texts names of the columns that hold texts, not codes
 */
export async function countsOf(
  log: Resolved,
  names: readonly string[],
  cells: Sql,
  texts: readonly string[] = [],
): Promise<Counts> {
  const coded = names.filter((name) => !texts.includes(name));
  const labels = coded.map((name) => raw(`LEFT JOIN facts.label l_${name} ON l_${name}.k = c.${name}`));
  const levels = names.map((name) =>
    raw(texts.includes(name) ? `c.${name}` : `coalesce(l_${name}.v, '${unknown}') AS ${name}`),
  );
  const columns = await log.db.columns(sql`
    SELECT ${join(levels)}, c.trials::DOUBLE AS trials, c.results::DOUBLE AS results
    FROM (${cells}) c ${join(labels, ' ')} ORDER BY ${join(names.map((name) => raw(name)))}`);
  const lists = names.map((name) => columns[name] as readonly string[]);
  const [trials, results] = [columns['trials'], columns['results']] as [readonly number[], readonly number[]];
  return {
    names,
    rows: trials.map((n, i) => ({ levels: lists.map((list) => list[i]!), trials: n, results: results[i]! })),
  };
}
