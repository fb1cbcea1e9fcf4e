import type { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import type { TableName } from '../../log/schema.ts';
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
