import { toMicros } from '../domain/calendar.ts';
import type { Workspace } from '../domain/workspace.ts';
import { type Sql, sql } from '../duckdb/sql.ts';
import { dealMoney, rateJoin, weighted } from './resolve/money.ts';
import { localTime } from './resolve/time.ts';

/** Deals open at as_of by the day on which they are expected to close, at the rate of the last instant before as_of. */
export function expectedDeal(workspace: Workspace, asOf: Temporal.Instant): Sql {
  const local = localTime(workspace, asOf, asOf);
  const now = sql`make_timestamp(${toMicros(asOf)}::BIGINT)`;
  return sql`
    SELECT *, ${weighted()} AS weighted
    FROM (
      SELECT d.deal, d.rep, d.team, d.account, d.segment, d.industry, d.source, d.campaign, d.product, d.stage,
        ${dealMoney('d', workspace.currency)}, d.today AS rate_day, ${local.calendarColumns}
      FROM (
        SELECT f.*, p.stage, p.probability, f.expected_close_on AS day,
          ${local.day(sql`${now} - to_microseconds(1)`)} AS today
        FROM facts.stage_span p JOIN facts.deal f ON f.deal = p.deal
        WHERE p.from_at < ${now} AND p.to_at >= ${now} AND p.kind = 'open' AND f.expected_close_on IS NOT NULL
      ) d ${rateJoin('d', 'd.today')}
    )`;
}
