import { UserError } from '../domain/errors.ts';
import type { Database } from '../duckdb/database.ts';
import { join, literal, name, raw, type Sql, sql } from '../duckdb/sql.ts';
import type { LogFile } from './log-files.ts';
import type { RawColumn, RawSource } from './raw-source.ts';
import { type TableName, tables } from './schema.ts';

type StoredColumn = RawColumn & { readonly stored: string };

/**
 * A Parquet file as raw rows in their natural types: a view, so that nothing is held in memory. Lines count as if a header came first.
 * @throws UserError `bad_parquet`
 */
export async function parquetSource(db: Database, table: TableName, file: LogFile): Promise<RawSource> {
  const plain = raw('hive_partitioning=false');
  try {
    const described = await db.rows<{ column_name: string; column_type: string }>(
      sql`DESCRIBE SELECT * FROM read_parquet(${literal(file.path)}, ${plain})`,
    );
    const columns = described.map(({ column_name, column_type }, i) => ({
      name: column_name,
      type: column_type,
      stored: `c${i + 1}`,
    }));
    const known = new Set(tables[table].columns.map((column) => column.name));
    const listed = columns.filter((column) => known.has(column.name));
    const cells = listed.map((column) => sql`, ${name(column.name)} AS ${name(column.stored)}`);
    // The option is refused when the file has a column of that name; then rows are counted as they come, on one thread.
    const taken = columns.some((column) => column.name.toLowerCase() === 'file_row_number');
    const [option, number]: [Sql, Sql] = taken
      ? [raw(''), raw('row_number() OVER () - 1')]
      : [raw(', file_row_number=true'), raw('file_row_number')];
    const view = `raw_${table}`;
    await db.run(sql`CREATE TEMP VIEW ${raw(view)} AS
      SELECT ${number} + 1 AS seq, ${number} + 2 AS line${join(cells, '')} FROM read_parquet(${literal(file.path)}, ${plain}${option})`);
    const { read } = await db.row<{ read: number }>(sql`SELECT count(*)::DOUBLE AS read FROM ${raw(view)}`);
    return {
      table: view,
      columns: [...(await withEmptiness(db, view, listed)), ...columns.filter((column) => !listed.includes(column))],
      file: file.name,
      read,
      release: () => db.run(raw(`DROP VIEW ${view}`)),
      faultOf: (error) => badParquet(file, error),
    };
  } catch (error) {
    throw badParquet(file, error);
  }
}

/** Tells which texts are never empty. It is cheap: the file's statistics say which of its row groups may hold an empty one. */
async function withEmptiness(
  db: Database,
  view: string,
  columns: readonly StoredColumn[],
): Promise<readonly RawColumn[]> {
  const texts = columns.filter((column) => column.type === 'VARCHAR').map(({ stored }) => name(stored));
  if (texts.length === 0) return columns;
  const looks = texts.map((text) => sql`EXISTS (SELECT 1 FROM ${raw(view)} WHERE ${text} = '') AS ${text}`);
  const found = await db.row<Record<string, boolean>>(sql`SELECT ${join(looks)}`);
  return columns.map((column) => ({ ...column, neverEmpty: found[column.stored] === false }));
}

/** A file that turns out damaged, be it when its pages are read. Anything else, such as memory running out, is no fault of the file. */
function badParquet(file: LogFile, error: unknown): unknown {
  if (
    !(error instanceof Error) ||
    error instanceof UserError ||
    !/^(Invalid|IO|Serialization|Conversion|Binder|Not implemented)\b|parquet|thrift/i.test(error.message)
  )
    return error;
  const reason = error.message.split('\n')[0]!;
  return new UserError({
    code: 'bad_parquet',
    message: {
      en: `${file.name} cannot be read as Parquet: ${reason}.`,
      es: `${file.name} no se puede leer como Parquet: ${reason}.`,
    },
    fix: {
      en: 'Write the file again, or give the table as CSV.',
      es: 'Genere de nuevo el archivo o entregue la tabla como CSV.',
    },
  });
}
