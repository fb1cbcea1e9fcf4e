import { parseInstant, startOfDay, toMicros } from '../domain/calendar.ts';
import type { Text } from '../domain/text.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Database } from '../duckdb/database.ts';
import { join, raw, sql } from '../duckdb/sql.ts';
import { type Table, type TableName, tables } from './schema.ts';

/** How the reading of one table went; `first` and `last` are ISO instants (UTC) or days of what it tells of. */
export type TableReading = {
  readonly file: string | null;
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
  readonly first: string | null;
  readonly last: string | null;
};

/** What reading a log found. */
export type LogReading = {
  readonly workspace: Workspace;
  readonly tables: Readonly<Record<TableName, TableReading>>;
  readonly warnings: readonly Text[];
  /** The log's own "now". */
  readonly defaultAsOf: Temporal.Instant;
};

/** Counts what was kept of a table that is in schema `log`. */
export async function readingOf(
  db: Database,
  table: Table,
  source: { readonly file: string; readonly read: number } | undefined,
): Promise<TableReading> {
  if (source === undefined) return { file: null, read: 0, kept: 0, rejected: 0, first: null, last: null };
  const dated = table.begins === undefined ? [] : [table.begins];
  const span = dated.map((column) => raw(`min(${column}) AS first, max(${column}) AS last`));
  const row = await db.row<{ kept: number; first: string | null; last: string | null }>(sql`
    SELECT kept, strftime(first, '%Y-%m-%dT%H:%M:%SZ') AS first, strftime(last, '%Y-%m-%dT%H:%M:%SZ') AS last
    FROM (SELECT count(*)::DOUBLE AS kept, ${span.length === 0 ? raw('NULL::TIMESTAMP AS first, NULL::TIMESTAMP AS last') : join(span)}
      FROM ${raw(`log.${table.name}`)})`);
  return { file: source.file, read: source.read, rejected: source.read - row.kept, ...row };
}

/**
 * The log's own "now": `as_of` of the workspace, else one second after the latest instant that something began or happened,
 * else (an empty log) the present.
 */
export async function defaultAsOf(db: Database, workspace: Workspace): Promise<Temporal.Instant> {
  if (workspace.as_of !== null) {
    const asOf = parseInstant(workspace.as_of, workspace.timezone);
    if (asOf !== null) return asOf;
  }
  const columns = Object.values(tables).flatMap((table) =>
    table.columns
      .filter((column) => column.type.kind === 'instant' && column.name !== 'left_at' && column.name !== 'valid_to')
      .map((column) => `SELECT max(${column.name}) AS t FROM log.${table.name}`),
  );
  const { micros } = await db.row<{ micros: string | null }>(
    raw(`SELECT epoch_us(max(t))::VARCHAR AS micros FROM (${columns.join(' UNION ALL ')})`),
  );
  const { day } = await db.row<{ day: string | null }>(raw('SELECT max(incurred_on)::VARCHAR AS day FROM log.costs'));
  const moments = [
    ...(micros === null ? [] : [BigInt(micros)]),
    ...(day === null ? [] : [toMicros(startOfDay(Temporal.PlainDate.from(day), workspace.timezone))]),
  ];
  if (moments.length === 0) return Temporal.Now.instant();
  const latest = moments.reduce((a, b) => (a > b ? a : b));
  return Temporal.Instant.fromEpochNanoseconds((latest + 1_000_000n) * 1000n);
}
