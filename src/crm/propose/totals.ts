import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { identifier, quoted } from './draft.ts';
import { type ColumnProfile, profileOf, type TableProfile, valuesOf } from './profile.ts';

const words = 'total, totals, totales, total general, grand total, gran total, subtotal, sum, suma, sumas'.split(', ');
const mostKeys = 4;
const mostSpellings = 10;
/** More rows than a person keeps by hand, and adds up. */
const mostRows = 100_000;

/** The profile of a table without the rows that only add up the others: a cell says Total, and those that tell rows apart are empty. */
export async function withoutTotals(db: Database, profile: TableProfile): Promise<TableProfile> {
  const { table, columns } = profile;
  if (table.rows > mostRows) return profile;
  const label = await labelOf(db, profile);
  const keys = columns
    .filter((column) => column !== label && column.filled > 0 && column.numbers < 0.8)
    .toSorted((a, b) => b.filled - a.filled)
    .slice(0, mostKeys);
  if (label === undefined || keys.length === 0) return profile;
  const noKey = sql`coalesce(${join(keys.map(({ cell }) => cell))}) IS NULL`;
  const seen = await valuesOf(db, { table, cell: label.cell }, mostSpellings, sql`${isTotal(label.cell)} AND ${noKey}`);
  if (seen.length === 0) return profile;
  const values = seen.map(({ value }) => value);
  const rest = raw(`${table.table}_rest`);
  const isRest = sql`(coalesce(${label.cell}, '') NOT IN (${join(values.map(literal))}) OR NOT ${noKey})`;
  await db.run(sql`CREATE VIEW ${rest} AS SELECT * FROM ${raw(table.table)} WHERE ${isRest}`);
  const left = seen.reduce((sum, { rows }) => sum + rows, 0);
  const written = keys.map(({ header }) => identifier(header));
  const isTold = `coalesce(${identifier(label.header)}, '') NOT IN (${values.map(quoted).join(', ')})`;
  return {
    ...(await profileOf(db, { ...table, table: `${table.table}_rest`, rows: table.rows - left })),
    totals: {
      without: `(${isTold} OR coalesce(${written.join(', ')}) IS NOT NULL)`,
      doubt: doubtOf(table.file, values, left),
    },
  };
}

function isTotal(cell: Sql): Sql {
  return sql`rtrim(lower(trim(${cell})), ' :.') IN (${join(words.map(literal))})`;
}

/** The first column that says Total somewhere. */
async function labelOf(db: Database, { table, columns }: TableProfile): Promise<ColumnProfile | undefined> {
  if (columns.length === 0) return undefined;
  const counts = columns.map(({ cell }, i) => sql`coalesce(bool_or(${isTotal(cell)}), false) AS ${raw(`t${i}`)}`);
  const row = await db.row<Record<string, boolean>>(sql`SELECT ${join(counts)} FROM ${raw(table.table)}`);
  return columns.find((_, i) => row[`t${i}`] === true);
}

function doubtOf(file: string, values: readonly string[], rows: number): Text {
  const said = values.map((value) => JSON.stringify(value)).join(', ');
  return {
    en: `${rows === 1 ? `1 row of ${file} says` : `${rows} rows of ${file} say`} ${said} and little else, so ${rows === 1 ? 'it was' : 'they were'} taken for a sum of the others and left out.`,
    es: `${rows === 1 ? `1 fila de ${file} dice` : `${rows} filas de ${file} dicen`} ${said} y poco más, así que ${rows === 1 ? 'se tomó' : 'se tomaron'} por una suma de las demás y ${rows === 1 ? 'queda' : 'quedan'} fuera.`,
  };
}
