import { createReadStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../../duckdb/database.ts';
import { compile, join, literal, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type TableName, tables } from '../../log/schema.ts';
import { pgType } from '../rows/row.ts';
import type { Tx } from '../tx.ts';

/** The table of the transaction's own in which rows of a table come in, in their order. It is empty when the log has none. */
export function incoming(table: TableName): Sql {
  return raw(`pg_temp.incoming_${table}`);
}

/**
 * Brings a table of schema `log` of a DuckDB into `incoming`. COPY passes by row-level security, so PostgreSQL refuses it where that holds:
 * rows come by way of a table of the transaction's own.
 * @param folder for a file that is removed again
 * @returns how many rows
 */
export async function bringIn(tx: Tx, db: Database, table: TableName, folder: string): Promise<number> {
  const typed = join(tables[table].columns.map((column) => sql`${name(column.name)} ${raw(pgType(column))}`));
  await tx.run(sql`CREATE TEMPORARY TABLE ${raw(`incoming_${table}`)} (${typed}) ON COMMIT DROP`);
  const { count } = await db.row<{ count: number }>(sql`SELECT count(*)::DOUBLE AS count FROM log.${name(table)}`);
  if (count === 0) return 0;
  const file = joinPath(folder, `${table}.csv`);
  await writeRows(db, table, file);
  const { text } = compile(sql`COPY ${incoming(table)} FROM STDIN (FORMAT csv)`);
  await pipeline(createReadStream(file, { highWaterMark: 2 ** 18 }), tx.client.query(copyFrom(text)));
  await unlink(file);
  return count;
}

async function writeRows(db: Database, table: TableName, file: string): Promise<void> {
  const cells = tables[table].columns.map((column): Sql => {
    const cell = name(column.name);
    // As in a log's CSV files; PostgreSQL's texts hold no NUL either.
    return column.type.kind === 'text' ? sql`replace(${cell}, chr(0), chr(65533))` : cell;
  });
  const { isSorted } = await db.row<{ isSorted: boolean }>(
    sql`SELECT count(*) FILTER (seq < before) = 0 AS "isSorted" FROM (SELECT seq, lag(seq) OVER () AS before FROM log.${name(table)})`,
  );
  const order = raw(isSorted ? '' : ' ORDER BY seq');
  await db.run(sql`COPY (SELECT ${join(cells)} FROM log.${name(table)}${order}) TO ${literal(file)}
    (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '')`);
}
