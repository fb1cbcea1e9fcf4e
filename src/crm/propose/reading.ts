import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { compile, inline, literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { DateOrder } from '../csv/map-settings.ts';
import { createMacros } from '../csv/macros.ts';
import type { SourceTable } from '../sources/source.ts';
import { readersOf } from '../values/readers.ts';
import { type Answer, identifier, type MapSql, nothing } from './draft.ts';
import type { ColumnProfile } from './profile.ts';

const macros = raw('proposal');

/** Makes the macros of maps, to see what they read. */
export async function openMacros(db: Database): Promise<void> {
  await db.run(sql`CREATE SCHEMA ${macros}`);
  await createMacros(db, macros, { decimalComma: false, dateOrder: 'ymd' });
}

export async function closeMacros(db: Database): Promise<void> {
  await db.run(sql`DROP SCHEMA IF EXISTS ${macros} CASCADE`);
}

/**
 * SQL that reads a column as all of its rows are written: a macro of maps where one reads them all, else the whole expression; NULL
 * where they can be read in two ways.
 */
export async function readingOf(
  db: Database,
  table: SourceTable,
  { header, cell }: ColumnProfile,
  kind: 'instant' | 'date' | 'decimal',
): Promise<Answer> {
  const from = raw(table.table);
  const title = `${table.file}, ${header}`;
  const column = identifier(header);
  let reader: Sql;
  try {
    const habits = { dateOrder: null, decimalMark: null };
    [reader] = (await readersOf(db, from, [{ title, cell, kind, isUtc: false }], habits)) as [Sql];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return nothing(ambiguity(error, column, kind), { by: 'choice', choices: readingsOf(column, kind) });
  }
  const doubts = await unreadableIn(db, from, reader);
  if (kind === 'decimal') {
    const choices = ['.', ','] as const;
    const fits = await Promise.all(
      choices.map((mark) => agrees(db, from, reader, sql`${macros}.to_decimal(${cell}, ${literal(mark)})`, 'VARCHAR')),
    );
    const both = fits.every(Boolean);
    const mark = choices[fits.indexOf(true)];
    if (mark !== undefined) {
      return {
        doubts,
        sql: ({ decimalComma }) =>
          both || decimalComma === (mark === ',') ? `to_decimal(${column})` : `to_decimal(${column}, '${mark}')`,
      };
    }
  } else {
    // A day that stands before a clock is the beginning of an instant.
    const calls = kind === 'date' ? (['to_date', 'day of to_instant'] as const) : (['to_instant'] as const);
    for (const call of calls) {
      const macro = call === 'to_date' ? 'to_date' : 'to_instant';
      const day = call === 'day of to_instant';
      for (const order of ['ymd', 'dmy', 'mdy'] as const) {
        const answer = sql`${macros}.${raw(macro)}(${cell}, ${literal(order)})`;
        const type = kind === 'date' ? 'DATE' : 'TIMESTAMP';
        if (!(await agrees(db, from, reader, day ? sql`left(${answer}, 10)` : answer, type))) continue;
        const written = (dateOrder: DateOrder): string =>
          order === 'ymd' || order === dateOrder ? `${macro}(${column})` : `${macro}(${column}, '${order}')`;
        return { doubts, sql: ({ dateOrder }) => (day ? `left(${written(dateOrder)}, 10)` : written(dateOrder)) };
      }
    }
  }
  // No macro reads it: the reader itself, over the column's own name.
  const { text } = compile(cell);
  const written = inline(reader).replaceAll(new RegExp(String.raw`\b${text}\b`, 'g'), () => column);
  return { doubts, sql: () => written };
}

/** Whether a macro reads every value as the reader does. */
async function agrees(db: Database, from: Sql, reader: Sql, call: Sql, type: string): Promise<boolean> {
  const value = (of: string): Sql => raw(`CASE WHEN ${of} NOT LIKE '?%' THEN try_cast(${of} AS ${type}) END`);
  const { differ } = await db.row<{ differ: boolean }>(
    sql`SELECT coalesce(bool_or(${value('r')} IS DISTINCT FROM ${value('m')}), false) AS differ
      FROM (SELECT ${reader} AS r, ${call} AS m FROM ${from}) AS read`,
  );
  return !differ;
}

async function unreadableIn(db: Database, from: Sql, reader: Sql): Promise<readonly Text[]> {
  const { rows, example } = await db.row<{ rows: number; example: string | null }>(
    sql`SELECT count(*)::DOUBLE AS rows, min(r) AS example FROM (SELECT ${reader} AS r FROM ${from}) AS read WHERE r LIKE '?%'`,
  );
  if (example === null) return [];
  const shown = JSON.stringify(example.slice(1, 60));
  return [
    {
      en: `${rows === 1 ? '1 row has' : `${rows} rows have`} a value that cannot be read here, such as ${shown}, and will be rejected.`,
      es: `${rows === 1 ? '1 fila tiene' : `${rows} filas tienen`} aquí un valor que no se puede leer, como ${shown}, y se ${rows === 1 ? 'rechazará' : 'rechazarán'}.`,
    },
  ];
}

type Kind = 'instant' | 'date' | 'decimal';

/** The two ways in which a column may be read. */
function readingsOf(column: string, kind: Kind): readonly { readonly text: Text; readonly sql: MapSql }[] {
  if (kind === 'decimal') {
    return [
      {
        text: { en: '1.234 is 1,234', es: '1.234 son mil doscientos treinta y cuatro' },
        sql: () => `to_decimal(${column}, ',')`,
      },
      {
        text: { en: '1.234 is a little more than 1', es: '1.234 es algo más de uno' },
        sql: () => `to_decimal(${column}, '.')`,
      },
    ];
  }
  return [
    {
      text: { en: '03/04 is 3 April: the day comes first', es: '03/04 es el 3 de abril: primero el día' },
      sql: () => `to_${kind}(${column}, 'dmy')`,
    },
    {
      text: { en: '03/04 is 4 March: the month comes first', es: '03/04 es el 4 de marzo: primero el mes' },
      sql: () => `to_${kind}(${column}, 'mdy')`,
    },
  ];
}

function ambiguity(error: UserError, column: string, kind: Kind): Text {
  const { message } = error.fault;
  const [one, other] =
    kind === 'decimal'
      ? [`to_decimal(${column}, '.')`, `to_decimal(${column}, ',')`]
      : [`to_${kind}(${column}, 'dmy')`, `to_${kind}(${column}, 'mdy')`];
  return {
    en: `${message.en} Write ${one} or ${other} instead of NULL.`,
    es: `${message.es} Escriba ${one} o ${other} en lugar de NULL.`,
  };
}
