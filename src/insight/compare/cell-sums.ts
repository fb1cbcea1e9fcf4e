import { dayOf } from '../../domain/calendar.ts';
import { and, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { date } from '../../engine/dialect.ts';
import type { Aggregate, Measure } from '../../engine/measure.ts';
import { conditionSql, type Filter, filterSql, findCodes, type Resolved, seenReps } from '../../engine/question.ts';
import type { Span } from '../change/periods.ts';
import type { CellSums } from './cells.ts';

/**
 * Events that are counted, by weeks of each rep (cut from the period's first day); `n` are days on which the rep was active.
 * @param where of the events; of the reps those on rep and team
 */
export async function weeklySums(
  log: Resolved,
  { from, to }: Span,
  events: Aggregate,
  where: readonly Filter[] = [],
): Promise<CellSums[]> {
  const now = dayOf(log.asOf, log.workspace.timezone).add({ days: 1 });
  const [first, end] = [date(from), date(Temporal.PlainDate.compare(to, now) < 0 ? to : now)];
  const measure: Measure = { id: 'events', kind: 'flow', formula: { kind: 'number', of: events } };
  const codes = await findCodes(log.db, [measure], where);
  const days = and([sql`day >= ${first}`, sql`day < ${end}`]);
  const counted = and([
    days,
    ...(events.where ?? []).map((condition) => conditionSql(condition, codes)),
    ...where.map((filter) => filterSql(filter, codes)),
  ]);
  const whose = and(
    where
      .filter(({ dimension }) => dimension === 'rep' || dimension === 'team')
      .map((filter) => filterSql(filter, codes)),
  );
  const x = events.kind === 'distinct' ? raw(`count(DISTINCT ${events.column})`) : raw('count(*)');
  return sumsOf(
    log,
    sql`
    WITH seller AS (SELECT DISTINCT rep FROM facts.activity WHERE made AND ${days}), member AS (
      SELECT r.rep, greatest(coalesce(r.active_from, ${first}), ${first}) AS since, least(coalesce(r.active_to, ${end}), ${end}) AS until
      FROM (SELECT * FROM facts.rep WHERE ${whose}) r SEMI JOIN seller s ON s.rep = r.rep
    ), span AS (
      SELECT i, ${first} + (7 * i)::INTEGER AS since, least(${first} + (7 * i + 7)::INTEGER, ${end}) AS until
      FROM range(date_diff('day', ${first}, ${end}) // 7 + 1) t(i)
    ), exposed AS (
      SELECT m.rep, s.i, date_diff('day', greatest(m.since, s.since), least(m.until, s.until)) AS n FROM member m JOIN span s ON true WHERE n > 0
    ), event AS (
      SELECT rep, date_diff('day', ${first}, day) // 7 AS i, ${x} AS x FROM ${raw(`facts.${events.fact}`)} WHERE ${counted} GROUP BY ALL
    )
    SELECT e.rep, coalesce(v.x, 0)::DOUBLE AS x, e.n::DOUBLE AS n FROM exposed e LEFT JOIN event v ON v.rep = e.rep AND v.i = e.i`,
  );
}

/** @param cells `rep, x, n`, a row for each cell */
export async function sumsOf(log: Resolved, cells: Sql): Promise<CellSums[]> {
  const rows = await log.db.rows<CellSums>(sql`
    SELECT l.v AS member, sum(x)::DOUBLE AS x, sum(n)::DOUBLE AS n, count(*)::DOUBLE AS cells, sum((x - n * own) * (x - n * own))::DOUBLE AS squares
    FROM (SELECT rep, x, n, sum(x) OVER (PARTITION BY rep) / sum(n) OVER (PARTITION BY rep) AS own FROM (${cells})) c
    JOIN facts.label l ON l.k = c.rep WHERE c.rep <> 0 AND ${await seenReps(log)} GROUP BY l.v ORDER BY l.v`);
  return rows;
}
