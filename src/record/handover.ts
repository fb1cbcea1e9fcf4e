import { startOfDay } from '../domain/calendar.ts';
import { UserError } from '../domain/errors.ts';
import { raw, sql } from '../duckdb/sql.ts';
import { noSuchOrganisation, readOrganisation } from './organisation.ts';
import { noSuchRow, notAllowed } from './rows/faults.ts';
import { readValues } from './rows/read-values.ts';
import type { Row, Values } from './rows/row.ts';
import { getRow, insertRows, removeRow, updateRow } from './rows/write.ts';
import { textArray, type Tx } from './tx.ts';

/**
 * Adds an account, and makes it somebody's from now on. A rep's new account is the rep's own.
 * @param rep whose it will be; null: nobody's
 * @throws UserError as `insertRows`
 */
export async function openAccount(tx: Tx, values: Values, rep: string | null): Promise<Row> {
  const owner = tx.actor.role === 'rep' ? tx.actor.rep : rep;
  if (owner === null) return (await insertRows(tx, 'accounts', [values]))[0]!;
  const id = (values['id'] ?? '') === '' ? crypto.randomUUID() : values['id'];
  const { now } = await tx.row<{ now: string }>(sql`SELECT now() AS now`);
  // The assignment comes first: what a rep sees hangs on it, the new account included.
  await tx.run(raw('SET CONSTRAINTS tacto.assignments_account_id_fkey DEFERRED'));
  return tx.attempt(async () => {
    await insertRows(tx, 'assignments', [{ account_id: id, rep_id: owner, valid_from: now }]);
    const [account] = await insertRows(tx, 'accounts', [{ ...values, id }]);
    await tx.run(raw('SET CONSTRAINTS tacto.assignments_account_id_fkey IMMEDIATE'));
    return account!;
  });
}

export type Handover = {
  readonly accounts: readonly string[];
  /** Whose assignments end; absent: everybody's. */
  readonly from?: string;
  /** Whose the accounts are from then on; null: nobody's. */
  readonly to: string | null;
  /** From when on, as an instant with offset; now when absent. */
  readonly at?: string;
};

/**
 * Hands accounts over: assignments that hold end, and one for the new rep begins at that instant, so that what was before stays whose it was.
 * Their assignments that would have begun later are dropped. Whoever has an account already keeps it on.
 * @throws UserError `no_such_row`, `unknown_id`, `not_allowed`, `bad_value`
 */
export async function handOver(tx: Tx, { accounts, from, to, at }: Handover): Promise<void> {
  const when = at === undefined ? (await tx.row<{ now: string }>(sql`SELECT now() AS now`)).now : readAt(at);
  const ids = textArray(accounts);
  const { org } = tx.actor;
  const seen = await tx.rows<{ id: string }>(
    sql`SELECT id FROM tacto.accounts WHERE org = ${org} AND id = ANY(${ids}) ORDER BY id FOR NO KEY UPDATE`,
  );
  const lost = accounts.find((account) => seen.every(({ id }) => id !== account));
  if (lost !== undefined) throw noSuchRow('accounts', lost);
  const ending = sql`org = ${org} AND account_id = ANY(${ids}) AND rep_id IS DISTINCT FROM ${to}::text
    AND (${from ?? null}::text IS NULL OR rep_id = ${from ?? null})`;
  await tx.run(sql`DELETE FROM tacto.assignments WHERE ${ending} AND valid_from >= ${when}::timestamptz`);
  await tx.run(sql`UPDATE tacto.assignments SET valid_to = ${when}::timestamptz
    WHERE ${ending} AND (valid_to > ${when}::timestamptz) IS NOT FALSE`);
  // Policies leave others' assignments untouched without a word.
  const left = await tx.rows(
    sql`SELECT 1 FROM tacto.assignments WHERE ${ending} AND (valid_to > ${when}::timestamptz) IS NOT FALSE LIMIT 1`,
  );
  if (left.length > 0) throw notAllowed('assignments');
  if (to === null) return;
  const theirs = sql`org = ${org} AND account_id = ANY(${ids}) AND rep_id = ${to}`;
  await tx.run(sql`DELETE FROM tacto.assignments WHERE ${theirs} AND valid_from > ${when}::timestamptz`);
  const kept = await tx.rows<{ account_id: string; seq: number }>(sql`SELECT account_id, seq FROM tacto.assignments
    WHERE ${theirs} AND (valid_to >= ${when}::timestamptz) IS NOT FALSE ORDER BY valid_from`);
  for (const { seq } of new Map(kept.map((assignment) => [assignment.account_id, assignment])).values())
    await updateRow(tx, 'assignments', seq, { valid_to: null });
  const fresh = accounts.filter((account) => kept.every(({ account_id }) => account_id !== account));
  await insertRows(
    tx,
    'assignments',
    fresh.map((account_id) => ({ account_id, rep_id: to, valid_from: when })),
  );
}

/**
 * A rep leaves: the first day on which they no longer work is noted, and the accounts that are theirs then go to somebody else.
 * What they did stays theirs.
 * @param on that day, such as `2026-07-01`, in the organisation's zone
 * @param to who gets the accounts; null: nobody yet
 * @returns the accounts that were handed over on that day; those that would have become theirs later go to the other one then
 * @throws UserError `no_such_row`, `unknown_id`, `not_allowed`, `bad_value`
 */
export async function repLeaves(
  tx: Tx,
  { rep, on, to }: { readonly rep: string; readonly on: string; readonly to: string | null },
): Promise<readonly string[]> {
  if (to === rep) throw toThemselves(rep);
  const organisation = await readOrganisation(tx);
  if (organisation === null) throw noSuchOrganisation(tx.actor.org);
  await updateRow(tx, 'reps', rep, { active_to: on });
  const at = startOfDay(Temporal.PlainDate.from(on), organisation.workspace.timezone).toString();
  const later = sql`org = ${tx.actor.org} AND rep_id = ${rep} AND valid_from > ${at}::timestamptz`;
  const planned = await tx.rows<{ seq: number }>(sql`SELECT seq FROM tacto.assignments WHERE ${later}`);
  for (const { seq } of planned) {
    if (to === null) await removeRow(tx, 'assignments', seq);
    else await updateRow(tx, 'assignments', seq, { rep_id: to });
  }
  const held = await tx.rows<{ account_id: string }>(sql`SELECT DISTINCT account_id FROM tacto.assignments
    WHERE org = ${tx.actor.org} AND rep_id = ${rep} AND valid_from <= ${at}::timestamptz AND (valid_to > ${at}::timestamptz) IS NOT FALSE
    ORDER BY account_id`);
  const accounts = held.map(({ account_id }) => account_id);
  await handOver(tx, { accounts, from: rep, to, at });
  return accounts;
}

/**
 * A rep moves to another team. A sales log knows the team that a rep is in now, and no other: their past figures move with them.
 * @throws UserError `no_such_row`, `unknown_id`, `not_allowed`
 */
export async function moveTeam(
  tx: Tx,
  { rep, team, manager }: { readonly rep: string; readonly team: string | null; readonly manager?: string | null },
): Promise<Row> {
  if ((await getRow(tx, 'reps', rep)) === null) throw noSuchRow('reps', rep);
  return updateRow(tx, 'reps', rep, { team_id: team, ...(manager === undefined ? {} : { manager_id: manager }) });
}

function readAt(at: string): string {
  return String(readValues('assignments', { valid_from: at }, { isWhole: false })['valid_from']);
}

function toThemselves(rep: string): UserError {
  return new UserError({
    code: 'bad_value',
    message: {
      en: `The accounts of ${rep} cannot go to ${rep}, who leaves.`,
      es: `Las cuentas de ${rep} no pueden pasar a ${rep}, que se va.`,
    },
    fix: { en: 'Name another rep, or nobody.', es: 'Indique otro comercial o ninguno.' },
  });
}
