import type { Database } from '../../duckdb/database.ts';
import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { TableName } from '../../log/schema.ts';
import type { Made } from '../resolve/context.ts';
import { decidingColumns } from '../resolve/outcomes.ts';
import { make } from '../resolve/index.ts';
import { replacedOf } from './replaced.ts';
import type { Sets } from './sets.ts';
import type { Staged } from './stage.ts';

/** The rows of the log from which what is affected is resolved, by the column and the set that tell; of other tables it is all of them. */
const logRows: Partial<Record<TableName, readonly [column: string, set: string]>> = {
  accounts: ['id', 'account'],
  assignments: ['seq', 'assignment'],
  contacts: ['id', 'contact'],
  ratings: ['contact_id', 'rated'],
  leads: ['id', 'lead'],
  deals: ['id', 'deal'],
  stage_changes: ['deal_id', 'deal'],
  decision_team: ['deal_id', 'deal'],
  activities: ['seq', 'activity'],
  participants: ['activity_id', 'activity_id'],
  proposals: ['deal_id', 'deal'],
  shares: ['seq', 'share'],
  costs: ['seq', 'cost'],
};

/** Which rows of facts are taken as they stand; of a fact with null, or that is not named, none. */
export type Kept = Readonly<Record<string, Sql | null>>;

/**
 * The database `part`, in which what a change affects is resolved: of each fact the rows that are affected, from the log as it is now,
 * beside those that the others need and that stay as they are.
 */
export class Part {
  readonly #db: Database;
  readonly #sets: Sets;
  readonly #staged: Staged;
  readonly #relations: readonly Made[];
  readonly #made = new Set(['facts.label']);

  /** @param relations everything that resolving makes */
  constructor(db: Database, sets: Sets, staged: Staged, relations: readonly Made[]) {
    this.#db = db;
    this.#sets = sets;
    this.#staged = staged;
    this.#relations = relations;
  }

  /** A fact as it stands in the database that is followed. */
  own(fact: string): Sql {
    return sql`${this.#staged.own}.facts.${raw(fact)}`;
  }

  /** The rows of a fact that stay as they are. */
  unaffected(fact: string): Sql {
    const affected = this.#affected(`facts.${fact}`);
    return affected === null ? raw('true') : sql`NOT ${affected}`;
  }

  /** Whether a relation is there. */
  has(relation: string): boolean {
    return this.#made.has(relation);
  }

  /** Values of a column of those of the log's tables that have been copied. */
  named(column: string, tables: readonly TableName[]): readonly Sql[] {
    return tables
      .filter((table) => this.has(`log.${table}`))
      .map((table) => sql`SELECT ${raw(column)} AS id FROM part.log.${raw(table)}`);
  }

  /** What is still to be made for these relations, in order. What is not affected needs nothing else: it is taken as it stands. */
  plan(wanted: readonly string[]): readonly Made[] {
    const needed = new Set(wanted);
    const plan: Made[] = [];
    for (const made of this.#relations.toReversed()) {
      if (!needed.has(made.name) || this.has(made.name)) continue;
      plan.unshift(made);
      if (this.#affected(made.name) !== null) for (const read of made.reads) needed.add(read);
    }
    return plan;
  }

  /** Copies the rows of the log that a plan needs. */
  async copyLog(plan: readonly Made[]): Promise<void> {
    const resolved = plan.filter(({ name }) => this.#affected(name) !== null);
    const tables = new Set(resolved.flatMap(({ reads }) => [...reads]).filter((read) => read.startsWith('log.')));
    // Participants are found by the activities.
    for (const relation of [...tables].sort()) if (!this.has(relation)) await this.#copyTable(relation);
  }

  /** Adds rows to a table of the log that no fact is resolved from, but which are referred to. */
  async addLog(table: TableName, where: Sql): Promise<void> {
    const rows = sql`SELECT * FROM ${this.#staged.now(table)} WHERE ${where}`;
    await this.#db.run(sql`INSERT INTO part.log.${raw(table)} ${rows}`);
  }

  /** Makes what is planned, of facts also the rows that are kept. */
  async resolve(plan: readonly Made[], kept: Kept): Promise<void> {
    await this.within(async () => {
      for (const made of plan) {
        const [schema, fact] = made.name.split('.') as [string, string];
        if (schema === 'work') await make(this.#db, made.name, made.query);
        else await this.#makeFact(fact, made, kept[fact] ?? null);
        this.#made.add(made.name);
      }
    });
  }

  /** Makes those of the facts that are planned and takes rows as they stand: what is there already gets them as well. */
  async keep(plan: readonly Made[], kept: Kept): Promise<void> {
    const there = Object.entries(kept).filter(([fact]) => this.has(`facts.${fact}`));
    await this.resolve(
      plan.filter(({ name }) => Object.keys(kept).some((fact) => name === `facts.${fact}`)),
      kept,
    );
    for (const [fact, where] of there) {
      if (where !== null)
        await this.#db.run(sql`INSERT INTO part.facts.${raw(fact)} BY NAME ${this.#rows(fact, where)}`);
    }
  }

  /** Does work for which relations without a database are those of the part. */
  async within(work: () => Promise<void>): Promise<void> {
    await this.#db.run(sql`USE part`);
    try {
      await work();
    } finally {
      await this.#db.run(sql`USE ${this.#staged.own}`);
    }
  }

  async #makeFact(fact: string, made: Made, kept: Sql | null): Promise<void> {
    const affected = this.#affected(made.name);
    if (affected === null) {
      await this.#db.run(sql`CREATE TABLE ${raw(made.name)} AS ${this.#rows(fact, kept ?? raw('false'))}`);
      return;
    }
    const resolved = sql`SELECT * FROM (${made.query}) WHERE ${affected}`;
    const query = kept === null ? resolved : sql`${resolved} UNION ALL BY NAME ${this.#rows(fact, kept)}`;
    await make(this.#db, made.name, query);
  }

  #rows(fact: string, where: Sql): Sql {
    const columns = fact === 'activity' ? raw(decidingColumns) : raw('*');
    return sql`SELECT ${columns} FROM ${this.own(fact)} WHERE ${where}`;
  }

  /** Which rows of a relation are resolved anew; null when none. What passes between steps always is. */
  #affected(relation: string): Sql | null {
    return relation.startsWith('facts.') ? replacedOf(this.#sets, relation.slice('facts.'.length)) : raw('true');
  }

  async #copyTable(relation: string): Promise<void> {
    const table = relation.slice('log.'.length) as TableName;
    const [column, set] = logRows[table] ?? [];
    const where = column === undefined ? raw('true') : (this.#sets.rows(set!, column) ?? raw('false'));
    // What nothing is resolved from is not looked at: texts are what takes time.
    const columns = table === 'activities' ? raw('* REPLACE (NULL::VARCHAR AS subject)') : raw('*');
    await this.#db.run(
      sql`CREATE TABLE part.${raw(relation)} AS SELECT ${columns} FROM ${this.#staged.now(table)} WHERE ${where}`,
    );
    this.#made.add(relation);
    if (table === 'activities') await this.#sets.ids({ activity_id: [raw('SELECT id FROM part.log.activities')] });
  }
}
