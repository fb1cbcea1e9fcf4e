import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type FactContext, factOf } from '../../engine/facts.ts';
import { days } from '../../engine/resolve/time.ts';
import { inWindow, membersOf } from '../../engine/snapshots.ts';

/** Roles that decide. */
export const deciders = raw(`('decision_maker', 'economic_buyer')`);

/** Below so many won deals that went through a stage nobody knows how long it takes. */
export const fewestForStalled = 10;
/** The part of them that were through it faster. */
const stalledShare = 0.8;
/** A balance falls when it is lower by this than `rating_fresh_days` before: of two people one turned away. */
const fall = 0.25;

/** Outbound touches to the account's own people, and the one who had most of them: `bucket, account, touches, most, contact`. */
export function focusOf(context: FactContext): Sql {
  return sql`
  SELECT bucket, account, sum(n)::BIGINT AS touches, max(n) AS most, arg_max(contact, n) AS contact FROM (
    SELECT b.bucket, t.account, t.contact, count(*) AS n FROM ${context.buckets} b
    JOIN facts.touch t ON t.own AND t.outbound AND t.named AND ${inWindow(context, 't.occurred_at', context.workspace.thresholds.touch_window_days)}
    GROUP BY ALL
  ) GROUP BY ALL`;
}

/** Each account's political balance, and that of the same people a while before: `bucket, account, balance, balance_before`. */
export function standingOf({ buckets, workspace }: FactContext): Sql {
  const fresh = days(workspace.thresholds.rating_fresh_days);
  return sql`
  SELECT b.bucket, c.account, sum(c.influence * sign(r.strength)) / nullif(sum(c.influence), 0) AS balance,
    sum(c.influence * sign(old.strength)) FILTER (old.strength IS NOT NULL) / nullif(sum(c.influence) FILTER (old.strength IS NOT NULL), 0) AS balance_before
  FROM ${buckets} b JOIN facts.contact c ON c.created_at < b.s AND c.left_at >= b.s
  JOIN facts.rating r ON r.contact = c.contact AND r.rated_at < b.s AND r.next_at >= b.s
  LEFT JOIN facts.rating old ON old.contact = c.contact AND old.rated_at < b.s - ${fresh}
    AND old.next_at >= b.s - ${fresh}
  GROUP BY ALL`;
}

/** Over a row `f` of `focusOf`, which may be missing. */
export function isConcentrated({ workspace: { thresholds } }: FactContext): Sql {
  return sql`coalesce(f.touches >= ${thresholds.concentration_min_touches} AND f.most > f.touches * ${thresholds.pressure_top_share}, false)`;
}

/** Over a row `st` of `standingOf`, which may be missing. */
const balanceFlags = raw(`coalesce(st.balance < 0, false) AS negative_balance,
      coalesce(st.balance >= 0 AND st.balance <= st.balance_before - ${fall}, false) AS falling_balance`);

/**
 * The flags that are an account's own at each of the context's buckets: `bucket, account`, the flags, and what their reasons
 * tell: `touches, most, unanswered, focus_touches, focus_most, quiet_days, balance, balance_before`.
 * @param accounts `bucket, s, account`: those that are looked at
 * @param withQuietDays false: `quiet_days`, for which all answers before each bucket are looked at, are null
 */
export function flaggedAccounts(context: FactContext, accounts: Sql, withQuietDays: boolean): Sql {
  const rows = (fact: Parameters<typeof factOf>[0]): Sql => factOf(fact).rows(context);
  return sql`
    WITH pressed AS (SELECT DISTINCT bucket, account, touches, most, unanswered FROM ${rows('account_pressured')}
    ), quiet AS (SELECT DISTINCT bucket, account FROM ${rows('account_silent')}
    ), single AS (SELECT DISTINCT bucket, account FROM ${rows('account_single_threaded')}
    ), focus AS (${focusOf(context)}), standing AS (${standingOf(context)}), answered AS (
      SELECT b.bucket, t.account, max(t.occurred_at) AS last FROM ${context.buckets} b JOIN facts.activity t ON t.two_way AND t.occurred_at < b.s
      WHERE ${raw(String(withQuietDays))} GROUP BY ALL
    )
    SELECT a.bucket, a.account, pr.account IS NOT NULL AS pressured, q.account IS NOT NULL AS silent, si.account IS NOT NULL AS single_threaded,
      ${isConcentrated(context)} AND pr.account IS NULL AS concentrated, ${balanceFlags},
      pr.touches, pr.most, pr.unanswered, f.touches AS focus_touches, f.most AS focus_most,
      CASE WHEN an.last IS NOT NULL THEN floor(epoch(a.s - an.last) / 86400) END AS quiet_days,
      st.balance::DOUBLE AS balance, st.balance_before::DOUBLE AS balance_before
    FROM (${accounts}) a
    LEFT JOIN pressed pr ON pr.bucket = a.bucket AND pr.account = a.account LEFT JOIN quiet q ON q.bucket = a.bucket AND q.account = a.account
    LEFT JOIN single si ON si.bucket = a.bucket AND si.account = a.account LEFT JOIN focus f ON f.bucket = a.bucket AND f.account = a.account
    LEFT JOIN standing st ON st.bucket = a.bucket AND st.account = a.account LEFT JOIN answered an ON an.bucket = a.bucket AND an.account = a.account`;
}

/**
 * The flags that are a deal's own, and what their reasons tell: the columns of `deals`, `no_decision_maker, decision_maker_unheard, hidden_dissent,
 * stalled, days_in_stage, usual_days, dissenters`, and contacts as lists: the decision team (`people`), the `deciders` of it, those against us (`against`).
 * How long stages take is known from the deals won before the bucket.
 * @param deals `bucket, s, deal, rep, team, account, segment, industry, stage`: those that are looked at, open at `s`
 */
export function flaggedDeals(context: FactContext, deals: Sql): Sql {
  return sql`
    WITH open AS MATERIALIZED (${deals}), member AS (
      SELECT bucket, deal, contact, bool_or(covered) AS covered, bool_or(hidden_dissent) AS hidden_dissent
      FROM (${membersOf(raw('SELECT bucket, s, deal, rep, team, account, segment, industry FROM open'), context)}) GROUP BY ALL
    ), people AS (
      SELECT bucket, deal, list(contact ORDER BY contact) AS team, list(contact ORDER BY contact) FILTER (hidden_dissent) AS against FROM member GROUP BY ALL
    ), decider AS (
      SELECT m.bucket, m.deal, bool_or(m.covered) AS heard, list(DISTINCT m.contact ORDER BY m.contact) AS deciders FROM member m
      JOIN facts.team_member t ON t.deal = m.deal AND t.contact = m.contact AND t.role IN ${deciders} GROUP BY ALL
    ), has_teams AS (SELECT count(*) FILTER (role IN ${deciders}) > 0 AS yes FROM facts.team_member
    ), passed AS (
      SELECT p.deal, p.stage, d.won_at, sum(epoch(least(p.to_at, d.won_at) - p.from_at)) / 86400 AS days FROM facts.stage_span p
      JOIN facts.deal d ON d.deal = p.deal AND d.won_at IS NOT NULL WHERE p.kind = 'open' AND p.stage <> 0 AND p.from_at < d.won_at GROUP BY ALL
    ), usual AS (
      SELECT b.bucket, p.stage, quantile_cont(p.days, ${stalledShare}) AS days FROM ${context.buckets} b JOIN passed p ON p.won_at < b.s GROUP BY ALL HAVING count(*) >= ${fewestForStalled}
    ), place AS (
      SELECT o.bucket, p.deal, sum(epoch(least(p.to_at, o.s) - p.from_at)) / 86400 AS days
      FROM open o JOIN facts.stage_span p ON p.deal = o.deal AND p.stage = o.stage AND p.from_at < o.s WHERE o.stage <> 0 GROUP BY ALL
    )
    SELECT o.*, (SELECT yes FROM has_teams) AND dm.deal IS NULL AS no_decision_maker, coalesce(NOT dm.heard, false) AS decision_maker_unheard,
      pe.against IS NOT NULL AS hidden_dissent, coalesce(pl.days > u.days, false) AS stalled, pl.days AS days_in_stage, u.days AS usual_days,
      len(pe.against) AS dissenters, pe.team AS people, dm.deciders, pe.against
    FROM open o LEFT JOIN people pe ON pe.bucket = o.bucket AND pe.deal = o.deal LEFT JOIN decider dm ON dm.bucket = o.bucket AND dm.deal = o.deal
    LEFT JOIN place pl ON pl.bucket = o.bucket AND pl.deal = o.deal LEFT JOIN usual u ON u.bucket = o.bucket AND u.stage = o.stage`;
}
