import type { Text } from '../domain/text.ts';
import { join, literal, raw, type Sql, sql } from '../duckdb/sql.ts';
import { type Conversion, isMeasure } from './convert.ts';
import type { Column, Table } from './schema.ts';

/** Why a row is rejected. The last two are of rows that are no records. */
export type FaultCode =
  | 'missing'
  | 'unreadable'
  | 'unknown_id'
  | 'out_of_list'
  | 'out_of_range'
  | 'duplicate_id'
  | 'bad_quotes'
  | 'field_count';

/** A column of a source row: its text, its value, how it was converted, and whether what it refers to was found. */
export type Cell = {
  readonly column: Column;
  readonly text: Sql;
  readonly value: Sql;
  readonly conversion: Conversion;
  readonly found: Sql | null;
};

/** In the order in which a column is checked. */
const kinds = [
  'missing',
  'unreadable',
  'unknown_id',
  'out_of_list',
  'out_of_range',
  'duplicate_id',
] as const satisfies readonly FaultCode[];
type Kind = (typeof kinds)[number];

/**
 * The fault of a row as a number, of its first bad column (see `faultNumber`); null when it has none. References of a table to
 * itself and repeated ids are looked at later, when all other faults are known.
 */
export function faultOf(cells: readonly Cell[]): Sql {
  const branches = cells.flatMap((cell, i) =>
    checksOf(cell, cells).map(({ kind, when }) => sql`WHEN ${when} THEN ${raw(String(faultNumber(i, kind)))}`),
  );
  return branches.length === 0 ? raw('NULL::INTEGER') : sql`CASE ${join(branches, ' ')} END`;
}

/** The number of a kind of fault in the column at `index`; a fault in an earlier column has a smaller one. */
export function faultNumber(index: number, kind: Kind): number {
  return index * kinds.length + kinds.indexOf(kind);
}

type Check = { readonly kind: Kind; readonly when: Sql };

function checksOf({ column, text, value, conversion, found }: Cell, cells: readonly Cell[]): Check[] {
  const { type } = column;
  const given = (condition: Sql): Sql => sql`${text} IS NOT NULL AND (${condition})`;
  const checks: Check[] = [];
  const check = (kind: Kind, when: Sql): void => void checks.push({ kind, when });
  if (column.required) check('missing', sql`${text} IS NULL`);
  if (conversion.unreadable !== undefined) check('unreadable', given(conversion.unreadable));
  if (found !== null) check('unknown_id', given(sql`NOT ${found}`));
  if (type.kind === 'list') check('out_of_list', sql`${text} NOT IN (${literals(type.values)})`);
  if (column.reserved !== undefined) check('out_of_list', sql`${text} IN (${literals(column.reserved)})`);
  if (conversion.tooLarge !== undefined) check('out_of_range', given(conversion.tooLarge));
  for (const beyond of boundsOf(column, value)) check('out_of_range', beyond);
  if (column.after !== undefined) {
    const earlier = cells.find((cell) => cell.column.name === column.after)!;
    check('out_of_range', sql`${value} <= ${earlier.value}`);
  }
  return checks;
}

function boundsOf(column: Column, value: Sql): Sql[] {
  const { type } = column;
  if (type.kind !== 'whole' && type.kind !== 'decimal') return [];
  const is = (beyond: string): Sql => {
    if (type.kind === 'whole' || isMeasure(column)) return sql`${value} ${raw(beyond)}`;
    // Up to 15 digits a DOUBLE compares exactly, and making one is a hundred times cheaper than a wide decimal.
    return sql`CASE WHEN length(${value}) <= 15 THEN (${value})::DOUBLE ${raw(beyond)} ELSE (${value})::DECIMAL(38,18) ${raw(beyond)} END`;
  };
  const above = type.kind === 'decimal' ? type.above : undefined;
  return [
    ...(type.least === undefined ? [] : [is(`< ${type.least}`)]),
    ...(type.most === undefined ? [] : [is(`> ${type.most}`)]),
    ...(above === undefined ? [] : [is(`<= ${above}`)]),
  ];
}

function literals(values: readonly string[]): Sql {
  return join(values.map((value) => literal(value)));
}

/** The column, the code and the words of a fault number; `{value}` stands for what the file says. */
export function faultWords(
  table: Table,
  fault: number,
): { readonly index: number; readonly code: FaultCode; readonly words: Text } {
  const index = Math.floor(fault / kinds.length);
  const code = kinds[fault % kinds.length]!;
  return { index, code, words: wordsOf(table.columns[index]!, code) };
}

function wordsOf(column: Column, kind: Kind): Text {
  const said = `${column.name} “{value}”`;
  const dicho = `${column.name} «{value}»`;
  switch (kind) {
    case 'missing':
      return { en: `${column.name} is missing`, es: `falta ${column.name}` };
    case 'unknown_id':
      return column.kpi === true
        ? { en: `${said} is not a KPI`, es: `${dicho} no es un KPI` }
        : {
            en: `${said} is not among the valid rows of ${column.references}`,
            es: `${dicho} no está entre las filas válidas de ${column.references}`,
          };
    case 'duplicate_id':
      return { en: `${said} is already the id of an earlier row`, es: `${dicho} ya es el id de una fila anterior` };
    case 'out_of_list': {
      if (column.type.kind !== 'list') return { en: `${said} is reserved`, es: `${dicho} está reservado` };
      const list = column.type.values.join(', ');
      return { en: `${said} is not one of ${list}`, es: `${dicho} no es uno de estos valores: ${list}` };
    }
    case 'out_of_range': {
      const right = rangeOf(column);
      return { en: `${said} must be ${right.en}`, es: `${dicho} debe ser ${right.es}` };
    }
    case 'unreadable': {
      const right = shapes[column.type.kind];
      return { en: `${said} is not ${right.en}`, es: `${dicho} no es ${right.es}` };
    }
  }
}

const shapes: Readonly<Record<Column['type']['kind'], Text>> = {
  text: { en: 'UTF-8 text', es: 'texto en UTF-8' },
  list: { en: 'UTF-8 text', es: 'texto en UTF-8' },
  instant: { en: 'an instant such as 2026-03-01T09:30:00Z', es: 'un instante como 2026-03-01T09:30:00Z' },
  date: { en: 'a day such as 2026-03-01', es: 'un día como 2026-03-01' },
  whole: { en: 'a whole number', es: 'un número entero' },
  decimal: { en: 'a number such as 1234.5', es: 'un número como 1234.5' },
};

function rangeOf({ type, after }: Column): Text {
  if (after !== undefined) return { en: `later than ${after}`, es: `posterior a ${after}` };
  const above = type.kind === 'decimal' ? type.above : undefined;
  const { least, most } = type.kind === 'whole' || type.kind === 'decimal' ? type : {};
  const digits =
    type.kind === 'decimal'
      ? {
          en: ', with at most 20 digits before and 18 behind the point',
          es: ', con 20 cifras como máximo antes del punto y 18 después',
        }
      : { en: '', es: '' };
  if (above !== undefined) return { en: `more than ${above}${digits.en}`, es: `mayor que ${above}${digits.es}` };
  if (least !== undefined && most !== undefined) return { en: `from ${least} to ${most}`, es: `de ${least} a ${most}` };
  if (least !== undefined) return { en: `at least ${least}${digits.en}`, es: `como mínimo ${least}${digits.es}` };
  return type.kind === 'decimal'
    ? { en: `a number${digits.en}`, es: `un número${digits.es}` }
    : { en: 'between −2147483648 and 2147483647', es: 'entre −2147483648 y 2147483647' };
}
