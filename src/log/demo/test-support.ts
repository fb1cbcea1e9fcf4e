import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDay, parseInstant } from '../../domain/calendar.ts';
import { type Column, tableNames, tables, type TableName } from '../schema.ts';

/** Rows of a log as text, by table; an empty field is absent. */
export type LogText = Readonly<Record<TableName, readonly Readonly<Record<string, string>>[]>>;

/** Reads back every table of a log in `dir`. */
export function readLog(dir: string): LogText {
  const read = (name: TableName) => {
    const [header, ...records] = parseCsv(readFileSync(join(dir, `${name}.csv`), 'utf8'));
    return records.map((record) => {
      if (record.length !== header!.length) throw new Error(`${name}: ${record.join(',')}`);
      return Object.fromEntries(
        record.map((value, i) => [header![i]!, value] as const).filter(([, value]) => value !== ''),
      );
    });
  };
  return Object.fromEntries(tableNames.map((name) => [name, read(name)])) as Record<TableName, ReturnType<typeof read>>;
}

/** Every breach of the table rules (`schema.ts`) in a log, in words. */
export function faultsOf(log: LogText): string[] {
  const ids = new Map(tableNames.map((name) => [name, new Set(log[name].map((row) => row['id']))] as const));
  const faults: string[] = [];
  for (const name of tableNames) {
    const { columns } = tables[name];
    if (columns[0]!.name === 'id' && ids.get(name)!.size !== log[name].length) faults.push(`${name}: duplicate ids`);
    for (const row of log[name]) {
      for (const column of columns) {
        const value = row[column.name];
        if (
          value === undefined
            ? column.required
            : !holds(column, value) || !refers(column, value) || !isLater(column, row)
        ) {
          faults.push(`${name}.${column.name}: ${value} in ${JSON.stringify(row)}`);
        }
      }
    }
  }
  return faults;

  function refers({ references }: Column, value: string): boolean {
    return references === undefined || ids.get(references)!.has(value);
  }
}

function isLater({ name, after }: Column, row: Readonly<Record<string, string>>): boolean {
  return after === undefined || Temporal.Instant.compare(row[name]!, row[after]!) > 0;
}

function holds({ type, reserved }: Column, value: string): boolean {
  if (reserved?.includes(value)) return false;
  switch (type.kind) {
    case 'text':
      return true;
    case 'instant':
      return /[+-]\d\d:\d\d$/.test(value) && parseInstant(value, 'UTC') !== null;
    case 'date':
      return parseDay(value) !== null;
    case 'list':
      return type.values.includes(value);
    case 'whole':
    case 'decimal': {
      const shape = type.kind === 'whole' ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/;
      const above = type.kind === 'decimal' ? (type.above ?? -Infinity) : -Infinity;
      return (
        shape.test(value) && +value >= (type.least ?? -Infinity) && +value <= (type.most ?? Infinity) && +value > above
      );
    }
  }
}

function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    record.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end === '\n') {
      records.push(record);
      record = [];
    }
  }
  return records;
}
