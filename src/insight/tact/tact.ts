import { toMicros } from '../../domain/calendar.ts';
import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { instant, over, pair } from '../../engine/dialect.ts';
import type { Resolved } from '../../engine/question.ts';
import { days } from '../../engine/resolve/time.ts';

/** How one contact is pressed just before the log's "now", by the rules of `pressured_accounts`. */
export type Pressure = {
  readonly contact: string;
  readonly name: string;
  readonly account: string;
  /** Outbound touches of the account in the window, and how many of them went to this contact by name. */
  readonly touches: number;
  readonly own: number;
  /** Outbound touches since this contact last answered in the window. */
  readonly unanswered: number;
  /** Most of the account's touches go to this contact. */
  readonly isMost: boolean;
  /** This contact does not answer. */
  readonly isUnanswered: boolean;
};

/** Somebody else in the account to speak to. */
export type Alternative = {
  readonly contact: string;
  readonly name: string;
  readonly title: string | null;
  readonly influence: number;
  /** The latest rating, −3 … +3. */
  readonly rating: number | null;
  /** The role in an open deal's decision team. */
  readonly role: string | null;
  /** Outbound touches in the window. */
  readonly touches: number;
  /** When they were last heard. */
  readonly heardAt: string | null;
};

/** What a further touch on a contact would do, and whom to speak to instead. */
export type Tact = {
  readonly pressure: Pressure;
  readonly isPressed: boolean;
  readonly others: readonly Alternative[];
};

/** So many others are named. */
const mostOthers = 3;

/**
 * Whether a further touch on a contact is too much, and who else in the account could be spoken to: those who decide first, then those touched
 * least, then the most influential; never one who is pressed too.
 * @param contact an id of the log
 * @returns null for somebody who is no active contact of an account
 */
export async function tactOf(log: Resolved, contact: string): Promise<Tact | null> {
  const { thresholds } = log.workspace;
  const active = await log.db.rows<{ contact: number; account: number }>(sql`
    SELECT contact, account FROM facts.contact WHERE left_at >= ${now(log)}
      AND account = (SELECT account FROM facts.contact WHERE id = ${contact} AND left_at >= ${now(log)})`);
  const [first] = active;
  if (first === undefined) return null;
  // Written out, so that the facts are read for these alone.
  const [account, persons] = [raw(String(first.account)), raw(active.map((person) => person.contact).join(', '))];
  const people = await log.db.rows<Row>(sql`
    WITH person AS (
      SELECT * FROM facts.contact WHERE contact IN (${persons})
    ), seen AS (
      SELECT t.* FROM facts.touch t
      WHERE t.account = ${account} AND t.own AND (t.outbound OR t.two_way) AND t.occurred_at >= ${now(log)} - ${days(thresholds.pressure_window_days)} AND t.occurred_at < ${now(log)}
    ), answer AS (
      SELECT contact, max(${pair('occurred_at', 'activity')}) AS last FROM seen WHERE two_way GROUP BY contact
    ), pressed AS (
      SELECT s.contact, ${over(raw('count(*)'), raw('s.outbound AND s.named'))} AS own,
        ${over(raw('count(*)'), sql`s.outbound AND (a.last IS NULL OR ${pair('s.occurred_at', 's.activity')} > a.last)`)} AS unanswered
      FROM seen s LEFT JOIN answer a ON a.contact = s.contact GROUP BY s.contact
    ), heard AS (
      SELECT t.contact, max(t.occurred_at) AS heard_at FROM facts.touch t
      WHERE t.contact IN (${persons}) AND t.two_way AND t.occurred_at < ${now(log)} GROUP BY t.contact
    ), team AS (
      SELECT m.contact, min(coalesce(m.role, 'other')) AS role FROM facts.team_member m SEMI JOIN (
        SELECT deal FROM facts.stage_span WHERE from_at < ${now(log)} AND to_at >= ${now(log)} AND kind = 'open'
      ) d ON d.deal = m.deal WHERE m.contact IN (${persons}) AND m.joined_at < ${now(log)} AND m.left_at >= ${now(log)} GROUP BY m.contact
    )
    SELECT p.id, l.name, l.title, a.id AS account, p.influence, r.strength AS rating, m.role,
      coalesce(x.own, 0)::DOUBLE AS own, coalesce(x.unanswered, 0)::DOUBLE AS unanswered, strftime(h.heard_at, '%Y-%m-%dT%H:%M:%SZ') AS heard_at
    FROM person p JOIN log.contacts l ON l.seq = p.contact JOIN facts.account a ON a.account = p.account
    LEFT JOIN pressed x ON x.contact = p.contact LEFT JOIN heard h ON h.contact = p.contact LEFT JOIN team m ON m.contact = p.contact
    LEFT JOIN facts.rating r ON r.contact = p.contact AND r.rated_at < ${now(log)} AND r.next_at >= ${now(log)}
    ORDER BY m.role IS NULL, own, p.influence DESC, p.contact`);
  const own = people.find(({ id }) => id === contact);
  if (own === undefined) return null;
  const pressures = people.map((row) => pressureOf(row, people, log));
  const pressure = pressures.find((found) => found.contact === contact)!;
  const isFree = ({ id }: Row): boolean =>
    id !== contact && !pressures.some((found) => found.contact === id && (found.isMost || found.isUnanswered));
  return {
    pressure,
    isPressed: pressure.isMost || pressure.isUnanswered,
    others: people.filter(isFree).slice(0, mostOthers).map(alternativeOf),
  };
}

type Row = {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly account: string;
  readonly influence: number;
  readonly rating: number | null;
  readonly role: string | null;
  readonly own: number;
  readonly unanswered: number;
  readonly heard_at: string | null;
};

function pressureOf(row: Row, people: readonly Row[], { workspace: { thresholds } }: Resolved): Pressure {
  const touches = people.reduce((sum, { own }) => sum + own, 0);
  const most = Math.max(...people.map(({ own }) => own));
  return {
    contact: row.id,
    name: row.name,
    account: row.account,
    touches,
    own: row.own,
    unanswered: row.unanswered,
    isMost:
      touches >= thresholds.pressure_min_touches &&
      row.own === most &&
      row.own > touches * thresholds.pressure_top_share + 1e-9,
    isUnanswered: row.unanswered >= thresholds.unanswered_streak,
  };
}

function alternativeOf({ id, name, title, influence, rating, role, own, heard_at }: Row): Alternative {
  return { contact: id, name, title, influence, rating, role, touches: own, heardAt: heard_at };
}

function now(log: Resolved): Sql {
  return instant(toMicros(log.asOf));
}
