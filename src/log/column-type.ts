import { decimalDigits, isMeasure } from './convert.ts';
import type { Column } from './schema.ts';

/**
 * The type that a column has in schema `log`. Decimals are no wider than they must be: DuckDB drops decimal places when it
 * unites types that together pass 38 digits.
 * @param decimals places behind the point of the values that are kept; for columns that are `isExact`
 */
export function typeOf(column: Column, decimals: number): string {
  const decimal = isMeasure(column) ? 'DOUBLE' : `DECIMAL(${wholeDigits(column) + decimals},${decimals})`;
  return { text: 'VARCHAR', list: 'VARCHAR', instant: 'TIMESTAMP', date: 'DATE', whole: 'INTEGER', decimal }[
    column.type.kind
  ];
}

/** Digits before the point of a column's values: few where the schema bounds them, for decimals of more than 18 digits take DuckDB long to read. */
function wholeDigits({ type }: Column): number {
  const isBounded = type.kind === 'decimal' && type.least !== undefined && type.most !== undefined;
  return isBounded ? String(type.most).length : decimalDigits.whole;
}

/** Whether a column holds money or rates. */
export function isExact(column: Column): boolean {
  return column.type.kind === 'decimal' && !isMeasure(column);
}
