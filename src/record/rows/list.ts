import { UserError } from '../../domain/errors.ts';
import { and, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type Column, type TableName, tables } from '../../log/schema.ts';
import { tableOf, textArray, type Tx } from '../tx.ts';
import { badValue, unknownColumn } from './faults.ts';
import { readValues } from './read-values.ts';
import { pgType, type Row } from './row.ts';
import { rowOf } from './write.ts';

export type ListOptions = {
  /** Columns and the value that they must have, one of several, or null for unknown. */
  readonly where?: Readonly<Record<string, string | number | null | readonly string[]>>;
  /** Rows that begin at or after this instant (day, in `costs`), and before the other one. */
  readonly since?: string;
  readonly until?: string;
  /** By the instant that begins a row, where the table has one, else as they were added; newest first when `desc`. */
  readonly order?: 'asc' | 'desc';
  /** Where the page before ended. */
  readonly cursor?: string | null;
  /** Rows in a page, 1 … 1000; 100 when absent. */
  readonly limit?: number;
};

export type Page = {
  readonly rows: readonly Row[];
  /** Where the next page begins; null when this is the last one. */
  readonly next: string | null;
};

/**
 * The rows of a table that this user sees, page by page. Rows that are added or removed meanwhile neither repeat nor skip others.
 * @throws UserError `unknown_column`, `bad_value`, `bad_cursor`, `bad_limit`
 */
export async function listRows(tx: Tx, table: TableName, options: ListOptions = {}): Promise<Page> {
  const begins = beginOf(table);
  const limit = options.limit ?? 100;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw badLimit(limit);
  const isDown = options.order === 'desc';
  const conditions = [
    sql`org = ${tx.actor.org}`,
    ...filters(table, options.where ?? {}),
    ...span(table, options),
    ...(options.cursor === undefined || options.cursor === null ? [] : [beyond(table, options.cursor, isDown)]),
  ];
  const direction = raw(isDown ? 'DESC' : 'ASC');
  const order = begins === undefined ? sql`seq ${direction}` : sql`${placeIn(begins)} ${direction}, seq ${direction}`;
  const rows = await tx.rows<Row>(
    sql`SELECT ${rowOf(table)} FROM ${tableOf(table)} WHERE ${and(conditions)} ORDER BY ${order} LIMIT ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? cursorAt(table, last) : null };
}

function filters(table: TableName, where: NonNullable<ListOptions['where']>): readonly Sql[] {
  return Object.entries(where).map(([key, wanted]) => {
    const column = tables[table].columns.find(({ name: known }) => known === key);
    if (column === undefined) throw unknownColumn({ table, row: null }, key);
    const cell = name(key);
    if (wanted === null) return sql`${cell} IS NULL`;
    const type = raw(pgType(column));
    const read = (value: string | number): string => {
      const stored = readValues(table, { [key]: value }, { isWhole: false })[key];
      if (stored === null || stored === undefined) throw badValue({ table, row: null }, column, value);
      return String(stored);
    };
    if (typeof wanted === 'object') return sql`${cell} = ANY(${textArray(wanted.map(read))}::${type}[])`;
    return sql`${cell} = ${read(wanted)}::${type}`;
  });
}

function span(table: TableName, { since, until }: ListOptions): readonly Sql[] {
  const column = beginOf(table);
  return (
    [
      [since, '>='],
      [until, '<'],
    ] as const
  ).flatMap(([text, compare]) => {
    if (text === undefined) return [];
    if (column === undefined) throw unknownColumn({ table, row: null }, compare === '<' ? 'until' : 'since');
    const { [column.name]: value } = readValues(table, { [column.name]: text }, { isWhole: false });
    return [sql`${name(column.name)} ${raw(compare)} ${value ?? null}::${raw(pgType(column))}`];
  });
}

/** Rows whose begin is unknown come before all others. */
function placeIn({ name: begins, required }: Column): Sql {
  return required ? name(begins) : sql`coalesce(${name(begins)}, '-infinity')`;
}

/** The column that begins a row, if its table has one. */
function beginOf(table: TableName): Column | undefined {
  return tables[table].columns.find(({ name: known }) => known === tables[table].begins);
}

function beyond(table: TableName, cursor: string, isDown: boolean): Sql {
  const begins = beginOf(table);
  const place = readCursor(cursor);
  const compare = raw(isDown ? '<' : '>');
  if (begins === undefined) return sql`seq ${compare} ${place.seq}`;
  const at = place.at === null ? null : readValues(table, { [begins.name]: place.at }, { isWhole: false })[begins.name];
  return sql`(${placeIn(begins)}, seq) ${compare} (${at ?? '-infinity'}::${raw(pgType(begins))}, ${place.seq}::bigint)`;
}

type Place = { readonly at: string | null; readonly seq: number };

function cursorAt(table: TableName, row: Row): string {
  const { begins } = tables[table];
  const at = begins === undefined ? null : row[begins];
  return Buffer.from(JSON.stringify([at, row.seq])).toString('base64url');
}

function readCursor(cursor: string): Place {
  try {
    const [at, seq] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if ((at === null || typeof at === 'string') && Number.isSafeInteger(seq)) return { at, seq: seq as number };
  } catch {
    // Told below.
  }
  throw new UserError({
    code: 'bad_cursor',
    message: { en: 'This cursor is none of this list.', es: 'Este cursor no es de esta lista.' },
    fix: {
      en: 'Take the one that the page before gave, or begin without.',
      es: 'Use el que dio la página anterior o empiece sin cursor.',
    },
  });
}

function badLimit(limit: number): UserError {
  return new UserError({
    code: 'bad_limit',
    message: { en: `A page cannot have ${limit} rows.`, es: `Una página no puede tener ${limit} filas.` },
    fix: { en: 'Ask for 1 to 1000.', es: 'Pida de 1 a 1000.' },
  });
}
