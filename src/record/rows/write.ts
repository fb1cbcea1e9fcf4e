import { randomUUID } from 'node:crypto';
import type { UserError } from '../../domain/errors.ts';
import { join, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { hasId, type TableName, tables } from '../../log/schema.ts';
import { tableOf, type Tx } from '../tx.ts';
import { explained } from './explain.ts';
import { noSuchRow, notAllowed } from './faults.ts';
import { type ReadOptions, readValues } from './read-values.ts';
import { type Key, keyColumn, pgType, type Row, type Values } from './row.ts';

/**
 * Adds rows of one table, all or none, in this order. An id that is absent is made.
 * @returns the rows as they are now
 * @throws UserError `unknown_column`, `missing`, `bad_value`, `out_of_list`, `out_of_range`, `unknown_id`, `duplicate_id`, `not_allowed`; the
 * transaction can go on
 */
export async function insertRows(
  tx: Tx,
  table: TableName,
  rows: readonly Values[],
  options: ReadOptions = {},
): Promise<readonly Row[]> {
  if (rows.length === 0) return [];
  const stored = rows.map((values, i) =>
    readValues(table, withId(table, values), { ...options, isWhole: true, row: rows.length === 1 ? null : i + 1 }),
  );
  const { columns } = tables[table];
  const names = join(columns.map((column) => name(column.name)));
  const typed = join(columns.map((column) => sql`${name(column.name)} ${raw(pgType(column))}`));
  return explained(tx, table, stored, () =>
    tx.rows<Row>(sql`INSERT INTO ${tableOf(table)} (org, ${names})
      SELECT ${tx.actor.org}, ${names} FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(stored)}::jsonb) AS (${typed}))
        WITH ORDINALITY AS given (${names}, nth)
      ORDER BY nth RETURNING ${rowOf(table)}`),
  );
}

function withId(table: TableName, values: Values): Values {
  if (!hasId(tables[table]) || (values['id'] ?? '') !== '') return values;
  return { ...values, id: randomUUID() };
}

/**
 * Changes the given columns of a row.
 * @returns the row as it is now
 * @throws UserError as `insertRows`, and `no_such_row`; `not_allowed` for a row that this user sees and may not write
 */
export async function updateRow(
  tx: Tx,
  table: TableName,
  key: Key,
  changes: Values,
  options: ReadOptions = {},
): Promise<Row> {
  const stored = readValues(table, changes, { ...options, isWhole: false });
  const given = tables[table].columns.filter((column) => column.name in stored);
  if (given.length === 0) {
    const row = await getRow(tx, table, key);
    if (row === null) throw noSuchRow(table, key);
    return row;
  }
  const assigned = join(
    given.map((column) => sql`${name(column.name)} = ${stored[column.name]!}::${raw(pgType(column))}`),
  );
  const [row] = await explained(tx, table, [stored], () =>
    tx.rows<Row>(
      sql`UPDATE ${tableOf(table)} SET ${assigned} WHERE ${isRow(tx, table, key)} RETURNING ${rowOf(table)}`,
    ),
  );
  if (row === undefined) throw await untouched(tx, table, key);
  return row;
}

/**
 * Removes a row that no other refers to.
 * @throws UserError `no_such_row`, `not_allowed` for one that this user sees, `still_used`
 */
export async function removeRow(tx: Tx, table: TableName, key: Key): Promise<void> {
  const removed = await explained(tx, table, [], () =>
    tx.run(sql`DELETE FROM ${tableOf(table)} WHERE ${isRow(tx, table, key)}`),
  );
  if (removed === 0) throw await untouched(tx, table, key);
}

/** Why a statement did nothing to a row: this user does not see it, or may not write it. */
async function untouched(tx: Tx, table: TableName, key: Key): Promise<UserError> {
  return (await getRow(tx, table, key)) === null ? noSuchRow(table, key) : notAllowed(table);
}

/** A row, or null when it is not there or not for this user to see. */
export async function getRow(tx: Tx, table: TableName, key: Key): Promise<Row | null> {
  const [row] = await tx.rows<Row>(sql`SELECT ${rowOf(table)} FROM ${tableOf(table)} WHERE ${isRow(tx, table, key)}`);
  return row ?? null;
}

/** What a query selects for a `Row`. */
export function rowOf(table: TableName): Sql {
  return sql`seq, ${join(tables[table].columns.map((column) => selected(column.name, pgType(column))))}`;
}

/** Exact decimals come without the zeros that they were written with. */
function selected(column: string, type: string): Sql {
  return type === 'numeric' ? sql`trim_scale(${name(column)}) AS ${name(column)}` : name(column);
}

function isRow(tx: Tx, table: TableName, key: Key): Sql {
  const column = keyColumn(table);
  if (column === 'id') return sql`org = ${tx.actor.org} AND id = ${String(key)}`;
  const seq = Number(key);
  return sql`org = ${tx.actor.org} AND seq = ${Number.isSafeInteger(seq) ? seq : 0}`;
}
