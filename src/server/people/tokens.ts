import { UserError } from '../../domain/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import { textArray, type Tx } from '../../record/tx.ts';
import type { Role, Scope } from '../access/rights.ts';
import { checkPlace, type Place } from './place.ts';
import { newId, newSecret } from './secrets.ts';
import { tokenWord } from './token-use.ts';

/** A token as its owner sees it: its secret was shown once. */
export type Token = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly role: Role | null;
  readonly rep_id: string | null;
  readonly team_id: string | null;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
};

export type NewToken = { readonly name: string; readonly scopes: readonly Scope[]; readonly days: number | null };

const shown = sql`id, name, prefix, scopes, role, rep_id, team_id, created_at, expires_at, last_used_at`;

/** So many tokens one person, and the services of an organisation, may have. */
const mostTokens = 100;

/** Tokens of a person, or (null) of the organisation's services. */
export async function listTokens(tx: Tx, user: string | null): Promise<readonly Token[]> {
  return tx.rows<Token>(sql`
    SELECT ${shown} FROM tacto.token WHERE org = ${tx.actor.org} AND user_id IS NOT DISTINCT FROM ${user}
    ORDER BY created_at, id`);
}

/**
 * Makes a token: a person's, or with a place a service's.
 * @throws UserError `too_many_tokens`, `bad_place`, `unknown_id`
 */
export async function addToken(
  tx: Tx,
  owner: { readonly user: string } | { readonly place: Place },
  { name, scopes, days }: NewToken,
): Promise<Token & { readonly secret: string }> {
  const { secret, hash, prefix } = newSecret(tokenWord);
  const user = 'user' in owner ? owner.user : null;
  const place = 'place' in owner ? owner.place : { role: null, rep_id: null, team_id: null };
  if ('place' in owner) await checkPlace(tx, owner.place);
  if ((await listTokens(tx, user)).length >= mostTokens) throw tooManyTokens();
  const token = await tx.row<Token>(sql`
    INSERT INTO tacto.token (org, id, secret_hash, prefix, name, scopes, user_id, role, rep_id, team_id, expires_at)
    VALUES (${tx.actor.org}, ${newId()}, decode(${hash}, 'hex'), ${prefix}, ${name}, ${textArray(scopes)}, ${user},
      ${place.role}, ${place.rep_id}, ${place.team_id}, now() + make_interval(days => ${days}::int))
    RETURNING ${shown}`);
  return { ...token, secret };
}

/** @throws UserError `no_such_row` */
export async function removeToken(tx: Tx, user: string | null, id: string): Promise<void> {
  const removed = await tx.run(sql`
    DELETE FROM tacto.token WHERE org = ${tx.actor.org} AND id = ${id} AND user_id IS NOT DISTINCT FROM ${user}`);
  if (removed > 0) return;
  throw new UserError({
    code: 'no_such_row',
    message: { en: 'There is no such token.', es: 'No existe ese token.' },
  });
}

function tooManyTokens(): UserError {
  return new UserError({
    code: 'too_many_tokens',
    message: { en: `There are ${mostTokens} tokens already.`, es: `Ya hay ${mostTokens} tokens.` },
    fix: { en: 'Revoke one that is no longer used.', es: 'Revoque alguno que ya no se use.' },
  });
}
