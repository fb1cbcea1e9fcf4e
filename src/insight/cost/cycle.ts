import { startOfDay, toMicros } from '../../domain/calendar.ts';
import type { Dimension } from '../../domain/vocabulary.ts';
import { and, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { instant } from '../../engine/dialect.ts';
import { filterSql, findCodes, type Question, type Resolved, within } from '../../engine/question.ts';
import type { Interval } from '../statistics/intervals.ts';
import { type Ending, incidence, type Standing, standingAt } from '../survival/incidence.ts';
import { kaplanMeier, type Step, timeTo } from '../survival/kaplan-meier.ts';

/** How long after their beginning deals are looked at, in days. */
export const cycleDays = [30, 60, 90, 180, 365] as const;

/** What has come of deals so many days after they began; null where none has been seen that long. */
export type Mark = {
  readonly days: number;
  readonly open: number | null;
  readonly won: number | null;
  readonly wonInterval: Interval | null;
  readonly lost: number | null;
};

/** The cycle of the deals that began in a period, those that are still open counted as long as they have been seen. */
export type Cycle = {
  readonly deals: number;
  readonly won: number;
  readonly lost: number;
  /** After how many days half of them have ended, won or lost; an end of the interval is null where the curve does not come so low. */
  readonly half: { readonly days: number; readonly interval: readonly [number | null, number | null] } | null;
  readonly marks: readonly Mark[];
  /** How things stand from each day on which a deal ended, in order. */
  readonly curve: readonly CurveStep[];
};

/** From this many days on: the share that is still open (Kaplan & Meier) and what came of the others (Aalen & Johansen), with 95 % intervals. */
export type CurveStep = {
  readonly days: number;
  /** Deals that were seen so long and had not ended before. */
  readonly atRisk: number;
  readonly open: number;
  readonly openInterval: Interval;
  readonly won: number;
  readonly wonInterval: Interval;
  readonly lost: number;
};

type Row = {
  readonly member: string | null;
  /** Of 24 hours, with their fractions: what ended on the ninety-first day had not ended within ninety. */
  readonly days: number;
  readonly end: 'won' | 'lost' | null;
  readonly n: number;
};

/**
 * The cycles of the deals that began (with their lead, else with their first stage) in the question's period: of all under the key `all`, and by
 * member of the dimension. Shares by Aalen & Johansen: a deal that was lost can no longer be won.
 */
export async function cyclesOf(
  log: Resolved,
  question: Question,
  by: Dimension,
): Promise<{ readonly all: Cycle; readonly members: ReadonlyMap<string | null, Cycle> }> {
  const { scope, days, ending } = await begunIn(log, question);
  const rows = await log.db.rows<Row>(sql`
    SELECT l.v AS member, f.days, f.ending AS "end", f.n FROM (
      SELECT d.${raw(by)} AS k, ${days} AS days, ${ending} AS ending, count(*)::DOUBLE AS n FROM facts.deal d WHERE ${scope} GROUP BY 1, 2, 3
    ) f LEFT JOIN facts.label l ON l.k = f.k ORDER BY member, days, "end"`);
  const groups = Map.groupBy(rows, ({ member }) => member);
  return {
    all: cycleOf(rows),
    members: new Map([...groups].map(([member, own]) => [member, cycleOf(own)])),
  };
}

/** A deal that a cycle follows. */
export type CycleDeal = {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string | null;
  readonly account: string | null;
  readonly account_name: string | null;
  readonly begun_at: string;
  /** From then to its end, or to now. */
  readonly days: number;
  readonly end: 'won' | 'lost' | null;
};

/** The deals that the cycle of a question's period follows, those that began last first. */
export async function cycleDealsOf(log: Resolved, question: Question): Promise<readonly CycleDeal[]> {
  const { scope, begun, days, ending } = await begunIn(log, question);
  return log.db.rows<CycleDeal>(sql`
    SELECT d.id AS deal, l.name, r.v AS rep, a.v AS account, n.name AS account_name,
      strftime(${begun}, '%Y-%m-%dT%H:%M:%SZ') AS begun_at, ${days}::DOUBLE AS days, ${ending} AS "end"
    FROM (SELECT * FROM facts.deal d WHERE ${scope}) d JOIN log.deals l ON l.id = d.id LEFT JOIN facts.label r ON r.k = d.rep
    LEFT JOIN facts.label a ON a.k = d.account LEFT JOIN log.accounts n ON n.id = a.v ORDER BY ${begun} DESC, d.id`);
}

type Begun = { readonly scope: Sql; readonly begun: Sql; readonly days: Sql; readonly ending: Sql };

/** Deals `d` that began in the question's period: the condition, and of each when it began, how many days it took or has taken, and how it ended. */
async function begunIn(log: Resolved, question: Question): Promise<Begun> {
  const where = within(log, question.where);
  const codes = await findCodes(log.db, [], where);
  const { timezone } = log.workspace;
  const [from, to] = [question.from, question.to].map((day) => instant(toMicros(startOfDay(day, timezone))));
  const now = instant(toMicros(log.asOf));
  const begun = raw('coalesce(d.lead_created_at, d.begin_at)');
  const scope = and([
    sql`${begun} >= ${from!}`,
    sql`${begun} < ${to!}`,
    ...where.map((filter) => filterSql(filter, codes)),
  ]);
  return {
    scope,
    begun,
    days: sql`epoch(coalesce(d.won_at, d.lost_at, ${now}) - ${begun}) / 86400`,
    ending: raw("CASE WHEN d.won_at IS NOT NULL THEN 'won' WHEN d.lost_at IS NOT NULL THEN 'lost' END"),
  };
}

/** The survival curve (Kaplan & Meier 1958): deals that are still open count for as long as they have been seen. */
function survivalOf(rows: readonly Row[]): readonly Step[] {
  const spans = rows.flatMap(({ days, end, n }) =>
    Array.from({ length: n }, () => ({ length: days, hasEnded: end !== null })),
  );
  return kaplanMeier(spans, 0.95);
}

function cycleOf(rows: readonly Row[]): Cycle {
  const endings = rows.map(({ days, end, n }): Ending<'won' | 'lost'> => ({ length: days, end, n }));
  const standings = incidence(endings, ['won', 'lost'], 0.95);
  const survival = survivalOf(rows);
  const half = timeTo(survival);
  const longest = rows.reduce((most, { days }) => Math.max(most, days), 0);
  const count = (which: readonly Row[]): number => which.reduce((total, { n }) => total + n, 0);
  return {
    deals: count(rows),
    won: count(rows.filter(({ end }) => end === 'won')),
    lost: count(rows.filter(({ end }) => end === 'lost')),
    half: half.length === null ? null : { days: half.length, interval: half.interval },
    marks: cycleDays.map((days): Mark => {
      const standing = standingAt(standings, days);
      if (longest < days && (standing === null || standing.lasting > 0))
        return { days, open: null, won: null, wonInterval: null, lost: null };
      if (standing === null) return { days, open: 1, won: 0, wonInterval: null, lost: 0 };
      const { won, lost } = standing.ended;
      return { days, open: standing.lasting, won: won.share, wonInterval: won.interval, lost: lost.share };
    }),
    curve: curveOf(standings, survival),
  };
}

/** One step for each day on which something ended: how things stood when it was over. */
function curveOf(standings: readonly Standing<'won' | 'lost'>[], survival: readonly Step[]): readonly CurveStep[] {
  // Both have a step at each length at which something ended.
  const ends = standings.map((standing, i) => ({ standing, step: survival[i]! }));
  const days = Map.groupBy(ends, ({ standing: { length } }) => Math.ceil(length));
  return [...days].map(([day, own]): CurveStep => {
    const { standing, step } = own.at(-1)!;
    const { won, lost } = standing.ended;
    return {
      days: day,
      atRisk: own[0]!.standing.atRisk,
      open: standing.lasting,
      openInterval: step.interval,
      won: won.share,
      wonInterval: won.interval,
      lost: lost.share,
    };
  });
}
