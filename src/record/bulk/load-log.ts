import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import type { Workspace } from '../../domain/workspace.ts';
import type { Database } from '../../duckdb/database.ts';
import { inline, join, literal, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { typeOf } from '../../log/column-type.ts';
import { isMeasure } from '../../log/convert.ts';
import { type Column, type TableName, tableNames, tables } from '../../log/schema.ts';
import { type Watermark, watermarkOf } from '../changes/watermark.ts';
import { noSuchOrganisation, readOrganisation } from '../organisation.ts';
import type { SalesRecord } from '../record.ts';
import { tableOf, type Tx } from '../tx.ts';

/** What was loaded: the settings, the state that it is of, and how many rows. */
export type LoadedLog = { readonly workspace: Workspace; readonly watermark: Watermark; readonly rows: number };

/**
 * Loads everything of an organisation, as it is at one moment, into schema `log` of a DuckDB: the same typed tables as `readLog` makes, with the
 * record's `seq`, in its order. The schema must not exist yet.
 * @throws UserError `no_such_organisation`
 */
export async function loadLog(record: SalesRecord, org: string, db: Database): Promise<LoadedLog> {
  const folder = await mkdtemp(joinPath(tmpdir(), 'tacto-load-'));
  try {
    return await record.snapshot(org, async (tx) => {
      const organisation = await readOrganisation(tx);
      if (organisation === null) throw noSuchOrganisation(org);
      const watermark = await watermarkOf(tx);
      await db.run(sql`CREATE SCHEMA log`);
      let rows = 0;
      for (const table of tableNames) rows += await loadTable(tx, db, table, folder);
      return { workspace: organisation.workspace, watermark, rows };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Loads what the transaction sees of one table into schema `log`, which must exist.
 * @param folder for a file that is removed again
 * @returns how many rows
 */
export async function loadTable(tx: Tx, db: Database, table: TableName, folder: string): Promise<number> {
  const file = joinPath(folder, `${table}.csv`);
  const { columns } = tables[table];
  const cells = columns.map((column) => sent(column));
  const query = sql`SELECT seq, ${join(cells)} FROM ${tableOf(table)} WHERE org = ${tx.actor.org} ORDER BY seq`;
  const copy = tx.client.query(copyTo(`COPY (${inline(query)}) TO STDOUT (FORMAT csv)`));
  const longest = new LongestLine();
  await pipeline(copy, longest, createWriteStream(file, { mode: 0o600 }));
  await readFile(db, table, file, longest.bytes);
  await unlink(file);
  return copy.rowCount;
}

/** Fields never hold a line end, so that a file can be read by several threads at once. */
function sent(column: Column): Sql {
  const cell = name(column.name);
  switch (column.type.kind) {
    case 'text':
      return sql`replace(replace(replace(${cell}, '%', '%25'), chr(10), '%0A'), chr(13), '%0D')`;
    case 'instant':
      return sql`${cell} AT TIME ZONE 'UTC'`;
    case 'decimal':
      return isMeasure(column) ? cell : sql`trim_scale(${cell})`;
    default:
      return cell;
  }
}

function received(column: Column, decimals: number): Sql {
  const cell = name(column.name);
  switch (column.type.kind) {
    case 'text':
      return sql`CASE WHEN contains(${cell}, '%') THEN replace(replace(replace(${cell}, '%0A', chr(10)), '%0D', chr(13)), '%25', '%') ELSE ${cell} END`;
    case 'decimal':
      return isMeasure(column) ? cell : sql`${cell}::${raw(typeOf(column, decimals))}`;
    default:
      return cell;
  }
}

const types: Readonly<Record<Column['type']['kind'], string>> = {
  text: 'VARCHAR',
  list: 'VARCHAR',
  instant: 'TIMESTAMP',
  date: 'DATE',
  whole: 'INTEGER',
  decimal: 'VARCHAR',
};

/** DuckDB's usual; a longer line needs a larger buffer. */
const usualLine = 2 ** 21;

async function readFile(db: Database, table: TableName, file: string, longestLine: number): Promise<void> {
  const { columns } = tables[table];
  const typed = columns.map(
    (column) => `'${column.name}': '${isMeasure(column) ? 'DOUBLE' : types[column.type.kind]}'`,
  );
  const line = raw(String(Math.max(usualLine, longestLine + 2)));
  const source = sql`read_csv(${literal(file)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '',
    max_line_size = ${line}, columns = ${raw(`{'seq': 'BIGINT', ${typed.join(', ')}}`)})`;
  const exact = columns.filter((column) => column.type.kind === 'decimal' && !isMeasure(column));
  const places = exact.map(
    (column) =>
      sql`coalesce(max(length(split_part(${name(column.name)}, '.', 2))), 0)::INTEGER AS ${name(column.name)}`,
  );
  // Decimals get as many places as their values have, as `readLog` gives them.
  const scales: Readonly<Record<string, number>> =
    exact.length === 0 ? {} : await db.row(sql`SELECT ${join(places)} FROM ${source}`);
  const cells = columns.map((column) => sql`${received(column, scales[column.name] ?? 0)} AS ${name(column.name)}`);
  await db.run(sql`CREATE TABLE log.${name(table)} AS SELECT seq, ${join(cells)} FROM ${source}`);
}

/** Passes bytes on and tells how long the longest line was. */
class LongestLine extends Transform {
  bytes = 0;
  #open = 0;

  override _transform(chunk: Buffer, _: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      this.bytes = Math.max(this.bytes, this.#open + end - from);
      this.#open = 0;
      from = end + 1;
    }
    this.#open += chunk.length - from;
    done(null, chunk);
  }
}
