import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type FactContext, factOf } from '../../engine/facts.ts';
import type { Resolved } from '../../engine/question.ts';
import { type Behind, behindAccounts, type Finder } from './behind.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { flaggedAccounts } from './flagged.ts';
import { type AccountFlagId, accountFlagIds } from './flags.ts';

/** An assigned account that carries a flag of its own. */
export type RiskyAccount = {
  readonly account: string;
  readonly name: string;
  /** To whom it is assigned, of those who were asked for. */
  readonly reps: readonly string[];
  /** How many open deals it has. */
  readonly deals: number;
  readonly flags: readonly { readonly flag: AccountFlagId; readonly behind: Behind }[];
  readonly evidence: Evidence;
};

/**
 * Assigned accounts by pressure and silence. Silence is told of accounts with an open deal only; those without one are `pressuredIdle` and
 * `neitherIdle`.
 */
export type Matrix = Readonly<
  Record<'both' | 'pressured' | 'silent' | 'neither' | 'pressuredIdle' | 'neitherIdle', number>
>;

/** What is known of an account now. */
export type AccountState = Pick<RiskyAccount, 'flags' | 'evidence'>;

/** The accounts that were looked at: those with a flag, the matrix of those assigned, and the state of any by its id. */
export type AccountsFound = {
  readonly risky: readonly RiskyAccount[];
  readonly matrix: Matrix;
  readonly stateOf: (account: string) => AccountState | undefined;
};

/**
 * Looks at the accounts assigned now, those without an open deal too, and at all with open deals. Those with a flag that are assigned: most flags
 * first, then those pressed most.
 * @param scope a condition on assignments, by whose reps and accounts `risky` and `matrix` are cut
 */
export async function lookAtAccounts(log: Resolved, context: FactContext, scope: Sql): Promise<AccountsFound> {
  const find = await behindAccounts(log, context);
  const [assigned, open] = [factOf('account_assigned').rows(context), factOf('deal_open').rows(context)];
  const looked = sql`SELECT DISTINCT b.bucket, b.s, x.account
    FROM ${context.buckets} b CROSS JOIN (SELECT account FROM ${assigned} UNION SELECT account FROM ${open} WHERE account <> 0) x`;
  const count = raw(accountFlagIds.map((flag) => `f.${flag}::INTEGER`).join(' + '));
  const rows = await log.db.rows<Row>(sql`
    SELECT f.* EXCLUDE (bucket, account), coalesce(o.deals, 0)::DOUBLE AS deals, a.id AS account, a.name,
      to_json(list_transform(m.reps, k -> r.names[k]))::VARCHAR AS reps
    FROM (${flaggedAccounts(context, looked, true)}) f JOIN facts.account c ON c.account = f.account JOIN log.accounts a ON a.seq = c.seq
    LEFT JOIN (SELECT account, list(DISTINCT rep ORDER BY rep) AS reps FROM ${assigned} WHERE ${scope} GROUP BY account) m ON m.account = f.account
    LEFT JOIN (SELECT account, count(*) AS deals FROM ${open} GROUP BY account) o ON o.account = f.account
    CROSS JOIN (SELECT map(list(rep), list(id)) AS names FROM facts.rep) r
    ORDER BY ${count} DESC, f.touches DESC NULLS LAST, f.focus_touches DESC NULLS LAST, a.id`);
  const states = new Map(rows.map((row) => [row.account, stateOf(row, find)]));
  const mine = rows.filter(({ reps }) => reps !== null);
  const risky = mine.flatMap(({ account, name, deals, reps }): RiskyAccount[] => {
    const state = states.get(account)!;
    return state.flags.length === 0 ? [] : [{ account, name, deals, reps: JSON.parse(reps!) as string[], ...state }];
  });
  return { risky, matrix: matrixOf(mine), stateOf: (account) => states.get(account) };
}

function stateOf(row: Row, find: Finder): AccountState {
  const flags = accountFlagIds.filter((flag) => row[flag]).map((flag) => ({ flag, behind: find(flag, row.account) }));
  return { flags, evidence: evidenceOf(row) };
}

function matrixOf(rows: readonly Row[]): Matrix {
  const count = (of: (row: Row) => boolean): number => rows.filter(of).length;
  return {
    both: count(({ deals, pressured, silent }) => deals > 0 && pressured && silent),
    pressured: count(({ deals, pressured, silent }) => deals > 0 && pressured && !silent),
    silent: count(({ deals, pressured, silent }) => deals > 0 && !pressured && silent),
    neither: count(({ deals, pressured, silent }) => deals > 0 && !pressured && !silent),
    pressuredIdle: count(({ deals, pressured }) => deals === 0 && pressured),
    neitherIdle: count(({ deals, pressured }) => deals === 0 && !pressured),
  };
}

type Row = Readonly<Record<AccountFlagId, boolean>> & {
  readonly account: string;
  readonly name: string;
  /** A JSON array of ids; null: not assigned within the scope. */
  readonly reps: string | null;
  readonly deals: number;
} & Readonly<Record<string, unknown>>;
