import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { keepExactText } from './exact-text.ts';
import { type Bound, compile, raw, type Sql, sql, withNumbers } from './sql.ts';

keepExactText();

/** A row of an answer: column → value as JavaScript has it (see `Database.rows`). */
export type Row = Record<string, unknown>;

export type OpenOptions = {
  readonly readOnly?: boolean;
  /** Memory that DuckDB may take before it spills to disk, such as `4GB`. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Where it may spill; without one it never spills. */
  readonly spillTo?: string;
};

/** An open DuckDB database. Close it; it holds a file lock and memory. */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #isOwner: boolean;
  readonly connection: DuckDBConnection;
  /**
   * What stands for the state that is seen here: look-ups are kept by it. Another state of the database has another one, several
   * connections that see the same state may share it.
   */
  state: object;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, isOwner: boolean, state: object) {
    this.#instance = instance;
    this.connection = connection;
    this.#isOwner = isOwner;
    this.state = state;
  }

  /** Opens a file, or a database in memory when `path` is `:memory:`. Nothing is ever loaded from the network. */
  static async open(path: string, options: OpenOptions = {}): Promise<Database> {
    const settings: Record<string, string> = {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      access_mode: options.readOnly === true ? 'READ_ONLY' : 'AUTOMATIC',
    };
    if (options.memoryLimit !== undefined) settings['memory_limit'] = options.memoryLimit;
    if (options.threads !== undefined) settings['threads'] = String(options.threads);
    if (options.spillTo !== undefined) settings['temp_directory'] = options.spillTo;
    const instance = await DuckDBInstance.create(path, settings);
    try {
      const connection = await instance.connect();
      for (const setting of settingsOfAll) await connection.run(`SET GLOBAL ${setting}`);
      return new Database(instance, connection, true, {});
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  /** Another connection to the same database, with transactions of its own; closing it leaves the database open. */
  async beside(): Promise<Database> {
    return new Database(this.#instance, await this.#instance.connect(), false, {});
  }

  /** Runs one statement. */
  async run(statement: Sql): Promise<void> {
    const { text, values } = compile(withNumbers(statement));
    await this.connection.run(text, bound(values));
  }

  /** Runs statements one after the other. */
  async runAll(statements: readonly Sql[]): Promise<void> {
    for (const statement of statements) await this.run(statement);
  }

  /**
   * Answers a query. Integers come as number (bigint beyond 2^53), DECIMAL as exact text via a cast in the query,
   * DATE and TIMESTAMP best as text or microseconds via a cast in the query.
   */
  async rows<R extends Row = Row>(query: Sql): Promise<R[]> {
    const { text, values } = compile(withNumbers(query));
    const reader = await this.connection.runAndReadAll(text, bound(values));
    return reader.getRowObjectsJS() as R[];
  }

  /** The columns of a query's answer, by name: far cheaper than rows for long answers. */
  async columns(query: Sql): Promise<Readonly<Record<string, readonly unknown[]>>> {
    const { text, values } = compile(withNumbers(query));
    const reader = await this.connection.runAndReadAll(text, bound(values));
    return reader.getColumnsObjectJS();
  }

  /** The single row of a query. */
  async row<R extends Row = Row>(query: Sql): Promise<R> {
    const [first] = await this.rows<R>(query);
    if (first === undefined) throw new Error('a query that must have a row has none');
    return first;
  }

  /** Runs `work` in a transaction; undone when it throws. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run(sql`BEGIN`);
    try {
      const result = await work();
      await this.run(sql`COMMIT`);
      return result;
    } catch (error) {
      await this.run(raw('ROLLBACK')).catch(() => undefined);
      throw error;
    }
  }

  close(): void {
    this.connection.closeSync();
    if (this.#isOwner) this.#instance.closeSync();
  }
}

/** Values to bind; a statement without any is run as it is, which spares preparing it. */
function bound(values: readonly Bound[]): DuckDBValue[] | undefined {
  return values.length === 0 ? undefined : ([...values] as DuckDBValue[]);
}

/** What holds for every connection. */
const settingsOfAll = [
  "TimeZone = 'UTC'",
  // Windows of time that end with one of a few dozen buckets: to try every bucket for each row is far cheaper than to sort all rows first.
  'nested_loop_join_threshold = 64',
];
