import type { Workspace } from '../domain/workspace.ts';
import { raw, type Sql, sql } from '../duckdb/sql.ts';
import { allBut, antiJoin, any, exact, first, instant, over, pair, semiJoin } from './dialect.ts';
import { dealMoney, rateJoin, weighted } from './resolve/money.ts';
import { days } from './resolve/time.ts';

/** What the relations of a snapshot depend on: the buckets (`bucket, s, day, from_day, to_day`) and the settings. */
export type SnapshotContext = {
  readonly buckets: Sql;
  /** The first S and the last, as microseconds; null when there is none. */
  readonly ends: { readonly first: bigint; readonly last: bigint } | null;
  /** The column of flow facts that names their bucket; null without a grain. */
  readonly grain: string | null;
  /** Bounds on a flow fact's rows: those of the question's period. */
  readonly period: Sql;
  /** What is asked for of reps, teams, accounts, segments and industries; null: everything. Whatever else a snapshot holds is never looked at. */
  readonly scope: Sql | null;
  readonly workspace: Workspace;
};

type Relation = (context: SnapshotContext) => Sql;

/**
 * Whether an instant lies in a window of so many days before the S of a row `b`. The same is said of all buckets together: what happened lies in the
 * order of time, so that most of it is passed over without a look.
 */
export function inWindow({ ends }: SnapshotContext, at: string, window: number): Sql {
  const own = sql`${raw(at)} >= b.s - ${days(window)} AND ${raw(at)} < b.s`;
  if (ends === null) return own;
  return sql`${own} AND ${raw(at)} >= ${instant(ends.first)} - ${days(window)} AND ${raw(at)} < ${instant(ends.last)}`;
}

const accountDims = raw('b.bucket, b.s, a.rep, a.team, a.account, a.segment, a.industry');

/** Accounts and the reps to whom they are assigned just before S: a row for each pair. */
export const assignedAccount: Relation = ({ buckets, scope }) => sql`
  SELECT DISTINCT ${accountDims}
  FROM ${buckets} b JOIN facts.assignment a ON a.valid_from < b.s AND a.valid_to >= b.s ${scope === null ? raw('') : sql`WHERE ${scope}`}`;

/** Touches of accounts that are asked for, as `t`: whatever was assigned to anybody else at all times is left out. */
function touchesOf(fact: 'touch' | 'activity', { scope }: SnapshotContext): Sql {
  const all = raw(`facts.${fact} t`);
  return scope === null
    ? all
    : sql`(SELECT * FROM facts.${raw(fact)} WHERE account IN (SELECT account FROM facts.assignment WHERE ${scope})) t`;
}

/** Active contacts of assigned accounts with their latest rating before S, from any rep. */
export const knownContact: Relation = (context) => sql`
  WITH known AS ${first} (
    SELECT a.*, c.contact, c.influence FROM (${assignedAccount(context)}) a
    JOIN facts.contact c ON c.account = a.account AND c.created_at < a.s AND c.left_at >= a.s
  )
  SELECT ${allBut('k', 's')}, r.strength, k.influence * r.strength AS weighted_strength,
    CASE WHEN r.strength IS NOT NULL THEN k.influence END AS rated_influence,
    k.influence * CASE WHEN r.strength >= 1 THEN 1 WHEN r.strength <= -1 THEN -1 WHEN r.strength = 0 THEN 0 END AS balance,
    r.strength IS NOT NULL AS rated,
    coalesce(r.rated_at >= k.s - ${days(context.workspace.thresholds.rating_fresh_days)}, false) AS rated_lately
  FROM known k LEFT JOIN facts.rating r ON r.contact = k.contact AND r.rated_at < k.s AND r.next_at >= k.s`;

/** A share as the decimal that was written: 0.7 as a double is not 7 of 10, and 63 of 90 would be more than it. */
function exactly(share: number): Sql {
  return exact(raw(share.toFixed(9)), 9);
}

/** Deals open at S with their stage then; amounts at the rate of the day of the last instant before S. */
export const openDeal: Relation = ({ buckets, workspace }) => sql`
  SELECT *, ${weighted()} AS weighted
  FROM (
    SELECT d.bucket, d.s, d.day AS rate_day, d.deal, d.rep, d.team, d.account, d.segment, d.industry, d.source, d.campaign, d.product, d.stage,
      d.overdue, ${dealMoney('d', workspace.currency)}
    FROM (
      SELECT b.bucket, b.s, b.day, f.*, p.stage, p.probability, coalesce(f.expected_close_on < b.day, false) AS overdue
      FROM ${buckets} b JOIN facts.stage_span p ON p.from_at < b.s AND p.to_at >= b.s AND p.kind = 'open'
      JOIN facts.deal f ON f.deal = p.deal
    ) d ${rateJoin('d')}
  )`;

/** Decision-team members (deal, contact) of the deals open at S: heard lately, rated, met alone. */
export const decisionTeamMember: Relation = (context) =>
  membersOf(
    sql`SELECT b.bucket, b.s, f.deal, f.rep, f.team, f.account, f.segment, f.industry
        FROM ${context.buckets} b JOIN facts.stage_span p ON p.from_at < b.s AND p.to_at >= b.s AND p.kind = 'open'
        JOIN facts.deal f ON f.deal = p.deal`,
    context,
  );

/** The same of some deals: `bucket, s, deal, rep, team, account, segment, industry`. */
export function membersOf(deals: Sql, context: SnapshotContext): Sql {
  return sql`
    WITH member AS (
      SELECT DISTINCT d.bucket, d.s, d.deal, d.rep, d.team, d.account, d.segment, d.industry, t.contact
      FROM (SELECT * FROM (${deals}) ${context.scope === null ? raw('') : sql`WHERE ${context.scope}`}) d JOIN facts.team_member t ON t.deal = d.deal AND t.joined_at < d.s AND t.left_at >= d.s
        AND t.active_from < d.s AND t.active_to >= d.s
    ), heard AS (
      SELECT b.bucket, b.contact, ${any(sql`t.alone`)} AS alone
      FROM (SELECT DISTINCT bucket, s, contact FROM member) b
      JOIN facts.touch t ON t.contact = b.contact AND t.two_way AND ${inWindow(context, 't.occurred_at', context.workspace.thresholds.touch_window_days)}
      GROUP BY b.bucket, b.contact
    )
    SELECT ${allBut('m', 's')}, r.strength, h.contact IS NOT NULL AS covered,
      coalesce(r.strength <= -1, false) AND NOT coalesce(h.alone, false) AS hidden_dissent,
      r.strength IS NULL AND NOT coalesce(h.alone, false) AS unheard
    FROM member m
    LEFT JOIN facts.rating r ON r.contact = m.contact AND r.rated_at < m.s AND r.next_at >= m.s
    LEFT JOIN heard h ON h.bucket = m.bucket AND h.contact = m.contact`;
}

/** Assigned accounts that have an open deal at S. */
const assignedWithOpenDeal: Relation = (context) => sql`
  SELECT * FROM (${assignedAccount(context)}) a ${semiJoin} (
    SELECT DISTINCT b.bucket, f.account FROM ${context.buckets} b
    JOIN facts.stage_span p ON p.from_at < b.s AND p.to_at >= b.s AND p.kind = 'open'
    JOIN facts.deal f ON f.deal = p.deal
  ) o ON o.bucket = a.bucket AND o.account = a.account`;

/** … whose two-way touches in the window are with exactly one contact of the account. */
export const singleThreadedAccount: Relation = (context) => sql`
  SELECT ${allBut('a', 's')}, t.contact FROM (${assignedWithOpenDeal(context)}) a JOIN (
    SELECT b.bucket, t.account, min(t.contact) AS contact FROM ${context.buckets} b
    JOIN ${touchesOf('touch', context)} ON ${inWindow(context, 't.occurred_at', context.workspace.thresholds.thread_window_days)}
    WHERE t.two_way AND t.own
    GROUP BY b.bucket, t.account HAVING min(t.contact) = max(t.contact)
  ) t ON t.bucket = a.bucket AND t.account = a.account`;

/** … without any two-way touch with the account in the window. */
export const silentAccount: Relation = (context) => sql`
  SELECT ${allBut('a', 's')} FROM (${assignedWithOpenDeal(context)}) a ${antiJoin} (
    SELECT DISTINCT b.bucket, t.account FROM ${context.buckets} b
    JOIN ${touchesOf('activity', context)} ON ${inWindow(context, 't.occurred_at', context.workspace.thresholds.silence_days)}
    WHERE t.two_way
  ) t ON t.bucket = a.bucket AND t.account = a.account`;

/** The account's own contacts that were tried or answered in the window: outbound touches that name them, and touches after their last answer. */
const contactTried: Relation = (context) => sql`
    WITH seen AS (
      SELECT b.bucket, t.account, t.contact, t.activity, t.occurred_at, t.outbound, t.two_way, t.named FROM ${context.buckets} b
      JOIN ${touchesOf('touch', context)} ON ${inWindow(context, 't.occurred_at', context.workspace.thresholds.pressure_window_days)}
      WHERE t.own AND (t.outbound OR t.two_way)
    ), answer AS (
      SELECT bucket, contact, max(${pair('occurred_at', 'activity')}) AS last FROM seen WHERE two_way GROUP BY bucket, contact
    )
    SELECT s.bucket, s.account, s.contact, ${over(raw('count(*)'), raw('s.outbound AND s.named'))} AS named_touches,
      ${over(raw('count(*)'), sql`s.outbound AND (a.last IS NULL OR ${pair('s.occurred_at', 's.activity')} > a.last)`)} AS unanswered
    FROM seen s LEFT JOIN answer a ON a.bucket = s.bucket AND a.contact = s.contact
    GROUP BY s.bucket, s.account, s.contact`;

/**
 * Assigned accounts whose contacts are pressed: (a) most outbound touches go to one contact, or (b) a contact has had
 * many outbound touches after its last answer, both in the window and among the account's own contacts.
 */
export const pressuredAccount: Relation = (context) => {
  const { thresholds } = context.workspace;
  return sql`
    WITH pressed AS (
      SELECT bucket, account, sum(named_touches)::BIGINT AS touches, max(named_touches)::BIGINT AS most, max(unanswered) AS unanswered
      FROM (${contactTried(context)}) c GROUP BY bucket, account
      HAVING (sum(named_touches) >= ${thresholds.pressure_min_touches}
          AND max(named_touches) > sum(named_touches) * ${exactly(thresholds.pressure_top_share)})
        OR max(unanswered) >= ${thresholds.unanswered_streak}
    )
    SELECT ${allBut('a', 's')}, p.touches, p.most, p.unanswered
    FROM (${assignedAccount(context)}) a JOIN pressed p ON p.bucket = a.bucket AND p.account = a.account`;
};

/** The contacts who are pressed (rules (a) and (b) of `pressuredAccount`): `touches` of their account, those to them, and those after their last answer. */
export const pressedContact: Relation = (context) => {
  const { thresholds } = context.workspace;
  return sql`
    SELECT bucket, account, contact, touches, named_touches, unanswered, takes_most, tries_in_vain FROM (
      SELECT c.*, touches >= ${thresholds.pressure_min_touches} AND named_touches > touches * ${exactly(thresholds.pressure_top_share)} AS takes_most,
        unanswered >= ${thresholds.unanswered_streak} AS tries_in_vain
      FROM (SELECT *, sum(named_touches) OVER (PARTITION BY bucket, account)::BIGINT AS touches FROM (${contactTried(context)})) c
    ) WHERE takes_most OR tries_in_vain`;
};

/**
 * How unevenly a rep's touches fall on the contacts of one account in a bucket: a normalised Herfindahl index C, 0 even … 1 all
 * on one, weighted by the touches N. Only pairs with enough touches and at least two contacts to choose from.
 */
export const concentrationPair: Relation = ({ buckets, grain, period, scope, workspace }) => {
  const [cut, whose] = grain === null ? [raw(''), raw('true')] : [raw(`${grain},`), raw(`p.${grain} = b.bucket`)];
  const touched = sql`facts.activity WHERE outbound AND own_contact AND ${period}`;
  const asked =
    scope === null
      ? touched
      : sql`(SELECT v.*, r.team, a.segment, a.industry FROM (SELECT ${cut} rep, account, contact FROM ${touched}) v
          JOIN facts.rep r ON r.rep = v.rep JOIN facts.account a ON a.account = v.account) WHERE ${scope}`;
  return sql`
    WITH each_contact AS (
      SELECT ${cut} rep, account, contact, count(*) AS n FROM ${asked}
      GROUP BY ${cut} rep, account, contact
    ), pair AS (
      SELECT b.bucket, b.s, p.rep, p.account, p.touches, p.squares, p.touched FROM (
        SELECT ${cut} rep, account, sum(n)::BIGINT AS touches, sum(n * n)::DOUBLE AS squares, count(*) AS touched
        FROM each_contact GROUP BY ${cut} rep, account
        HAVING sum(n) >= ${workspace.thresholds.concentration_min_touches}
      ) p JOIN ${buckets} b ON ${whose}
    ), choice AS (
      SELECT p.bucket, p.account, count(*) AS active
      FROM (SELECT DISTINCT bucket, s, account FROM pair) p
      JOIN facts.contact c ON c.account = p.account AND c.created_at < p.s AND c.left_at >= p.s
      GROUP BY p.bucket, p.account
    ), sized AS (
      SELECT p.*, greatest(coalesce(c.active, 0), p.touched) AS contacts
      FROM pair p LEFT JOIN choice c ON c.bucket = p.bucket AND c.account = p.account
    )
    SELECT p.bucket, p.rep, r.team, p.account, a.segment, a.industry, p.touches, p.contacts,
      (squares / (touches * touches) - 1 / contacts) / (1 - 1 / contacts) AS concentration, touches * concentration AS weighted
    FROM sized p JOIN facts.rep r ON r.rep = p.rep JOIN facts.account a ON a.account = p.account
    WHERE p.contacts >= 2`;
};
