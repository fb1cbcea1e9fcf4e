import { UserError } from '../../domain/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';
import { textArray } from '../../record/tx.ts';
import type { Keys } from '../keys/keys.ts';
import { newId } from '../people/secrets.ts';
import type { EventType } from './events.ts';
import { newWebhookSecret } from './signature.ts';

/** A program that is told of events. */
export type Webhook = {
  readonly id: string;
  readonly url: string;
  readonly events: readonly EventType[];
  readonly is_active: boolean;
  readonly created_at: string;
  /** The last delivery; null: there was none. */
  readonly tried_at: string | null;
  readonly status: number | null;
  /** Deliveries that failed since one succeeded. */
  readonly failures: number;
};

/** Most of one organisation. */
export const mostWebhooks = 50;

const columns = sql`id, url, events, is_active, created_at, tried_at, status, failures`;

/** All of an organisation. */
export async function listWebhooks(tx: Tx): Promise<readonly Webhook[]> {
  return tx.rows<Webhook>(
    sql`SELECT ${columns} FROM tacto.webhook WHERE org = ${tx.actor.org} ORDER BY created_at, id`,
  );
}

/** Adds one. @returns it with its secret, which is not shown again @throws UserError `too_many` */
export async function addWebhook(
  tx: Tx,
  keys: Keys,
  { url, events }: Pick<Webhook, 'url' | 'events'>,
): Promise<Webhook & { readonly secret: string }> {
  if ((await listWebhooks(tx)).length >= mostWebhooks) throw tooMany();
  const secret = newWebhookSecret();
  const sealed = keys.seal('webhook', secret).toString('hex');
  const added = await tx.row<Webhook>(sql`
    INSERT INTO tacto.webhook (org, id, url, events, secret)
    VALUES (${tx.actor.org}, ${newId()}, ${new URL(url).href}, ${textArray([...new Set(events)])}, decode(${sealed}, 'hex')) RETURNING ${columns}`);
  return { ...added, secret };
}

/** Changes one. @throws UserError `no_such_row` */
export async function changeWebhook(
  tx: Tx,
  id: string,
  changes: Partial<Pick<Webhook, 'url' | 'events' | 'is_active'>>,
): Promise<Webhook> {
  const known = (await listWebhooks(tx)).find((webhook) => webhook.id === id);
  if (known === undefined) throw noWebhook();
  const { url, events, is_active } = { ...known, ...changes };
  return tx.row<Webhook>(sql`
    UPDATE tacto.webhook SET url = ${new URL(url).href}, events = ${textArray([...new Set(events)])}, is_active = ${is_active},
      failures = CASE WHEN ${is_active} THEN failures ELSE 0 END
    WHERE org = ${tx.actor.org} AND id = ${id} RETURNING ${columns}`);
}

/** Removes one. @throws UserError `no_such_row` */
export async function removeWebhook(tx: Tx, id: string): Promise<void> {
  const removed = await tx.run(sql`DELETE FROM tacto.webhook WHERE org = ${tx.actor.org} AND id = ${id}`);
  if (removed === 0) throw noWebhook();
}

function noWebhook(): UserError {
  return new UserError({
    code: 'no_such_row',
    message: { en: 'There is no such webhook.', es: 'No existe ese webhook.' },
  });
}

function tooMany(): UserError {
  return new UserError({
    code: 'too_many',
    message: {
      en: `There are ${mostWebhooks} webhooks already.`,
      es: `Ya hay ${mostWebhooks} webhooks.`,
    },
    fix: { en: 'Remove one first.', es: 'Quite antes alguno.' },
  });
}
