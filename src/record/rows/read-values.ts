import { parseDay, parseInstant } from '../../domain/calendar.ts';
import { isMeasure } from '../../log/convert.ts';
import { type Column, type TableName, tables } from '../../log/schema.ts';
import { badValue, missing, type Place, unknownColumn } from './faults.ts';
import type { Values } from './row.ts';

/** A value as PostgreSQL reads it out of JSON. */
export type Stored = string | number | null;

export type ReadOptions = {
  /** Ids that `goals.kpi` may name; any when absent. */
  readonly knownKpis?: ReadonlySet<string>;
};

/**
 * Reads the given columns of a row, by the rules of the sales log. Empty text is null, as in a log's files.
 * @param isWhole whether it is a new row, whose required columns must be there; else only those given are looked at
 * @throws UserError `unknown_column`, `missing`, `bad_value`, `out_of_range` that name table, row, column and what would be right
 */
export function readValues(
  table: TableName,
  values: Values,
  { isWhole, row = null, knownKpis }: ReadOptions & { readonly isWhole: boolean; readonly row?: number | null },
): Readonly<Record<string, Stored>> {
  const place: Place = { table, row };
  const { columns } = tables[table];
  for (const key of Object.keys(values)) {
    if (!columns.some(({ name }) => name === key)) throw unknownColumn(place, key);
  }
  const stored: Record<string, Stored> = {};
  for (const column of columns) {
    const given = values[column.name];
    if (given === undefined && !isWhole) continue;
    const value = given === undefined || given === null || given === '' ? null : readValue(place, column, given);
    if (value === null && column.required) throw missing(place, column);
    if (column.kpi === true && knownKpis !== undefined && !knownKpis.has(String(value)))
      throw badValue(place, column, value);
    if (column.after !== undefined && typeof value === 'string') {
      const earlier = stored[column.after];
      if (typeof earlier === 'string' && compareInstants(value, earlier) <= 0)
        throw badValue(place, column, given, 'out_of_range');
    }
    stored[column.name] = value;
  }
  return stored;
}

function compareInstants(a: string, b: string): number {
  return Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b));
}

const firstInstant = Temporal.Instant.from('0001-01-01T00:00:00Z');
const endOfInstants = Temporal.Instant.from('+010000-01-01T00:00:00Z');

function readValue(place: Place, column: Column, value: unknown): Stored {
  const bad = (code?: string) => badValue(place, column, value, code);
  switch (column.type.kind) {
    case 'text': {
      if (typeof value !== 'string' || value.includes('\0') || !value.isWellFormed()) throw bad();
      if (column.reserved?.includes(value) === true) throw bad('out_of_list');
      if ((column.name === 'id' || column.references !== undefined) && Buffer.byteLength(value) > 1000)
        throw bad('out_of_range');
      return value;
    }
    case 'list':
      if (typeof value !== 'string' || !column.type.values.includes(value)) throw bad('out_of_list');
      return value;
    case 'instant': {
      // Without an offset it would be read in a zone that nobody has named.
      if (typeof value !== 'string' || !/(Z|[+-]\d{2}:?\d{2})$/.test(value)) throw bad();
      const instant = parseInstant(value, 'UTC');
      if (instant === null) throw bad();
      const isHeld =
        Temporal.Instant.compare(instant, firstInstant) >= 0 && Temporal.Instant.compare(instant, endOfInstants) < 0;
      if (!isHeld) throw bad('out_of_range');
      return instant.toString();
    }
    case 'date': {
      const day = typeof value === 'string' ? parseDay(value) : null;
      if (day === null || day.year < 1) throw bad();
      return day.toString();
    }
    case 'whole': {
      const number = typeof value === 'string' && /^[+-]?\d{1,10}$/.test(value) ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isInteger(number)) throw bad();
      const { least = -2_147_483_648, most = 2_147_483_647 } = column.type;
      if (number < least || number > most) throw bad('out_of_range');
      return number;
    }
    case 'decimal':
      return readDecimal(column, value, bad);
  }
}

function readDecimal(column: Column, value: unknown, bad: (code?: string) => Error): Stored {
  if (column.type.kind !== 'decimal') throw new Error('a decimal is read of a column that is none');
  const text = typeof value === 'number' ? plainNumber(value) : value;
  if (typeof text !== 'string' || !/^[+-]?\d+(\.\d+)?$/.test(text)) throw bad();
  const exact = text
    .replace(/^\+/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  const digits = isMeasure(column) ? /^-?0*\d{1,20}(\.\d+)?$/ : /^-?0*\d{1,20}(\.\d{1,18})?$/;
  const number = Number(exact);
  const { least, most, above } = column.type;
  const isBeyond =
    !digits.test(exact) ||
    (least !== undefined && number < least) ||
    (most !== undefined && isMore(exact, most)) ||
    (above !== undefined && !(number > above));
  if (isBeyond) throw bad('out_of_range');
  return isMeasure(column) ? number : exact;
}

/** Whether a decimal text is more than a small whole number, told by its digits. */
function isMore(exact: string, most: number): boolean {
  const [whole = '0', fraction = ''] = exact.split('.');
  return Number(whole) > most || (Number(whole) === most && /[1-9]/.test(fraction));
}

/** A number without exponent; what has one is too small or too large for exact decimals anyway. */
function plainNumber(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  const text = String(value);
  return text.includes('e') ? value.toFixed(Math.abs(value) < 1 ? 18 : 0) : text;
}
