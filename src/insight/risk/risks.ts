import { dayOf } from '../../domain/calendar.ts';
import { UserError } from '../../domain/errors.ts';
import { and, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { checkMoney } from '../../engine/ask.ts';
import { factOf } from '../../engine/facts.ts';
import { withinDigits } from '../../engine/overflow.ts';
import { checkMembers, type Filter, filterSql, findCodes, type Resolved, within } from '../../engine/question.ts';
import { dimensionSets } from '../../kpi/kpi.ts';
import { lookAtAccounts, type Matrix, type RiskyAccount } from './accounts.ts';
import { type AtRiskTable, atRiskOf } from './at-risk.ts';
import { type Behind, peopleOf, type Person } from './behind.ts';
import { riskContext } from './context.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { flaggedDeals } from './flagged.ts';
import { type FlagId, flagIds } from './flags.ts';
import { type FlagWorth, type PastDeal, pastDeals, worthOf } from './worth.ts';

/** An open deal with its flags, and the records behind each. Amounts are in the workspace's currency. */
export type RiskyDeal = {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string;
  readonly team: string | null;
  readonly account: string | null;
  readonly account_name: string | null;
  readonly stage: string | null;
  /** Null: none is known. */
  readonly amount: number | null;
  readonly weighted: number;
  /** The day on which it is expected to close. */
  readonly expected_close_on: string | null;
  /** The weighted amount as decimal text; null: without an amount. */
  readonly exact: string | null;
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
 * @param withWorth false: what flags were worth in the past is left out, which takes longest
 * @throws UserError `unknown_dimension` for one that deals do not have, `unknown_member`, `missing_rate`, `too_much_money`
 */
export async function findRisks(log: Resolved, asked: readonly Filter[], withWorth = true): Promise<Risks> {
  const { where, filters, scope, today } = await scopeOf(log, asked);
  const context = riskContext(log, today, today.add({ days: 1 }), null);
  await checkMoney(log, [
    {
      table: null,
      statement: sql`SELECT unpriced AS currency, min(rate_day)::VARCHAR AS day FROM ${factOf('deal_open').rows(context)} WHERE unpriced IS NOT NULL GROUP BY unpriced ORDER BY day, currency`,
    },
  ]);
  const ofAccounts = where.every(({ dimension }) => isOf('S', dimension));
  const found = await lookAtAccounts(log, context, ofAccounts ? filters : raw('true'));
  const looked = sql`SELECT d.* FROM ${factOf('deal_open').rows(context)} d WHERE ${scope}`;
  const rows = await withinDigits(() =>
    log.db.rows<Row>(sql`
    SELECT f.no_decision_maker, f.decision_maker_unheard, f.hidden_dissent, f.stalled, f.overdue, f.days_in_stage, f.usual_days, f.dissenters,
      f.amount::DOUBLE AS amount, f.weighted::DOUBLE AS weighted, f.weighted::VARCHAR AS exact, to_json(f.people)::VARCHAR AS people, to_json(f.deciders)::VARCHAR AS deciders,
      to_json(f.against)::VARCHAR AS against, d.expected_close_on::VARCHAR AS expected_close_on,
      d.id AS deal, l.name, r.v AS rep, t.v AS team, a.v AS account, n.name AS account_name, g.v AS stage
    FROM (${flaggedDeals(context, looked)}) f JOIN facts.deal d ON d.deal = f.deal JOIN log.deals l ON l.id = d.id
    LEFT JOIN facts.label r ON r.k = f.rep LEFT JOIN facts.label t ON t.k = f.team LEFT JOIN facts.label a ON a.k = f.account LEFT JOIN log.accounts n ON n.id = a.v LEFT JOIN facts.label g ON g.k = f.stage
    ORDER BY f.weighted DESC NULLS LAST, d.id`),
  );
  const told = rows.map((row) => ({ row, contacts: contactsBehind(row) }));
  const people = await peopleOf(
    log,
    context,
    told.flatMap(({ contacts }) => Object.values(contacts).flat()),
  );
  const deals = told.map(({ row, contacts }): RiskyDeal => {
    const { deal, name, rep, team, account, account_name, stage, amount, exact, expected_close_on } = row;
    const state = account === null ? undefined : found.stateOf(account);
    const behind: Partial<Record<FlagId, Behind>> = {};
    for (const flag of dealFlagIds)
      if (row[flag])
        behind[flag] = { contacts: ordered((contacts[flag] ?? []).map((seq) => people.get(seq)!)), activities: [] };
    for (const one of state?.flags ?? []) behind[one.flag] = one.behind;
    const flags = flagIds.filter((flag) => behind[flag] !== undefined);
    const evidence = { ...evidenceOf(row), ...(state === undefined ? {} : knownOf(state.evidence)) };
    return {
      deal,
      name,
      rep,
      team,
      account,
      account_name,
      stage,
      amount,
      exact,
      weighted: row.weighted ?? 0,
      expected_close_on,
      flags,
      behind,
      evidence,
    };
  });
  const table = atRiskOf(deals.map((deal) => ({ ...deal, expectedCloseOn: deal.expected_close_on })));
  const sum = (list: readonly RiskyDeal[]): number => list.reduce((total, { weighted }) => total + weighted, 0);
  const flagged = (flag: FlagId): RiskyDeal[] => deals.filter(({ flags }) => flags.includes(flag));
  return {
    asOf: log.asOf,
    deals,
    forecast: table.all.weighted.value,
    atRisk: table.all.atRisk.value,
    table,
    byFlag: new Map(flagIds.map((flag) => [flag, { deals: flagged(flag).length, weighted: sum(flagged(flag)) }])),
    accounts: ofAccounts ? found.risky : null,
    matrix: ofAccounts ? found.matrix : null,
    worth: withWorth ? worthOf((await pastDeals(log, today, scope)) ?? []) : [],
  };
}

/**
 * The deals that closed in the last two years, with the flags that each carried: what the worth of flags rests on.
 * @throws UserError `unknown_dimension` for one that deals do not have, `unknown_member`
 */
export async function findPastDeals(log: Resolved, asked: readonly Filter[]): Promise<readonly PastDeal[]> {
  const { scope, today } = await scopeOf(log, asked);
  return (await pastDeals(log, today, scope)) ?? [];
}

type Scope = {
  readonly where: readonly Filter[];
  readonly filters: Sql;
  /** A condition on the deals `d`. */
  readonly scope: Sql;
  readonly today: Temporal.PlainDate;
};

/** What is asked for of the deals, within what may be seen. */
async function scopeOf(log: Resolved, asked: readonly Filter[]): Promise<Scope> {
  for (const { dimension } of asked) if (!isOf('D', dimension)) throw notOfDeals(dimension);
  await checkMembers(log, asked);
  const where = within(log, asked);
  const codes = await findCodes(log.db, [], where);
  const filters = and(where.map((filter) => filterSql(filter, codes)));
  const today = dayOf(log.asOf.subtract({ microseconds: 1 }), log.workspace.timezone);
  return { where, filters, scope: sql`d.deal IN (SELECT deal FROM facts.deal WHERE ${filters})`, today };
}

/** Those that are a deal's own. */
const dealFlagIds = ['no_decision_maker', 'decision_maker_unheard', 'hidden_dissent', 'stalled', 'overdue'] as const;
type DealFlagId = (typeof dealFlagIds)[number];

type Row = Readonly<Record<DealFlagId, boolean>> & {
  readonly deal: string;
  readonly name: string | null;
  readonly rep: string;
  readonly team: string | null;
  readonly account: string | null;
  readonly account_name: string | null;
  readonly stage: string | null;
  readonly amount: number | null;
  readonly weighted: number | null;
  readonly expected_close_on: string | null;
  readonly exact: string | null;
  /** JSON arrays of contacts; null: none. */
  readonly people: string | null;
  readonly deciders: string | null;
  readonly against: string | null;
} & Readonly<Record<string, unknown>>;

/** Whom the deal's own flags are about. */
function contactsBehind(row: Row): Partial<Record<DealFlagId, readonly number[]>> {
  const list = (text: string | null): readonly number[] => (text === null ? [] : (JSON.parse(text) as number[]));
  return {
    ...(row.no_decision_maker ? { no_decision_maker: list(row.people) } : {}),
    ...(row.decision_maker_unheard ? { decision_maker_unheard: list(row.deciders) } : {}),
    ...(row.hidden_dissent ? { hidden_dissent: list(row.against) } : {}),
  };
}

/** Those worst disposed first. */
function ordered(people: readonly Person[]): readonly Person[] {
  return people.toSorted((a, b) => (a.rating ?? 0) - (b.rating ?? 0) || (a.id < b.id ? -1 : 1));
}

/** What of an account's evidence is known. */
function knownOf(evidence: Evidence): Partial<Evidence> {
  return Object.fromEntries(Object.entries(evidence).filter(([, value]) => value !== null));
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
