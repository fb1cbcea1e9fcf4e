import { decimalDigits, isMeasure } from './convert.ts';
import type { Column } from './schema.ts';

/**
 * The type that a column has in schema `log`. Decimals are no wider than they must be: DuckDB drops decimal places when it
 * unites types that together pass 38 digits.
 * @param decimals places behind the point of the values that are kept; for columns that are `isExact`
 */
export function typeOf(column: Column, decimals: number): string {
  const decimal = isMeasure(column) ? 'DOUBLE' : `DECIMAL(${decimalDigits.whole + decimals},${decimals})`;
  return { text: 'VARCHAR', list: 'VARCHAR', instant: 'TIMESTAMP', date: 'DATE', whole: 'INTEGER', decimal }[
    column.type.kind
  ];
}

/** Whether a column holds money or rates. */
export function isExact(column: Column): boolean {
  return column.type.kind === 'decimal' && !isMeasure(column);
}
