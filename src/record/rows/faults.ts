import { nearest, UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import { type Column, type Table, type TableName, tables } from '../../log/schema.ts';

/** Where a fault is: the table and, of several rows given at once, which (from 1). */
export type Place = { readonly table: TableName; readonly row: number | null };

const most = 60;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function at({ table, row }: Place, column?: string): Text {
  const cell = column === undefined ? table : `${table}.${column}`;
  return row === null ? { en: cell, es: cell } : { en: `row ${row}: ${cell}`, es: `fila ${row}: ${cell}` };
}

function sentence(text: string): string {
  return text.replace(/^(row|fila) /, (word) => word.charAt(0).toUpperCase() + word.slice(1));
}

function fault(code: string, en: string, es: string, fix?: Text): UserError {
  return new UserError({
    code,
    message: { en: sentence(en), es: sentence(es) },
    ...(fix === undefined ? {} : { fix }),
  });
}

export function unknownColumn(place: Place, column: string): UserError {
  const { columns } = tables[place.table];
  const meant = nearest(
    column,
    columns.map(({ name }) => name),
  );
  const list = columns.map(({ name }) => name).join(', ');
  const where = at(place);
  return fault(
    'unknown_column',
    `${where.en} has no column “${shown(column)}”.`,
    `${where.es} no tiene ninguna columna «${shown(column)}».`,
    meant === undefined
      ? { en: `Its columns are ${list}.`, es: `Sus columnas son ${list}.` }
      : { en: `Did you mean ${meant}?`, es: `¿Quiso decir ${meant}?` },
  );
}

export function missing(place: Place, column: Column): UserError {
  const where = at(place, column.name);
  const right = rightOf(column);
  return fault('missing', `${where.en} is missing.`, `${where.es}: falta el valor.`, {
    en: `It must be ${right.en}.`,
    es: `Debe ser ${right.es}.`,
  });
}

export function badValue(place: Place, column: Column, value: unknown, code = 'bad_value'): UserError {
  const where = at(place, column.name);
  const right = rightOf(column);
  const meant =
    column.type.kind === 'list' && typeof value === 'string' ? nearest(value, column.type.values) : undefined;
  return fault(code, `${where.en} may not be “${shown(value)}”.`, `${where.es} no puede ser «${shown(value)}».`, {
    en: `${meant === undefined ? '' : `Did you mean ${meant}? `}It must be ${right.en}.`,
    es: `${meant === undefined ? '' : `¿Quiso decir ${meant}? `}Debe ser ${right.es}.`,
  });
}

/** A row that a row refers to and that is not there, or not for this user to see. */
export function unknownReference(place: Place, column: Column, value: string): UserError {
  const where = at(place, column.name);
  return fault(
    'unknown_id',
    `${where.en}: there is no row “${shown(value)}” in ${column.references}.`,
    `${where.es}: no existe la fila «${shown(value)}» en ${column.references}.`,
    {
      en: `Name an id of ${column.references}, or add that row first.`,
      es: `Indique un id de ${column.references} o añada antes esa fila.`,
    },
  );
}

export function duplicateId(place: Place, id: string): UserError {
  const where = at(place, 'id');
  return fault(
    'duplicate_id',
    `${where.en} “${shown(id)}” is already taken.`,
    `${where.es} «${shown(id)}» ya existe.`,
    { en: 'Change that row, or give another id.', es: 'Modifique esa fila o indique otro id.' },
  );
}

/** A row that comes beside those that are there, and whose id is that of another one. */
export function otherOfThisId(place: Place, id: string): UserError {
  const where = at(place, 'id');
  return fault(
    'duplicate_id',
    `${where.en} “${shown(id)}” is there already, and is something else.`,
    `${where.es} «${shown(id)}» ya existe y es otra cosa.`,
    {
      en: 'Bring this in in place of what there is, or give that row another id where it comes from.',
      es: 'Ponga esto en lugar de lo que hay, o dé otro id a esa fila en su origen.',
    },
  );
}

/** A row that others still refer to. */
export function stillUsed(place: Place, by: string): UserError {
  return fault(
    'still_used',
    `This row of ${place.table} is still named by rows of ${by}.`,
    `Todavía hay filas de ${by} que se refieren a esta fila de ${place.table}.`,
    { en: `Change or remove those of ${by} first.`, es: `Modifique o elimine antes las de ${by}.` },
  );
}

/** A row that policies do not let this user write. */
export function notAllowed(table: string): UserError {
  return fault(
    'not_allowed',
    `You may not write this row of ${table}: it is of a rep, an account or a deal that is not yours.`,
    `No puede escribir esta fila de ${table}: es de un comercial, una cuenta o una oportunidad que no son suyos.`,
    {
      en: 'Ask whoever has it, or an administrator.',
      es: 'Pídaselo a quien la lleva o a un administrador.',
    },
  );
}

/** While an import has the organisation alone nobody else writes. */
export function importUnderWay(): UserError {
  return fault(
    'import_under_way',
    'An import of this organisation is under way, and nobody else can write meanwhile.',
    'Hay una importación de esta organización en curso y entretanto nadie más puede escribir.',
    { en: 'Try again in a minute.', es: 'Inténtelo de nuevo dentro de un minuto.' },
  );
}

/** A row that is not there, or not for this user to see. */
export function noSuchRow(table: TableName, key: string | number): UserError {
  return fault(
    'no_such_row',
    `There is no row “${shown(key)}” in ${table}.`,
    `No existe la fila «${shown(key)}» en ${table}.`,
  );
}

/** The column that a constraint of the database is named after. */
export function columnOf(table: Table, constraint: string): Column | undefined {
  return table.columns.find(({ name }) => constraint.startsWith(`${table.name}_${name}_`));
}

const shapes: Readonly<Record<Column['type']['kind'], Text>> = {
  text: { en: 'text', es: 'texto' },
  list: { en: 'one of a list', es: 'un valor de una lista' },
  instant: {
    en: 'an instant such as 2026-03-01T09:30:00Z',
    es: 'un instante como 2026-03-01T09:30:00Z',
  },
  date: { en: 'a day such as 2026-03-01', es: 'un día como 2026-03-01' },
  whole: { en: 'a whole number', es: 'un número entero' },
  decimal: { en: 'a number such as 1234.5', es: 'un número como 1234.5' },
};

/** What would be right in a column. */
export function rightOf({ name, type, references, after, reserved, kpi }: Column): Text {
  if (kpi === true) return { en: 'the id of a KPI, such as dials', es: 'el id de un KPI, como dials' };
  if (references !== undefined) return { en: `an id of ${references}`, es: `un id de ${references}` };
  if (after !== undefined)
    return { en: `${shapes.instant.en}, later than ${after}`, es: `${shapes.instant.es}, posterior a ${after}` };
  if (reserved !== undefined) {
    const list = reserved.join(', ');
    return { en: `text other than ${list}`, es: `un texto distinto de ${list}` };
  }
  if (name === 'id') return { en: 'text of at most 1000 bytes', es: 'un texto de 1000 bytes como máximo' };
  const shape = shapes[type.kind];
  switch (type.kind) {
    case 'list':
      return { en: `one of ${type.values.join(', ')}`, es: `uno de estos valores: ${type.values.join(', ')}` };
    case 'whole':
      return type.least === undefined
        ? { en: `${shape.en} between −2147483648 and 2147483647`, es: `${shape.es} entre −2147483648 y 2147483647` }
        : { en: `${shape.en} from ${type.least} to ${type.most}`, es: `${shape.es} de ${type.least} a ${type.most}` };
    case 'decimal': {
      const { least, most: highest, above } = type;
      const digits =
        name === 'duration_s'
          ? { en: '', es: '' }
          : {
              en: ', with at most 20 digits before and 18 behind the point',
              es: ', con 20 cifras como máximo antes del punto y 18 después',
            };
      if (above !== undefined)
        return { en: `${shape.en}, more than ${above}${digits.en}`, es: `${shape.es}, mayor que ${above}${digits.es}` };
      if (highest !== undefined)
        return { en: `a number from ${least} to ${highest}`, es: `un número de ${least} a ${highest}` };
      if (least !== undefined)
        return {
          en: `${shape.en}, at least ${least}${digits.en}`,
          es: `${shape.es}, como mínimo ${least}${digits.es}`,
        };
      return { en: `${shape.en}${digits.en}`, es: `${shape.es}${digits.es}` };
    }
    default:
      return shape;
  }
}
