import { UserError } from '../../domain/errors.ts';
import type { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import { type TableName, tables } from '../../log/schema.ts';
import type { CsvMap, MapView } from './map-folder.ts';
import type { RawTables } from './raw-tables.ts';
import { checkSelect } from './select.ts';
import { sqlFault } from './sql-fault.ts';

/**
 * Runs the SQL of a map over the tables of its source and keeps the answers as tables of the schema `mapped`, in the order of the
 * sales log's tables, so that one may read those before it. Before the first of them runs, the database is locked for good: no file,
 * no setting, no other database. Write the log from another `Database`. A SELECT that takes longer than the map allows is broken off.
 * @throws UserError `not_a_select`, `refused_function`, `bad_sql`, `repeated_header`, `map_too_slow`, `map_too_large`
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
    const seconds = map.settings.timeLimit;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      db.connection.interrupt();
    }, seconds * 1000);
    try {
      await checkColumns(db, view);
      // On one line with the SQL, so that DuckDB's line numbers are those of the file.
      await db.run(raw(`CREATE TABLE mapped.${view.table} AS ${view.text}`));
    } catch (error) {
      if (isLate) throw tooSlow(view, seconds);
      if (!(error instanceof Error) || error instanceof UserError) throw error;
      if (error.message.startsWith('Out of Memory Error')) throw tooLarge(view);
      throw sqlFault(view, error, source.tables, reads.get(view.table) ?? []);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** DuckDB gives a column that is selected twice another name: refused where it is one of the log's. */
async function checkColumns(db: Database, view: MapView): Promise<void> {
  const prepared = await db.connection.prepare(view.text);
  const selected = Array.from({ length: prepared.columnCount }, (_, i) => prepared.columnName(i).toLowerCase());
  prepared.destroySync();
  const twice = tables[view.table].columns.find(({ name }) => selected.indexOf(name) !== selected.lastIndexOf(name));
  if (twice === undefined) return;
  throw new UserError({
    code: 'repeated_header',
    message: {
      en: `${view.file} selects the column ${twice.name} twice.`,
      es: `${view.file} selecciona dos veces la columna ${twice.name}.`,
    },
    fix: { en: 'Leave one of them out, or name it otherwise.', es: 'Quite una de las dos o dele otro nombre.' },
  });
}

function tooSlow({ file }: MapView, seconds: number): UserError {
  return new UserError({
    code: 'map_too_slow',
    message: {
      en: `${file} was broken off: it took longer than ${seconds} s.`,
      es: `${file} se interrumpió: tardaba más de ${seconds} s.`,
    },
    fix: {
      en: 'Look for a recursion without end or a join without a condition; a larger time_limit_s in map.yaml allows more.',
      es: 'Busque una recursión sin fin o un JOIN sin condición; un time_limit_s mayor en map.yaml permite más.',
    },
  });
}

function tooLarge({ file }: MapView): UserError {
  return new UserError({
    code: 'map_too_large',
    message: {
      en: `${file} needs more memory or disk than there is for it.`,
      es: `${file} necesita más memoria o disco de lo disponible.`,
    },
    fix: {
      en: 'Look for a recursion without end or a join without a condition.',
      es: 'Busque una recursión sin fin o un JOIN sin condición.',
    },
  });
}
