import { reservedStages } from '../../domain/vocabulary.ts';
import { sql } from '../../duckdb/sql.ts';
import { made, type ResolveStep } from './context.ts';
import { code, codeOf, labelJoin } from './labels.ts';

/** Leads and deals with what they inherit, the stages that each deal stood in, and how it ended. */
export const resolveDeals: ResolveStep = ({ asOf }) => [
  made(
    'facts.lead',
    sql`SELECT d.seq::INTEGER AS lead, d.id, r.rep, r.team, coalesce(a.account, c.account, 0) AS account,
      coalesce(own.segment, 0) AS segment, coalesce(own.industry, 0) AS industry,
      ${code('s')} AS source, ${code('m')} AS campaign, ${code('p')} AS product, c.contact, d.created_at,
      CASE WHEN d.qualified_at < ${asOf} THEN d.qualified_at END AS qualified_at,
      CASE WHEN d.disqualified_at < ${asOf} THEN d.disqualified_at END AS disqualified_at,
      CASE WHEN d.prospect_at < ${asOf} THEN d.prospect_at END AS prospect_at
    FROM log.leads d JOIN facts.rep r ON r.id = d.rep_id
    LEFT JOIN facts.account a ON a.id = d.account_id LEFT JOIN facts.contact c ON c.id = d.contact_id
    LEFT JOIN facts.account own ON own.account = coalesce(a.account, c.account)
    ${labelJoin('s', sql`d.source`)} ${labelJoin('m', sql`d.campaign`)} ${labelJoin('p', sql`d.product`)}
    WHERE d.created_at < ${asOf}
    ORDER BY d.seq`,
  ),
  made(
    'work.stage',
    sql`SELECT s.id, l.k AS stage, s.position, s.kind,
      coalesce(s.probability, CASE s.kind WHEN 'won' THEN 1 ELSE 0 END) AS probability
    FROM log.stages s JOIN facts.label l ON l.v = s.id`,
  ),
  made(
    'work.deal_row',
    sql`SELECT d.seq::INTEGER AS deal, d.* EXCLUDE (seq) FROM log.deals d WHERE d.created_at < ${asOf}`,
  ),
  made(
    'work.change',
    sql`SELECT g.seq, d.deal, s.stage, s.position, s.kind, s.probability, g.entered_at, r.rep
    FROM log.stage_changes g JOIN work.deal_row d ON d.id = g.deal_id JOIN work.stage s ON s.id = g.stage_id
    LEFT JOIN facts.rep r ON r.id = g.rep_id
    WHERE g.entered_at < ${asOf}`,
  ),
  // The run of equal kinds that ends a deal's history: its first change after the last one of another kind.
  made(
    'work.ending',
    sql`WITH numbered AS (
      SELECT *, row_number() OVER w AS n, last_value(kind) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_kind
      FROM work.change WINDOW w AS (PARTITION BY deal ORDER BY entered_at, seq)
    ), run AS (
      SELECT *, coalesce(max(n) FILTER (WHERE kind <> last_kind) OVER (PARTITION BY deal), 0) + 1 AS run_start FROM numbered
    )
    SELECT deal, kind, entered_at AS occurred_at, rep FROM run WHERE n = run_start AND kind <> 'open'`,
  ),
  made(
    'facts.deal',
    sql`SELECT d.deal, d.id, r.rep, r.team, coalesce(a.account, 0) AS account,
      coalesce(a.segment, 0) AS segment, coalesce(a.industry, 0) AS industry,
      CASE WHEN s.k IS NULL THEN coalesce(l.source, 0) ELSE s.k END AS source,
      coalesce(l.campaign, 0) AS campaign,
      CASE WHEN p.k IS NULL THEN coalesce(l.product, 0) ELSE p.k END AS product,
      l.lead, l.contact AS lead_contact, l.created_at AS lead_created_at, d.created_at,
      least(d.created_at, coalesce(f.first_at, d.created_at)) AS begin_at,
      d.requested_amount, d.amount, d.currency, d.expected_close_on,
      CASE WHEN e.kind = 'won' THEN e.occurred_at END AS won_at, CASE WHEN e.kind = 'lost' THEN e.occurred_at END AS lost_at,
      coalesce(e.rep, r.rep) AS closed_by
    FROM work.deal_row d JOIN facts.rep r ON r.id = d.rep_id
    LEFT JOIN facts.account a ON a.id = d.account_id LEFT JOIN facts.lead l ON l.id = d.lead_id
    ${labelJoin('s', sql`d.source`)} ${labelJoin('p', sql`d.product`)}
    LEFT JOIN work.ending e ON e.deal = d.deal
    LEFT JOIN (SELECT deal, min(entered_at) AS first_at FROM work.change GROUP BY deal) f ON f.deal = d.deal
    ORDER BY d.deal`,
  ),
  // [from_at, to_at): of changes at one instant the last holds; before the first change the deal has no stage (0).
  made(
    'facts.stage_span',
    sql`WITH point AS (
      SELECT deal, stage, position, kind, probability, entered_at AS from_at FROM work.change
      QUALIFY row_number() OVER (PARTITION BY deal, entered_at ORDER BY seq DESC) = 1
      UNION ALL
      SELECT d.deal, 0, NULL, 'open', 0, d.begin_at FROM facts.deal d
      WHERE NOT EXISTS (SELECT 1 FROM work.change c WHERE c.deal = d.deal AND c.entered_at = d.begin_at)
    )
    SELECT deal, stage, position, kind, probability, from_at,
      lead(from_at, 1, 'infinity'::TIMESTAMP) OVER (PARTITION BY deal ORDER BY from_at) AS to_at
    FROM point ORDER BY deal, from_at`,
  ),
  made(
    'facts.team_member',
    sql`SELECT m.seq, d.deal, c.contact, m.role,
      coalesce(m.joined_at, '-infinity'::TIMESTAMP) AS joined_at,
      CASE WHEN m.left_at < ${asOf} THEN m.left_at ELSE 'infinity'::TIMESTAMP END AS left_at,
      c.created_at AS active_from, c.left_at AS active_to
    FROM log.decision_team m JOIN facts.deal d ON d.id = m.deal_id JOIN facts.contact c ON c.id = m.contact_id
    WHERE m.joined_at IS NULL OR m.joined_at < ${asOf}`,
  ),
  ...accountStages,
];

/**
 * The stage in which an account stands from each instant on at which one of its deals changes: the open deal with the
 * highest position (ties: lowest id), else `customer`, else `no_deal`; null (0) when its open deals have no stage.
 * Intervals are swept by running counts per position, so that an account with very many deals stays cheap.
 */
const accountStages = [
  made(
    'work.account_span',
    sql`SELECT d.account, d.deal, d.id, s.stage, s.kind, s.from_at, s.to_at,
      CASE WHEN s.kind = 'won' THEN -2 WHEN s.stage = 0 THEN -1 ELSE dense_rank() OVER (ORDER BY s.position) END AS rank
    FROM facts.stage_span s JOIN facts.deal d ON d.deal = s.deal
    WHERE d.account <> 0 AND s.kind <> 'lost'`,
  ),
  made(
    'work.account_point',
    sql`SELECT DISTINCT account, occurred_at FROM (
      SELECT account, from_at AS occurred_at FROM work.account_span UNION ALL
      SELECT account, to_at FROM work.account_span WHERE to_at < 'infinity'::TIMESTAMP)`,
  ),
  // Stretches in which at least one deal stands at a rank: running sums of starts and ends.
  made(
    'work.rank_stretch',
    sql`WITH change AS (
      SELECT account, rank, occurred_at, sum(delta) AS delta FROM (
        SELECT account, rank, from_at AS occurred_at, 1 AS delta FROM work.account_span UNION ALL
        SELECT account, rank, to_at, -1 FROM work.account_span WHERE to_at < 'infinity'::TIMESTAMP)
      GROUP BY account, rank, occurred_at
    )
    SELECT account, rank, occurred_at AS from_at, sum(delta) OVER w AS standing
    FROM change WINDOW w AS (PARTITION BY account, rank ORDER BY occurred_at)`,
  ),
  made(
    'work.account_rank',
    sql`SELECT p.account, p.occurred_at, max(s.rank) FILTER (WHERE s.standing > 0) AS rank
    FROM (
      SELECT account, occurred_at, rank
      FROM work.account_point JOIN (SELECT DISTINCT account, rank FROM work.account_span) USING (account)
    ) p
    ASOF LEFT JOIN work.rank_stretch s ON s.account = p.account AND s.rank = p.rank AND p.occurred_at >= s.from_at
    GROUP BY p.account, p.occurred_at`,
  ),
  // A rank names one stage unless stages share a position; only then the lowest deal id decides.
  made(
    'facts.account_stage',
    sql`WITH meaning AS (
      SELECT rank, min(stage) AS stage, count(DISTINCT stage) AS stages FROM work.account_span WHERE rank > 0 GROUP BY rank
    ), shared AS (
      SELECT r.account, r.occurred_at, arg_min(s.stage, s.id) AS stage
      FROM work.account_rank r JOIN meaning m ON m.rank = r.rank AND m.stages > 1
      JOIN work.account_span s ON s.account = r.account AND s.rank = r.rank AND s.from_at <= r.occurred_at AND s.to_at > r.occurred_at
      GROUP BY r.account, r.occurred_at
    )
    SELECT r.account, r.occurred_at AS from_at,
      CASE WHEN r.rank IS NULL THEN ${codeOf(reservedStages.noDeal)} WHEN r.rank = -2 THEN ${codeOf(reservedStages.customer)}
        WHEN r.rank = -1 THEN 0 ELSE coalesce(sh.stage, m.stage) END AS stage
    FROM work.account_rank r LEFT JOIN meaning m ON m.rank = r.rank
    LEFT JOIN shared sh ON sh.account = r.account AND sh.occurred_at = r.occurred_at
    ORDER BY r.account, r.occurred_at`,
  ),
];
