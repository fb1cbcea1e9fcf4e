import { DatabaseError } from 'pg';
import { sql } from '../../duckdb/sql.ts';
import { type Column, type TableName, tables } from '../../log/schema.ts';
import { tableOf, textArray, type Tx } from '../tx.ts';
import {
  badValue,
  columnOf,
  duplicateId,
  importUnderWay,
  notAllowed,
  type Place,
  stillUsed,
  unknownReference,
} from './faults.ts';
import type { Stored } from './read-values.ts';

type Given = Readonly<Record<string, Stored>>;

/**
 * Runs a statement that writes rows; a constraint or policy that it breaks becomes a UserError, and the transaction can go on.
 * @param given the rows that it writes, in order
 */
export async function explained<T>(
  tx: Tx,
  table: TableName,
  given: readonly Given[],
  statement: () => Promise<T>,
): Promise<T> {
  try {
    return await tx.attempt(statement);
  } catch (error) {
    throw error instanceof DatabaseError ? await explain(tx, table, given, error) : error;
  }
}

/** SQLSTATEs of what a user can cause. */
const states = { reference: '23503', unique: '23505', check: '23514', policy: '42501', busy: '55P03' } as const;

async function explain(tx: Tx, table: TableName, given: readonly Given[], error: DatabaseError): Promise<unknown> {
  const column = columnOf(tables[table], error.constraint ?? '');
  switch (error.code) {
    case states.reference: {
      // The table that the constraint is of is another one when a row is removed that it refers to.
      if (error.table !== undefined && error.table !== table) return stillUsed({ table, row: null }, error.table);
      if (column === undefined) return error;
      const found = await firstMissing(tx, table, column, given);
      return found === undefined ? error : unknownReference(found.place, column, found.value);
    }
    case states.unique: {
      const found = await firstTaken(tx, table, given);
      return duplicateId(found?.place ?? { table, row: null }, found?.value ?? '');
    }
    case states.check: {
      if (column === undefined) return error;
      const value = given.length === 1 ? given[0]![column.name] : undefined;
      return badValue({ table, row: null }, column, value ?? '…', 'out_of_range');
    }
    case states.busy:
      return importUnderWay();
    case states.policy:
      return notAllowed(table);
    default:
      return error;
  }
}

type Found = { readonly place: Place; readonly value: string };

function placeOf(table: TableName, given: readonly Given[], i: number): Place {
  return { table, row: given.length === 1 ? null : i + 1 };
}

/** The first row whose reference is not among the rows that this user sees. */
async function firstMissing(
  tx: Tx,
  table: TableName,
  column: Column,
  given: readonly Given[],
): Promise<Found | undefined> {
  const wanted = given.map((row) => row[column.name]).filter((value): value is string => typeof value === 'string');
  const known = new Set(await idsAmong(tx, column.references!, wanted));
  if (column.references === table) for (const row of given) known.add(String(row['id']));
  const i = given.findIndex((row) => typeof row[column.name] === 'string' && !known.has(String(row[column.name])));
  return i === -1 ? undefined : { place: placeOf(table, given, i), value: String(given[i]![column.name]) };
}

/** The first row whose id is taken, by a row that is there or by an earlier one of those given. */
async function firstTaken(tx: Tx, table: TableName, given: readonly Given[]): Promise<Found | undefined> {
  const ids = given.map((row) => String(row['id']));
  const taken = new Set(await idsAmong(tx, table, ids));
  const i = ids.findIndex((id, at) => taken.has(id) || ids.indexOf(id) < at);
  if (i === -1) return given.length === 1 ? { place: placeOf(table, given, 0), value: ids[0]! } : undefined;
  return { place: placeOf(table, given, i), value: ids[i]! };
}

async function idsAmong(tx: Tx, table: TableName, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    sql`SELECT id FROM ${tableOf(table)} WHERE org = ${tx.actor.org} AND id = ANY(${textArray([...new Set(ids)])})`,
  );
  return rows.map((row) => row.id);
}
