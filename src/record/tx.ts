import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { compile, join, raw, type Sql, sql } from '../duckdb/sql.ts';
import type { Actor } from './actor.ts';
import { namesForOften } from './prepared.ts';

/** A transaction on behalf of an actor. It ends with the work that it was opened for. */
export type Tx = {
  readonly actor: Actor;
  /** The rows of a query. */
  readonly rows: <R extends QueryResultRow>(query: Sql) => Promise<readonly R[]>;
  /** The only row of a query. */
  readonly row: <R extends QueryResultRow>(query: Sql) => Promise<R>;
  /** Runs a statement. @returns how many rows it touched */
  readonly run: (statement: Sql) => Promise<number>;
  /** Undoes what `work` did when it throws, and that alone: the transaction goes on. */
  readonly attempt: <T>(work: () => Promise<T>) => Promise<T>;
  /** The connection, for COPY. */
  readonly client: PoolClient;
};

/** How a transaction sees others: each statement what is committed by then, or all of them the same state, without writing. */
export type Isolation = 'committed' | 'snapshot';

/**
 * Runs `work` in a transaction on behalf of an actor, under row-level security. Undone when it throws.
 * @param appRole the role that it runs under; null: the connecting user, who is under the policies too
 */
export async function transact<T>(
  pool: Pool,
  appRole: string | null,
  actor: Actor,
  isolation: Isolation,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks between two statements says so by an event, which nobody else hears.
  const onError = (error: Error): void => void (broken = error);
  client.on('error', onError);
  try {
    await client.query(isolation === 'committed' ? 'BEGIN' : 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      const tx = transactionOn(client, actor);
      await tx.run(settingsOf(actor, appRole));
      const result = await work(tx);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: unknown) => void (broken = failure as Error));
      throw error;
    }
  } catch (error) {
    if (isBroken(error)) broken = error as Error;
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

/** Where there are policies, planning takes about as long as running. */
const nameOf = namesForOften({ often: 20, most: 60 });

function transactionOn(client: PoolClient, actor: Actor): Tx {
  const query = async <R extends QueryResultRow>(statement: Sql) => {
    const { text, values } = compile(statement);
    const name = values.length === 0 ? undefined : nameOf(text);
    return client.query<R>({ text, values: [...values], ...(name === undefined ? {} : { name }) });
  };
  let depth = 0;
  return {
    actor,
    client,
    rows: async <R extends QueryResultRow>(statement: Sql) => (await query<R>(statement)).rows,
    row: async <R extends QueryResultRow>(statement: Sql) => {
      const [first] = (await query<R>(statement)).rows;
      if (first === undefined) throw new Error('a query that must have a row has none');
      return first;
    },
    run: async (statement) => (await query(statement)).rowCount ?? 0,
    attempt: async (work) => {
      const point = `attempt_${++depth}`;
      await client.query(`SAVEPOINT ${point}`);
      try {
        const result = await work();
        await client.query(`RELEASE ${point}`);
        return result;
      } catch (error) {
        await client.query(`ROLLBACK TO ${point}; RELEASE ${point}`);
        throw error;
      } finally {
        depth--;
      }
    },
  };
}

/** All settings last for the transaction; the role comes last. */
function settingsOf(actor: Actor, appRole: string | null): Sql {
  const settings: readonly (readonly [string, string])[] = [
    ['TimeZone', 'UTC'],
    ['DateStyle', 'ISO, YMD'],
    // Policies look dear to the planner; compiling them would cost more than running them.
    ['jit', 'off'],
    ['tacto.org', actor.org],
    ['tacto.user', actor.user],
    ['tacto.role', actor.role],
    ['tacto.rep', actor.rep ?? ''],
    ['tacto.teams', JSON.stringify(actor.teams)],
    ['tacto.bulk', ''],
    ...(appRole === null ? [] : [['role', appRole] as const]),
  ];
  return sql`SELECT ${join(settings.map(([key, value]) => sql`set_config(${key}, ${value}, true)`))}`;
}

/** Whether an error is of the connection and not of a statement. */
function isBroken(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && /^(08|57P0|E[A-Z]+$)/.test(code)) return true;
  return (
    error instanceof Error && /Connection terminated|Client has encountered a connection error/.test(error.message)
  );
}

/** An array of texts as a bound value: `= ANY(${…}::text[])`. */
export function textArray(values: readonly string[]): Sql {
  const items = values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`);
  return sql`${`{${items.join(',')}}`}::text[]`;
}

/** SQL that is written once for every table: its name in schema `tacto`, which the program itself has chosen. */
export function tableOf(table: string): Sql {
  return raw(`tacto.${table}`);
}
