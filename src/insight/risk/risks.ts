import { dayOf } from '../../domain/calendar.ts';
import { UserError } from '../../domain/errors.ts';
import { and, sql } from '../../duckdb/sql.ts';
import { checkMoney } from '../../engine/ask.ts';
import { factOf } from '../../engine/facts.ts';
import { checkMembers, type Filter, filterSql, findCodes, type Resolved, within } from '../../engine/question.ts';
import { dimensionSets } from '../../kpi/kpi.ts';
import { type Matrix, riskyAccounts, type RiskyAccount } from './accounts.ts';
import { type AtRiskTable, atRiskOf } from './at-risk.ts';
import { type Behind, behindFlags } from './behind.ts';
import { riskContext } from './context.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { flaggedDeals } from './flagged.ts';
import { type AccountFlagId, accountFlagIds, type FlagId, flagIds } from './flags.ts';
import { type FlagWorth, worthOf } from './worth.ts';

/** An open deal with its flags, and the records behind each. Amounts are in the workspace's currency. */
export type RiskyDeal = {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string;
  readonly team: string | null;
  readonly account: string | null;
  readonly stage: string | null;
  readonly weighted: number;
  readonly flags: readonly FlagId[];
  readonly behind: Readonly<Partial<Record<FlagId, Behind>>>;
  readonly evidence: Evidence;
};

/** The open deals of a log and what of their weighted amount is at risk, and the accounts that carry a flag. */
export type Risks = {
  readonly asOf: Temporal.Instant;
  readonly deals: readonly RiskyDeal[];
  readonly forecast: number;
  readonly atRisk: number;
  /** The same by month, rep and team. */
  readonly table: AtRiskTable;
  readonly byFlag: ReadonlyMap<FlagId, { readonly deals: number; readonly weighted: number }>;
  /** Null where filters ask for what accounts do not have, such as a source. */
  readonly accounts: readonly RiskyAccount[] | null;
  readonly matrix: Matrix | null;
  readonly worth: readonly FlagWorth[];
};

/**
 * Finds the risks of the open deals and of the assigned accounts at the log's "now", and what each flag was worth (see `worth.ts`).
 * @throws UserError `unknown_dimension` for one that deals do not have, `unknown_member`, `missing_rate`, `too_much_money`
 */
export async function findRisks(log: Resolved, asked: readonly Filter[]): Promise<Risks> {
  for (const { dimension } of asked) if (!isOf('D', dimension)) throw notOfDeals(dimension);
  await checkMembers(log, asked);
  const where = within(log, asked);
  const codes = await findCodes(log.db, [], where);
  const today = dayOf(log.asOf.subtract({ microseconds: 1 }), log.workspace.timezone);
  const context = riskContext(log, today, today.add({ days: 1 }), null);
  const filters = and(where.map((filter) => filterSql(filter, codes)));
  const scope = sql`d.deal IN (SELECT deal FROM facts.deal WHERE ${filters})`;
  await checkMoney(log, [
    {
      table: null,
      statement: sql`SELECT unpriced AS currency, min(rate_day)::VARCHAR AS day FROM ${factOf('deal_open').rows(context)} WHERE unpriced IS NOT NULL GROUP BY unpriced ORDER BY day, currency`,
    },
  ]);
  const rows = await log.db.rows<Row>(sql`
    SELECT f.* EXCLUDE (bucket, deal, rep, team, account, stage, exact, contact, balance, balance_before), d.id AS deal, l.name, r.v AS rep, t.v AS team, a.v AS account, g.v AS stage,
      f.balance::DOUBLE AS balance, f.balance_before::DOUBLE AS balance_before, d.expected_close_on::VARCHAR AS expected_close_on
    FROM (${flaggedDeals(context)}) f JOIN facts.deal d ON d.deal = f.deal JOIN log.deals l ON l.id = d.id
    LEFT JOIN facts.label r ON r.k = f.rep LEFT JOIN facts.label t ON t.k = f.team LEFT JOIN facts.label a ON a.k = f.account LEFT JOIN facts.label g ON g.k = f.stage
    WHERE ${scope}
    ORDER BY f.weighted DESC NULLS LAST, d.id`);
  const find = await behindFlags(log, context);
  const deals = rows.map((row): RiskyDeal => {
    const { deal, name, rep, team, account, stage } = row;
    const flags = flagIds.filter((flag) => row[flag]);
    const behind = flags.map((flag) => [flag, find(flag, isAccounts(flag) ? (account ?? '') : deal)] as const);
    const weighted = row.weighted ?? 0;
    const evidence = evidenceOf(row);
    return { deal, name, rep, team, account, stage, weighted, flags, behind: Object.fromEntries(behind), evidence };
  });
  const table = await atRiskOf(log.db, sql`SELECT * FROM (${flaggedDeals(context)}) d WHERE ${scope}`);
  const ofAccounts = where.every(({ dimension }) => isOf('S', dimension));
  const found = ofAccounts ? await riskyAccounts(log, context, filters, find) : null;
  const sum = (list: readonly RiskyDeal[]): number => list.reduce((total, { weighted }) => total + weighted, 0);
  const flagged = (flag: FlagId): RiskyDeal[] => deals.filter(({ flags }) => flags.includes(flag));
  return {
    asOf: log.asOf,
    deals,
    forecast: table.all.weighted.value,
    atRisk: table.all.atRisk.value,
    table,
    byFlag: new Map(flagIds.map((flag) => [flag, { deals: flagged(flag).length, weighted: sum(flagged(flag)) }])),
    accounts: found?.accounts ?? null,
    matrix: found?.matrix ?? null,
    worth: await worthOf(log, today, scope),
  };
}

type Row = Readonly<Record<FlagId, boolean>> & {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string;
  readonly team: string | null;
  readonly account: string | null;
  readonly stage: string | null;
  readonly weighted: number | null;
} & Readonly<Record<string, unknown>>;

function isAccounts(flag: FlagId): flag is AccountFlagId {
  return (accountFlagIds as readonly FlagId[]).includes(flag);
}

function isOf(set: 'D' | 'S', dimension: string): boolean {
  return (dimensionSets[set] as readonly string[]).includes(dimension);
}

function notOfDeals(dimension: string): UserError {
  const list = dimensionSets.D.join(', ');
  return new UserError({
    code: 'unknown_dimension',
    message: { en: `Open deals have no ${dimension}.`, es: `Las oportunidades abiertas no tienen ${dimension}.` },
    fix: { en: `They have: ${list}.`, es: `Tienen: ${list}.` },
  });
}
