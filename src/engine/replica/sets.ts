import type { Database } from '../../duckdb/database.ts';
import { and, join, literal, or, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { TableName } from '../../log/schema.ts';

type Value = string | number;

/** One way into a set: rows of a relation, the value they put into it, and columns that must lie in other sets. */
export type Way = { readonly of: Sql; readonly take: string; readonly in: Readonly<Record<string, string>> };

/** Ways into a set: by rows, by a query of a column `id`, or by all of another set, by its name. */
export type Ways = readonly (Way | Sql | string)[];

/** Sets with more values than this are looked up in a table; those of others are written into the statements. */
const mostWritten = 200;
/** As many values may be compared one by one with every row of a table. */
const mostCompared = 16;

/**
 * Sets of ids (texts), codes or row numbers, each made once from ways that lead to it. A way by way of an empty set leads nowhere and is
 * never looked at: a change that touches no contact scans nothing for contacts.
 */
export class Sets {
  readonly #db: Database;
  readonly #sets = new Map<string, readonly Value[]>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Makes sets of ids. All are found at once, so none of them may need another one but by its name. */
  ids(sets: Readonly<Record<string, Ways>>): Promise<void> {
    return this.#make(sets, (id) => id);
  }

  /** The same of codes and row numbers. */
  numbers(sets: Readonly<Record<string, Ways>>): Promise<void> {
    return this.#make(sets, Number);
  }

  /** Puts a set of values, and of those of other sets. */
  async put(set: string, values: readonly Value[], others: readonly string[] = []): Promise<void> {
    const all = [...new Set([...values, ...others.flatMap((other) => this.#values(other))])];
    this.#sets.set(set, all);
    if (all.length <= mostWritten) return;
    const type = typeof all[0] === 'number' ? 'BIGINT' : 'VARCHAR';
    await this.#db.run(sql`CREATE OR REPLACE TABLE part.aff.${raw(set)} AS
      SELECT unnest(from_json(${JSON.stringify(all)}, ${raw(`'["${type}"]'`)})) AS id`);
  }

  /** Puts what is in a set and not in others. */
  async less(set: string, all: string, others: readonly string[]): Promise<void> {
    const without = new Set(others.flatMap((other) => this.#values(other)));
    await this.put(
      set,
      this.#values(all).filter((value) => !without.has(value)),
    );
  }

  size(set: string): number {
    return this.#values(set).length;
  }

  /** Whether a column's value lies in a set. */
  has(set: string, column: string): Sql {
    const values = this.#values(set);
    if (values.length === 0) return raw('false');
    if (values.length > mostWritten) return raw(`${column} IN (SELECT id FROM part.aff.${set})`);
    return sql`${raw(column)} IN (${join(values.map(literal))})`;
  }

  /**
   * The same for a copy of rows of many columns; null when the set is empty. A list of few values is compared while a table is read, which
   * leaves the other columns alone where there is none of them.
   */
  rows(set: string, column: string): Sql | null {
    const values = this.#values(set);
    if (values.length === 0) return null;
    if (values.length === 1 || values.length > mostCompared) return this.has(set, column);
    return sql`${this.has(set, column)} AND list_contains([${join(values.map(literal))}], ${raw(column)})`;
  }

  /** Whether any of the columns has a value in its set; null when all sets are empty. */
  hasAny(places: readonly (readonly [set: string, column: string])[]): Sql | null {
    const some = places.filter(([set]) => this.size(set) > 0);
    return some.length === 0 ? null : or(some.map(([set, column]) => this.has(set, column)));
  }

  /** Whether a column's value, which is never null, does not lie in a set. */
  hasNot(set: string, column: string): Sql {
    return sql`NOT (${this.has(set, column)})`;
  }

  #values(set: string): readonly Value[] {
    const values = this.#sets.get(set);
    if (values === undefined) throw new Error(`there is no set ${set}`);
    return values;
  }

  async #make(sets: Readonly<Record<string, Ways>>, valueOf: (id: string) => Value): Promise<void> {
    const queries = Object.entries(sets).flatMap(([set, ways]) =>
      this.#queries(ways).map(
        (query) => sql`SELECT ${literal(set)} AS name, id::VARCHAR AS id FROM (${query}) WHERE id IS NOT NULL`,
      ),
    );
    const rows =
      queries.length === 0
        ? []
        : await this.#db.rows<{ name: string; id: string }>(sql`${join(queries, ' UNION ALL ')}`);
    const found = new Map(Object.keys(sets).map((set) => [set, [] as Value[]]));
    for (const { name, id } of rows) found.get(name)!.push(valueOf(id));
    for (const [set, ways] of Object.entries(sets)) {
      await this.put(
        set,
        found.get(set)!,
        ways.filter((way) => typeof way === 'string'),
      );
    }
  }

  #queries(ways: Ways): readonly Sql[] {
    return ways.flatMap((way) => {
      if (typeof way === 'string') return [];
      if (!('of' in way)) return [way];
      const bounds = Object.entries(way.in);
      if (bounds.some(([, set]) => this.size(set) === 0)) return [];
      const where = bounds.map(([column, set]) => this.has(set, column));
      return [sql`SELECT ${raw(way.take)} AS id FROM ${way.of} WHERE ${and(where)}`];
    });
  }
}

/** The set of the rows of a table that a change or the passing of time touches. */
export const touched = (table: TableName): string => `touched_${table}`;
