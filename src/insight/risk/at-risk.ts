import { trimZeros } from '../../engine/ask.ts';
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

/** An open deal as it is added up. */
export type RiskedDeal = {
  readonly rep: string | null;
  readonly team: string | null;
  /** A day; null: none is known. */
  readonly expectedCloseOn: string | null;
  /** Its weighted amount as decimal text; null: without an amount. */
  readonly exact: string | null;
  readonly flags: readonly FlagId[];
};

/** Adds up the open deals of one moment. */
export function atRiskOf(deals: readonly RiskedDeal[]): AtRiskTable {
  return {
    all: sumsOf(deals),
    byMonth: monthsOf(deals),
    byRep: membersOf(deals, ({ rep }) => rep),
    byTeam: membersOf(deals, ({ team }) => team),
  };
}

function monthsOf(deals: readonly RiskedDeal[]): MonthAtRisk[] {
  const monthOf = ({ expectedCloseOn: day }: RiskedDeal): string | null =>
    day === null ? null : `${day.slice(0, -3)}-01`;
  return grouped(deals, monthOf).map(([month, own]) => ({ month, ...sumsOf(own) }));
}

function membersOf(deals: readonly RiskedDeal[], of: (deal: RiskedDeal) => string | null): MemberAtRisk[] {
  return grouped(deals, of).map(([member, own]) => ({ member, ...sumsOf(own), months: monthsOf(own) }));
}

/** In text order, null last. */
function grouped(
  deals: readonly RiskedDeal[],
  of: (deal: RiskedDeal) => string | null,
): readonly (readonly [string | null, readonly RiskedDeal[]])[] {
  const order = (a: string | null, b: string | null): number =>
    a === b ? 0 : a === null || (b !== null && a > b) ? 1 : -1;
  return [...Map.groupBy(deals, of)].sort(([a], [b]) => order(a, b));
}

function sumsOf(deals: readonly RiskedDeal[]): AtRisk {
  const flagged = deals.filter(({ flags }) => flags.length > 0);
  const under = (flag: FlagId): Amount => sum(flagged.filter(({ flags }) => flags.includes(flag)));
  return {
    deals: deals.length,
    flagged: flagged.length,
    weighted: sum(deals),
    atRisk: sum(flagged),
    byFlag: Object.fromEntries(flagIds.map((flag) => [flag, under(flag)])) as AtRisk['byFlag'],
  };
}

/** The most decimals that a weighted amount has. */
const decimals = 18;

function sum(deals: readonly RiskedDeal[]): Amount {
  const total = deals.reduce((units, { exact }) => units + (exact === null ? 0n : unitsOf(exact)), 0n);
  const digits = String(total < 0n ? -total : total).padStart(decimals + 1, '0');
  const text = `${total < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return { value: Number(text), exact: trimZeros(text) };
}

/** A decimal text in units of its last possible digit. */
function unitsOf(text: string): bigint {
  const [whole, rest = ''] = text.split('.') as [string, string?];
  return BigInt(whole + rest.padEnd(decimals, '0'));
}
