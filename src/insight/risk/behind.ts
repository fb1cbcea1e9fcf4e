import { and, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { FactContext } from '../../engine/facts.ts';
import { filterSql, findCodes, type Resolved, within } from '../../engine/question.ts';
import { days } from '../../engine/resolve/time.ts';
import { inWindow, pressedContact } from '../../engine/snapshots.ts';
import { focusOf, isConcentrated } from './flagged.ts';
import type { AccountFlagId } from './flags.ts';

/** A contact, and how they stand to us: −3 … +3, null when nobody has rated them. */
export type Person = { readonly id: string; readonly name: string; readonly rating: number | null };

/** The records behind a flag: whom it is about, and the activities by their ids, in the order of time. */
export type Behind = { readonly contacts: readonly Person[]; readonly activities: readonly string[] };

/** What stands behind a flag of an account, by its id. */
export type Finder = (flag: AccountFlagId, account: string) => Behind;

const nothing: Behind = { contacts: [], activities: [] };

/**
 * The people and activities behind the flags that are an account's own, at the context's one bucket:
 * - `pressured`, `concentrated`: who is tried again and again, and these attempts
 * - `silent`: the last answer
 * - `single_threaded`: the only one who answers, and the answers
 * - `negative_balance`: those against us; `falling_balance`: those who stand worse to us than before, or are newly rated and not for us
 *
 * What is found of accounts without the flag has no meaning.
 */
export async function behindAccounts(log: Resolved, context: FactContext): Promise<Finder> {
  const seen = await activitiesSeen(log);
  const rows = await log.db.rows<Row>(sql`
    SELECT n.flag, l.v AS account, c.id, c.name, r.strength::INTEGER AS rating, to_json(n.activities)::VARCHAR AS activities
    FROM (${rowsBehind(context, seen)}) n CROSS JOIN ${context.buckets} b
    JOIN facts.label l ON l.k = n.account LEFT JOIN log.contacts c ON c.seq = n.contact
    LEFT JOIN facts.rating r ON r.contact = n.contact AND r.rated_at < b.s AND r.next_at >= b.s
    ORDER BY n.flag, account, len(n.activities) DESC NULLS LAST, rating, c.id`);
  const found = new Map<string, { contacts: Person[]; activities: string[] }>();
  for (const { flag, account, id, name, rating, activities } of rows) {
    const key = `${flag} ${account}`;
    const behind = found.get(key) ?? { contacts: [], activities: [] };
    if (id !== null) behind.contacts.push({ id, name: name ?? id, rating });
    if (activities !== null) behind.activities.push(...(JSON.parse(activities) as string[]));
    found.set(key, behind);
  }
  return (flag, account) => found.get(`${flag} ${account}`) ?? nothing;
}

type Row = {
  readonly flag: AccountFlagId;
  readonly account: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly rating: number | null;
  /** A JSON array of ids. */
  readonly activities: string | null;
};

/** Contacts by the number that facts know them by, as of the context's one bucket. */
export async function peopleOf(
  log: Resolved,
  context: FactContext,
  contacts: readonly number[],
): Promise<ReadonlyMap<number, Person>> {
  if (contacts.length === 0) return new Map();
  const rows = await log.db.rows<{ seq: number; id: string; name: string; rating: number | null }>(sql`
    SELECT c.seq::DOUBLE AS seq, c.id, c.name, r.strength::INTEGER AS rating
    FROM log.contacts c CROSS JOIN ${context.buckets} b LEFT JOIN facts.rating r ON r.contact = c.seq AND r.rated_at < b.s AND r.next_at >= b.s
    WHERE c.seq IN (SELECT unnest(from_json(${JSON.stringify([...new Set(contacts)])}::JSON, '["INTEGER"]')))
    ORDER BY c.seq`);
  return new Map(rows.map(({ seq, ...person }) => [seq, person]));
}

/** The activities that may be seen. */
async function activitiesSeen(log: Resolved): Promise<Sql> {
  const policy = within(log, []);
  if (policy.length === 0) return raw('log.activities');
  const codes = await findCodes(log.db, [], policy);
  const only = and(policy.map((filter) => filterSql(filter, codes)));
  return sql`(SELECT a.id, a.seq FROM log.activities a SEMI JOIN (SELECT activity FROM facts.activity WHERE ${only}) f ON f.activity = a.seq)`;
}

/** `flag, account, contact, activities`. */
function rowsBehind(context: FactContext, seen: Sql): Sql {
  const { buckets, workspace } = context;
  const { thresholds } = workspace;
  const since = (window: number): Sql => inWindow(context, 't.occurred_at', window);
  const attempts = raw(`t.contact = p.contact AND t.account = p.account AND t.own AND t.outbound`);
  const ids = raw(`list(a.id ORDER BY t.occurred_at, t.activity)`);
  const rated = (flag: AccountFlagId, from: Sql): Sql =>
    sql`SELECT ${raw(`'${flag}'`)}, c.account, c.contact, NULL::VARCHAR[] FROM ${buckets} b
      JOIN facts.contact c ON c.created_at < b.s AND c.left_at >= b.s AND c.influence > 0
      JOIN facts.rating r ON r.contact = c.contact AND r.rated_at < b.s AND r.next_at >= b.s ${from}`;
  const fresh = days(thresholds.rating_fresh_days);
  return sql`
    SELECT 'pressured' AS flag, p.account, p.contact, ${ids} AS activities
    FROM (${pressedContact(context)}) p CROSS JOIN ${buckets} b JOIN facts.touch t ON ${attempts} AND ${since(thresholds.pressure_window_days)}
    JOIN ${seen} a ON a.seq = t.activity GROUP BY p.account, p.contact
    UNION ALL
    SELECT 'concentrated', p.account, p.contact, ${ids}
    FROM (SELECT f.* FROM (${focusOf(context)}) f WHERE ${isConcentrated(context)}) p CROSS JOIN ${buckets} b
    JOIN facts.touch t ON ${attempts} AND t.named AND ${since(thresholds.touch_window_days)}
    JOIN ${seen} a ON a.seq = t.activity GROUP BY p.account, p.contact
    UNION ALL
    SELECT 'single_threaded', t.account, any_value(t.contact), ${ids}
    FROM ${buckets} b JOIN facts.touch t ON t.own AND t.two_way AND ${since(thresholds.thread_window_days)}
    JOIN ${seen} a ON a.seq = t.activity GROUP BY t.account HAVING min(t.contact) = max(t.contact)
    UNION ALL
    SELECT 'silent', q.account, NULL, [a.id] FROM (
      SELECT t.account, max_by(t.activity, {'t': t.occurred_at, 'a': t.activity}) AS activity
      FROM facts.activity t CROSS JOIN ${buckets} b WHERE t.two_way AND t.occurred_at < b.s GROUP BY t.account
    ) q JOIN ${seen} a ON a.seq = q.activity
    UNION ALL ${rated('negative_balance', sql`WHERE r.strength < 0`)}
    UNION ALL ${rated(
      'falling_balance',
      sql`LEFT JOIN facts.rating old ON old.contact = c.contact AND old.rated_at < b.s - ${fresh} AND old.next_at >= b.s - ${fresh}
        WHERE sign(r.strength) < coalesce(sign(old.strength), 1)`,
    )}`;
}
