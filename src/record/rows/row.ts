import { type Column, hasId, type TableName, tables } from '../../log/schema.ts';

/**
 * A row of the record: every column of its table, and `seq`. Text, lists, days (`2026-07-01`), instants (`2026-07-01T09:30:00Z`) and exact
 * decimals (money, rates) are text, whole numbers and measured numbers (`duration_s`) are numbers; what is unknown is null.
 */
export type Row = { readonly seq: number } & Readonly<Record<string, string | number | null>>;

/** The columns of a row that somebody gives. Decimals may be numbers, instants must say their offset; null or absent: unknown. */
export type Values = Readonly<Record<string, unknown>>;

/** What names a row within its table: its id, or its `seq` in tables without ids. */
export type Key = string | number;

/** The column that names the rows of a table. */
export function keyColumn(table: TableName): 'id' | 'seq' {
  return hasId(tables[table]) ? 'id' : 'seq';
}

/** PostgreSQL's type of a column. */
export function pgType({ name, type }: Column): string {
  const decimal = name === 'duration_s' ? 'double precision' : 'numeric';
  return { text: 'text', list: 'text', instant: 'timestamptz', date: 'date', whole: 'integer', decimal }[type.kind];
}
