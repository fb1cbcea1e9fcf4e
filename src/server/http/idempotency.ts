import { createHash } from 'node:crypto';
import { UserError } from '../../domain/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';
import type { Caller } from '../access/caller.ts';
import type { Reply } from './route.ts';

/** How long the answer to a repeated request is kept. */
export const keptHours = 24;

/** Whom a key belongs to, and what the request was. */
export type Repeatable = {
  readonly org: string;
  readonly owner: string;
  readonly key: string;
  /** The method, path and body as one hash. */
  readonly request: string;
};

/** The key of a request, from its header. @throws UserError `bad_request` */
export function repeatableOf(
  caller: Caller,
  key: string | null,
  method: string,
  path: string,
  body: string,
): Repeatable | null {
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new UserError({
      code: 'bad_request',
      message: {
        en: 'The Idempotency-Key does not fit.',
        es: 'La Idempotency-Key no es válida.',
      },
      fix: {
        en: 'Give 1 to 200 letters without spaces, such as a UUID.',
        es: 'Use de 1 a 200 caracteres sin espacios, como un UUID.',
      },
    });
  }
  const request = createHash('sha256').update(`${method} ${path}\n${body}`).digest('hex');
  return { org: caller.actor.org, owner: caller.actor.user, key, request };
}

/**
 * Does something once for each key, within the transaction that does it: a repeated request waits for the first to end and gets the same answer.
 * When the work fails, so does its key: it may be tried again.
 * @throws UserError `key_reused` when the key came with another request
 */
export async function once(tx: Tx, repeatable: Repeatable | null, work: () => Promise<Reply>): Promise<Reply> {
  if (repeatable === null) return work();
  const { org, owner, key, request } = repeatable;
  const taken = await tx.run(sql`
    INSERT INTO tacto.idempotency (org, owner, key, request) VALUES (${org}, ${owner}, ${key}, ${request})
    ON CONFLICT DO NOTHING`);
  if (taken === 0) return repeated(tx, repeatable);
  const reply = await work();
  await tx.run(sql`
    UPDATE tacto.idempotency SET status = ${reply.status}, answer = ${JSON.stringify(reply.body ?? null)}
    WHERE org = ${org} AND owner = ${owner} AND key = ${key}`);
  return reply;
}

async function repeated(tx: Tx, { org, owner, key, request }: Repeatable): Promise<Reply> {
  const [first] = await tx.rows<{ request: string; status: Reply['status']; answer: string }>(sql`
    SELECT request, status, answer FROM tacto.idempotency WHERE org = ${org} AND owner = ${owner} AND key = ${key}`);
  if (first === undefined || first.request !== request) throw keyReused();
  return {
    status: first.status,
    body: JSON.parse(first.answer) as unknown,
    headers: { 'Idempotency-Replayed': 'true' },
  };
}

function keyReused(): UserError {
  return new UserError({
    code: 'key_reused',
    message: {
      en: 'This Idempotency-Key came with another request before.',
      es: 'Esta Idempotency-Key llegó antes con otra petición.',
    },
    fix: {
      en: 'Give each new request a key of its own; repeat a request with the same method, path and body.',
      es: 'Dé a cada petición nueva su propia clave; repita una petición con el mismo método, ruta y cuerpo.',
    },
  });
}
