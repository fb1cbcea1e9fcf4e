import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../duckdb/database.ts';
import { join as joinSql, literal, name, raw, sql } from '../../duckdb/sql.ts';
import { type CsvCell, toCsv } from './csv.ts';

/** A column of exported data: its name and its type in Parquet. */
export type DataColumn = { readonly name: string; readonly type: 'VARCHAR' | 'DATE' | 'DOUBLE' | 'BIGINT' | 'MONEY' };

/** Data to be written out: money as exact decimal text. */
export type Data = { readonly columns: readonly DataColumn[]; readonly rows: readonly (readonly CsvCell[])[] };

/** The data as CSV text, formula-like text neutralised. */
export function dataToCsv(data: Data): string {
  return toCsv(
    data.columns.map((column) => column.name),
    data.rows,
  );
}

/** The data as a Parquet file's bytes; money as DECIMAL with as many decimals as it has. */
export async function dataToParquet(data: Data): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-'));
  const db = await Database.open(':memory:');
  try {
    const types = data.columns.map((column, i) =>
      column.type === 'MONEY' ? `DECIMAL(38,${decimals(data, i)})` : column.type,
    );
    await db.run(
      sql`CREATE TABLE data (${joinSql(data.columns.map((column, i) => sql`${name(column.name)} ${raw(types[i]!)}`))})`,
    );
    const chunk = 500;
    for (let i = 0; i < data.rows.length; i += chunk) {
      const rows = data.rows
        .slice(i, i + chunk)
        .map((row) => sql`(${joinSql(row.map((v, j) => sql`${literal(v)}::${raw(types[j]!)}`))})`);
      await db.run(sql`INSERT INTO data VALUES ${joinSql(rows)}`);
    }
    const file = join(folder, 'data.parquet');
    await db.run(sql`COPY data TO ${literal(file)} (FORMAT parquet)`);
    return await readFile(file);
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function decimals(data: Data, column: number): number {
  return Math.max(0, ...data.rows.map((row) => String(row[column] ?? '').split('.')[1]?.length ?? 0));
}
