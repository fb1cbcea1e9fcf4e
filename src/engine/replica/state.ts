import { toMicros } from '../../domain/calendar.ts';
import { defaultWorkspace, parseWorkspace, type Workspace } from '../../domain/workspace.ts';
import type { Database, Row } from '../../duckdb/database.ts';
import { type Sql, sql } from '../../duckdb/sql.ts';
import { resolverVersion } from '../resolve/version.ts';

/** Raised with every change to what a replica keeps. */
const formatVersion = 1;
const version = `${formatVersion}.${resolverVersion}`;

/** What a replica's file says of itself, written in the transaction that writes what it says. */
export type ReplicaState = {
  /** Counts the states that the file has been in. */
  readonly generation: number;
  readonly workspace: Workspace;
  readonly asOf: Temporal.Instant;
  /** How far the record has been followed, in the words of who follows it. */
  readonly watermark: string;
  /** Rows of the activity fact that were written since all of it was: they lie out of order. */
  readonly rewritten: number;
};

/** Writes the state of the current database. */
export async function writeState(db: Database, state: ReplicaState): Promise<void> {
  await db.run(
    sql`CREATE TABLE IF NOT EXISTS state (version VARCHAR, generation BIGINT, workspace VARCHAR, as_of BIGINT, watermark VARCHAR, rewritten BIGINT)`,
  );
  await db.run(sql`DELETE FROM state`);
  await db.run(sql`INSERT INTO state VALUES (${version}, ${state.generation}, ${JSON.stringify(state.workspace)},
    ${toMicros(state.asOf)}::BIGINT, ${state.watermark}, ${state.rewritten})`);
}

/** Which of its states the current database is in; null when it has none. */
export async function readGeneration(db: Database): Promise<number | null> {
  const [row] = await ofState<{ generation: number }>(db, sql`SELECT generation::DOUBLE AS generation FROM state`);
  return row?.generation ?? null;
}

/** The state of the current database; null when it is none of ours, of another version, or half written. */
export async function readState(db: Database): Promise<ReplicaState | null> {
  type Kept = {
    version: string;
    generation: number;
    workspace: string;
    as_of: string;
    watermark: string;
    rewritten: number;
  };
  const rows = await ofState<Kept>(
    db,
    sql`SELECT version, generation::DOUBLE AS generation, workspace, as_of::VARCHAR AS as_of, watermark, rewritten::DOUBLE AS rewritten FROM state`,
  );
  const [row] = rows;
  if (row === undefined || rows.length !== 1 || row.version !== version) return null;
  return {
    generation: row.generation,
    workspace: { ...defaultWorkspace, ...parseWorkspace(row.workspace).workspace },
    asOf: Temporal.Instant.fromEpochNanoseconds(BigInt(row.as_of) * 1000n),
    watermark: row.watermark,
    rewritten: row.rewritten,
  };
}

/** None where the database has no such table. */
async function ofState<R extends Row>(db: Database, query: Sql): Promise<readonly R[]> {
  return db.rows<R>(query).catch((error: unknown) => {
    if (error instanceof Error && /Catalog Error|Binder Error/.test(error.message)) return [];
    throw error;
  });
}
