import type { Text } from '../domain/text.ts';
import { join, literal, raw, type Sql, sql } from '../duckdb/sql.ts';
import type { Column, Table } from './schema.ts';

/** Why a row is rejected. */
export type FaultCode =
  | 'missing'
  | 'unreadable'
  | 'unknown_id'
  | 'out_of_list'
  | 'out_of_range'
  | 'duplicate_id'
  | 'bad_quotes'
  | 'field_count';

/** A column of a source row: its text as it stands, its converted value, and whether its reference was found. */
export type Cell = { readonly column: Column; readonly text: Sql; readonly value: Sql; readonly known: Sql | null };

/**
 * The fault of a row as `column index * 10 + kind`, of its first bad column; null when it has none. References of a table to
 * itself and repeated ids are looked at later, when all other faults are known.
 */
export function faultOf(cells: readonly Cell[]): Sql {
  const branches = cells.flatMap((cell, i) =>
    faultsOfCell(cell, cells).map(
      ({ code, when }) => sql`WHEN ${when} THEN ${raw(String(i * 10 + kinds.indexOf(code)))}`,
    ),
  );
  return branches.length === 0 ? raw('NULL') : sql`CASE ${join(branches, ' ')} END`;
}

const kinds: readonly FaultCode[] = [
  'missing',
  'unreadable',
  'unknown_id',
  'out_of_list',
  'out_of_range',
  'duplicate_id',
];

/** The number of a fault kind in a column. */
export function faultNumber(column: number, code: FaultCode): number {
  return column * 10 + kinds.indexOf(code);
}

type Check = { readonly code: FaultCode; readonly when: Sql };

function faultsOfCell({ column, text, value, known }: Cell, cells: readonly Cell[]): Check[] {
  const { type } = column;
  const checks: Check[] = [];
  if (column.required) checks.push({ code: 'missing', when: sql`${text} IS NULL` });
  if (type.kind !== 'text' && type.kind !== 'list') {
    checks.push({ code: 'unreadable', when: sql`${text} IS NOT NULL AND ${value} IS NULL` });
  }
  if (type.kind === 'list') {
    checks.push({ code: 'out_of_list', when: sql`${text} NOT IN (${join(type.values.map((v) => literal(v)))})` });
  }
  if (column.reserved !== undefined) {
    checks.push({ code: 'out_of_list', when: sql`${text} IN (${join(column.reserved.map((v) => literal(v)))})` });
  }
  if (known !== null) checks.push({ code: 'unknown_id', when: sql`${text} IS NOT NULL AND NOT ${known}` });
  if (type.kind === 'whole' || type.kind === 'decimal') {
    const number = type.kind === 'decimal' ? sql`(${value})::DOUBLE` : value;
    const bounds = [
      ...(type.least === undefined ? [] : [sql`${number} < ${raw(String(type.least))}`]),
      ...(type.most === undefined ? [] : [sql`${number} > ${raw(String(type.most))}`]),
      ...(type.kind === 'decimal' && type.above !== undefined ? [sql`${number} <= ${raw(String(type.above))}`] : []),
    ];
    if (bounds.length > 0) checks.push({ code: 'out_of_range', when: sql`(${join(bounds, ' OR ')})` });
  }
  if (column.after !== undefined) {
    const earlier = cells.find((cell) => cell.column.name === column.after)!;
    checks.push({ code: 'out_of_range', when: sql`${value} <= ${earlier.value}` });
  }
  return checks;
}

/** The code and the words of each fault number of a table; `{value}` stands for what the file says. */
export function faultWords(table: Table, number: number): { column: Column; code: FaultCode; text: Text } {
  const column = table.columns[Math.floor(number / 10)]!;
  const code = kinds[number % 10]!;
  return { column, code, text: wordsOf(column, code) };
}

function wordsOf(column: Column, code: FaultCode): Text {
  const name = column.name;
  switch (code) {
    case 'missing':
      return { en: `${name} is missing`, es: `falta ${name}` };
    case 'unknown_id':
      return column.kpi === true
        ? { en: `${name} “{value}” is no KPI`, es: `${name} «{value}» no es un KPI` }
        : {
            en: `${name} “{value}” is not among the valid rows of ${column.references}`,
            es: `${name} «{value}» no está entre las filas válidas de ${column.references}`,
          };
    case 'duplicate_id':
      return { en: `${name} “{value}” stands in an earlier row`, es: `${name} «{value}» ya está en una fila anterior` };
    case 'out_of_list': {
      if (column.type.kind !== 'list')
        return { en: `${name} “{value}” is reserved`, es: `${name} «{value}» está reservado` };
      const list = column.type.values.join(', ');
      return { en: `${name} “{value}” is not one of ${list}`, es: `${name} «{value}» no es ninguno de ${list}` };
    }
    case 'out_of_range': {
      const right = rangeOf(column);
      return { en: `${name} “{value}” must be ${right.en}`, es: `${name} «{value}» debe ser ${right.es}` };
    }
    default: {
      const shape = shapes[column.type.kind];
      return { en: `${name} “{value}” is not ${shape?.en}`, es: `${name} «{value}» no es ${shape?.es}` };
    }
  }
}

const shapes: Readonly<Record<string, Text>> = {
  instant: { en: 'an instant such as 2026-03-01T09:30:00Z', es: 'un instante como 2026-03-01T09:30:00Z' },
  date: { en: 'a day such as 2026-03-01', es: 'un día como 2026-03-01' },
  whole: { en: 'a whole number', es: 'un número entero' },
  decimal: {
    en: 'a number such as 1234.5 (at most 20 digits and 18 decimals)',
    es: 'un número como 1234.5 (como máximo 20 cifras y 18 decimales)',
  },
};

function rangeOf({ type, after }: Column): Text {
  if (after !== undefined) return { en: `later than ${after}`, es: `posterior a ${after}` };
  if (type.kind === 'whole' || type.kind === 'decimal') {
    if (type.kind === 'decimal' && type.above !== undefined)
      return { en: `more than ${type.above}`, es: `mayor que ${type.above}` };
    if (type.most === undefined) return { en: `at least ${type.least}`, es: `como mínimo ${type.least}` };
    return { en: `from ${type.least} to ${type.most}`, es: `de ${type.least} a ${type.most}` };
  }
  return { en: 'in range', es: 'un valor admitido' };
}
