import { and, raw, sql } from '../../duckdb/sql.ts';
import { isoText } from '../../engine/dialect.ts';
import { factOf } from '../../engine/facts.ts';
import { type Filter, filterSql, findCodes, type Resolved, within } from '../../engine/question.ts';
import { inWindow, membersOf } from '../../engine/snapshots.ts';
import { dimensionSets } from '../../kpi/kpi.ts';
import type { Behind } from '../risk/behind.ts';
import type { Evidence } from '../risk/evidence.ts';
import { type FlagId, flagIds, isAccounts } from '../risk/flags.ts';
import { findRisks, type Risks } from '../risk/risks.ts';
import { momentOf } from './moment.ts';

/** A flag of an account, or of one of its open deals. */
export type Flagged = {
  readonly flag: FlagId;
  /** Null: the account's own. */
  readonly deal: string | null;
  readonly evidence: Evidence;
  readonly behind: Behind;
};

/** How an account stands now. Amounts are in the workspace's currency, windows are thresholds. */
export type AccountStanding = {
  readonly account: string;
  readonly name: string;
  readonly segment: string | null;
  readonly industry: string | null;
  /** To whom it is assigned, of those who were asked for. */
  readonly reps: readonly string[];
  /** Its people, and those of them who answered within `touch_window_days`. */
  readonly contacts: number;
  readonly covered: number;
  /** Those who decide on its open deals, and those of them who answered. */
  readonly deciders: number;
  readonly deciders_covered: number;
  /** Ratings weighed by influence, −3 … +3; null: nobody is rated. */
  readonly strength: number | null;
  readonly heard_at: string | null;
  readonly open_deals: number;
  readonly weighted: number;
  readonly at_risk: number;
  readonly flags: readonly Flagged[];
};

/** The accounts that were asked for: those on which most is at risk first. */
export type Overview = {
  readonly risks: Risks;
  readonly accounts: readonly AccountStanding[];
};

/**
 * The accounts that are assigned, or have an open deal, within filters. One that accounts do not have, such as a source, keeps those whose open deals have it.
 * @throws UserError `unknown_dimension`, `unknown_member`, `missing_rate`
 */
export async function overviewOf(log: Resolved, where: readonly Filter[]): Promise<Overview> {
  const risks = await findRisks(log, where, false);
  const byAccount = Map.groupBy(
    risks.deals.filter(({ account }) => account !== null),
    ({ account }) => account!,
  );
  const rows = await rowsOf(log, where, [...byAccount.keys()]);
  const ofAccounts = new Map((risks.accounts ?? []).map((account) => [account.account, account]));
  const accounts = rows.map(({ reps, ...row }): AccountStanding => {
    const deals = byAccount.get(row.account) ?? [];
    const own = ofAccounts.get(row.account);
    const sum = (list: typeof deals): number => list.reduce((total, { weighted }) => total + weighted, 0);
    const flags: Flagged[] = (own?.flags ?? []).map(({ flag, behind }) => ({
      flag,
      deal: null,
      behind,
      evidence: own!.evidence,
    }));
    for (const deal of deals)
      for (const flag of deal.flags) {
        const known = isAccounts(flag) && flags.some((other) => other.flag === flag);
        if (!known)
          flags.push({
            flag,
            deal: isAccounts(flag) ? null : deal.deal,
            behind: deal.behind[flag]!,
            evidence: deal.evidence,
          });
      }
    return {
      ...row,
      reps: reps === null ? [] : (JSON.parse(reps) as string[]),
      open_deals: deals.length,
      weighted: sum(deals),
      at_risk: sum(deals.filter((deal) => deal.flags.length > 0)),
      flags: flags.toSorted((a, b) => flagIds.indexOf(a.flag) - flagIds.indexOf(b.flag)),
    };
  });
  const most = (a: AccountStanding, b: AccountStanding): number =>
    b.at_risk - a.at_risk || b.flags.length - a.flags.length || b.weighted - a.weighted || (a.name < b.name ? -1 : 1);
  return { risks, accounts: accounts.toSorted(most) };
}

type Row = Omit<AccountStanding, 'reps' | 'open_deals' | 'weighted' | 'at_risk' | 'flags'> & {
  /** A JSON array of ids; null: assigned to nobody who was asked for. */
  readonly reps: string | null;
};

async function rowsOf(log: Resolved, where: readonly Filter[], withDeals: readonly string[]): Promise<readonly Row[]> {
  const { context } = momentOf(log, undefined);
  const filters = within(log, where);
  const codes = await findCodes(log.db, [], filters);
  const ofAccounts = filters.every(({ dimension }) => (dimensionSets.S as readonly string[]).includes(dimension));
  const scope = ofAccounts ? and(filters.map((filter) => filterSql(filter, codes))) : raw('false');
  const assigned = factOf('account_assigned').rows(context);
  return log.db.rows<Row>(sql`
    WITH b AS MATERIALIZED (SELECT * FROM ${context.buckets}), mine AS (
      SELECT account, list(DISTINCT rep ORDER BY rep) AS reps FROM ${assigned} WHERE ${scope} GROUP BY account
    ), looked AS MATERIALIZED (
      SELECT a.account, a.id, a.seq, m.reps FROM facts.account a LEFT JOIN mine m ON m.account = a.account
      WHERE m.account IS NOT NULL OR a.id IN (SELECT unnest(from_json(${JSON.stringify(withDeals)}::JSON, '["VARCHAR"]')))
    ), lately AS (
      SELECT DISTINCT t.contact FROM b JOIN facts.touch t ON t.two_way AND ${inWindow(context, 't.occurred_at', log.workspace.thresholds.touch_window_days)}
    ), people AS (
      SELECT c.account, count(*) AS contacts, count(y.contact) AS covered, sum(c.influence * r.strength) / nullif(sum(c.influence) FILTER (r.strength IS NOT NULL), 0) AS strength
      FROM b JOIN facts.contact c ON c.created_at < b.s AND c.left_at >= b.s SEMI JOIN looked k ON k.account = c.account
      LEFT JOIN lately y ON y.contact = c.contact
      LEFT JOIN facts.rating r ON r.contact = c.contact AND r.rated_at < b.s AND r.next_at >= b.s GROUP BY c.account
    ), team AS (
      SELECT account, count(DISTINCT contact) AS deciders, count(DISTINCT contact) FILTER (covered) AS covered FROM (${membersOf(
        sql`SELECT b.bucket, b.s, f.deal, f.rep, f.team, f.account, f.segment, f.industry FROM b
          JOIN facts.stage_span p ON p.from_at < b.s AND p.to_at >= b.s AND p.kind = 'open' JOIN facts.deal f ON f.deal = p.deal SEMI JOIN looked k ON k.account = f.account`,
        context,
      )}) GROUP BY account
    ), heard AS (
      SELECT t.account, max(t.occurred_at) AS last_at FROM b JOIN facts.activity t ON t.two_way AND t.occurred_at < b.s SEMI JOIN looked k ON k.account = t.account GROUP BY t.account
    )
    SELECT k.id AS account, l.name, l.segment, l.industry, to_json(list_transform(k.reps, x -> r.names[x]))::VARCHAR AS reps,
      coalesce(p.contacts, 0)::DOUBLE AS contacts, coalesce(p.covered, 0)::DOUBLE AS covered, p.strength::DOUBLE AS strength,
      coalesce(t.deciders, 0)::DOUBLE AS deciders, coalesce(t.covered, 0)::DOUBLE AS deciders_covered, ${isoText('h.last_at')} AS heard_at
    FROM looked k JOIN log.accounts l ON l.seq = k.seq LEFT JOIN people p ON p.account = k.account LEFT JOIN team t ON t.account = k.account
    LEFT JOIN heard h ON h.account = k.account CROSS JOIN (SELECT map(list(rep), list(id)) AS names FROM facts.rep) r`);
}
