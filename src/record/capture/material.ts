import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../tx.ts';

/** Something that is given to people: its type and, where it has one, its name. */
export type Material = { readonly asset_type: string; readonly asset: string | null };

/** What was given of late, as far as the user may see it; what was given within a day comes first, then what is given most. */
export function materialGiven(tx: Tx, limit: number): Promise<readonly Material[]> {
  return tx.rows<Material>(sql`
    SELECT asset_type, asset FROM tacto.shares WHERE org = ${tx.actor.org} AND shared_at > now() - interval '1 year'
    GROUP BY asset_type, asset ORDER BY max(shared_at) > now() - interval '1 day' DESC, count(*) DESC, asset_type, asset LIMIT ${limit}`);
}
