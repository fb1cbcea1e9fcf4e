import type { Database } from '../../duckdb/database.ts';
import { join, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type Column, hasId, type Table, type TableName, tableNames, tables } from '../../log/schema.ts';
import type { TableChange } from '../report/model.ts';

/** Two schemas of the current database with the typed tables of a sales log. */
export type LogSchemas = { readonly before: string; readonly after: string };

/**
 * Says of every table that has rows before or after how many were added, changed and gone. Rows with an id are the same when
 * their ids are; others when their required columns are, and of equal ones as many as both sides have. Where a row stands does
 * not count, nor what CSV does to the line ends of a text. Rows are compared by 64-bit hashes, so that five million take
 * seconds and little memory.
 * @param carried the tables whose rows were taken over
 */
export async function compareLogs(
  db: Database,
  { before, after }: LogSchemas,
  carried: readonly TableName[] = [],
): Promise<readonly TableChange[]> {
  const changes: TableChange[] = [];
  for (const table of tableNames) {
    const sides = { before: sql`${name(before)}.${name(table)}`, after: sql`${name(after)}.${name(table)}` };
    const count = (side: Sql): Sql => sql`(SELECT count(*)::DOUBLE FROM ${side})`;
    const rows = await db.row<{ before: number; after: number }>(
      sql`SELECT ${count(sides.before)} AS before, ${count(sides.after)} AS after`,
    );
    if (rows.before + rows.after === 0) continue;
    const differ = hasId(tables[table]) ? byId : byRequiredColumns;
    const { same, changed } =
      rows.before === 0 || rows.after === 0 ? { same: 0, changed: 0 } : await differ(db, tables[table], sides);
    const [added, gone] = [rows.after - same - changed, rows.before - same - changed];
    changes.push({ table, before: rows.before, added, changed, gone, carried: carried.includes(table) });
  }
  return changes;
}

type Sides = { readonly before: Sql; readonly after: Sql };
type Matched = { readonly same: number; readonly changed: number };

async function byId(db: Database, table: Table, { before, after }: Sides): Promise<Matched> {
  const [id, ...rest] = table.columns;
  const side = (rows: Sql): Sql => sql`SELECT ${compared(id!)} AS id, ${hashOf(rest)} AS rest FROM ${rows}`;
  return db.row<Matched>(sql`
    SELECT count(*) FILTER (b.rest = a.rest)::DOUBLE AS same, count(*) FILTER (b.rest <> a.rest)::DOUBLE AS changed
    FROM (${side(before)}) b JOIN (${side(after)}) a ON b.id = a.id`);
}

/** First rows that are wholly the same cancel each other out, then what is left is paired by key. */
async function byRequiredColumns(db: Database, table: Table, { before, after }: Sides): Promise<Matched> {
  const key = hashOf(table.columns.filter((column) => column.required));
  const rest = hashOf(table.columns.filter((column) => !column.required));
  const side = (rows: Sql, sign: string): Sql =>
    sql`SELECT ${key} AS key, ${rest} AS rest, ${raw(sign)} AS sign FROM ${rows}`;
  const { gone, changed } = await db.row<{ gone: number; changed: number }>(sql`
    SELECT coalesce(sum(gone), 0)::DOUBLE AS gone, coalesce(sum(least(gone, added)), 0)::DOUBLE AS changed FROM (
      SELECT key, sum(greatest(-balance, 0)) AS gone, sum(greatest(balance, 0)) AS added FROM (
        SELECT key, rest, sum(sign) AS balance FROM (${side(before, '-1')} UNION ALL ${side(after, '1')})
        GROUP BY key, rest HAVING balance <> 0)
      GROUP BY key)`);
  const rows = await db.row<{ before: number }>(sql`SELECT count(*)::DOUBLE AS before FROM ${before}`);
  return { same: rows.before - gone, changed };
}

function hashOf(columns: readonly Column[]): Sql {
  return columns.length === 0 ? raw('0::UBIGINT') : sql`hash(${join(columns.map(compared))})`;
}

/** A cell in a form that is the same for the same value, whatever scale its column has and whichever file it was read from. */
function compared(column: Column): Sql {
  const cell = name(column.name);
  if (column.type.kind === 'text') return asInCsv(cell);
  return column.type.kind === 'decimal' && column.name !== 'duration_s' ? sql`${cell}::DECIMAL(38,18)` : cell;
}

/** A text as CSV gives it back: line ends are LF, and a NUL is U+FFFD. */
function asInCsv(cell: Sql): Sql {
  const text = sql`replace(replace(replace(${cell}, chr(13) || chr(10), chr(10)), chr(13), chr(10)), chr(0), chr(65533))`;
  return sql`CASE WHEN contains(${cell}, chr(13)) OR contains(${cell}, chr(0)) THEN ${text} ELSE ${cell} END`;
}
