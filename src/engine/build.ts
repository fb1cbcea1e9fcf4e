import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import { Database } from '../duckdb/database.ts';
import { sql } from '../duckdb/sql.ts';
import { type LogReading, readLog } from '../log/read.ts';
import { resolveFacts } from './resolve/index.ts';

export type OpenLogOptions = {
  /** "Now"; the log's own when absent. */
  readonly asOf?: Temporal.Instant;
  /** Where resolved facts are kept; `.tacto` in the folder when absent. */
  readonly cacheDir?: string;
  /** Ids that `goals.kpi` may name: the catalogue's and the log's own. */
  readonly knownKpis: ReadonlySet<string>;
};

/** Resolved facts that nobody uses yet. */
export type Built = {
  readonly file: string;
  readonly reading: LogReading;
  readonly asOf: Temporal.Instant;
  /** Its "now" is the present, for nothing in the log says when it is. */
  readonly isPresent: boolean;
};

/**
 * Reads a log and writes its resolved facts to a new file in `cacheDir`.
 * @returns null when the log's files changed while they were read
 * @throws UserError for what is wrong with the log
 */
export async function buildFacts(dir: string, cacheDir: string, options: OpenLogOptions): Promise<Built | null> {
  const file = join(cacheDir, `building-${process.pid}-${randomBytes(6).toString('hex')}.duckdb`);
  const db = await Database.open(file, { memoryLimit: '4GB', spillTo: `${file}.spill` });
  try {
    const reading = await readLog(db, dir, { knownKpis: options.knownKpis });
    const asOf = options.asOf ?? reading.defaultAsOf;
    await resolveFacts(db, reading.workspace, asOf);
    await db.run(sql`CHECKPOINT`);
    db.close();
    return { file, reading, asOf, isPresent: options.asOf === undefined && reading.isPresent };
  } catch (error) {
    db.close();
    await rm(file, { force: true });
    await rm(`${file}.wal`, { force: true });
    if (error instanceof UserError && error.code === 'log_changes') return null;
    throw error;
  } finally {
    await rm(`${file}.spill`, { recursive: true, force: true });
  }
}
