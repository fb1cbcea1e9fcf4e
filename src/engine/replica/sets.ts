import type { Database } from '../../duckdb/database.ts';
import { and, join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { TableName } from '../../log/schema.ts';

/** One way into a set: rows of a relation, the value they put into it, and columns that must lie in other sets. */
export type Way = { readonly of: Sql; readonly take: string; readonly in: Readonly<Record<string, string>> };

/**
 * Sets of ids, codes or row numbers in the database `part`, each made once from ways that lead to it. A way by way of an empty set
 * leads nowhere and is never looked at: a change that touches no contact scans nothing for contacts.
 */
export class Sets {
  readonly #db: Database;
  readonly #sizes = new Map<string, number>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Makes a set of what the ways lead to, each once. */
  async make(set: string, type: 'VARCHAR' | 'BIGINT', ways: readonly (Way | Sql)[]): Promise<void> {
    const leading = ways.flatMap((way) => ('of' in way ? this.#follow(way) : [way]));
    if (leading.length === 0) {
      this.#sizes.set(set, 0);
      return;
    }
    const [made] = await this.#db.rows<{ Count: bigint }>(sql`CREATE TABLE part.aff.${raw(set)} AS
      SELECT DISTINCT id::${raw(type)} AS id FROM (${join(leading, ' UNION ALL ')}) WHERE id IS NOT NULL`);
    this.#sizes.set(set, Number(made!.Count));
  }

  /** Keeps rows as a relation of this name. */
  async keep(name: string, rows: Sql): Promise<Sql> {
    await this.#db.run(sql`CREATE TABLE part.aff.${raw(name)} AS ${rows}`);
    return raw(`part.aff.${name}`);
  }

  size(set: string): number {
    const size = this.#sizes.get(set);
    if (size === undefined) throw new Error(`there is no set ${set}`);
    return size;
  }

  /** Whether a column's value lies in a set. */
  has(set: string, column: string): Sql {
    return this.size(set) === 0 ? raw('false') : raw(`${column} IN (SELECT id FROM part.aff.${set})`);
  }

  /** The set as a relation `id`. */
  all(set: string): Sql {
    return this.size(set) === 0 ? raw('(SELECT NULL AS id WHERE false)') : raw(`part.aff.${set}`);
  }

  #follow({ of, take, in: places }: Way): Sql[] {
    const bounds = Object.entries(places);
    if (bounds.some(([, set]) => this.size(set) === 0)) return [];
    const where = bounds.map(([column, set]) => this.has(set, column));
    return [sql`SELECT ${raw(take)} AS id FROM ${of} WHERE ${and(where)}`];
  }
}

/** The set of the rows of a table that a change or the passing of time touches. */
export const touched = (table: TableName): string => `touched_${table}`;
