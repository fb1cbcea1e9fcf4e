import { inline } from '../duckdb/sql.ts';
import { statementOf } from '../engine/ask.ts';
import type { Resolved } from '../engine/question.ts';
import { toQuestion } from './answer.ts';
import type { Kpi } from './kpi.ts';

/** The SQL that computes a KPI over the whole log, by rep where it has one: for people to read and run in DuckDB. */
export async function statementFor(log: Resolved, kpis: ReadonlyMap<string, Kpi>, kpi: Kpi): Promise<string> {
  const question = await toQuestion(log, kpis, { kpis: [kpi.id], by: kpi.dimensions.includes('rep') ? ['rep'] : [] });
  return inline(await statementOf(log, question))
    .replace(/\n\s*\n/g, '\n')
    .trim();
}
