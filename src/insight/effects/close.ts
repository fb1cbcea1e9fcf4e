import { type Sql, raw, sql } from '../../duckdb/sql.ts';
import { length } from '../../engine/dialect.ts';
import { type Counts, countsOf } from './counts.ts';
import { type Selection, selected } from './selection.ts';

/**
 * Calls that reached somebody (what `close_rate` divides by), by source, pitch, rep, product and segment, and those of them that closed. A
 * contract of the period counts for one call: the last one of the selection, before it was won, with the deal, its lead, or (not before the
 * deal and the win window) the lead's contact or somebody of the decision team, and not of another deal; where there is none, with the account within the win window.
 * So each talk either closes or does not, as in a model of survival in discrete time (Allison 1982, Sociol Methodol 13:61). Contracts without such a call are
 * in no cell. The pitch of a call is its own, else the last one heard before with the same lead, deal or contact.
 */
export function closeCounts(selection: Selection): Promise<Counts> {
  return countsOf(
    selection.log,
    ['source', 'pitch', 'rep', 'product', 'segment'],
    sql`WITH talk AS MATERIALIZED (${talks(selection)}), sale AS MATERIALIZED (${sales(selection)}),
      named AS (${namedCalls}), closing AS (
        SELECT arg_max(activity, {'t': occurred_at, 'a': activity}) AS activity FROM named GROUP BY sale
        UNION
        SELECT arg_max(t.activity, {'t': t.occurred_at, 'a': t.activity}) FROM sale s JOIN talk t ON t.account = s.account
        WHERE s.account <> 0 AND t.deal IS NULL AND ${inWindow(selection)} AND s.sale NOT IN (SELECT sale FROM named) GROUP BY s.sale
      ), told AS (${pitchesTold}), heard AS (
        SELECT t.activity, h.pitch FROM (SELECT * FROM talk WHERE pitch = 0) t
        ASOF JOIN told h ON h.thread = t.thread AND t.occurred_at >= h.occurred_at
      )
      SELECT t.source, coalesce(h.pitch, t.pitch) AS pitch, t.rep, t.product, t.segment, count(*) AS trials, count(c.activity) AS results
      FROM talk t LEFT JOIN heard h ON h.activity = t.activity LEFT JOIN closing c ON c.activity = t.activity
      GROUP BY ALL`,
  );
}

/** What a call belongs to: the lead, also through its deal, else the deal, else the contact, in one number space. */
const thread = raw('coalesce(coalesce(d.lead, a.lead)::BIGINT * 4, a.deal::BIGINT * 4 + 1, a.contact::BIGINT * 4 + 2)');

function talks(selection: Selection): Sql {
  return sql`SELECT a.*, ${thread} AS thread
    FROM (
      SELECT activity, occurred_at, deal, lead, contact, account, source, pitch, rep, product, segment
      FROM facts.activity WHERE ${selected(selection, 'activity')} AND dial AND two_way
    ) a LEFT JOIN (SELECT deal, lead FROM facts.deal) d ON d.deal = a.deal`;
}

const pitchesTold = sql`SELECT thread, occurred_at, arg_max(pitch, activity) AS pitch FROM (
    SELECT ${thread} AS thread, a.activity, a.occurred_at, a.pitch
    FROM (SELECT * FROM facts.activity WHERE pitch <> 0 AND two_way) a
    LEFT JOIN (SELECT deal, lead FROM facts.deal) d ON d.deal = a.deal
  ) WHERE thread IS NOT NULL GROUP BY thread, occurred_at`;

function sales(selection: Selection): Sql {
  return sql`SELECT c.deal AS sale, d.lead, d.lead_contact, d.account, c.occurred_at AS won_at,
      least(d.begin_at, coalesce(d.lead_created_at, d.begin_at), c.occurred_at - ${winWindow(selection)}) AS since
    FROM (SELECT deal, occurred_at FROM facts.deal_closed WHERE ${selected(selection, 'deal_closed')} AND won) c
    JOIN facts.deal d ON d.deal = c.deal`;
}

/** Calls that can have led to a sale because of what or whom they name. */
const namedCalls = raw(`
    SELECT s.sale, t.activity, t.occurred_at FROM sale s JOIN talk t ON t.deal = s.sale WHERE t.occurred_at <= s.won_at
    UNION ALL
    SELECT s.sale, t.activity, t.occurred_at FROM sale s JOIN talk t ON t.lead = s.lead WHERE t.deal IS NULL AND t.occurred_at <= s.won_at
    UNION ALL
    SELECT s.sale, t.activity, t.occurred_at
    FROM sale s JOIN (
      SELECT sale, lead_contact AS contact FROM sale WHERE lead_contact IS NOT NULL
      UNION SELECT deal, contact FROM facts.team_member
    ) p ON p.sale = s.sale JOIN talk t ON t.contact = p.contact
    WHERE t.deal IS NULL AND t.occurred_at >= s.since AND t.occurred_at <= s.won_at`);

function winWindow({ log }: Selection): Sql {
  return length(BigInt(Math.round(log.workspace.thresholds.win_window_days * 86_400_000_000)));
}

function inWindow(selection: Selection): Sql {
  return sql`t.occurred_at <= s.won_at AND t.occurred_at >= s.won_at - ${winWindow(selection)}`;
}
