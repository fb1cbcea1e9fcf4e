import { attemptChannels, meetingChannels, twoWayOutcomes, unmadeOutcomes } from '../../domain/vocabulary.ts';
import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { made, type ResolveStep } from './context.ts';
import { code, codeOf, labelJoin } from './labels.ts';
import { days } from './time.ts';

const oneOf = (words: readonly string[]): Sql => raw(`(${words.map((word) => `'${word}'`).join(', ')})`);

const noDeal = codeOf('no_deal');

/** The account of an activity: its own, else its deal's, else its contact's, else its lead's; null when there is none. */
const account = raw('coalesce(own.account, nullif(d.account, 0), c.account, nullif(l.account, 0))');

/** What an activity is by its place among those that are aimed at the same target, of `work.attempt` as `n`: columns of the fact. */
const numbered = {
  attempt: sql`CASE WHEN n.attempt_no = 1 THEN ${codeOf('first')} WHEN n.attempt_no > 1 THEN ${codeOf('follow_up')} ELSE 0 END`,
  attempt_no: sql`n.attempt_no::INTEGER`,
  first_attempt: sql`coalesce(n.attempt_no = 1, false)`,
  follow_up: sql`coalesce(n.attempt_no > 1, false)`,
  answered: sql`coalesce(n.answered, false)`,
};

/** Rows of the activity fact as rows of `work.aimed`, with the place that they have had: `attempt_no`, `answered`. */
export function asAimed(facts: Sql): Sql {
  const isAttempt = sql`channel IN (SELECT k FROM facts.label WHERE v IN ${oneOf(attemptChannels)})`;
  return sql`SELECT activity::BIGINT AS seq, occurred_at, outbound AND ${isAttempt} AS is_attempt, two_way,
      direction = ${codeOf('inbound')} AND two_way AS is_reply, target, attempt_no, answered
    FROM ${facts}`;
}

/** Rows of the activity fact with the place that `work.attempt` gives them. */
export function renumbered(facts: Sql): Sql {
  const columns = Object.entries(numbered).map(([column, value]) => sql`${value} AS ${raw(column)}`);
  return sql`SELECT f.* REPLACE (${join(columns)}) FROM ${facts} f LEFT JOIN work.attempt n ON n.seq = f.activity`;
}

/** The `activity` fact and its contacts: each activity with what was true at its instant. */
export const resolveActivities: ResolveStep = ({ asOf, local, workspace }) => [
  // Target: contact, else the lead's contact, else the lead, else the account; one number space for all three kinds.
  made(
    'work.touch',
    sql`SELECT a.seq, r.rep, r.team, a.occurred_at, a.channel, a.direction, a.outcome, a.purpose,
      ${code('pitch')} AS pitch, a.duration_s, a.duration_s / 3600 * coalesce(r.hourly_cost, 0) AS effort_cost,
      c.contact, c.account AS contact_account, l.lead, d.deal,
      coalesce(${account}, 0) AS account,
      CASE WHEN l.source > 0 THEN l.source ELSE coalesce(d.source, 0) END AS source,
      CASE WHEN l.campaign > 0 THEN l.campaign ELSE coalesce(d.campaign, 0) END AS campaign,
      CASE WHEN d.product > 0 THEN d.product ELSE coalesce(l.product, 0) END AS product,
      coalesce(coalesce(c.contact, l.contact)::BIGINT * 4, l.lead::BIGINT * 4 + 1, (${account})::BIGINT * 4 + 2) AS target,
      coalesce(l.lead, d.lead) AS any_lead,
      coalesce(a.direction, 'outbound') = 'outbound' AND (a.outcome IS NULL OR a.outcome NOT IN ${oneOf(unmadeOutcomes)}) AS outbound,
      coalesce(a.outcome IN ${oneOf(twoWayOutcomes)}, a.direction = 'inbound', false) AS two_way
    FROM log.activities a JOIN facts.rep r ON r.id = a.rep_id
    LEFT JOIN facts.account own ON own.id = a.account_id
    LEFT JOIN facts.contact c ON c.id = a.contact_id
    LEFT JOIN facts.lead l ON l.id = a.lead_id
    LEFT JOIN facts.deal d ON d.id = a.deal_id
    ${labelJoin('pitch', sql`a.pitch`)}
    WHERE a.occurred_at < ${asOf}`,
  ),
  made(
    'work.aimed',
    sql`SELECT seq, occurred_at, outbound AND channel IN ${oneOf(attemptChannels)} AS is_attempt, two_way,
        direction IS NOT NULL AND direction = 'inbound' AND two_way AS is_reply, target
      FROM work.touch`,
  ),
  made(
    'work.attempt',
    sql`WITH numbered AS (
        SELECT seq, occurred_at, is_attempt, two_way,
          count(*) FILTER (WHERE is_attempt) OVER (w ROWS UNBOUNDED PRECEDING) AS attempt_no,
          lead(is_attempt) OVER w AS next_is_attempt, lead(occurred_at) OVER w AS next_at
        FROM work.aimed WHERE target IS NOT NULL AND (is_attempt OR is_reply)
        WINDOW w AS (PARTITION BY target ORDER BY occurred_at, seq)
      )
      SELECT seq, attempt_no,
        two_way OR coalesce(NOT next_is_attempt AND next_at < occurred_at + ${days(workspace.thresholds.reply_window_days)}, false) AS answered
      FROM numbered WHERE is_attempt`,
  ),
  // Stage at the instant: of the deal, else of the account. Deals and accounts share one number space.
  made(
    'work.scope_stage',
    sql`SELECT deal::BIGINT * 2 AS scope, from_at, stage FROM facts.stage_span
    UNION ALL SELECT account::BIGINT * 2 + 1, from_at, stage FROM facts.account_stage`,
  ),
  made(
    'work.staged',
    sql`SELECT t.seq, coalesce(s.stage, CASE WHEN t.deal IS NULL THEN ${noDeal} ELSE 0 END) AS stage
    FROM (SELECT seq, deal, occurred_at, coalesce(deal::BIGINT * 2, account::BIGINT * 2 + 1) AS scope FROM work.touch
      WHERE deal IS NOT NULL OR account <> 0) t
    ASOF LEFT JOIN work.scope_stage s ON s.scope = t.scope AND t.occurred_at >= s.from_at`,
  ),
  // Each contact of each activity once, in the order of time; `own`: of the activity's account; `alone`: the only one (1:1).
  made(
    'facts.touch',
    sql`WITH extra AS (
      SELECT DISTINCT t.seq, c.contact, c.account AS contact_account
      FROM log.participants p JOIN (SELECT id, seq FROM log.activities) l ON l.id = p.activity_id
      JOIN work.touch t ON t.seq = l.seq JOIN facts.contact c ON c.id = p.contact_id
      WHERE t.contact IS NULL OR t.contact <> c.contact
    ), extras AS (SELECT seq, count(*) AS n FROM extra GROUP BY seq)
    SELECT t.seq::INTEGER AS activity, t.occurred_at, t.rep, t.account, t.contact, t.contact_account = t.account AS own,
      e.n IS NULL AS alone, t.outbound, t.two_way, true AS named
    FROM work.touch t LEFT JOIN extras e ON e.seq = t.seq WHERE t.contact IS NOT NULL
    UNION ALL
    SELECT t.seq::INTEGER, t.occurred_at, t.rep, t.account, x.contact, x.contact_account = t.account,
      t.contact IS NULL AND e.n = 1, t.outbound, t.two_way, false
    FROM extra x JOIN work.touch t ON t.seq = x.seq JOIN extras e ON e.seq = x.seq
    ORDER BY 2, 1, 5`,
  ),
  made(
    'work.attendance',
    sql`WITH held AS (
      SELECT seq, deal, occurred_at FROM work.touch WHERE purpose = 'proposal_presentation' AND outcome = 'held' AND deal IS NOT NULL
    ), member AS (
      SELECT DISTINCT h.seq, m.contact FROM held h JOIN facts.team_member m ON m.deal = h.deal
      AND m.joined_at <= h.occurred_at AND m.left_at > h.occurred_at AND m.active_from < h.occurred_at AND m.active_to >= h.occurred_at
    )
    SELECT m.seq, count(*) AS team_size, count(t.contact) AS attending
    FROM member m LEFT JOIN facts.touch t ON t.activity = m.seq AND t.contact = m.contact
    GROUP BY m.seq HAVING count(t.contact) > 0`,
  ),
  made(
    'facts.activity',
    sql`SELECT * EXCLUDE (day), ${local.calendarColumns} FROM (
      SELECT t.seq::INTEGER AS activity, t.occurred_at, ${local.day(sql`t.occurred_at`)} AS day,
        t.rep, t.team, t.account, coalesce(ac.segment, 0) AS segment, coalesce(ac.industry, 0) AS industry,
        ${code('ch')} AS channel, coalesce(s.stage, 0) AS stage, t.source, t.campaign, t.product, t.pitch,
        ${numbered.attempt} AS attempt,
        ${code('di')} AS direction, ${code('oc')} AS outcome, ${code('pu')} AS purpose,
        t.contact, t.lead, t.deal, t.target, t.duration_s, t.effort_cost, ${numbered.attempt_no} AS attempt_no,
        t.outcome IS NULL OR t.outcome NOT IN ${oneOf(unmadeOutcomes)} AS made,
        t.outbound, t.two_way, t.outbound AND t.channel = 'call' AS dial, t.contact IS NOT NULL AS has_contact,
        ${numbered.first_attempt} AS first_attempt, ${numbered.follow_up} AS follow_up, ${numbered.answered} AS answered,
        coalesce(t.contact_account = t.account, false) AS own_contact,
        coalesce(t.channel IN ${oneOf(meetingChannels)} AND t.outcome = 'held' AND q.qualified_at <= t.occurred_at
          AND (q.disqualified_at IS NULL OR q.disqualified_at > t.occurred_at), false) AS qualified_meeting,
        p.seq IS NOT NULL AS presentation, p.attending::INTEGER AS attending, p.team_size::INTEGER AS team_size
      FROM work.touch t
      LEFT JOIN work.attempt n ON n.seq = t.seq
      LEFT JOIN work.staged s ON s.seq = t.seq
      LEFT JOIN work.attendance p ON p.seq = t.seq
      LEFT JOIN facts.account ac ON ac.account = t.account
      LEFT JOIN facts.lead q ON q.lead = t.any_lead
      ${labelJoin('ch', sql`t.channel`)} ${labelJoin('di', sql`coalesce(t.direction, 'outbound')`)}
      ${labelJoin('oc', sql`t.outcome`)} ${labelJoin('pu', sql`t.purpose`)}
    ) ORDER BY month, team, rep, occurred_at, activity`,
  ),
  made(
    'facts.contact_reached',
    sql`SELECT a.* EXCLUDE (contact, target), t.contact
    FROM facts.touch t JOIN facts.activity a ON a.activity = t.activity WHERE t.two_way
    ORDER BY a.month, a.team, a.rep, t.contact`,
  ),
];
