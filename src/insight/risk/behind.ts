import { and, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type FactContext, factOf } from '../../engine/facts.ts';
import { filterSql, findCodes, type Resolved, within } from '../../engine/question.ts';
import { days } from '../../engine/resolve/time.ts';
import { pressedContact } from '../../engine/snapshots.ts';
import { deciders, focusOf, isConcentrated } from './flagged.ts';
import type { FlagId } from './flags.ts';

/** A contact, and how they stand to us: −3 … +3, null when nobody has rated them. */
export type Person = { readonly id: string; readonly name: string; readonly rating: number | null };

/** The records behind a flag: whom it is about, and the activities by their ids, in the order of time. */
export type Behind = { readonly contacts: readonly Person[]; readonly activities: readonly string[] };

/** What stands behind a flag of an account (of a deal: one of those that are its own) by its id. */
export type Finder = (flag: FlagId, owner: string) => Behind;

const nothing: Behind = { contacts: [], activities: [] };

/**
 * The people and activities behind the flags of the context's one bucket:
 * - `pressured`, `concentrated`: who is tried again and again, and these attempts
 * - `silent`: the last answer
 * - `single_threaded`: the only one who answers, and the answers
 * - `no_decision_maker`: the decision team as it is known; `decision_maker_unheard`: those of it who decide; `hidden_dissent`: those against us
 * - `negative_balance`: those against us; `falling_balance`: those who stand worse to us than before, or are newly
 *   rated and not for us
 */
export async function behindFlags(log: Resolved, context: FactContext): Promise<Finder> {
  const seen = await activitiesSeen(log);
  const rows = await log.db.rows<Row>(sql`
    SELECT n.flag, coalesce(l.v, d.id) AS owner, c.id, c.name, r.strength::INTEGER AS rating, to_json(n.activities)::VARCHAR AS activities
    FROM (${rowsBehind(context, seen)}) n CROSS JOIN ${context.buckets} b
    LEFT JOIN facts.label l ON l.k = n.account LEFT JOIN facts.deal d ON d.deal = n.deal LEFT JOIN log.contacts c ON c.seq = n.contact
    LEFT JOIN facts.rating r ON r.contact = n.contact AND r.rated_at < b.s AND r.next_at >= b.s
    ORDER BY n.flag, owner, len(n.activities) DESC NULLS LAST, rating, c.id`);
  const found = new Map<string, { contacts: Person[]; activities: string[] }>();
  for (const { flag, owner, id, name, rating, activities } of rows) {
    const key = `${flag} ${owner}`;
    const behind = found.get(key) ?? { contacts: [], activities: [] };
    if (id !== null) behind.contacts.push({ id, name: name ?? id, rating });
    if (activities !== null) behind.activities.push(...(JSON.parse(activities) as string[]));
    found.set(key, behind);
  }
  return (flag, owner) => found.get(`${flag} ${owner}`) ?? nothing;
}

type Row = {
  readonly flag: FlagId;
  readonly owner: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly rating: number | null;
  /** A JSON array of ids. */
  readonly activities: string | null;
};

/** `flag, account, deal, contact, activities`: of account and deal the one that has the flag. */
/** The activities that may be seen. */
async function activitiesSeen(log: Resolved): Promise<Sql> {
  const policy = within(log, []);
  if (policy.length === 0) return raw('log.activities');
  const codes = await findCodes(log.db, [], policy);
  const only = and(policy.map((filter) => filterSql(filter, codes)));
  return sql`(SELECT a.id, a.seq FROM log.activities a SEMI JOIN (SELECT activity FROM facts.activity WHERE ${only}) f ON f.activity = a.seq)`;
}

function rowsBehind(context: FactContext, seen: Sql): Sql {
  const { buckets, workspace } = context;
  const { thresholds } = workspace;
  const rows = (fact: Parameters<typeof factOf>[0]): Sql => factOf(fact).rows(context);
  const since = (window: number): Sql => sql`t.occurred_at >= b.s - ${days(window)} AND t.occurred_at < b.s`;
  const attempts = raw(`t.contact = p.contact AND t.account = p.account AND t.own AND t.outbound`);
  const ids = raw(`list(a.id ORDER BY t.occurred_at, t.activity)`);
  const named = (flag: FlagId): Sql => raw(`'${flag}'`);
  const people = (flag: FlagId, from: Sql): Sql =>
    sql`SELECT ${named(flag)}, NULL::INTEGER, m.deal, m.contact, NULL::VARCHAR[] FROM (${from}) m`;
  const ratings = (flag: FlagId, from: Sql): Sql =>
    sql`SELECT DISTINCT ${named(flag)}, c.account, NULL::INTEGER, c.contact, NULL::VARCHAR[] FROM ${buckets} b
      JOIN facts.contact c ON c.created_at < b.s AND c.left_at >= b.s AND c.influence > 0
      JOIN facts.rating r ON r.contact = c.contact AND r.rated_at < b.s AND r.next_at >= b.s ${from}`;
  const fresh = days(thresholds.rating_fresh_days);
  const member = sql`SELECT DISTINCT deal, contact, hidden_dissent FROM ${rows('decision_team_member')}`;
  const decider = sql`SELECT DISTINCT m.deal, m.contact FROM (${member}) m
    JOIN facts.team_member t ON t.deal = m.deal AND t.contact = m.contact AND t.role IN ${deciders}`;
  return sql`
    SELECT 'pressured' AS flag, p.account, NULL::INTEGER AS deal, p.contact, ${ids} AS activities
    FROM (${pressedContact(context)}) p CROSS JOIN ${buckets} b JOIN facts.touch t ON ${attempts} AND ${since(thresholds.pressure_window_days)}
    JOIN ${seen} a ON a.seq = t.activity GROUP BY p.account, p.contact
    UNION ALL
    SELECT 'concentrated', p.account, NULL, p.contact, ${ids}
    FROM (SELECT f.* FROM (${focusOf(context)}) f WHERE ${isConcentrated(context)}) p CROSS JOIN ${buckets} b
    JOIN facts.touch t ON ${attempts} AND t.named AND ${since(thresholds.touch_window_days)}
    JOIN ${seen} a ON a.seq = t.activity GROUP BY p.account, p.contact
    UNION ALL
    SELECT 'single_threaded', p.account, NULL, p.contact, ${ids}
    FROM (SELECT DISTINCT account, contact FROM ${rows('account_single_threaded')}) p CROSS JOIN ${buckets} b
    JOIN facts.touch t ON t.contact = p.contact AND t.account = p.account AND t.own AND t.two_way AND ${since(thresholds.thread_window_days)}
    JOIN ${seen} a ON a.seq = t.activity GROUP BY p.account, p.contact
    UNION ALL
    SELECT 'silent', q.account, NULL, NULL, [a.id] FROM (
      SELECT t.account, max_by(t.activity, {'t': t.occurred_at, 'a': t.activity}) AS activity
      FROM facts.activity t SEMI JOIN (SELECT account FROM ${rows('account_silent')}) s ON s.account = t.account
      CROSS JOIN ${buckets} b WHERE t.two_way AND t.occurred_at < b.s GROUP BY t.account
    ) q JOIN ${seen} a ON a.seq = q.activity
    UNION ALL ${people('no_decision_maker', sql`SELECT deal, contact FROM (${member})`)}
    UNION ALL ${people('decision_maker_unheard', decider)}
    UNION ALL ${people('hidden_dissent', sql`SELECT deal, contact FROM (${member}) WHERE hidden_dissent`)}
    UNION ALL ${ratings('negative_balance', sql`WHERE r.strength < 0`)}
    UNION ALL ${ratings(
      'falling_balance',
      sql`LEFT JOIN facts.rating old ON old.contact = c.contact AND old.rated_at < b.s - ${fresh} AND old.next_at >= b.s - ${fresh}
        WHERE sign(r.strength) < coalesce(sign(old.strength), 1)`,
    )}`;
}
