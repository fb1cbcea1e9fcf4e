import { sql } from '../../duckdb/sql.ts';
import type { SalesRecord } from '../../record/record.ts';
import type { Role, Scope } from '../access/rights.ts';
import { hashOf } from './secrets.ts';

/** A token that is valid now. */
export type ValidToken = {
  readonly org: string;
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Null: a service's, with a role of its own. */
  readonly user_id: string | null;
  readonly role: Role | null;
  readonly rep_id: string | null;
  readonly team_id: string | null;
};

/** The word that a token begins with. */
export const tokenWord = 'tacto';

/** Finds the token that a secret belongs to, and notes that it was used (once a minute at most). */
export async function findToken(record: SalesRecord, secret: string): Promise<ValidToken | null> {
  if (!secret.startsWith(`${tokenWord}_`) || secret.length > 100) return null;
  return record.everywhere(async (tx) => {
    const [token] = await tx.rows<ValidToken & { readonly stale: boolean }>(
      sql`SELECT org, id, name, scopes, user_id, role, rep_id, team_id,
              last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS stale
       FROM tacto.token WHERE secret_hash = decode(${hashOf(secret)}, 'hex') AND (expires_at > now()) IS NOT FALSE`,
    );
    if (token === undefined) return null;
    const { stale, ...valid } = token;
    if (stale) {
      await tx.run(sql`UPDATE tacto.token SET last_used_at = now() WHERE org = ${valid.org} AND id = ${valid.id}`);
    }
    return valid;
  });
}
