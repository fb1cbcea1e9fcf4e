import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { FactContext } from '../../engine/facts.ts';
import type { Resolved } from '../../engine/question.ts';
import type { Behind, Finder } from './behind.ts';
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

/**
 * The accounts assigned now that carry a flag, those without an open deal too: most flags first, then those pressed most.
 * @param scope a condition on assignments
 */
export async function riskyAccounts(
  log: Resolved,
  context: FactContext,
  scope: Sql,
  find: Finder,
): Promise<{ readonly accounts: readonly RiskyAccount[]; readonly matrix: Matrix }> {
  const count = raw(accountFlagIds.map((flag) => `f.${flag}::INTEGER`).join(' + '));
  const rows = await log.db.rows<Row>(sql`
    SELECT f.* EXCLUDE (account, reps, contact, balance, balance_before), f.balance::DOUBLE AS balance, f.balance_before::DOUBLE AS balance_before,
      a.id AS account, a.name, to_json(list_transform(f.reps, k -> r.names[k]))::VARCHAR AS reps
    FROM (${flaggedAccounts(context, scope)}) f JOIN facts.account c ON c.account = f.account JOIN log.accounts a ON a.seq = c.seq
    CROSS JOIN (SELECT map(list(rep), list(id)) AS names FROM facts.rep) r
    ORDER BY ${count} DESC, f.touches DESC NULLS LAST, f.focus_touches DESC NULLS LAST, a.id`);
  const accounts = rows.flatMap((row): RiskyAccount[] => {
    const { account, name, deals } = row;
    const flags = accountFlagIds.filter((flag) => row[flag]).map((flag) => ({ flag, behind: find(flag, account) }));
    if (flags.length === 0) return [];
    return [{ account, name, reps: JSON.parse(row.reps) as string[], deals, flags, evidence: evidenceOf(row) }];
  });
  return { accounts, matrix: matrixOf(rows) };
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
  /** A JSON array of ids. */
  readonly reps: string;
  readonly deals: number;
} & Readonly<Record<string, unknown>>;
