import { raw } from '../duckdb/sql.ts';
import type { Resolved } from '../engine/question.ts';
import type { Kpi } from './kpi.ts';

/** What a log lacks for a KPI: tables without rows, `table.column` without any value. */
export type KpiReadiness = { readonly kpi: Kpi; readonly missing: readonly string[] };

/** Tells for each KPI whether the log holds what it needs. */
export async function checkNeeds(log: Resolved, kpis: readonly Kpi[]): Promise<KpiReadiness[]> {
  const wanted = [...new Set(kpis.flatMap((kpi) => kpi.needs))];
  if (wanted.length === 0) return kpis.map((kpi) => ({ kpi, missing: [] }));
  const tests = wanted.map((need, i) => {
    const [table, column] = need.split('.');
    const where = column === undefined ? '' : ` WHERE ${column} IS NOT NULL`;
    return `EXISTS (SELECT 1 FROM log.${table}${where}) AS need${i}`;
  });
  const found = await log.db.row(raw(`SELECT ${tests.join(', ')}`));
  const missing = new Set(wanted.filter((_, i) => found[`need${i}`] !== true));
  return kpis.map((kpi) => ({ kpi, missing: kpi.needs.filter((need) => missing.has(need)) }));
}
