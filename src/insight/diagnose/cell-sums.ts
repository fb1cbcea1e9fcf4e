import { dayOf } from '../../domain/calendar.ts';
import { and, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { timedBuckets } from '../../engine/buckets.ts';
import { contextOf } from '../../engine/context.ts';
import { date } from '../../engine/dialect.ts';
import { type FactContext, type FactName, factOf } from '../../engine/facts.ts';
import { type Filter, filterSql, findCodes, type Resolved, seenReps } from '../../engine/question.ts';
import type { Span } from '../change/periods.ts';
import type { CellSums } from '../compare/cells.ts';
import type { Scope } from './where.ts';
import { sumsOf } from '../compare/cell-sums.ts';

/** At how many ends of months, at most, accounts are looked at: what was wrong longer ago may have been mended. */
const mostLooks = 6;

/** Which accounts can be in a state: all assigned ones, or those with an open deal. */
const states = {
  pressured_accounts: { fact: 'account_pressured', onlyOpen: false },
  silent_accounts: { fact: 'account_silent', onlyOpen: true },
  single_threaded_accounts: { fact: 'account_single_threaded', onlyOpen: true },
} as const satisfies Readonly<Record<string, { readonly fact: FactName; readonly onlyOpen: boolean }>>;
export type AccountState = keyof typeof states;

/** In how many of the looks at their accounts reps found each in a state, at the ends of the period's last months; by account. */
export async function accountSums(log: Resolved, { where, ...span }: Scope, state: AccountState): Promise<CellSums[]> {
  const context = looksOf(log, monthsOf(log, span), 'month');
  const { fact, onlyOpen } = states[state];
  const open = onlyOpen
    ? sql`SEMI JOIN (SELECT DISTINCT b.bucket, f.account FROM ${context.buckets} b
        JOIN facts.stage_span p ON p.from_at < b.s AND p.to_at >= b.s AND p.kind = 'open' JOIN facts.deal f ON f.deal = p.deal) o
        ON o.bucket = a.bucket AND o.account = a.account`
    : raw('');
  return sumsOf(
    log,
    sql`
    SELECT a.rep, a.account, count(f.account)::DOUBLE AS x, count(*)::DOUBLE AS n FROM (
      SELECT DISTINCT a.bucket, a.rep, a.account FROM (SELECT * FROM (${factOf('account_assigned').rows(context)}) WHERE ${await filtersOf(log, where)}) a ${open}
    ) a LEFT JOIN (SELECT DISTINCT bucket, rep, account FROM (${factOf(fact).rows(context)})) f
      ON f.bucket = a.bucket AND f.rep = a.rep AND f.account = a.account
    GROUP BY a.rep, a.account`,
  );
}

/** Those who have something at the period's end, of all; by account. */
const shares = {
  rated_share: { fact: 'contact_known', of: 'rated_lately' },
  decision_team_coverage: { fact: 'decision_team_member', of: 'covered' },
} as const satisfies Readonly<Record<string, { readonly fact: FactName; readonly of: string }>>;
export type AccountShare = keyof typeof shares;

/** How many of the people in their accounts reps have rated, or heard, at the period's end; by account. */
export async function shareSums(log: Resolved, { where, ...span }: Scope, share: AccountShare): Promise<CellSums[]> {
  const context = looksOf(log, span, null);
  const { fact, of } = shares[share];
  const cell = sql`SELECT rep, account, count(*) FILTER (${raw(of)})::DOUBLE AS x, count(*)::DOUBLE AS n
    FROM (${factOf(fact).rows(context)}) WHERE ${await filtersOf(log, where)} GROUP BY rep, account`;
  return sumsOf(log, cell);
}

/** Who of those who decide was there, of all of them; by presentation. */
export async function attendanceSums(log: Resolved, { from, to, where }: Scope): Promise<CellSums[]> {
  const cell = sql`SELECT rep, attending::DOUBLE AS x, team_size::DOUBLE AS n FROM facts.activity
    WHERE presentation AND day >= ${date(from)} AND day < ${date(to)} AND ${await filtersOf(log, where)}`;
  return sumsOf(log, cell);
}

/**
 * Won deals of each rep that took longer than the median of all, as Mood's median test counts them (Brown & Mood 1951); half of those that took
 * exactly as long.
 */
export async function slowerSums(log: Resolved, { from, to, where }: Scope): Promise<CellSums[]> {
  const cell = sql`
    WITH won AS (SELECT rep, cycle_days FROM facts.deal_closed WHERE won AND ${await seenReps(log)} AND day >= ${date(from)} AND day < ${date(to)}
      AND ${await filtersOf(log, where)})
    SELECT rep, CASE WHEN cycle_days > m.middle THEN 1 WHEN cycle_days = m.middle THEN 0.5 ELSE 0 END::DOUBLE AS x, 1::DOUBLE AS n
    FROM won, (SELECT median(cycle_days) AS middle FROM won) m WHERE cycle_days IS NOT NULL`;
  return sumsOf(log, cell);
}

/** Filters as a condition on a fact's rows. */
async function filtersOf(log: Resolved, where: readonly Filter[]): Promise<Sql> {
  const codes = await findCodes(log.db, [], where);
  return and(where.map((filter) => filterSql(filter, codes)));
}

/** The period's last months whose begin has come. */
function monthsOf(log: Resolved, { from, to }: Span): Span {
  const now = dayOf(log.asOf.subtract({ microseconds: 1 }), log.workspace.timezone).add({ days: 1 });
  const end = Temporal.PlainDate.compare(to, now) < 0 ? to : now;
  const first = end
    .subtract({ days: 1 })
    .with({ day: 1 })
    .subtract({ months: mostLooks - 1 });
  return { from: Temporal.PlainDate.compare(first, from) < 0 ? from : first, to };
}

function looksOf(log: Resolved, { from, to }: Span, grain: 'month' | null): FactContext {
  return contextOf(log, timedBuckets(from, to, grain, log.workspace, log.asOf), grain);
}
