import { join } from 'node:path';
import { Database } from '../../duckdb/database.ts';
import { join as joinSql, name, raw, sql } from '../../duckdb/sql.ts';
import type { CsvCell } from '../../kpi/data/csv.ts';
import { type Column, type TableName, tables } from '../../log/schema.ts';
import { copyTable } from '../../log/write-files.ts';
import type { Actor } from '../../record/actor.ts';
import { loadTable } from '../../record/bulk/load-log.ts';
import type { SalesRecord } from '../../record/record.ts';
import { writeFile } from 'node:fs/promises';
import { mostCells, type SheetColumn, tooManyRows, toXlsx } from './xlsx.ts';
import type { FileFormat } from './answers.ts';

/**
 * Writes what somebody sees of a table of the record into a file, in the record's order. CSV is as in a sales log: instants in UTC, and a `'`
 * before text that a spreadsheet would run.
 * @param dir an empty folder
 * @returns the file
 */
export async function tableFile(
  record: SalesRecord,
  actor: Actor,
  table: TableName,
  { dir, format, timezone }: { readonly dir: string; readonly format: FileFormat; readonly timezone: string },
): Promise<string> {
  const db = await Database.open(join(dir, 'export.duckdb'), { memoryLimit: '512MB', spillTo: join(dir, 'spill') });
  try {
    await db.run(raw('CREATE SCHEMA log'));
    const rows = await record.as(actor, (tx) => loadTable(tx, db, table, dir));
    if (format !== 'xlsx') {
      await copyTable(db, table, dir, format);
      return join(dir, `${table}.${format}`);
    }
    const { columns } = tables[table];
    const most = Math.floor(mostCells / columns.length);
    if (rows > most) throw tooManyRows(most);
    const file = join(dir, `${table}.xlsx`);
    await writeFile(
      file,
      await toXlsx({ name: table, timezone, columns: columns.map(sheetColumn), rows: await rowsOf(db, table) }),
    );
    return file;
  } finally {
    db.close();
  }
}

function sheetColumn({ name: title, type }: Column): SheetColumn {
  const kinds = {
    text: 'VARCHAR',
    list: 'VARCHAR',
    instant: 'INSTANT',
    date: 'DATE',
    whole: 'BIGINT',
    decimal: 'DOUBLE',
  } as const;
  return { name: title, type: kinds[type.kind] };
}

async function rowsOf(db: Database, table: TableName): Promise<readonly (readonly CsvCell[])[]> {
  const { columns } = tables[table];
  const cells = columns.map(({ name: column, type }) => {
    const cell = name(column);
    const text = type.kind === 'instant' ? sql`strftime(${cell}, '%Y-%m-%dT%H:%M:%S.%fZ')` : sql`${cell}::VARCHAR`;
    return sql`${text} AS ${cell}`;
  });
  const found = await db.columns(sql`SELECT ${joinSql(cells)} FROM log.${name(table)} ORDER BY seq`);
  const all = columns.map(({ name: column }) => found[column] as readonly (string | null)[]);
  return Array.from({ length: all[0]?.length ?? 0 }, (_, row) => all.map((values) => values[row] ?? null));
}
