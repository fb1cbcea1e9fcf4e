import { dayOf, toMicros } from '../domain/calendar.ts';
import type { Workspace } from '../domain/workspace.ts';
import { type Sql, sql } from '../duckdb/sql.ts';
import { date, instant } from './dialect.ts';
import { dealMoney, rateJoin, weighted } from './resolve/money.ts';
import { calendarColumns } from './resolve/time.ts';

/** Deals open at as_of by the day on which they are expected to close, at the rate of the last instant before as_of. */
export function expectedDeal(workspace: Workspace, asOf: Temporal.Instant): Sql {
  const today = date(dayOf(asOf.subtract({ microseconds: 1 }), workspace.timezone));
  const now = instant(toMicros(asOf));
  return sql`
    SELECT *, ${weighted()} AS weighted
    FROM (
      SELECT d.deal, d.rep, d.team, d.account, d.segment, d.industry, d.source, d.campaign, d.product, d.stage,
        ${dealMoney('d', workspace.currency)}, d.today AS rate_day, ${calendarColumns(workspace)}
      FROM (
        SELECT f.*, p.stage, p.probability, f.expected_close_on AS day, ${today} AS today
        FROM facts.stage_span p JOIN facts.deal f ON f.deal = p.deal
        WHERE p.from_at < ${now} AND p.to_at >= ${now} AND p.kind = 'open' AND f.expected_close_on IS NOT NULL
      ) d ${rateJoin('d', 'd.today')}
    )`;
}
