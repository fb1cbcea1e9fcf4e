import type { Database } from '../duckdb/database.ts';
import { join, name, raw, type Sql, sql } from '../duckdb/sql.ts';
import type { RawSource } from '../log/keep.ts';
import { type TableName, tables } from '../log/schema.ts';

/** A table of the schema `mapped` that SQL answered for a table of the sales log, and what it is called in reports. */
export type MappedTable = {
  readonly table: TableName;
  readonly file: string;
  /** A column that is null for the rows to take; all when absent. */
  readonly skip?: string;
  /** Whether rows are known by their `_line` or, as they come from several files, by their place in the answer. */
  readonly lines: 'source' | 'answer';
};

const notOfTheLog = /^(_.*|seq|line)$/i;

/** The column of an answer with the values of another that are known while it is made: see `plainValueOf`. */
export function valuesOf(column: string): string {
  return `_value_of_${column}`;
}

/**
 * The answers of an import's SQL as the sales log's reader takes them: `seq` is a row's place in the answer (from 1), `line` its `_line`
 * or its place.
 */
export async function mappedSources(
  db: Database,
  mapped: readonly MappedTable[],
): Promise<ReadonlyMap<TableName, RawSource>> {
  await db.run(raw('CREATE SCHEMA ready'));
  const sources = new Map<TableName, RawSource>();
  for (const { table, file, skip, lines } of mapped) {
    const found = await db.rows<{ name: string; type: string }>(
      sql`SELECT column_name AS name, data_type AS type FROM duckdb_columns()
        WHERE schema_name = 'mapped' AND table_name = ${table} AND database_name = current_database() ORDER BY column_index`,
    );
    const columns = found.filter((column) => !notOfTheLog.test(column.name));
    const hasLine = lines === 'source' && found.some((column) => column.name.toLowerCase() === '_line');
    const line = hasLine ? raw('coalesce(try_cast(_line AS BIGINT), rowid + 1)') : raw('rowid + 1');
    const taken = sql`mapped.${name(table)}${skip === undefined ? raw('') : sql` WHERE ${name(skip)} IS NULL`}`;
    const known = knownOf(found);
    const values = [...known].map((column) => name(valuesOf(column)));
    const cells = [
      sql`rowid + 1 AS seq`,
      sql`${line} AS line`,
      ...columns.map((column) => cellOf(table, column)),
      ...values,
    ];
    await db.run(sql`CREATE VIEW ready.${name(table)} AS SELECT ${join(cells)} FROM ${taken}`);
    const { read } = await db.row<{ read: number }>(sql`SELECT count(*)::DOUBLE AS read FROM ${taken}`);
    const typed = columns.map((column) => ({
      name: column.name,
      type: isTime(table, column) ? 'VARCHAR' : column.type,
      ...(known.has(column.name) ? { known: valuesOf(column.name) } : {}),
    }));
    sources.set(table, { table: `ready.${table}`, columns: typed, file, read, stays: true });
  }
  return sources;
}

type Answered = { readonly name: string; readonly type: string };

/** Texts whose values are in a column of their own. */
function knownOf(found: readonly Answered[]): ReadonlySet<string> {
  const names = new Set(found.map((column) => column.name));
  const known = found.filter((column) => column.type === 'VARCHAR' && names.has(valuesOf(column.name)));
  return new Set(known.map((column) => column.name));
}

function kindOf(table: TableName, column: Answered): string | undefined {
  return tables[table].columns.find(({ name: known }) => known === column.name)?.type.kind;
}

function isTime(table: TableName, column: Answered): boolean {
  const kind = kindOf(table, column);
  return /^(DATE|TIMESTAMP)/.test(column.type) && (kind === 'instant' || kind === 'date');
}

/**
 * Times that SQL made become the text of the log. One that the log cannot hold, beyond the years 0 to 9999 or with a time of day where a day is
 * meant, becomes a text that is refused as any unreadable one is.
 */
function cellOf(table: TableName, column: Answered): Sql {
  const cell = name(column.name);
  if (!isTime(table, column)) return cell;
  const time = sql`try_cast(${cell} AS TIMESTAMP)`;
  const isReadable = sql`isfinite(${time}) AND year(${time}) BETWEEN 0 AND 9999`;
  const [holds, text] =
    kindOf(table, column) === 'date'
      ? [sql`${isReadable} AND ${time} = date_trunc('day', ${time})`, sql`strftime(${time}, '%Y-%m-%d')`]
      : [
          isReadable,
          sql`strftime(${time}, '%Y-%m-%dT%H:%M:%S.%f') || ${column.type.endsWith('TIME ZONE') ? raw("'Z'") : raw("''")}`,
        ];
  return sql`CASE WHEN ${cell} IS NULL THEN NULL WHEN ${holds} THEN ${text} ELSE '?' || ${cell}::VARCHAR END AS ${cell}`;
}
