import { toMicros } from '../../domain/calendar.ts';
import { decisionRoles } from '../../domain/vocabulary.ts';
import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { instant, isoText } from '../../engine/dialect.ts';
import type { Resolved } from '../../engine/question.ts';
import { days } from '../../engine/resolve/time.ts';
import { membersOf, pressedContact } from '../../engine/snapshots.ts';
import { endOf, type Moment } from './moment.ts';

type Role = (typeof decisionRoles)[number];

/** Somebody of an account at a moment: how much they weigh, how they stand to us, and whether they are talked to. Windows are thresholds. */
export type MapContact = {
  readonly contact: string;
  readonly name: string;
  readonly title: string | null;
  /** 0 … 3 */
  readonly influence: number;
  /** Of the roles in the decision teams of open deals the one that decides most. */
  readonly role: Role | null;
  readonly roles: readonly { readonly deal: string; readonly role: Role }[];
  /** The latest rating, −3 … +3. */
  readonly rating: number | null;
  readonly rated_at: string | null;
  readonly rated_by: string | null;
  /** Rated within `rating_fresh_days`. */
  readonly rated_lately: boolean;
  /** The last answer there ever was. */
  readonly heard_at: string | null;
  /** An answer within `touch_window_days`, and one in which nobody else took part. */
  readonly covered: boolean;
  readonly heard_alone: boolean;
  /** In a decision team and against us (or never rated), and not spoken to alone. */
  readonly hidden_dissent: boolean;
  readonly unheard: boolean;
  /** Why they are pressed, within `pressure_window_days`: most of the account's touches, tries in vain. */
  readonly takes_most: boolean;
  readonly tries_in_vain: boolean;
  readonly unanswered: number;
};

/** Who of ours talked to whom within `touch_window_days`: answered touches 1:1 and in a group, and touches without an answer. */
export type Tie = {
  readonly rep: string;
  readonly contact: string;
  readonly alone: number;
  readonly group: number;
  readonly tried: number;
  readonly last_at: string;
};

/** Two contacts who took part in the same answered touches within `touch_window_days`. */
export type Together = { readonly one: string; readonly other: string; readonly times: number };

/** An account's people at a moment, those of most influence first. */
export type AccountMap = {
  /** To whom the account is assigned. */
  readonly owners: readonly string[];
  readonly contacts: readonly MapContact[];
  readonly ties: readonly Tie[];
  readonly together: readonly Together[];
};

/** Whom an account has at a moment, and who talks to whom, whoever of ours it is. */
export async function accountMap(log: Resolved, account: string, moment: Moment): Promise<AccountMap> {
  const { context } = moment;
  const { touch_window_days: window, rating_fresh_days: fresh } = log.workspace.thresholds;
  const now = instant(toMicros(endOf(log, moment)));
  const open = sql`SELECT b.bucket, b.s, f.deal, f.rep, f.team, f.account, f.segment, f.industry
    FROM ${context.buckets} b JOIN facts.stage_span p ON p.from_at < b.s AND p.to_at >= b.s AND p.kind = 'open'
    JOIN facts.deal f ON f.deal = p.deal WHERE f.account = (SELECT account FROM facts.account WHERE id = ${account})`;
  const parts = sql`member AS MATERIALIZED (${membersOf(open, context)}),
    person AS MATERIALIZED (
      SELECT c.* FROM facts.contact c
      WHERE (c.account = (SELECT account FROM facts.account WHERE id = ${account}) OR c.contact IN (SELECT contact FROM member))
        AND c.created_at < ${now} AND c.left_at >= ${now}
    ), talk AS MATERIALIZED (
      SELECT t.* FROM facts.touch t SEMI JOIN person p ON p.contact = t.contact
      WHERE t.occurred_at >= ${now} - ${days(window)} AND t.occurred_at < ${now} AND (t.outbound OR t.two_way)
    )`;
  const contacts = await log.db.rows<Row>(sql`
    WITH ${parts}, judged AS (
      SELECT contact, bool_or(hidden_dissent) AS hidden_dissent, bool_or(unheard) AS unheard FROM member GROUP BY contact
    ), role AS (
      SELECT t.contact, to_json(list({'deal': f.id, 'role': coalesce(t.role, 'other')} ORDER BY f.id))::VARCHAR AS roles
      FROM (SELECT DISTINCT deal, contact FROM member) m JOIN facts.team_member t ON t.deal = m.deal AND t.contact = m.contact
        AND t.joined_at < ${now} AND t.left_at >= ${now}
      JOIN facts.deal f ON f.deal = t.deal GROUP BY t.contact
    ), heard AS (
      SELECT t.contact, max(t.occurred_at) AS last_at FROM facts.touch t SEMI JOIN person p ON p.contact = t.contact
      WHERE t.two_way AND t.occurred_at < ${now} GROUP BY t.contact
    ), lately AS (SELECT contact, bool_or(two_way) AS covered, bool_or(two_way AND alone) AS alone FROM talk GROUP BY contact)
    SELECT p.id AS contact, l.name, l.title, p.influence, r.strength::INTEGER AS rating, ${isoText('r.rated_at')} AS rated_at, g.rep_id AS rated_by,
      coalesce(r.rated_at >= ${now} - ${days(fresh)}, false) AS rated_lately, role.roles, ${isoText('h.last_at')} AS heard_at,
      coalesce(y.covered, false) AS covered, coalesce(y.alone, false) AS heard_alone,
      coalesce(j.hidden_dissent, false) AS hidden_dissent, coalesce(j.unheard, false) AS unheard,
      coalesce(x.takes_most, false) AS takes_most, coalesce(x.tries_in_vain, false) AS tries_in_vain, coalesce(x.unanswered, 0)::DOUBLE AS unanswered
    FROM person p JOIN log.contacts l ON l.seq = p.contact
    LEFT JOIN facts.rating r ON r.contact = p.contact AND r.rated_at < ${now} AND r.next_at >= ${now}
    LEFT JOIN log.ratings g ON g.seq = r.seq
    LEFT JOIN judged j ON j.contact = p.contact LEFT JOIN role ON role.contact = p.contact
    LEFT JOIN heard h ON h.contact = p.contact LEFT JOIN lately y ON y.contact = p.contact
    LEFT JOIN (${pressedContact(context)}) x ON x.contact = p.contact
    ORDER BY p.influence DESC, p.contact`);
  const ties = await log.db.rows<Tie>(sql`
    WITH ${parts}
    SELECT r.id AS rep, p.id AS contact, ${counted('t.two_way AND t.alone')} AS alone, ${counted('t.two_way AND NOT t.alone')} AS "group",
      ${counted('NOT t.two_way')} AS tried, strftime(max(t.occurred_at), '%Y-%m-%dT%H:%M:%SZ') AS last_at
    FROM talk t JOIN person p ON p.contact = t.contact JOIN facts.rep r ON r.rep = t.rep
    GROUP BY r.id, p.id, p.contact ORDER BY p.contact, r.id`);
  const together = await log.db.rows<Together>(sql`
    WITH ${parts}
    SELECT p.id AS one, q.id AS other, count(*)::DOUBLE AS times
    FROM talk a JOIN talk b ON b.activity = a.activity AND b.contact > a.contact
    JOIN person p ON p.contact = a.contact JOIN person q ON q.contact = b.contact
    WHERE a.two_way GROUP BY p.id, q.id, p.contact, q.contact ORDER BY p.contact, q.contact`);
  const owners = await log.db.rows<{ id: string }>(sql`
    SELECT DISTINCT r.id FROM facts.assignment a JOIN facts.rep r ON r.rep = a.rep
    WHERE a.account = (SELECT account FROM facts.account WHERE id = ${account}) AND a.valid_from < ${now} AND a.valid_to >= ${now} ORDER BY r.id`);
  return { owners: owners.map(({ id }) => id), contacts: contacts.map(contactOf), ties, together };
}

type Row = Omit<MapContact, 'role' | 'roles'> & {
  /** A JSON array; null: none. */
  readonly roles: string | null;
};

function contactOf(row: Row): MapContact {
  const roles = row.roles === null ? [] : (JSON.parse(row.roles) as MapContact['roles']);
  const strongest = decisionRoles.find((role) => roles.some((own) => own.role === role)) ?? null;
  return { ...row, roles, role: strongest };
}

function counted(condition: string): Sql {
  return raw(`(count(*) FILTER (WHERE ${condition}))::DOUBLE`);
}
