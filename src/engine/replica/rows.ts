import type { Database } from '../../duckdb/database.ts';
import { join, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { isExact, typeOf } from '../../log/column-type.ts';
import { decimalDigits } from '../../log/convert.ts';
import { type TableName, tables } from '../../log/schema.ts';

/**
 * Rows of the log's tables as relations: `seq` and every column of the table by its name, as text or in its natural type; instants
 * without an offset, in UTC. They are valid (references, lists, ranges): whoever keeps the record has seen to it. A table without
 * a relation is empty.
 */
export type LogRows = ReadonlyMap<TableName, Sql>;

/** What has changed in a table: rows as they are now, and the `seq` of rows that are gone. */
export type TableChange = {
  /** For each row its `seq` and its columns in the order of the schema, all as text. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly gone: readonly number[];
};
export type Changes = ReadonlyMap<TableName, TableChange>;

/** Decimal places of a table's money and rates, by column. */
export type Scales = Readonly<Record<string, number>>;

/** Rows given to `apply` as a relation of texts. */
export function textRows(table: TableName, rows: TableChange['rows']): Sql {
  const fields = ['seq', ...tables[table].columns.map((column) => column.name)];
  const columns = fields.map((field, i) => sql`${raw(`r[${i + 1}]`)} AS ${name(field)}`);
  return sql`(SELECT ${join(columns)} FROM (SELECT unnest(from_json(${JSON.stringify(rows)}, '[["VARCHAR"]]')) AS r))`;
}

/** The places that a relation's money and rates need so that nothing is rounded. */
export async function scalesOf(db: Database, table: TableName, rows: Sql): Promise<Scales> {
  const exact = tables[table].columns.filter(isExact);
  if (exact.length === 0) return {};
  const places = exact.map((column) => {
    const fraction = sql`rtrim(split_part(${name(column.name)}::VARCHAR, '.', 2), '0')`;
    return sql`least(coalesce(max(length(${fraction})), 0), ${raw(String(decimalDigits.fraction))})::INTEGER AS ${name(column.name)}`;
  });
  return db.row<Record<string, number>>(sql`SELECT ${join(places)} FROM ${rows}`);
}

/** A relation with the columns and types of a table of schema `log`. */
export function typedRows(table: TableName, rows: Sql, scales: Scales): Sql {
  const columns = tables[table].columns.map(
    (column) => sql`${name(column.name)}::${raw(typeOf(column, scales[column.name] ?? 0))} AS ${name(column.name)}`,
  );
  return sql`SELECT seq::BIGINT AS seq, ${join(columns)} FROM ${rows}`;
}

/** A table of schema `log` without rows. */
export function emptyTable(table: TableName, scales: Scales = {}): Sql {
  const columns = tables[table].columns.map(
    (column) => sql`${name(column.name)} ${raw(typeOf(column, scales[column.name] ?? 0))}`,
  );
  return sql`(seq BIGINT, ${join(columns)})`;
}
