import { UserError } from '../../domain/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';
import { newId } from '../people/secrets.ts';

/** What somebody wants to be told of. */
export type NewAlert = {
  readonly name: string;
  readonly kind: 'kpi' | 'risk';
  /** The id of a KPI, or of a flag. */
  readonly subject: string;
  /** Days up to today that a KPI is taken over; null for risks. */
  readonly days: number | null;
  /** Only of this rep or team; null: of all that the owner sees. */
  readonly rep_id: string | null;
  readonly team_id: string | null;
  readonly direction: 'above' | 'below';
  readonly bound: number;
  /** Only when a KPI's whole interval lies beyond the bound. */
  readonly only_sure: boolean;
  readonly by_mail: boolean;
  readonly by_webhook: boolean;
};

/** An alert as it was when it was looked at last. */
export type Alert = NewAlert & {
  readonly id: string;
  readonly created_at: string;
  /** Since when its condition holds; null: it does not. */
  readonly since: string | null;
  readonly value: number | null;
  readonly looked_at: string | null;
};

/** Most of one person. */
export const mostAlerts = 50;

/** The columns of an alert. */
export const alertColumns = sql`id, name, kind, subject, days, rep_id, team_id, direction, bound, only_sure, by_mail, by_webhook, created_at,
  since, value, looked_at`;

/** The alerts of whoever asks. */
export async function listAlerts(tx: Tx): Promise<readonly Alert[]> {
  return tx.rows<Alert>(sql`
    SELECT ${alertColumns} FROM tacto.alert WHERE org = ${tx.actor.org} AND user_id = ${tx.actor.user} ORDER BY created_at, id`);
}

/** Adds one. @throws UserError `too_many`, `unknown_id` */
export async function addAlert(tx: Tx, given: NewAlert): Promise<Alert> {
  if ((await listAlerts(tx)).length >= mostAlerts) throw tooMany();
  await requireMembers(tx, given);
  return tx.row<Alert>(sql`
    INSERT INTO tacto.alert (org, id, user_id, name, kind, subject, days, rep_id, team_id, direction, bound, only_sure, by_mail, by_webhook)
    VALUES (${tx.actor.org}, ${newId()}, ${tx.actor.user}, ${given.name}, ${given.kind}, ${given.subject}, ${given.days}, ${given.rep_id},
      ${given.team_id}, ${given.direction}, ${given.bound}, ${given.only_sure}, ${given.by_mail}, ${given.by_webhook})
    RETURNING ${alertColumns}`);
}

/** What of an alert may be changed: what it looks at stays, so that “since” keeps its meaning. */
export type AlertChange = Partial<
  Pick<NewAlert, 'name' | 'direction' | 'bound' | 'only_sure' | 'by_mail' | 'by_webhook'>
>;

/** Changes one: it is looked at anew, and told if its condition holds then. @throws UserError `no_such_row` */
export async function changeAlert(tx: Tx, id: string, changes: AlertChange): Promise<Alert> {
  const known = (await listAlerts(tx)).find((alert) => alert.id === id);
  if (known === undefined) throw noAlert();
  const { name, direction, bound, only_sure, by_mail, by_webhook } = { ...known, ...changes };
  const isSame = direction === known.direction && bound === known.bound && only_sure === known.only_sure;
  return tx.row<Alert>(sql`
    UPDATE tacto.alert SET name = ${name}, direction = ${direction}, bound = ${bound}, only_sure = ${only_sure}, by_mail = ${by_mail},
      by_webhook = ${by_webhook}, since = CASE WHEN ${isSame} THEN since END, watermark = CASE WHEN ${isSame} THEN watermark END
    WHERE org = ${tx.actor.org} AND id = ${id} RETURNING ${alertColumns}`);
}

/** Removes one. @throws UserError `no_such_row` */
export async function removeAlert(tx: Tx, id: string): Promise<void> {
  const removed = await tx.run(
    sql`DELETE FROM tacto.alert WHERE org = ${tx.actor.org} AND user_id = ${tx.actor.user} AND id = ${id}`,
  );
  if (removed === 0) throw noAlert();
}

/** Somebody of whom the owner sees nothing is as good as not there. */
async function requireMembers(tx: Tx, { rep_id, team_id }: NewAlert): Promise<void> {
  const { org, role, teams } = tx.actor;
  if (rep_id !== null) {
    const reps = await tx.rows(sql`SELECT 1 FROM tacto.reps WHERE org = ${org} AND id = ${rep_id}`);
    if (reps.length === 0) throw unknownId('rep_id');
  }
  if (team_id === null) return;
  const found = await tx.rows(sql`SELECT 1 FROM tacto.teams WHERE org = ${org} AND id = ${team_id}`);
  if (found.length === 0 || (role === 'manager' && !teams.includes(team_id))) throw unknownId('team_id');
}

function unknownId(column: string): UserError {
  return new UserError({
    code: 'unknown_id',
    message: { en: `${column}: there is no such row.`, es: `${column}: no existe esa fila.` },
  });
}

function noAlert(): UserError {
  return new UserError({
    code: 'no_such_row',
    message: { en: 'There is no such alert.', es: 'No existe ese aviso.' },
  });
}

function tooMany(): UserError {
  return new UserError({
    code: 'too_many',
    message: { en: `You have ${mostAlerts} alerts already.`, es: `Ya tiene ${mostAlerts} avisos.` },
    fix: { en: 'Remove one first.', es: 'Quite antes alguno.' },
  });
}
