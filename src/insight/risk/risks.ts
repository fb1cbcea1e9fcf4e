import { dayOf } from '../../domain/calendar.ts';
import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { bucketRelation, timedBuckets } from '../../engine/buckets.ts';
import { checkMoney } from '../../engine/ask.ts';
import { type FactContext, factOf } from '../../engine/facts.ts';
import { checkMembers, type Filter, filterSql, findCodes, type Resolved, within } from '../../engine/question.ts';
import { type Interval, newcombe, wilson } from '../statistics/intervals.ts';
import { type AtRiskTable, atRiskOf } from './at-risk.ts';
import { type FlagId, flagIds, flaggedDeals } from './flags.ts';

/** What the reasons of a deal's flags tell; null where it is not known. */
export type Evidence = {
  readonly touches: number | null;
  readonly most: number | null;
  readonly unanswered: number | null;
  readonly focus_touches: number | null;
  readonly focus_most: number | null;
  readonly quiet_days: number | null;
  readonly days_in_stage: number | null;
  readonly usual_days: number | null;
  readonly balance: number | null;
  readonly balance_before: number | null;
  readonly dissenters: number | null;
  readonly contact: string | null;
};

/** An open deal with its flags. Amounts are in the workspace's currency. */
export type RiskyDeal = {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string;
  readonly team: string | null;
  readonly account: string | null;
  readonly stage: string | null;
  readonly weighted: number;
  readonly flags: readonly FlagId[];
  readonly evidence: Evidence;
};

/** What past deals with a flag came to, beside those without it. */
export type FlagWorth = {
  readonly flag: FlagId;
  readonly with: { readonly won: number; readonly closed: number; readonly interval: Interval | null };
  readonly without: { readonly won: number; readonly closed: number; readonly interval: Interval | null };
  /** The interval of the difference of the two win rates, with minus without. */
  readonly difference: Interval | null;
};

/** The open deals of a log and what of their weighted amount is at risk. */
export type Risks = {
  readonly asOf: Temporal.Instant;
  readonly deals: readonly RiskyDeal[];
  readonly forecast: number;
  readonly atRisk: number;
  /** The same by month, rep and team. */
  readonly table: AtRiskTable;
  readonly byFlag: ReadonlyMap<FlagId, { readonly deals: number; readonly weighted: number }>;
  /** Assigned accounts with an open deal by pressure and silence. */
  readonly matrix: Readonly<Record<'both' | 'pressured' | 'silent' | 'neither', number>>;
  readonly worth: readonly FlagWorth[];
};

/**
 * Finds the risks of the open deals at the log's "now", and how deals with each flag ended in the last two years: each closed deal is looked at once,
 * at the first end of a month at which it had been open for 30 days.
 * @throws UserError `unknown_member`, `missing_rate`, `too_much_money`
 */
export async function findRisks(log: Resolved, asked: readonly Filter[]): Promise<Risks> {
  await checkMembers(log, asked);
  const where = within(log, asked);
  const codes = await findCodes(log.db, [], where);
  const today = dayOf(log.asOf.subtract({ microseconds: 1 }), log.workspace.timezone);
  const context = contextOf(log, today, today.add({ days: 1 }), null);
  const scope = where.map((filter) => filterSql(filter, codes));
  const only = scope.length === 0 ? raw('true') : join(scope, ' AND ');
  await checkMoney(log, [
    {
      table: null,
      statement: sql`SELECT unpriced AS currency, min(rate_day)::VARCHAR AS day FROM ${factOf('deal_open').rows(context)} WHERE unpriced IS NOT NULL GROUP BY unpriced ORDER BY day, currency`,
    },
  ]);
  const rows = await log.db.rows<Row>(sql`
    SELECT f.* EXCLUDE (bucket, deal, rep, team, account, stage, exact, contact, balance, balance_before), d.id AS deal, l.name, r.v AS rep, t.v AS team, a.v AS account, g.v AS stage, c.name AS contact,
      f.balance::DOUBLE AS balance, f.balance_before::DOUBLE AS balance_before
    FROM (${flaggedDeals(context)}) f JOIN facts.deal d ON d.deal = f.deal JOIN log.deals l ON l.id = d.id
    LEFT JOIN facts.label r ON r.k = f.rep LEFT JOIN facts.label t ON t.k = f.team LEFT JOIN facts.label a ON a.k = f.account LEFT JOIN facts.label g ON g.k = f.stage
    LEFT JOIN log.contacts c ON c.seq = f.contact
    WHERE ${prefixed(only)}
    ORDER BY f.weighted DESC NULLS LAST, d.id`);
  const deals = rows.map((row): RiskyDeal => {
    const { deal, name, rep, team, account, stage } = row;
    const flags = flagIds.filter((flag) => row[flag]);
    return { deal, name, rep, team, account, stage, weighted: row.weighted ?? 0, flags, evidence: evidenceOf(row) };
  });
  const table = await atRiskOf(log.db, sql`SELECT * FROM (${flaggedDeals(context)}) d WHERE ${prefixed(only)}`);
  const sum = (list: readonly RiskyDeal[]): number => list.reduce((total, { weighted }) => total + weighted, 0);
  const flagged = (flag: FlagId): RiskyDeal[] => deals.filter(({ flags }) => flags.includes(flag));
  return {
    asOf: log.asOf,
    deals,
    forecast: table.all.weighted.value,
    atRisk: table.all.atRisk.value,
    table,
    byFlag: new Map(flagIds.map((flag) => [flag, { deals: flagged(flag).length, weighted: sum(flagged(flag)) }])),
    matrix: matrixOf(deals),
    worth: await worthOf(log, today, only),
  };
}

type Row = Readonly<Record<FlagId, boolean>> &
  Readonly<Record<Exclude<keyof Evidence, 'contact'>, number | bigint | null>> & {
    readonly deal: string;
    readonly name: string | null;
    readonly rep: string;
    readonly team: string | null;
    readonly account: string | null;
    readonly stage: string | null;
    readonly weighted: number | null;
    readonly contact: string | null;
  };

function evidenceOf(row: Row): Evidence {
  const number = (key: Exclude<keyof Evidence, 'contact'>): number | null =>
    row[key] === null ? null : Number(row[key]);
  return {
    touches: number('touches'),
    most: number('most'),
    unanswered: number('unanswered'),
    focus_touches: number('focus_touches'),
    focus_most: number('focus_most'),
    quiet_days: number('quiet_days'),
    days_in_stage: number('days_in_stage'),
    usual_days: number('usual_days'),
    balance: number('balance'),
    balance_before: number('balance_before'),
    dissenters: number('dissenters'),
    contact: row.contact,
  };
}

function contextOf(
  log: Resolved,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  grain: 'month' | null,
): FactContext {
  return {
    buckets: bucketRelation(timedBuckets(from, to, grain, log.workspace, log.asOf)),
    grain,
    period: raw('true'),
    workspace: log.workspace,
    asOf: log.asOf,
  };
}

/** Filters are on the deal's own dimensions. */
function prefixed(scope: Sql): Sql {
  return sql`d.deal IN (SELECT deal FROM facts.deal WHERE ${scope})`;
}

function matrixOf(deals: readonly RiskyDeal[]): Risks['matrix'] {
  const accounts = new Map<string, { pressured: boolean; silent: boolean }>();
  for (const { account, flags } of deals) {
    if (account === null) continue;
    accounts.set(account, { pressured: flags.includes('pressured'), silent: flags.includes('silent') });
  }
  const all = [...accounts.values()];
  return {
    both: all.filter(({ pressured, silent }) => pressured && silent).length,
    pressured: all.filter(({ pressured, silent }) => pressured && !silent).length,
    silent: all.filter(({ pressured, silent }) => !pressured && silent).length,
    neither: all.filter(({ pressured, silent }) => !pressured && !silent).length,
  };
}

/** How far back past deals are looked at: what was so years ago says little of today. */
const memoryMonths = 24;

/** How long a deal has been open when it is looked at. */
const seasoning = 30;

async function worthOf(log: Resolved, today: Temporal.PlainDate, only: Sql): Promise<FlagWorth[]> {
  const { first } = await log.db.row<{ first: string | null }>(
    raw('SELECT min(begin_at)::DATE::VARCHAR AS first FROM facts.deal'),
  );
  if (first === null) return [];
  const begun = Temporal.PlainDate.from(first).with({ day: 1 });
  const recent = today.with({ day: 1 }).subtract({ months: memoryMonths });
  const from = Temporal.PlainDate.compare(begun, recent) > 0 ? begun : recent;
  if (Temporal.PlainDate.compare(from, today) >= 0) return [];
  const context = contextOf(log, from, today.with({ day: 1 }), 'month');
  const counts = flagIds.flatMap((flag) => [
    raw(`count(*) FILTER (${flag})::DOUBLE AS ${flag}_n`),
    raw(`count(*) FILTER (${flag} AND won)::DOUBLE AS ${flag}_won`),
  ]);
  const row = await log.db.row<Record<string, number>>(sql`
    SELECT count(*)::DOUBLE AS n, count(*) FILTER (won)::DOUBLE AS won, ${join(counts)} FROM (
      SELECT f.*, d.won_at IS NOT NULL AS won FROM (${flaggedDeals(context, false)}) f JOIN facts.deal d ON d.deal = f.deal
      WHERE (d.won_at IS NOT NULL OR d.lost_at IS NOT NULL) AND ${prefixed(only)}
      QUALIFY f.bucket = min(CASE WHEN f.bucket + INTERVAL 1 MONTH >= d.begin_at + to_days(${seasoning}::INTEGER) THEN f.bucket END) OVER (PARTITION BY f.deal)
    )`);
  const total = { won: row['won'] ?? 0, closed: row['n'] ?? 0 };
  return flagIds.map((flag) => {
    const own = { won: row[`${flag}_won`] ?? 0, closed: row[`${flag}_n`] ?? 0 };
    const rest = { won: total.won - own.won, closed: total.closed - own.closed };
    return {
      flag,
      with: { ...own, interval: wilson(own.won, own.closed, 0.95) },
      without: { ...rest, interval: wilson(rest.won, rest.closed, 0.95) },
      difference: newcombe({ x: own.won, n: own.closed }, { x: rest.won, n: rest.closed }, 0.95),
    };
  });
}
