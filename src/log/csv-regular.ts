import type { Database } from '../duckdb/database.ts';
import { join, literal, raw, type Sql, sql } from '../duckdb/sql.ts';
import type { RegularCsv } from './csv-scan.ts';

/** How a file is written and what is kept of it. */
export type RegularOptions = {
  readonly delimiter: string;
  /** Its column names. */
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  /** The columns to keep; all when absent. */
  readonly only?: ReadonlySet<string> | undefined;
  readonly temporary: boolean;
  /** A Parquet file to keep the cells in when there are many: that takes less time and memory than a table. */
  readonly parquet?: string | undefined;
};

/** From this many records on, a Parquet file pays. */
const manyRecords = 100_000;

/** Written once and read a few times: small groups stay in the cache of a processor, and a dictionary is soon given up where all cells differ. */
const keptCells = raw('(FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE 30720, DICTIONARY_SIZE_LIMIT 2000)');

/** Of a line this long (bytes) the reader must be told. */
const longLine = 1_000_000;

/** What was kept of a file. */
export type KeptRecords = {
  /** The records, without the header. */
  readonly count: number;
  /** A query of `seq`, `line` and the columns as text `c1, c2 …` by their place in the header, empty fields null. */
  readonly query: Sql;
};

/** Whether the same reader reads files of both kinds. */
export function areReadAlike(a: RegularCsv, b: RegularCsv): boolean {
  const traits = ['width', 'lineEnd', 'hasQuote', 'hasLineEndsInFields'] as const;
  return traits.every((trait) => a[trait] === b[trait]) && Math.max(a.longest, b.longest) <= longLine;
}

/**
 * Reads a CSV file whose records are regular into the table `cells`, or a Parquet file in its place. DuckDB's own reader does it, on all
 * cores unless fields hold line ends: a reader that starts in the middle of a file could take the inside of such a field for records.
 * @returns null, and no table, when DuckDB could not read it
 */
export async function readRegular(
  db: Database,
  path: string,
  cells: Sql,
  csv: RegularCsv,
  options: RegularOptions,
): Promise<KeptRecords | null> {
  const all = options.columns.map((_, i) => raw(`c${i + 1}`));
  const kept = all.filter((_, i) => options.only?.has(options.columns[i]!) !== false);
  const parquet = csv.records < manyRecords ? undefined : options.parquet;
  const held = parquet === undefined ? cells : sql`read_parquet(${literal(parquet)}, file_row_number = true)`;
  const before = raw(options.hasHeader ? '1' : '0');
  const file = readCsv(path, csv, options);
  const rows = csv.hasLineEndsInFields
    ? sql`SELECT place + ends_so_far - ends AS line${following(kept)} FROM (
        SELECT *, row_number() OVER () + ${before} AS place, sum(ends) OVER (ROWS UNBOUNDED PRECEDING)::BIGINT AS ends_so_far
        FROM (SELECT *, ${sumOf(all.map(lineEndsIn))} AS ends FROM (SELECT ${join(all.map(asLineFeeds))} FROM ${file})))`
    : sql`SELECT NULL::BIGINT AS line${following(kept)} FROM ${file}`;
  let count: number;
  try {
    await db.run(
      parquet === undefined
        ? sql`CREATE ${raw(options.temporary ? 'TEMP' : '')} TABLE ${cells} AS ${rows}`
        : sql`COPY (${rows}) TO ${literal(parquet)} ${keptCells}`,
    );
    ({ count } = await db.row<{ count: number }>(sql`SELECT count(*)::DOUBLE AS count FROM ${held}`));
  } catch {
    return null;
  }
  const place = raw(parquet === undefined ? 'rowid' : 'file_row_number');
  const line = csv.hasLineEndsInFields ? raw('line') : sql`${place} + ${raw(options.hasHeader ? '2' : '1')}`;
  return { count, query: sql`SELECT ${place} + 1 AS seq, ${line} AS line${following(kept)} FROM ${held}` };
}

function readCsv(path: string, csv: RegularCsv, { delimiter, columns, hasHeader }: RegularOptions): Sql {
  const types = join(columns.map((_, i) => sql`${literal(`c${i + 1}`)}: 'VARCHAR'`));
  const quotes = csv.hasQuote ? raw(`quote='"', escape='"'`) : raw(`quote='', escape=''`);
  const size = csv.longest * 2 + longLine;
  const long =
    csv.longest > longLine ? sql`, max_line_size=${raw(String(size))}, buffer_size=${raw(String(2 * size))}` : raw('');
  return sql`read_csv(${literal(path)}, auto_detect=false, header=${raw(String(hasHeader))}, columns={${types}}, delim=${literal(delimiter)},
    ${quotes}, comment='', nullstr='', new_line=${raw(csv.lineEnd === '\n' ? "'\\n'" : "'\\r\\n'")}, strict_mode=true, compression='none',
    hive_partitioning=false, parallel=${raw(String(!csv.hasLineEndsInFields))}${long})`;
}

function following(cells: readonly Sql[]): Sql {
  return join(
    cells.map((cell) => sql`, ${cell}`),
    '',
  );
}

function sumOf(counts: readonly Sql[]): Sql {
  return join(counts, ' + ');
}

function asLineFeeds(cell: Sql): Sql {
  const text = sql`replace(replace(${cell}, chr(13) || chr(10), chr(10)), chr(13), chr(10))`;
  return sql`CASE WHEN contains(${cell}, chr(13)) THEN ${text} ELSE ${cell} END AS ${cell}`;
}

function lineEndsIn(cell: Sql): Sql {
  return sql`CASE WHEN contains(${cell}, chr(10)) THEN strlen(${cell}) - strlen(replace(${cell}, chr(10), '')) ELSE 0 END`;
}
