import { lastNow, parseInstant, startOfDay, toMicros } from '../domain/calendar.ts';
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
  /** Whether that is the present, for nothing in the log says when it is. */
  readonly isPresent: boolean;
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
  const { kept, first, last } = row;
  return { file: source.file, read: source.read, kept, rejected: source.read - kept, first, last };
}

/** The "now" of a log, and what is to be said of it. */
export type OwnNow = {
  readonly asOf: Temporal.Instant;
  /** Nothing in the log says when it is: its now is the present, and another one later. */
  readonly isPresent: boolean;
  readonly warnings: readonly Text[];
};

/**
 * The log's own "now": `as_of` of the workspace, else one second after the latest instant that something began or happened,
 * else (an empty log) the present, in whole seconds. A now that lies more than a year ahead is told of: one slip in a year makes it.
 */
export async function ownNow(db: Database, workspace: Workspace): Promise<OwnNow> {
  if (workspace.as_of !== null) {
    const asOf = parseInstant(workspace.as_of, workspace.timezone);
    if (asOf !== null) return { asOf, isPresent: false, warnings: [] };
  }
  const dated = Object.values(tables).flatMap((table) =>
    table.columns
      .filter(({ type, name }) => type.kind === 'instant' && name !== 'left_at' && name !== 'valid_to')
      .map(
        ({ name }) =>
          `SELECT max(${name}) AS t, '${table.name}' AS "table", '${name}' AS "column" FROM log.${table.name}`,
      ),
  );
  const [last] = await db.rows<{ micros: string; table: string; column: string }>(
    raw(
      `SELECT epoch_us(t)::VARCHAR AS micros, "table", "column" FROM (${dated.join(' UNION ALL ')}) WHERE t IS NOT NULL ORDER BY t DESC LIMIT 1`,
    ),
  );
  const { day } = await db.row<{ day: string | null }>(raw('SELECT max(incurred_on)::VARCHAR AS day FROM log.costs'));
  const spent = day === null ? null : toMicros(startOfDay(Temporal.PlainDate.from(day), workspace.timezone));
  const present = Temporal.Now.instant().round({ smallestUnit: 'second', roundingMode: 'floor' });
  if (last === undefined && spent === null) return { asOf: present, isPresent: true, warnings: [] };
  const isCost = last === undefined || (spent !== null && spent > BigInt(last.micros));
  const after = Temporal.Instant.fromEpochNanoseconds(((isCost ? spent! : BigInt(last.micros)) + 1_000_000n) * 1000n);
  const asOf = Temporal.Instant.compare(after, lastNow) > 0 ? lastNow : after;
  const cause = isCost ? 'costs.incurred_on' : `${last.table}.${last.column}`;
  const isFar = Temporal.Instant.compare(asOf, present.add({ hours: 366 * 24 })) > 0;
  return { asOf, isPresent: false, warnings: isFar ? [farAhead(asOf, cause)] : [] };
}

function farAhead(asOf: Temporal.Instant, cause: string): Text {
  const day = asOf.toString().slice(0, 10);
  return {
    en: `The log’s “now” is ${day}, more than a year ahead, because of ${cause}. Correct it, or give as_of in workspace.json.`,
    es: `El «ahora» del registro es ${day}, más de un año por delante, a causa de ${cause}. Corríjalo o indique as_of en workspace.json.`,
  };
}
