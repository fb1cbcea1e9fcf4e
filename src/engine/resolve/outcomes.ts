import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type Made, made, type ResolveContext, type ResolveStep } from './context.ts';
import { code, labelJoin } from './labels.ts';
import { converted, rateJoin, unpriced } from './money.ts';
import { days } from './time.ts';

const dealDims = 'd.account, d.segment, d.industry, d.source, d.campaign, d.product';

/** What outcomes are made of in the activity fact. */
export const decidingColumns =
  'activity, occurred_at, contact, lead, deal, account, source, campaign, attempt, attempt_no, follow_up, presentation';

/** Facts about what came of the activity: shares, proposals, deals made and closed, leads qualified and tried, costs. */
export const resolveOutcomes: ResolveStep = (context) => [
  ...shares(context),
  ...dealsCreated(context),
  ...dealsClosed(context),
  ...proposals(context),
  ...leads(context),
  ...costs(context),
];

function dated(context: ResolveContext, table: string, rows: Sql, order = 'month, team, rep'): Made {
  return made(
    `facts.${table}`,
    sql`SELECT * EXCLUDE (day), ${context.local.calendarColumns} FROM (${rows}) ORDER BY ${raw(order)}`,
  );
}

function shares(context: ResolveContext): Made[] {
  return [
    dated(
      context,
      'share',
      sql`SELECT s.seq::INTEGER AS share, s.shared_at AS occurred_at, ${context.local.day(sql`s.shared_at`)} AS day, r.rep, r.team,
        coalesce(nullif(d.account, 0), c.account, nullif(l.account, 0), a.account, 0) AS account,
        CASE WHEN d.source > 0 THEN d.source WHEN l.source > 0 THEN l.source ELSE coalesce(a.source, 0) END AS source,
        CASE WHEN l.campaign > 0 THEN l.campaign WHEN d.campaign > 0 THEN d.campaign ELSE coalesce(a.campaign, 0) END AS campaign,
        ${code('t')} AS asset_type, coalesce(a.attempt, 0) AS attempt, a.activity
      FROM log.shares s JOIN facts.rep r ON r.id = s.rep_id
      LEFT JOIN facts.deal d ON d.id = s.deal_id LEFT JOIN facts.contact c ON c.id = s.contact_id
      LEFT JOIN facts.lead l ON l.id = s.lead_id
      LEFT JOIN log.activities la ON la.id = s.activity_id LEFT JOIN facts.activity a ON a.activity = la.seq
      ${labelJoin('t', sql`s.asset_type`)}
      WHERE s.shared_at < ${context.asOf}`,
    ),
  ];
}

function dealsCreated(context: ResolveContext): Made[] {
  const { asOf, local, workspace } = context;
  const window = days(workspace.thresholds.win_window_days);
  const requested = 'coalesce(d.requested_amount, d.amount)';
  return [
    dated(
      context,
      'deal_created',
      sql`SELECT d.deal, d.created_at AS occurred_at, d.day, d.rep, d.team, ${raw(dealDims)},
        ${converted('d', requested, workspace.currency)} AS requested, ${unpriced('d', requested, workspace.currency)} AS unpriced, d.day AS rate_day,
        d.created_at + ${window} <= ${asOf} AS matured,
        coalesce(d.won_at < d.created_at + ${window}, false) AS won_in_window
      FROM (SELECT *, ${local.day(sql`created_at`)} AS day FROM facts.deal) d ${rateJoin('d')}`,
    ),
    dated(
      context,
      'prospect',
      sql`SELECT NULL::INTEGER AS deal, l.lead, l.prospect_at AS occurred_at, ${local.day(sql`l.prospect_at`)} AS day, l.rep, l.team,
        l.account, l.segment, l.industry, l.source, l.campaign, l.product
      FROM facts.lead l WHERE l.prospect_at IS NOT NULL
      UNION ALL
      SELECT d.deal, NULL, d.created_at, ${local.day(sql`d.created_at`)}, d.rep, d.team, ${raw(dealDims)}
      FROM facts.deal d LEFT JOIN facts.lead l ON l.lead = d.lead WHERE l.prospect_at IS NULL`,
    ),
  ];
}

function dealsClosed(context: ResolveContext): Made[] {
  const { local, workspace } = context;
  return [
    // Follow-ups on a won deal: with it, with its lead, or with the lead's contact or anyone ever in its decision team.
    made(
      'work.sale_follow_up',
      sql`WITH sale AS (
        SELECT deal, lead, lead_contact, won_at, least(begin_at, coalesce(lead_created_at, begin_at)) AS since
        FROM facts.deal WHERE won_at IS NOT NULL
      ), follow_up AS (SELECT activity, occurred_at, deal, lead, contact FROM facts.activity WHERE follow_up), hit AS (
        SELECT s.deal, f.activity FROM sale s JOIN follow_up f ON f.deal = s.deal AND f.occurred_at >= s.since AND f.occurred_at < s.won_at
        UNION
        SELECT s.deal, f.activity FROM sale s JOIN follow_up f ON f.lead = s.lead AND f.occurred_at >= s.since AND f.occurred_at < s.won_at
        UNION
        SELECT s.deal, f.activity FROM sale s JOIN (
          SELECT deal, lead_contact AS contact FROM sale WHERE lead_contact IS NOT NULL
          UNION SELECT deal, contact FROM facts.team_member
        ) p ON p.deal = s.deal JOIN follow_up f ON f.contact = p.contact AND f.occurred_at >= s.since AND f.occurred_at < s.won_at
      ) SELECT deal, count(*) AS follow_ups FROM hit GROUP BY deal`,
    ),
    dated(
      context,
      'deal_closed',
      sql`SELECT d.deal, d.occurred_at, d.day, d.won, r.rep, r.team, ${raw(dealDims)},
        ${converted('d', 'd.amount', workspace.currency)} AS amount, ${unpriced('d', 'd.amount', workspace.currency)} AS unpriced, d.day AS rate_day,
        coalesce(f.follow_ups, 0)::INTEGER AS follow_ups,
        date_diff('microsecond', coalesce(d.lead_created_at, d.begin_at), d.occurred_at) / 86400e6 AS cycle_days
      FROM (SELECT *, ${local.day(sql`occurred_at`)} AS day
        FROM (SELECT *, coalesce(won_at, lost_at) AS occurred_at, won_at IS NOT NULL AS won FROM facts.deal) WHERE occurred_at IS NOT NULL) d
      ${rateJoin('d')}
      JOIN facts.rep r ON r.rep = d.closed_by LEFT JOIN work.sale_follow_up f ON f.deal = d.deal`,
    ),
  ];
}

function proposals(context: ResolveContext): Made[] {
  const { asOf, local, workspace } = context;
  const presenting = days(workspace.thresholds.presentation_window_days);
  const winning = days(workspace.thresholds.win_window_days);
  return [
    dated(
      context,
      'proposal',
      sql`SELECT p.seq::INTEGER AS proposal, d.deal, p.sent_at AS occurred_at, ${local.day(sql`p.sent_at`)} AS day, r.rep, r.team, ${raw(dealDims)},
        row_number() OVER (PARTITION BY d.deal ORDER BY p.sent_at, p.seq) = 1 AS first
      FROM log.proposals p JOIN facts.deal d ON d.id = p.deal_id JOIN facts.rep r ON r.id = p.rep_id
      WHERE p.sent_at < ${asOf}`,
    ),
    // A deal counts by its first proposal. Landmark: so many days after it was sent, until when it was presented or not.
    made(
      'facts.first_proposal',
      sql`WITH shown AS (
        SELECT DISTINCT f.deal
        FROM facts.proposal f JOIN facts.activity a ON a.deal = f.deal AND a.presentation
          AND a.occurred_at >= f.occurred_at - ${presenting} AND a.occurred_at < f.occurred_at + ${presenting}
        WHERE f.first
      ), landed AS (
        SELECT f.deal FROM facts.proposal f JOIN facts.stage_span s ON s.deal = f.deal AND s.from_at <= f.occurred_at + ${presenting}
          AND s.to_at > f.occurred_at + ${presenting} AND s.kind = 'open' WHERE f.first
      )
      SELECT f.* EXCLUDE (first), f.occurred_at + ${presenting} <= ${asOf} AS presenting_matured,
        s.deal IS NOT NULL AS presented, l.deal IS NOT NULL AS open_at_landmark,
        f.occurred_at + ${winning} <= ${asOf} AS winning_matured, coalesce(d.won_at < f.occurred_at + ${winning}, false) AS won_in_window
      FROM facts.proposal f JOIN facts.deal d ON d.deal = f.deal
      LEFT JOIN shown s ON s.deal = f.deal LEFT JOIN landed l ON l.deal = f.deal
      WHERE f.first`,
    ),
  ];
}

const leadDims = 'l.rep, l.team, l.account, l.segment, l.industry, l.source, l.campaign, l.product';

function leads(context: ResolveContext): Made[] {
  const { asOf, local, workspace } = context;
  const window = days(workspace.thresholds.conversion_window_days);
  return [
    dated(
      context,
      'lead_qualified',
      sql`SELECT l.lead, l.qualified_at AS occurred_at, ${local.day(sql`l.qualified_at`)} AS day, ${raw(leadDims)},
        l.qualified_at + ${window} <= ${asOf} AS matured,
        coalesce(l.prospect_at >= l.qualified_at AND l.prospect_at < l.qualified_at + ${window}, false) AS converted
      FROM facts.lead l WHERE l.qualified_at IS NOT NULL`,
    ),
    dated(
      context,
      'lead_attempted',
      sql`SELECT l.lead, f.occurred_at, ${local.day(sql`f.occurred_at`)} AS day, ${raw(leadDims)},
        f.occurred_at + ${window} <= ${asOf} AS matured, coalesce(w.won, false) AS converted
      FROM facts.lead l
      JOIN (SELECT lead, min(occurred_at) AS occurred_at FROM facts.activity WHERE attempt_no IS NOT NULL AND lead IS NOT NULL GROUP BY lead) f
        ON f.lead = l.lead
      LEFT JOIN (
        SELECT d.lead, bool_or(true) AS won FROM facts.deal d
        JOIN (SELECT lead, min(occurred_at) AS occurred_at FROM facts.activity WHERE attempt_no IS NOT NULL AND lead IS NOT NULL GROUP BY lead) t
          ON t.lead = d.lead AND d.won_at >= t.occurred_at AND d.won_at < t.occurred_at + ${window}
        GROUP BY d.lead
      ) w ON w.lead = l.lead`,
    ),
  ];
}

function costs(context: ResolveContext): Made[] {
  const { asOf, local, workspace } = context;
  return [
    dated(
      context,
      'cost',
      sql`SELECT c.seq::INTEGER AS cost, c.day, c.rep, c.team, c.source, c.campaign,
        ${converted('c', 'c.amount', workspace.currency)} AS amount, ${unpriced('c', 'c.amount', workspace.currency)} AS unpriced, c.day AS rate_day
      FROM (
        SELECT k.seq, k.incurred_on AS day, k.amount, k.currency, coalesce(r.rep, 0) AS rep,
          CASE WHEN t.k IS NOT NULL THEN t.k ELSE coalesce(r.team, 0) END AS team, ${code('s')} AS source, ${code('m')} AS campaign
        FROM log.costs k LEFT JOIN facts.rep r ON r.id = k.rep_id ${labelJoin('t', sql`k.team_id`)}
        ${labelJoin('s', sql`k.source`)} ${labelJoin('m', sql`k.campaign`)}
        WHERE ${local.midnight(sql`k.incurred_on`)} < ${asOf}
      ) c ${rateJoin('c')}`,
    ),
  ];
}
