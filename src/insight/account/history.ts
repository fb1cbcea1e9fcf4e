import { dayOf, startOfDay, toMicros } from '../../domain/calendar.ts';
import { sql } from '../../duckdb/sql.ts';
import { instant, isoText } from '../../engine/dialect.ts';
import type { Resolved } from '../../engine/question.ts';
import { type AccountDeal, dealsOf } from './deals.ts';

/** Somebody whom an account has or had. */
export type PastContact = {
  readonly contact: string;
  readonly name: string;
  readonly title: string | null;
  readonly influence: number;
  /** Null: known since ever, and still there. */
  readonly created_at: string | null;
  readonly left_at: string | null;
};

/** How a contact stood to us from an instant on. */
export type Rating = {
  readonly contact: string;
  readonly rated_at: string;
  readonly strength: number;
  readonly rep: string;
  readonly note: string | null;
};

/** A touch of an account and who of its people took part. */
export type Touch = {
  readonly activity: string;
  readonly at: string;
  readonly rep: string;
  readonly channel: string;
  readonly outcome: string | null;
  readonly purpose: string | null;
  readonly subject: string | null;
  readonly deal: string | null;
  readonly outbound: boolean;
  readonly two_way: boolean;
  readonly contacts: readonly string[];
};

export type AccountHistory = {
  /** The first day on which anything happened. */
  readonly first: string | null;
  readonly contacts: readonly PastContact[];
  readonly ratings: readonly Rating[];
  readonly deals: readonly AccountDeal[];
  /** Within the days asked for, in the order of time; of very many the latest. */
  readonly touches: readonly Touch[];
  /** How many there are. */
  readonly total: number;
};

/** So many touches are told. */
const mostTouches = 2000;

/**
 * What happened with an account: its people, how each stood to us, its deals through their stages, and every touch, whoever of ours it was.
 * @param span local days, `to` exclusive
 */
export async function accountHistory(
  log: Resolved,
  account: string,
  span: { readonly from: Temporal.PlainDate | null; readonly to: Temporal.PlainDate | null },
): Promise<AccountHistory> {
  const own = sql`(SELECT account FROM facts.account WHERE id = ${account})`;
  const { timezone } = log.workspace;
  const [from, to] = [span.from, span.to].map((day) =>
    day === null ? null : instant(toMicros(startOfDay(day, timezone))),
  );
  const contacts = await log.db.rows<PastContact>(sql`
    SELECT c.id AS contact, l.name, l.title, c.influence, CASE WHEN c.created_at > '-infinity'::TIMESTAMP THEN ${isoText('c.created_at')} END AS created_at,
      CASE WHEN c.left_at < 'infinity'::TIMESTAMP THEN ${isoText('c.left_at')} END AS left_at
    FROM facts.contact c JOIN log.contacts l ON l.seq = c.contact WHERE c.account = ${own} ORDER BY c.influence DESC, c.contact`);
  const ratings = await log.db.rows<Rating>(sql`
    SELECT c.id AS contact, ${isoText('r.rated_at')} AS rated_at, r.strength::INTEGER AS strength, g.rep_id AS rep, g.note
    FROM facts.rating r JOIN facts.contact c ON c.contact = r.contact JOIN log.ratings g ON g.seq = r.seq
    WHERE c.account = ${own} ORDER BY r.rated_at, r.seq`);
  const deals = await dealsOf(log, account);
  const touches = await log.db.rows<
    Omit<Touch, 'contacts'> & { readonly contacts: string | null; readonly total: number }
  >(sql`
    WITH seen AS (
      SELECT a.* FROM facts.activity a WHERE a.account = ${own} AND a.made
        AND (${from ?? null}::TIMESTAMP IS NULL OR a.occurred_at >= ${from ?? null}::TIMESTAMP)
        AND (${to ?? null}::TIMESTAMP IS NULL OR a.occurred_at < ${to ?? null}::TIMESTAMP)
    ), people AS (
      SELECT t.activity, to_json(list(c.id ORDER BY c.contact))::VARCHAR AS contacts
      FROM facts.touch t SEMI JOIN seen s ON s.activity = t.activity JOIN facts.contact c ON c.contact = t.contact GROUP BY t.activity
    )
    SELECT l.id AS activity, ${isoText('s.occurred_at')} AS "at", l.rep_id AS rep, l.channel, l.outcome, l.purpose, l.subject, l.deal_id AS deal,
      s.outbound, s.two_way, p.contacts, (count(*) OVER ())::DOUBLE AS total
    FROM seen s JOIN log.activities l ON l.seq = s.activity LEFT JOIN people p ON p.activity = s.activity
    ORDER BY s.occurred_at DESC, s.activity DESC LIMIT ${mostTouches}`);
  const { first } = await log.db.row<{ first: bigint | null }>(sql`
    SELECT epoch_us(coalesce(min(happened_at), (
      SELECT min(created_at) FROM facts.contact WHERE account = ${own} AND created_at > '-infinity'::TIMESTAMP
    )))::BIGINT AS first FROM (
      SELECT min(occurred_at) AS happened_at FROM facts.activity WHERE account = ${own}
      UNION ALL SELECT min(begin_at) FROM facts.deal WHERE account = ${own}
      UNION ALL SELECT min(r.rated_at) FROM facts.rating r JOIN facts.contact c ON c.contact = r.contact WHERE c.account = ${own})`);
  return {
    first: first === null ? null : dayOf(Temporal.Instant.fromEpochNanoseconds(first * 1000n), timezone).toString(),
    contacts,
    ratings,
    deals,
    touches: touches
      .map(({ total: _, contacts: people, ...touch }) => ({
        ...touch,
        contacts: people === null ? [] : (JSON.parse(people) as readonly string[]),
      }))
      .reverse(),
    total: touches[0]?.total ?? 0,
  };
}
