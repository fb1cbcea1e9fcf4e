import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { Resolved } from '../../engine/question.ts';
import { discoveries } from '../compare/funnel.ts';
import { fisherExact } from '../statistics/fisher.ts';
import { type Interval, newcombe, type Proportion, wilson } from '../statistics/intervals.ts';
import { riskContext } from './context.ts';
import { flaggedAccounts, flaggedDeals } from './flagged.ts';
import { type FlagId, flagIds, isAccounts } from './flags.ts';

/** How deals ended: `won` of `closed`, and where the true share lies (Wilson, 95 %). */
export type Ended = { readonly won: number; readonly closed: number; readonly interval: Interval | null };

/** What past deals with a flag came to, beside those without it. */
export type FlagWorth = {
  readonly flag: FlagId;
  readonly with: Ended;
  readonly without: Ended;
  /** The interval of the difference of the two win rates, with minus without (Newcombe, 95 %). */
  readonly difference: Interval | null;
  /** The probability that chance alone sets the two apart so far (Fisher's exact test). */
  readonly chance: number;
  /**
   * `less`, `more`: won less or more often than chance explains, over all flags with at most 5 % of such verdicts false (Benjamini & Hochberg 1995);
   * `too_little`: fewer than `fewest` deals with the flag, or without.
   */
  readonly verdict: 'less' | 'more' | 'within' | 'too_little';
};

/** How far back past deals are looked at: what was so years ago says little of today. */
const memoryMonths = 24;

/** How long a deal has been open when it is looked at. */
const seasoning = 30;

/** Of fewer deals nothing is said. */
const fewest = 10;

const falseDiscoveries = 0.05;

/** A deal that has closed, with the flags that it carried when it was looked at. */
export type PastDeal = {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string | null;
  readonly account: string | null;
  readonly account_name: string | null;
  /** The local day on which it was looked at. */
  readonly looked_on: string;
  readonly won: boolean;
  readonly flags: readonly FlagId[];
};

/**
 * The deals that closed in the last two years: each looked at once, at the first end of a month at which it had been open for 30 days, as it stood then.
 * Null where there is nothing to look back on.
 * @param scope a condition on the deals `d`
 */
export async function pastDeals(log: Resolved, today: Temporal.PlainDate, scope: Sql): Promise<PastDeal[] | null> {
  const { first } = await log.db.row<{ first: string | null }>(
    raw('SELECT min(begin_at)::DATE::VARCHAR AS first FROM facts.deal'),
  );
  if (first === null) return null;
  const begun = Temporal.PlainDate.from(first).with({ day: 1 });
  const recent = today.with({ day: 1 }).subtract({ months: memoryMonths });
  const from = Temporal.PlainDate.compare(begun, recent) > 0 ? begun : recent;
  if (Temporal.PlainDate.compare(from, today) >= 0) return null;
  const context = riskContext(log, from, today.with({ day: 1 }), 'month');
  // Each deal once, at the first end of a month that comes so long after its begin, if it was open then.
  const looked = sql`SELECT b.bucket, b.s, b.day, d.deal, d.rep, d.team, d.account, d.segment, d.industry, p.stage, d.won_at IS NOT NULL AS won,
      coalesce(d.expected_close_on < b.day, false) AS overdue
    FROM ${context.buckets} b JOIN facts.stage_span p ON p.from_at < b.s AND p.to_at >= b.s AND p.kind = 'open'
    JOIN facts.deal d ON d.deal = p.deal
    WHERE (d.won_at IS NOT NULL OR d.lost_at IS NOT NULL) AND b.s >= d.begin_at + to_days(${seasoning}::INTEGER) AND ${scope}
    QUALIFY row_number() OVER (PARTITION BY d.deal ORDER BY b.s) = 1`;
  const rows = await log.db.rows<Row>(sql`
    WITH deal AS MATERIALIZED (${flaggedDeals(context, looked)})
    SELECT f.id AS deal, l.name, r.v AS rep, ac.v AS account, n.name AS account_name, d.day::VARCHAR AS looked_on, d.won,
      ${join(flagIds.map((flag) => raw(isAccounts(flag) ? `coalesce(a.${flag}, false) AS ${flag}` : `d.${flag}`)))}
    FROM deal d JOIN facts.deal f ON f.deal = d.deal JOIN log.deals l ON l.id = f.id
    LEFT JOIN facts.label r ON r.k = d.rep LEFT JOIN facts.label ac ON ac.k = d.account LEFT JOIN log.accounts n ON n.id = ac.v
    LEFT JOIN (${flaggedAccounts(context, raw('SELECT DISTINCT bucket, s, account FROM deal WHERE account <> 0'), false)}) a
      ON a.bucket = d.bucket AND a.account = d.account
    ORDER BY d.day DESC, f.id`);
  return rows.map(({ deal, name, rep, account, account_name, looked_on, won, ...flagged }) => ({
    deal,
    name,
    rep,
    account,
    account_name,
    looked_on,
    won,
    flags: flagIds.filter((flag) => flagged[flag]),
  }));
}

type Row = Omit<PastDeal, 'flags'> & Readonly<Record<FlagId, boolean>>;

/** How past deals ended, with each flag and without. */
export function worthOf(past: readonly Pick<PastDeal, 'won' | 'flags'>[]): FlagWorth[] {
  const counts = (deals: readonly Pick<PastDeal, 'won'>[]): Counts => ({
    won: deals.filter(({ won }) => won).length,
    closed: deals.length,
  });
  return judged(
    flagIds.map((flag) => [flag, counts(past.filter(({ flags }) => flags.includes(flag)))]),
    counts(past),
  );
}

type Counts = Pick<Ended, 'won' | 'closed'>;

/** @param all of all deals looked at, with and without */
export function judged(flags: readonly (readonly [FlagId, Counts])[], all: Counts): FlagWorth[] {
  const pairs = flags.map(([flag, own]) => {
    const rest = { won: all.won - own.won, closed: all.closed - own.closed };
    const [x, y] = [own, rest].map(({ won, closed }) => ({ x: won, n: closed })) as [Proportion, Proportion];
    return { flag, own, rest, x, y, chance: fisherExact(x, y), isLittle: Math.min(x.n, y.n) < fewest };
  });
  const told = pairs.filter(({ isLittle }) => !isLittle);
  const stands = discoveries(
    told.map(({ chance }) => chance),
    falseDiscoveries,
  );
  return pairs.map((pair): FlagWorth => {
    const { flag, own, rest, x, y, chance, isLittle } = pair;
    const isMore = x.x * y.n > y.x * x.n;
    const beyond = stands[told.indexOf(pair)] === true;
    return {
      flag,
      with: { ...own, interval: wilson(x.x, x.n, 0.95) },
      without: { ...rest, interval: wilson(y.x, y.n, 0.95) },
      difference: newcombe(x, y, 0.95),
      chance,
      verdict: isLittle ? 'too_little' : beyond ? (isMore ? 'more' : 'less') : 'within',
    };
  });
}
