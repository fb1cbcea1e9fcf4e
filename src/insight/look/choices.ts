import { bucketStart, type Calendar } from '../../domain/calendar.ts';
import { and, raw, sql } from '../../duckdb/sql.ts';
import { filterSql, findCodes, type Resolved, within } from '../../engine/question.ts';
import { periodOf } from '../../kpi/answer.ts';
import { lastDayOf } from '../account/moment.ts';

/** Periods that are asked for by a word; `to` is exclusive and never after the day that follows the log's last. */
export const periodIds = [
  'last_3_months',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_12_months',
] as const;
export type PeriodId = (typeof periodIds)[number];

/** A member and what it is called. */
export type Choice = { readonly id: string; readonly name: string };

/** What can be looked at: periods, and the members by which can be filtered, of what may be seen. */
export type Choices = {
  /** The first and the last local day that the log tells of. */
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  readonly periods: readonly {
    readonly id: PeriodId;
    readonly from: Temporal.PlainDate;
    readonly to: Temporal.PlainDate;
  }[];
  readonly teams: readonly Choice[];
  readonly reps: readonly (Choice & { readonly team: string | null })[];
  /** In the order of the sale. */
  readonly stages: readonly (Choice & { readonly kind: string })[];
  readonly sources: readonly string[];
  readonly segments: readonly string[];
  readonly products: readonly string[];
};

/** What can be looked at in a log by somebody with its policy. */
export async function choicesOf(log: Resolved): Promise<Choices> {
  const policy = within(log, []);
  const codes = await findCodes(log.db, [], policy);
  const scope = and(policy.map((filter) => filterSql(filter, codes)));
  const last = lastDayOf(log);
  const { from: first } = await periodOf(log, undefined, undefined);
  const reps = await log.db.rows<Choice & { team: string | null; team_name: string | null }>(sql`
    SELECT r.id, r.name, l.v AS team, t.name AS team_name
    FROM facts.rep r LEFT JOIN facts.label l ON l.k = r.team LEFT JOIN log.teams t ON t.id = l.v WHERE ${scope} ORDER BY r.name, r.id`);
  const teams = new Map(
    reps.flatMap(({ team, team_name }) => (team === null ? [] : [[team, team_name ?? team] as const])),
  );
  const members = async (dimension: 'source' | 'segment' | 'product'): Promise<readonly string[]> => {
    const rows = await log.db.rows<{ v: string }>(sql`
      SELECT DISTINCT l.v FROM (
        SELECT DISTINCT ${raw(dimension)} AS k FROM facts.deal WHERE ${scope} UNION SELECT DISTINCT ${raw(dimension)} FROM facts.lead WHERE ${scope}
      ) d JOIN facts.label l ON l.k = d.k WHERE d.k <> 0 AND l.v IS NOT NULL ORDER BY l.v`);
    return rows.map(({ v }) => v);
  };
  return {
    first,
    last,
    periods: periodsOf(last, log.workspace),
    teams: [...teams].map(([id, name]) => ({ id, name })).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    reps: reps.map(({ id, name, team }) => ({ id, name, team })),
    stages: await log.db.rows(sql`SELECT id, name, kind FROM log.stages ORDER BY position, id`),
    sources: await members('source'),
    segments: await members('segment'),
    products: await members('product'),
  };
}

/** The periods that are asked for by a word, seen from a log's last day. */
export function periodsOf(last: Temporal.PlainDate, calendar: Calendar): Choices['periods'] {
  const to = last.add({ days: 1 });
  const [month, quarter, year] = (['month', 'quarter', 'year'] as const).map((grain) =>
    bucketStart(last, grain, calendar),
  ) as [Temporal.PlainDate, Temporal.PlainDate, Temporal.PlainDate];
  const spans: Readonly<Record<PeriodId, readonly [Temporal.PlainDate, Temporal.PlainDate]>> = {
    last_3_months: [month.subtract({ months: 2 }), to],
    this_month: [month, to],
    last_month: [month.subtract({ months: 1 }), month],
    this_quarter: [quarter, to],
    last_quarter: [quarter.subtract({ months: 3 }), quarter],
    this_year: [year, to],
    last_12_months: [month.subtract({ months: 11 }), to],
  };
  return periodIds.map((id) => ({ id, from: spans[id][0], to: spans[id][1] }));
}
