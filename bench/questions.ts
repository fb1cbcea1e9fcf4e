import type { KpiQuestion } from '../src/kpi/answer.ts';

/** A question asked three ways: by the product, and by SQL written by hand over the raw log and over the resolved facts. */
export type BenchQuestion = {
  readonly id: string;
  readonly about: string;
  readonly ask: KpiQuestion;
  /** Columns: the breakdown's keys, then the KPIs' values; ordered by the keys. */
  readonly overRaw: string;
  readonly overFacts: string;
};

const counts = `count(*) FILTER (WHERE dial) AS dials, count(*) FILTER (WHERE dial AND two_way) AS reached,
  count(*) FILTER (WHERE first_attempt) AS firsts, count(*) FILTER (WHERE follow_up) AS follow_ups`;

// Contact, else the lead's contact, else the lead, else the account.
const target = `coalesce(a.contact_id, l.contact_id, a.lead_id, a.account_id)`;
const attempt = `a.direction = 'outbound' AND a.channel IN ('call', 'email', 'text')`;
const numbered = (
  where: string,
): string => `SELECT a.rep_id, a.occurred_at, a.channel = 'call' AS dial, a.outcome = 'reached' AS two_way,
    row_number() OVER (PARTITION BY ${target} ORDER BY a.occurred_at, a.seq) AS n
  FROM log.activities a LEFT JOIN log.leads l ON l.id = a.lead_id WHERE ${attempt} AND ${where}`;
const rawCounts = `count(*) FILTER (WHERE dial) AS dials, count(*) FILTER (WHERE dial AND two_way) AS reached,
  count(*) FILTER (WHERE n = 1) AS firsts, count(*) FILTER (WHERE n > 1) AS follow_ups`;

export const benchQuestions: readonly BenchQuestion[] = [
  {
    id: 'W1',
    about: 'dials, reached, first attempts, follow-ups by rep × month, 3 years',
    ask: {
      kpis: ['dials', 'dials_reached', 'first_attempts', 'follow_ups'],
      by: ['rep', 'month'],
      from: '2023-01-01',
      to: '2026-01-01',
    },
    overRaw: `SELECT rep_id AS rep, date_trunc('month', occurred_at)::DATE::VARCHAR AS month, ${rawCounts} FROM (${numbered('true')}) GROUP BY 1, 2 ORDER BY 1, 2`,
    overFacts: `SELECT l.v AS rep, month::VARCHAR AS month, dials, reached, firsts, follow_ups
      FROM (SELECT rep, month, ${counts} FROM facts.activity GROUP BY rep, month) f JOIN facts.label l ON l.k = f.rep ORDER BY rep, f.month`,
  },
  {
    id: 'W2',
    about: 'the same, one quarter, one team',
    ask: {
      kpis: ['dials', 'dials_reached', 'first_attempts', 'follow_ups'],
      by: ['rep', 'month'],
      from: '2025-04-01',
      to: '2025-07-01',
      where: [{ dimension: 'team', members: ['team3'] }],
    },
    overRaw: `SELECT rep_id AS rep, date_trunc('month', occurred_at)::DATE::VARCHAR AS month, ${rawCounts} FROM (${numbered("a.occurred_at < '2025-07-01'")})
      WHERE occurred_at >= '2025-04-01' AND rep_id IN (SELECT id FROM log.reps WHERE team_id = 'team3') GROUP BY 1, 2 ORDER BY 1, 2`,
    overFacts: `SELECT l.v AS rep, month::VARCHAR AS month, dials, reached, firsts, follow_ups
      FROM (SELECT rep, month, ${counts} FROM facts.activity WHERE month >= '2025-04-01' AND month < '2025-07-01'
        AND team = (SELECT k FROM facts.label WHERE v = 'team3') GROUP BY rep, month) f JOIN facts.label l ON l.k = f.rep ORDER BY rep, f.month`,
  },
  {
    id: 'W3',
    about: 'dials by rep × stage at the time of the call, a year',
    ask: { kpis: ['dials'], by: ['rep', 'stage'], from: '2024-01-01', to: '2025-01-01' },
    overRaw: `WITH dial AS (
        SELECT seq, rep_id, deal_id, account_id, occurred_at FROM log.activities
        WHERE channel = 'call' AND direction = 'outbound' AND occurred_at >= '2024-01-01' AND occurred_at < '2025-01-01'
      ), span AS (
        SELECT c.deal_id, d.account_id, s.id AS stage, s.kind, s.position, c.entered_at AS since,
          lead(c.entered_at, 1, TIMESTAMP 'infinity') OVER (PARTITION BY c.deal_id ORDER BY c.entered_at, c.seq) AS until
        FROM log.stage_changes c JOIN log.stages s ON s.id = c.stage_id JOIN log.deals d ON d.id = c.deal_id
        UNION ALL
        SELECT d.id, d.account_id, NULL, 'open', -1, d.created_at, min(c.entered_at)
        FROM log.deals d JOIN log.stage_changes c ON c.deal_id = d.id GROUP BY ALL
      ), of_deal AS (
        SELECT d.rep_id, s.stage FROM dial d ASOF LEFT JOIN span s ON s.deal_id = d.deal_id AND d.occurred_at >= s.since WHERE d.deal_id IS NOT NULL
      ), of_account AS (
        SELECT d.rep_id, CASE WHEN bool_or(s.kind = 'open') THEN arg_max(s.stage, s.position) FILTER (WHERE s.kind = 'open' AND s.stage IS NOT NULL)
          WHEN bool_or(s.kind = 'won') THEN 'customer' ELSE 'no_deal' END AS stage
        FROM dial d LEFT JOIN span s ON s.account_id = d.account_id AND d.occurred_at >= s.since AND d.occurred_at < s.until
        WHERE d.deal_id IS NULL GROUP BY d.seq, d.rep_id
      )
      SELECT rep_id AS rep, stage, count(*) AS dials FROM (SELECT * FROM of_deal UNION ALL SELECT * FROM of_account) GROUP BY 1, 2 ORDER BY 1, 2 NULLS LAST`,
    overFacts: `SELECT r.v AS rep, s.v AS stage, dials FROM (
        SELECT rep, stage, count(*) AS dials FROM facts.activity WHERE month >= '2024-01-01' AND month < '2025-01-01' AND dial GROUP BY rep, stage
      ) f JOIN facts.label r ON r.k = f.rep JOIN facts.label s ON s.k = f.stage ORDER BY 1, 2 NULLS LAST`,
  },
  {
    id: 'W4',
    about: 'contacts covered (distinct) by rep × month, 3 years',
    ask: { kpis: ['contacts_covered'], by: ['rep', 'month'], from: '2023-01-01', to: '2026-01-01' },
    overRaw: `WITH heard AS (SELECT id, rep_id, contact_id, date_trunc('month', occurred_at)::DATE AS month FROM log.activities WHERE outcome = 'reached'),
      pair AS (SELECT rep_id, month, contact_id FROM heard WHERE contact_id IS NOT NULL UNION
        SELECT h.rep_id, h.month, p.contact_id FROM heard h JOIN log.participants p ON p.activity_id = h.id)
      SELECT rep_id AS rep, month::VARCHAR AS month, count(*) AS contacts FROM pair GROUP BY rep_id, pair.month ORDER BY 1, 2`,
    overFacts: `SELECT l.v AS rep, month::VARCHAR AS month, n FROM (
        SELECT rep, month, count(*) AS n FROM (SELECT DISTINCT rep, month, contact FROM facts.contact_reached) GROUP BY rep, month
      ) f JOIN facts.label l ON l.k = f.rep ORDER BY rep, f.month`,
  },
  {
    id: 'W5',
    about: 'contracts and volume by rep × year',
    ask: { kpis: ['contracts', 'contract_volume'], by: ['rep', 'year'], from: '2023-01-01', to: '2026-01-01' },
    overRaw: `WITH ordered AS (
        SELECT c.deal_id, s.kind, c.entered_at, last_value(s.kind) OVER w AS last_kind,
          max(CASE WHEN s.kind <> 'won' THEN c.entered_at END) OVER (PARTITION BY c.deal_id) AS last_other
        FROM log.stage_changes c JOIN log.stages s ON s.id = c.stage_id
        WHERE c.entered_at < '2026-01-01' WINDOW w AS (PARTITION BY c.deal_id ORDER BY c.entered_at, c.seq ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
      ), won AS (
        SELECT deal_id, min(entered_at) AS won_at FROM ordered WHERE last_kind = 'won' AND kind = 'won' AND (last_other IS NULL OR entered_at > last_other) GROUP BY deal_id
      ), priced AS (
        SELECT d.rep_id, w.won_at, d.amount, d.currency FROM won w JOIN log.deals d ON d.id = w.deal_id WHERE w.won_at >= '2023-01-01'
      )
      SELECT p.rep_id AS rep, date_trunc('year', p.won_at)::DATE::VARCHAR AS year, count(*) AS contracts,
        sum(p.amount * CASE WHEN p.currency IS NULL THEN 1::DECIMAL(1,0) ELSE f.rate END)::DOUBLE AS volume
      FROM priced p ASOF LEFT JOIN log.fx_rates f ON f.currency = p.currency AND p.won_at::DATE >= f.valid_from GROUP BY 1, 2 ORDER BY 1, 2`,
    overFacts: `SELECT l.v AS rep, year::VARCHAR AS year, contracts, volume FROM (
        SELECT rep, year, count(*) AS contracts, sum(amount)::DOUBLE AS volume FROM facts.deal_closed WHERE won GROUP BY rep, year
      ) f JOIN facts.label l ON l.k = f.rep ORDER BY rep, f.year`,
  },
  {
    id: 'W6',
    about: 'contact concentration by rep, a quarter',
    ask: { kpis: ['contact_concentration'], by: ['rep'], from: '2025-04-01', to: '2025-07-01' },
    overRaw: `WITH each AS (
        SELECT a.rep_id, a.account_id, a.contact_id, count(*) AS n FROM log.activities a JOIN log.contacts c ON c.id = a.contact_id AND c.account_id = a.account_id
        WHERE a.direction = 'outbound' AND a.occurred_at >= '2025-04-01' AND a.occurred_at < '2025-07-01' GROUP BY ALL
      ), pair AS (
        SELECT rep_id, account_id, sum(n)::DOUBLE AS t, sum(n * n)::DOUBLE AS q, count(*) AS touched FROM each GROUP BY ALL HAVING sum(n) >= 5
      ), sized AS (
        SELECT p.*, greatest(p.touched, c.active) AS k FROM pair p JOIN (SELECT account_id, count(*) AS active FROM log.contacts GROUP BY account_id) c USING (account_id)
      ), weighed AS (SELECT rep_id, sum(t * (q / (t * t) - 1 / k) / (1 - 1 / k)) / sum(t) AS c FROM sized WHERE k >= 2 GROUP BY rep_id)
      SELECT r.id AS rep, w.c AS concentration FROM log.reps r LEFT JOIN weighed w ON w.rep_id = r.id ORDER BY 1`,
    overFacts: `WITH each AS (
        SELECT rep, account, contact, count(*) AS n FROM facts.activity WHERE outbound AND own_contact AND month >= '2025-04-01' AND month < '2025-07-01' GROUP BY ALL
      ), pair AS (SELECT rep, account, sum(n)::DOUBLE AS t, sum(n * n)::DOUBLE AS q, count(*) AS touched FROM each GROUP BY ALL HAVING sum(n) >= 5
      ), sized AS (
        SELECT p.*, greatest(p.touched, c.active) AS k FROM pair p JOIN (SELECT account, count(*) AS active FROM facts.contact GROUP BY account) c USING (account)
      ), weighed AS (SELECT rep, sum(t * (q / (t * t) - 1 / k) / (1 - 1 / k)) / sum(t) AS c FROM sized WHERE k >= 2 GROUP BY rep)
      SELECT r.id AS rep, w.c AS concentration FROM facts.rep r LEFT JOIN weighed w ON w.rep = r.rep ORDER BY 1`,
  },
];
