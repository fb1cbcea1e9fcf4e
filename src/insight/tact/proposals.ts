import { dayOf, toMicros } from '../../domain/calendar.ts';
import { and, type Sql, sql } from '../../duckdb/sql.ts';
import { timedBuckets } from '../../engine/buckets.ts';
import { contextOf } from '../../engine/context.ts';
import { instant } from '../../engine/dialect.ts';
import { type FactContext, factOf } from '../../engine/facts.ts';
import { filterSql, findCodes, type Filter, type Resolved, within } from '../../engine/question.ts';
import { days } from '../../engine/resolve/time.ts';

/** Why a next touch is proposed. */
export const proposalKinds = ['unpresented_proposal', 'unmet_member', 'silent_account'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** A next touch that the data propose to a rep. */
export type TouchProposal = {
  readonly kind: ProposalKind;
  /** Stays the same as long as the reason does: who has put it off is not told again. */
  readonly key: string;
  readonly rep: string;
  readonly account: string | null;
  readonly deal: string | null;
  readonly contact: string | null;
  readonly accountName: string | null;
  readonly dealName: string | null;
  readonly contactName: string | null;
  /** The person's role in the decision team. */
  readonly role: string | null;
  /** Days since the account was last heard, or since the proposal was sent; null: never, or not known. */
  readonly days: number | null;
  /** What hangs on it: amount × probability of the open deals, in the workspace's currency. */
  readonly weighted: number;
  /** How this person, else this account, was last reached; a call when never. */
  readonly channel: string;
};

/** A proposal that was just sent is left alone for so many days. */
const patience = 3;

/**
 * The touches that the data propose at the log's "now": proposals of open deals that were sent and not presented, members of the decision team of an
 * open deal who were never met 1:1, and silent accounts (as the KPI has them) with the contact to speak to. What hangs most on it comes first.
 */
export async function touchProposals(log: Resolved, asked: readonly Filter[] = []): Promise<readonly TouchProposal[]> {
  const where = within(log, asked);
  const codes = await findCodes(log.db, [], where);
  const only = and(where.map((filter) => filterSql(filter, codes)));
  const today = dayOf(log.asOf.subtract({ microseconds: 1 }), log.workspace.timezone);
  const buckets = timedBuckets(today, today.add({ days: 1 }), null, log.workspace, log.asOf);
  const context = contextOf(log, buckets, null);
  const rows = await log.db.rows<Row>(sql`
    WITH stake AS MATERIALIZED (
      SELECT * FROM (${factOf('deal_open').rows(context)}) o
    ), account_stake AS (SELECT account, sum(weighted)::DOUBLE AS weighted FROM stake GROUP BY account),
    reached AS MATERIALIZED (
      SELECT t.contact, t.account, a.channel, t.occurred_at FROM facts.touch t JOIN facts.activity a ON a.activity = t.activity
      WHERE t.two_way AND t.occurred_at < ${now(log)}
    ), by_contact AS (
      SELECT contact, arg_max(channel, occurred_at) AS channel, max(occurred_at) AS heard_at FROM reached GROUP BY contact
    ), by_account AS (
      SELECT account, arg_max(channel, occurred_at) AS channel FROM reached GROUP BY account
    ), heard AS (
      SELECT account, max(occurred_at) AS heard_at FROM facts.activity WHERE two_way AND occurred_at < ${now(log)} GROUP BY account
    ), found AS (${unpresented(log, only)} UNION ALL ${unmet(log, only)} UNION ALL ${silent(log, context, only)})
    SELECT f.kind, r.v AS rep, a.v AS account, la.name AS account_name, d.id AS deal, ld.name AS deal_name, lc.id AS contact, lc.name AS contact_name,
      f.role, f.days::DOUBLE AS days, f.weighted::DOUBLE AS weighted, coalesce(hc.v, ha.v, 'call') AS channel
    FROM found f JOIN facts.label r ON r.k = f.rep LEFT JOIN facts.label a ON a.k = f.account AND f.account <> 0
    LEFT JOIN log.accounts la ON la.id = a.v LEFT JOIN facts.deal d ON d.deal = f.deal LEFT JOIN log.deals ld ON ld.id = d.id
    LEFT JOIN log.contacts lc ON lc.seq = f.contact
    LEFT JOIN by_contact bc ON bc.contact = f.contact LEFT JOIN facts.label hc ON hc.k = bc.channel
    LEFT JOIN by_account ba ON ba.account = f.account AND f.account <> 0 LEFT JOIN facts.label ha ON ha.k = ba.channel
    ORDER BY f.weighted DESC NULLS LAST, f.kind, rep, account, deal, contact`);
  return rows.map(proposalOf);
}

type Row = {
  readonly kind: ProposalKind;
  readonly rep: string;
  readonly account: string | null;
  readonly account_name: string | null;
  readonly deal: string | null;
  readonly deal_name: string | null;
  readonly contact: string | null;
  readonly contact_name: string | null;
  readonly role: string | null;
  readonly days: number | null;
  readonly weighted: number | null;
  readonly channel: string;
};

function proposalOf(row: Row): TouchProposal {
  const { kind, rep, account, deal, contact, role, weighted, channel } = row;
  return {
    kind,
    key: [kind, rep, deal ?? account, kind === 'unmet_member' ? contact : ''].join('|'),
    rep,
    account,
    deal,
    contact,
    accountName: row.account_name,
    dealName: row.deal_name,
    contactName: row.contact_name,
    role,
    days: row.days,
    weighted: weighted ?? 0,
    channel,
  };
}

/** Open deals whose first proposal was sent some days ago and never presented to those who decide. */
function unpresented(log: Resolved, only: Sql): Sql {
  return sql`
    SELECT 'unpresented_proposal' AS kind, o.rep, o.account, o.deal, NULL::INTEGER AS contact, NULL AS role,
      floor(epoch(${now(log)} - p.occurred_at) / 86400) AS days, o.weighted
    FROM (SELECT * FROM stake WHERE ${only}) o JOIN facts.first_proposal p ON p.deal = o.deal
    WHERE p.occurred_at < ${now(log)} - ${days(patience)} AND NOT EXISTS (
      SELECT 1 FROM facts.activity a WHERE a.deal = o.deal AND a.presentation AND a.occurred_at < ${now(log)})`;
}

/** Members of the decision teams of open deals with whom nobody was ever alone. */
function unmet(log: Resolved, only: Sql): Sql {
  return sql`
    SELECT 'unmet_member', o.rep, o.account, o.deal, m.contact, min(m.role), NULL, any_value(o.weighted)
    FROM (SELECT * FROM stake WHERE ${only}) o JOIN facts.team_member m ON m.deal = o.deal
      AND m.joined_at < ${now(log)} AND m.left_at >= ${now(log)} AND m.active_from < ${now(log)} AND m.active_to >= ${now(log)}
    WHERE NOT EXISTS (
      SELECT 1 FROM facts.touch t WHERE t.contact = m.contact AND t.two_way AND t.alone AND t.occurred_at < ${now(log)})
    GROUP BY o.rep, o.account, o.deal, m.contact`;
}

/** Silent accounts, with the contact of the account who was heard last, else the most influential one. */
function silent(log: Resolved, context: FactContext, only: Sql): Sql {
  return sql`
    SELECT 'silent_account', s.rep, s.account, NULL, c.contact, NULL, floor(epoch(${now(log)} - h.heard_at) / 86400), w.weighted
    FROM (SELECT * FROM (${factOf('account_silent').rows(context)}) WHERE ${only}) s
    LEFT JOIN (
      SELECT p.account, arg_max(p.contact, {'heard': coalesce(b.heard_at, '-infinity'::TIMESTAMP), 'influence': p.influence}) AS contact
      FROM facts.contact p LEFT JOIN by_contact b ON b.contact = p.contact
      WHERE p.created_at < ${now(log)} AND p.left_at >= ${now(log)} GROUP BY p.account
    ) c ON c.account = s.account
    LEFT JOIN heard h ON h.account = s.account LEFT JOIN account_stake w ON w.account = s.account`;
}

function now(log: Resolved): Sql {
  return instant(toMicros(log.asOf));
}
