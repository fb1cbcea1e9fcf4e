import type { Database } from '../../duckdb/database.ts';
import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { trimZeros } from '../../engine/ask.ts';
import { withinDigits } from '../../engine/overflow.ts';
import { type FlagId, flagIds } from './flags.ts';

/** Money in the workspace's currency: as a number, and as decimal text to the last digit. */
export type Amount = { readonly value: number; readonly exact: string };

/** Weighted amounts of a group of open deals, and what of them carries a flag. */
export type AtRisk = {
  readonly deals: number;
  /** How many of the deals carry a flag. */
  readonly flagged: number;
  readonly weighted: Amount;
  /** The part whose deals carry at least one flag. */
  readonly atRisk: Amount;
  /** The part under each flag; a deal with two flags counts under both. */
  readonly byFlag: Readonly<Record<FlagId, Amount>>;
};

/** A month's forecast: deals open now that are expected to close in it. */
export type MonthAtRisk = AtRisk & {
  /** Its first day; null: deals without a day on which they are expected to close. */
  readonly month: string | null;
};

/** A member's weighted pipeline, and its forecast month by month; null: deals of nobody, or of no team. */
export type MemberAtRisk = AtRisk & { readonly member: string | null; readonly months: readonly MonthAtRisk[] };

/**
 * What is at risk of the weighted pipeline, and of the forecast of each month. Months, reps and teams each add up to the whole, to the last digit; the
 * whole is the KPI `weighted_pipeline`, a month's `weighted` the KPI `forecast` of that month.
 */
export type AtRiskTable = {
  readonly all: AtRisk;
  /** In the order of time, also those that have passed (their deals are overdue); without a month last. */
  readonly byMonth: readonly MonthAtRisk[];
  readonly byRep: readonly MemberAtRisk[];
  readonly byTeam: readonly MemberAtRisk[];
};

/** The part at risk, 0 … 1; null where there is nothing that could be. */
export function shareOf({ weighted, atRisk }: Pick<AtRisk, 'weighted' | 'atRisk'>): number | null {
  return weighted.value > 0 ? atRisk.value / weighted.value : null;
}

/**
 * Adds up flagged deals of one moment.
 * @param flagged `flaggedDeals` of one bucket, cut to the deals that are asked for
 * @throws UserError `too_much_money`
 */
export async function atRiskOf(db: Database, flagged: Sql): Promise<AtRiskTable> {
  const any = raw(flagIds.join(' OR '));
  const each = flagIds.map((flag) => raw(`coalesce(sum(exact) FILTER (${flag}), 0)::VARCHAR AS ${flag}`));
  const rows = await withinDigits(() =>
    db.rows<Row>(sql`
      SELECT g.cut, g.month::VARCHAR AS month, r.v AS rep, t.v AS team, ${raw(`g.* EXCLUDE (cut, month, rep, team)`)} FROM (
        SELECT grouping(rep, team, month)::INTEGER AS cut, rep, team, month, count(*)::DOUBLE AS deals,
          count(*) FILTER (${any})::DOUBLE AS flagged, coalesce(sum(exact), 0)::VARCHAR AS weighted,
          coalesce(sum(exact) FILTER (${any}), 0)::VARCHAR AS at_risk, ${join(each)}
        FROM (
          SELECT f.*, date_trunc('month', d.expected_close_on)::DATE AS month FROM (${flagged}) f JOIN facts.deal d ON d.deal = f.deal
        ) GROUP BY GROUPING SETS ((), (month), (rep), (rep, month), (team), (team, month))
      ) g LEFT JOIN facts.label r ON r.k = g.rep LEFT JOIN facts.label t ON t.k = g.team
      ORDER BY rep NULLS LAST, team NULLS LAST, month NULLS LAST`),
  );
  const cut = (...kept: readonly ('rep' | 'team' | 'month')[]): Row[] => {
    const bits = { rep: 4, team: 2, month: 1 };
    return rows.filter((row) => row.cut === 7 - kept.reduce((sum, key) => sum + bits[key], 0));
  };
  const monthOf = (row: Row): MonthAtRisk => ({ month: row.month, ...sumsOf(row) });
  const membersOf = (key: 'rep' | 'team'): MemberAtRisk[] => {
    const months = Map.groupBy(cut(key, 'month'), (row) => row[key]);
    return cut(key).map((row) => ({
      member: row[key],
      ...sumsOf(row),
      months: (months.get(row[key]) ?? []).map(monthOf),
    }));
  };
  return {
    all: sumsOf(cut()[0]!),
    byMonth: cut('month').map(monthOf),
    byRep: membersOf('rep'),
    byTeam: membersOf('team'),
  };
}

type Row = Readonly<Record<FlagId | 'weighted' | 'at_risk', string>> & {
  /** Which of rep (4), team (2) and month (1) are summed over. */
  readonly cut: number;
  readonly rep: string | null;
  readonly team: string | null;
  readonly month: string | null;
  readonly deals: number;
  readonly flagged: number;
};

function sumsOf(row: Row): AtRisk {
  const amount = (text: string): Amount => ({ value: Number(text), exact: trimZeros(text) });
  return {
    deals: row.deals,
    flagged: row.flagged,
    weighted: amount(row.weighted),
    atRisk: amount(row.at_risk),
    byFlag: Object.fromEntries(flagIds.map((flag) => [flag, amount(row[flag])])) as AtRisk['byFlag'],
  };
}
