import type { Database } from '../../duckdb/database.ts';
import { join, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type TableName, tables } from '../../log/schema.ts';
import type { RawSource } from '../../log/keep.ts';
import type { CsvMap } from './map-folder.ts';
import type { RawTables } from './raw-tables.ts';
import { checkSelect } from './select.ts';
import { sqlFault } from './sql-fault.ts';

/**
 * Runs the SQL of a map over the tables of its source and keeps the answers as tables of the schema `mapped`, in the order of the
 * sales log's tables, so that one may read those before it. Before the first of them runs, the database is locked for good: no file, no setting, no other database. Write the log from another `Database`.
 * @throws UserError `not_a_select`, `refused_function`, `bad_sql`
 */
export async function runMap(db: Database, map: CsvMap, source: RawTables): Promise<void> {
  const reads = new Map<TableName, readonly string[]>();
  for (const view of map.views) reads.set(view.table, await checkSelect(db, view));
  await db.runAll([
    raw('CREATE SCHEMA mapped'),
    raw("SET schema = 'source'"),
    raw('SET enable_external_access = false'),
    raw('SET lock_configuration = true'),
  ]);
  for (const view of map.views) {
    try {
      // On one line with the SQL, so that DuckDB's line numbers are those of the file.
      await db.run(raw(`CREATE TABLE mapped.${view.table} AS ${view.text}`));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw sqlFault(view, error, source.tables, reads.get(view.table) ?? []);
    }
  }
}

/** The answers of a map as the sales log's reader takes them: `seq` in the order of the answer, `line` from `_line`. */
export async function mappedSources(db: Database, map: CsvMap): Promise<ReadonlyMap<TableName, RawSource>> {
  await db.run(raw('CREATE SCHEMA ready'));
  const sources = new Map<TableName, RawSource>();
  for (const { table, file } of map.views) {
    const found = await db.rows<{ name: string; type: string }>(
      sql`SELECT column_name AS name, data_type AS type FROM duckdb_columns()
        WHERE schema_name = 'mapped' AND table_name = ${table} AND database_name = current_database() ORDER BY column_index`,
    );
    const columns = found.filter((column) => !['_line', 'seq', 'line'].includes(column.name.toLowerCase()));
    const line = found.some((column) => column.name.toLowerCase() === '_line')
      ? raw('coalesce(try_cast(_line AS BIGINT), rowid + 1)')
      : raw('rowid + 1');
    const cells = [sql`rowid + 1 AS seq`, sql`${line} AS line`, ...columns.map((column) => cellOf(table, column))];
    await db.run(sql`CREATE VIEW ready.${name(table)} AS SELECT ${join(cells)} FROM mapped.${name(table)}`);
    const { read } = await db.row<{ read: number }>(sql`SELECT count(*)::DOUBLE AS read FROM mapped.${name(table)}`);
    const typed = columns.map((column) => ({
      name: column.name,
      type: isTime(table, column) ? 'VARCHAR' : column.type,
    }));
    sources.set(table, { table: `ready.${table}`, columns: typed, file, read });
  }
  return sources;
}

type Answered = { readonly name: string; readonly type: string };

function kindOf(table: TableName, column: Answered): string | undefined {
  return tables[table].columns.find(({ name: known }) => known === column.name)?.type.kind;
}

function isTime(table: TableName, column: Answered): boolean {
  const kind = kindOf(table, column);
  return /^(DATE|TIMESTAMP)/.test(column.type) && (kind === 'instant' || kind === 'date');
}

/** Times that SQL made become the text of the log, so that one beyond the years 0 to 9999 is refused as any unreadable text is. */
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
