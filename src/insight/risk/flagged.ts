import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type FactContext, factOf } from '../../engine/facts.ts';
import { days } from '../../engine/resolve/time.ts';

/** Roles that decide. */
export const deciders = raw(`('decision_maker', 'economic_buyer')`);

/** Below so many won deals that went through a stage nobody knows how long it takes. */
export const fewestForStalled = 10;
/** The part of them that were through it faster. */
const stalledShare = 0.8;
/** A balance falls when it is lower by this than `rating_fresh_days` before: of two people one turned away. */
const fall = 0.25;

/** Outbound touches to the account's own people, and the one who had most of them: `bucket, account, touches, most, contact`. */
export function focusOf({ buckets, workspace }: FactContext): Sql {
  return sql`
  SELECT bucket, account, sum(n)::BIGINT AS touches, max(n) AS most, arg_max(contact, n) AS contact FROM (
    SELECT b.bucket, t.account, t.contact, count(*) AS n FROM ${buckets} b
    JOIN facts.touch t ON t.own AND t.outbound AND t.named AND t.occurred_at >= b.s - ${days(workspace.thresholds.touch_window_days)} AND t.occurred_at < b.s
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
 * The deals open at each of the context's buckets, a column for each flag, and what the reasons tell: `bucket, deal, rep, team, account, stage,
 * weighted, amount`, `exact` (the weighted amount to the last digit), the flags, and `touches, most, unanswered, quiet_days, days_in_stage, usual_days,
 * balance, balance_before, dissenters, contact`.
 * How long stages take is known from the deals won before the bucket.
 * @param withQuietDays false: `quiet_days`, for which all answers before each bucket are looked at, are null
 */
export function flaggedDeals(context: FactContext, withQuietDays = true): Sql {
  const rows = (fact: Parameters<typeof factOf>[0]): Sql => factOf(fact).rows(context);
  return sql`
    WITH open AS (SELECT d.*, b.s FROM ${rows('deal_open')} d JOIN ${context.buckets} b ON b.bucket = d.bucket), pressed AS (
      SELECT DISTINCT bucket, account, touches, most, unanswered FROM ${rows('account_pressured')}
    ), quiet AS (SELECT DISTINCT bucket, account FROM ${rows('account_silent')}), single AS (
      SELECT DISTINCT bucket, account, contact FROM ${rows('account_single_threaded')}
    ), focus AS (${focusOf(context)}), answered AS (
      SELECT b.bucket, t.account, max(t.occurred_at) AS last FROM ${context.buckets} b JOIN facts.activity t ON t.two_way AND t.occurred_at < b.s
      WHERE ${raw(String(withQuietDays))} GROUP BY ALL
    ), member AS (SELECT bucket, deal, contact, bool_or(covered) AS covered, bool_or(hidden_dissent) AS hidden_dissent FROM ${rows('decision_team_member')} GROUP BY ALL
    ), dissent AS (SELECT bucket, deal, count(*) FILTER (hidden_dissent) AS dissenters FROM member GROUP BY ALL), decider AS (
      SELECT m.bucket, m.deal, bool_or(m.covered) AS heard FROM member m
      JOIN facts.team_member t ON t.deal = m.deal AND t.contact = m.contact AND t.role IN ${deciders} GROUP BY ALL
    ), has_teams AS (SELECT count(*) FILTER (role IN ${deciders}) > 0 AS yes FROM facts.team_member
    ), standing AS (${standingOf(context)}), passed AS (
      SELECT p.deal, p.stage, d.won_at, sum(epoch(least(p.to_at, d.won_at) - p.from_at)) / 86400 AS days FROM facts.stage_span p
      JOIN facts.deal d ON d.deal = p.deal AND d.won_at IS NOT NULL WHERE p.kind = 'open' AND p.stage <> 0 AND p.from_at < d.won_at GROUP BY ALL
    ), usual AS (
      SELECT b.bucket, p.stage, quantile_cont(p.days, ${stalledShare}) AS days FROM ${context.buckets} b JOIN passed p ON p.won_at < b.s GROUP BY ALL HAVING count(*) >= ${fewestForStalled}
    ), place AS (
      SELECT o.bucket, p.deal, sum(epoch(least(p.to_at, o.s) - p.from_at)) / 86400 AS days
      FROM open o JOIN facts.stage_span p ON p.deal = o.deal AND p.stage = o.stage AND p.from_at < o.s WHERE o.stage <> 0 GROUP BY ALL
    )
    SELECT o.bucket, o.deal, o.rep, o.team, o.account, o.stage, o.amount::DOUBLE AS amount, o.weighted::DOUBLE AS weighted, o.weighted AS exact,
      pr.account IS NOT NULL AS pressured, q.account IS NOT NULL AS silent, si.account IS NOT NULL AS single_threaded,
      ${isConcentrated(context)} AND pr.account IS NULL AS concentrated,
      (SELECT yes FROM has_teams) AND dm.deal IS NULL AS no_decision_maker, coalesce(NOT dm.heard, false) AS decision_maker_unheard,
      coalesce(di.dissenters > 0, false) AS hidden_dissent, ${balanceFlags},
      coalesce(pl.days > u.days, false) AS stalled, o.overdue,
      pr.touches, pr.most, pr.unanswered, f.touches AS focus_touches, f.most AS focus_most,
      CASE WHEN a.last IS NOT NULL THEN floor(epoch(o.s - a.last) / 86400) END AS quiet_days, pl.days AS days_in_stage, u.days AS usual_days,
      st.balance, st.balance_before, di.dissenters, coalesce(si.contact, f.contact) AS contact
    FROM open o
    LEFT JOIN pressed pr ON pr.bucket = o.bucket AND pr.account = o.account LEFT JOIN quiet q ON q.bucket = o.bucket AND q.account = o.account
    LEFT JOIN single si ON si.bucket = o.bucket AND si.account = o.account LEFT JOIN focus f ON f.bucket = o.bucket AND f.account = o.account
    LEFT JOIN answered a ON a.bucket = o.bucket AND a.account = o.account LEFT JOIN dissent di ON di.bucket = o.bucket AND di.deal = o.deal
    LEFT JOIN decider dm ON dm.bucket = o.bucket AND dm.deal = o.deal LEFT JOIN standing st ON st.bucket = o.bucket AND st.account = o.account
    LEFT JOIN place pl ON pl.bucket = o.bucket AND pl.deal = o.deal LEFT JOIN usual u ON u.bucket = o.bucket AND u.stage = o.stage`;
}

/**
 * The accounts assigned at the context's one bucket (with `scope`, a condition on `assignedAccount`'s columns), with or without an open deal:
 * `account, reps` (codes of those within the scope), `deals` (how many are open), the flags that are an account's own, and what their reasons tell, as in `flaggedDeals`.
 */
export function flaggedAccounts(context: FactContext, scope: Sql): Sql {
  const rows = (fact: Parameters<typeof factOf>[0]): Sql => factOf(fact).rows(context);
  return sql`
    WITH mine AS (SELECT account, list(DISTINCT rep ORDER BY rep) AS reps FROM ${rows('account_assigned')} WHERE ${scope} GROUP BY account
    ), pressed AS (SELECT DISTINCT account, touches, most, unanswered FROM ${rows('account_pressured')}
    ), quiet AS (SELECT DISTINCT account FROM ${rows('account_silent')}), single AS (
      SELECT DISTINCT account, contact FROM ${rows('account_single_threaded')}
    ), focus AS (${focusOf(context)}), standing AS (${standingOf(context)}), open AS (
      SELECT account, count(*) AS deals FROM ${rows('deal_open')} GROUP BY account
    ), answered AS (
      SELECT t.account, max(t.occurred_at) AS last FROM ${context.buckets} b JOIN facts.activity t ON t.two_way AND t.occurred_at < b.s GROUP BY t.account
    )
    SELECT a.account, a.reps, coalesce(o.deals, 0)::DOUBLE AS deals,
      pr.account IS NOT NULL AS pressured, q.account IS NOT NULL AS silent, si.account IS NOT NULL AS single_threaded,
      ${isConcentrated(context)} AND pr.account IS NULL AS concentrated, ${balanceFlags},
      pr.touches, pr.most, pr.unanswered, f.touches AS focus_touches, f.most AS focus_most,
      CASE WHEN an.last IS NOT NULL THEN floor(epoch(b.s - an.last) / 86400) END AS quiet_days, st.balance, st.balance_before,
      coalesce(si.contact, f.contact) AS contact
    FROM mine a CROSS JOIN ${context.buckets} b LEFT JOIN open o ON o.account = a.account
    LEFT JOIN pressed pr ON pr.account = a.account LEFT JOIN quiet q ON q.account = a.account
    LEFT JOIN single si ON si.account = a.account LEFT JOIN focus f ON f.account = a.account
    LEFT JOIN standing st ON st.account = a.account LEFT JOIN answered an ON an.account = a.account`;
}
