import { toMicros } from '../../domain/calendar.ts';
import { literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { instant } from '../../engine/dialect.ts';
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
  const found = await pressuresAround(log, contact);
  return found === null ? null : tactAmong(log, found);
}

/** The same where a further touch is too much; null where it does no harm, which takes a fraction of the time to tell. */
export async function warningOf(log: Resolved, contact: string): Promise<Tact | null> {
  const found = await pressuresAround(log, contact);
  return found === null || !isPressed(found.own) ? null : tactAmong(log, found);
}

/** How an account's active contacts are pressed: whoever is asked for, and all of them. */
type Pressures = { readonly account: number; readonly own: Counted; readonly all: readonly Counted[] };
type Counted = Pick<Pressure, 'touches' | 'own' | 'unanswered' | 'isMost' | 'isUnanswered'> & {
  readonly contact: number;
  readonly id: string;
};

async function pressuresAround(log: Resolved, contact: string): Promise<Pressures | null> {
  const { thresholds } = log.workspace;
  const isActive = sql`left_at >= ${now(log)}`;
  // Small questions, in turn and with all values written out: that is far less work than one that joins them.
  const [found] = await log.db.rows<{ account: number }>(
    sql`SELECT account FROM facts.contact WHERE id = ${literal(contact)} AND ${isActive}`,
  );
  if (found === undefined) return null;
  const account = found.account;
  const isOfAccount = raw(`account = ${account}`);
  const active = await log.db.rows<{ contact: number; id: string }>(
    sql`SELECT contact, id FROM facts.contact WHERE ${isOfAccount} AND ${isActive} ORDER BY contact`,
  );
  const seen = await log.db.rows<Touch>(sql`
    SELECT contact, outbound, two_way, named FROM facts.touch WHERE ${isOfAccount} AND own AND (outbound OR two_way)
      AND occurred_at >= ${now(log)} - ${days(thresholds.pressure_window_days)} AND occurred_at < ${now(log)} ORDER BY occurred_at, activity`);
  const counts = countTouches(seen);
  const people = active.map((person) => ({ ...person, own: 0, unanswered: 0, ...counts.get(person.contact) }));
  const touches = people.reduce((sum, { own }) => sum + own, 0);
  const most = Math.max(...people.map(({ own }) => own));
  const all = people.map((person): Counted => {
    const isMost =
      touches >= thresholds.pressure_min_touches &&
      person.own === most &&
      person.own > touches * thresholds.pressure_top_share + 1e-9;
    return { ...person, touches, isMost, isUnanswered: person.unanswered >= thresholds.unanswered_streak };
  });
  return { account, own: all.find(({ id }) => id === contact)!, all };
}

type Touch = {
  readonly contact: number;
  readonly outbound: boolean;
  readonly two_way: boolean;
  readonly named: boolean;
};

/** By contact: how many touches went to them by name, and how many went out since they last answered. @param touches in the order of time */
function countTouches(
  touches: readonly Touch[],
): ReadonlyMap<number, { readonly own: number; readonly unanswered: number }> {
  const counts = new Map<number, { own: number; unanswered: number }>();
  for (const { contact, outbound, two_way: isAnswer, named } of touches) {
    const before = counts.get(contact) ?? { own: 0, unanswered: 0 };
    const own = before.own + (outbound && named ? 1 : 0);
    counts.set(contact, { own, unanswered: isAnswer ? 0 : before.unanswered + (outbound ? 1 : 0) });
  }
  return counts;
}

function isPressed({ isMost, isUnanswered }: Pick<Pressure, 'isMost' | 'isUnanswered'>): boolean {
  return isMost || isUnanswered;
}

async function tactAmong(log: Resolved, { account, own, all }: Pressures): Promise<Tact> {
  const persons = raw(all.map(({ contact }) => contact).join(', '));
  const rows = await log.db.rows<Row>(sql`
    WITH person AS (
      SELECT * FROM facts.contact WHERE contact IN (${persons})
    ), heard AS (
      SELECT t.contact, max(t.occurred_at) AS heard_at FROM facts.touch t
      WHERE t.contact IN (${persons}) AND t.two_way AND t.occurred_at < ${now(log)} GROUP BY t.contact
    ), team AS (
      SELECT m.contact, min(coalesce(m.role, 'other')) AS role FROM facts.team_member m SEMI JOIN (
        SELECT deal FROM facts.stage_span WHERE from_at < ${now(log)} AND to_at >= ${now(log)} AND kind = 'open'
      ) d ON d.deal = m.deal WHERE m.contact IN (${persons}) AND m.joined_at < ${now(log)} AND m.left_at >= ${now(log)} GROUP BY m.contact
    )
    SELECT p.contact, l.name, l.title, a.id AS account, p.influence, r.strength AS rating, m.role,
      strftime(h.heard_at, '%Y-%m-%dT%H:%M:%SZ') AS heard_at
    FROM person p JOIN log.contacts l ON l.seq = p.contact JOIN facts.account a ON a.account = ${raw(String(account))}
    LEFT JOIN heard h ON h.contact = p.contact LEFT JOIN team m ON m.contact = p.contact
    LEFT JOIN facts.rating r ON r.contact = p.contact AND r.rated_at < ${now(log)} AND r.next_at >= ${now(log)}`);
  const about = new Map(rows.map((row) => [row.contact, row]));
  const { name, account: of } = about.get(own.contact)!;
  const others = all
    .filter((person) => person !== own && !isPressed(person))
    .map((person): Other => ({ ...about.get(person.contact)!, ...person }))
    .toSorted(
      (a, b) =>
        Number(a.role === null) - Number(b.role === null) ||
        a.own - b.own ||
        b.influence - a.influence ||
        a.contact - b.contact,
    );
  const { id, touches, own: named, unanswered, isMost, isUnanswered } = own;
  return {
    pressure: { contact: id, name, account: of, touches, own: named, unanswered, isMost, isUnanswered },
    isPressed: isPressed(own),
    others: others.slice(0, mostOthers).map(alternativeOf),
  };
}

type Row = {
  readonly contact: number;
  readonly name: string;
  readonly title: string | null;
  readonly account: string;
  readonly influence: number;
  readonly rating: number | null;
  readonly role: string | null;
  readonly heard_at: string | null;
};
type Other = Row & Counted;

function alternativeOf({ id, name, title, influence, rating, role, own, heard_at }: Other): Alternative {
  return { contact: id, name, title, influence, rating, role, touches: own, heardAt: heard_at };
}

function now(log: Resolved): Sql {
  return instant(toMicros(log.asOf));
}
