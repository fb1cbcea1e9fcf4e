import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { raw } from '../duckdb/sql.ts';
import { readLog } from './read.ts';
import { type Column, type TableName, tableNames, tables } from './schema.ts';
import { judge, type TextLog, type TextRow } from './test-support/rules.ts';

const timezone = 'Europe/Madrid';
const knownKpis = new Set(['dials', 'win_rate']);

const fine = {
  instant: fc.oneof(
    fc
      .integer({ min: 0, max: 40_000 })
      .map((hours) => Temporal.Instant.from('2022-01-01T00:00:00Z').add({ hours }).toString()),
    fc.constantFrom('2026-03-29T02:30', '2026-10-25T02:30:00', '2026-01-05T09:30:00.123456', '2026-01-05T09:30+01:00'),
    fc.constantFrom('2026-01-05T09:30:15-0330', '0001-01-01T00:00Z', '9999-12-31T23:59:59.999999Z'),
  ),
  date: fc.constantFrom('2026-01-05', '2024-02-29', '0001-01-01', '9999-12-31'),
  whole: fc.constantFrom('0', '1', '2', '+2', '003', '-0'),
  decimal: fc.constantFrom(
    '0.5',
    '1',
    '000000000000000000000000001.0',
    '1.000000000000000000',
    '0.000000000000000001',
    '0.0000000000000000010',
  ),
  text: fc.constantFrom('x', 'y"z', 'a,b', '1\n2', ' '),
};

/** Some of these are fine in some columns. */
const odd = {
  instant: fc.constantFrom(
    '2026-01-05',
    '2026-01-05 09:30:00',
    '2026-01-05T24:00:00Z',
    '2026-01-05T09:60Z',
    '2026-02-29T00:00:00Z',
    '2026-01-05T09:30:00.1234567Z',
    '2026-01-05T09:30:60Z',
    '2026-01-05T09:30:00+1',
    '2026-01-05T09:30:00+24:00',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '2026-01-05t09:30:00z',
    'yesterday',
    ' 2026-01-05T09:30:00Z',
  ),
  date: fc.constantFrom('2023-02-29', '2026-1-5', '2026-01-05T00:00:00Z', '05/01/2026'),
  whole: fc.constantFrom('3', '-3', '4', '-4', '1.0', '2147483647', '2147483648', '99999999999999999999999', 'two'),
  decimal: fc.constantFrom(
    '0',
    '-0',
    '-1',
    '1.000000000000000001',
    '0.0000000000000000001',
    '99999999999999999999.999999999999999999',
    '100000000000000000000',
    '1e5',
    '1,5',
    '.5',
    '5.',
    'NaN',
  ),
  text: fc.constantFrom('customer', 'nonsense'),
};

function fineCell(column: Column): fc.Arbitrary<string> {
  if (column.kpi === true) return fc.constantFrom('dials', 'win_rate');
  if (column.references !== undefined)
    return fc.oneof(
      { weight: 9, arbitrary: fc.constant('a') },
      { weight: 1, arbitrary: fc.constantFrom('b', 'c', 'd') },
    );
  if (column.name === 'id') return fc.constantFrom('b', 'c', 'd', 'e', 'f', 'g');
  if (column.after !== undefined) return fc.constant('9999-12-30T00:00:00Z');
  const filled = column.type.kind === 'list' ? fc.constantFrom(...column.type.values) : fine[column.type.kind];
  return column.required
    ? filled
    : fc.oneof({ weight: 3, arbitrary: filled }, { weight: 1, arbitrary: fc.constant('') });
}

function oddCell(column: Column): fc.Arbitrary<string> {
  const given = column.type.kind === 'list' ? fc.constantFrom('Call', 'nothing') : odd[column.type.kind];
  return fc.oneof({ weight: 3, arbitrary: given }, { weight: 1, arbitrary: fc.constant('') });
}

const byColumn = (table: TableName, cellOf: (column: Column) => fc.Arbitrary<string>): fc.Arbitrary<TextRow> =>
  fc.record(Object.fromEntries(tables[table].columns.map((column) => [column.name, cellOf(column)])));

/** Rows that are fine by themselves, half of them with one cell or two that may not be; one of them is always there for others. */
function rowsOf(table: TableName): fc.Arbitrary<TextRow[]> {
  const names = tables[table].columns.map((column) => column.name);
  const spoilt = fc
    .tuple(byColumn(table, fineCell), byColumn(table, oddCell), fc.subarray(names, { minLength: 1, maxLength: 2 }))
    .map(([row, oddRow, which]) => ({ ...row, ...Object.fromEntries(which.map((name) => [name, oddRow[name]!])) }));
  const anchor = byColumn(table, (column) =>
    column.name === 'id' ? fc.constant('a') : column.references === undefined ? fineCell(column) : fc.constant('a'),
  );
  const others = fc.array(fc.oneof(byColumn(table, fineCell), spoilt), { maxLength: 12 });
  return fc.tuple(others, anchor, others).map(([before, row, after]) => [...before, row, ...after]);
}

const logs: fc.Arbitrary<TextLog> = fc.record(Object.fromEntries(tableNames.map((table) => [table, rowsOf(table)])));

function csvOf(table: TableName, rows: readonly TextRow[]): string {
  const names = tables[table].columns.map((column) => column.name);
  const line = (fields: readonly string[]): string =>
    `${fields.map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\n`;
  return line(names) + rows.map((row) => line(names.map((name) => row[name] ?? ''))).join('');
}

async function writeParquet(db: Database, table: TableName, rows: readonly TextRow[], file: string): Promise<void> {
  const columns = tables[table].columns.map((column) => column.name);
  await db.run(
    raw(`CREATE OR REPLACE TEMP TABLE given (${columns.map((column) => `"${column}" VARCHAR`).join(', ')})`),
  );
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const tuples = rows.map((row) => `(${columns.map((column) => quoted(row[column] ?? '')).join(', ')})`);
  await db.run(raw(`INSERT INTO given VALUES ${tuples.join(', ')}`));
  await db.run(raw(`COPY given TO ${quoted(file)} (FORMAT parquet)`));
}

test.each(['csv', 'parquet'] as const)(
  '%s: the same rows are kept, and the same column is blamed, as by the rules read one by one',
  { timeout: 60_000 },
  async (format) => {
    await fc.assert(
      fc.asyncProperty(logs, async (log) => {
        const folder = await mkdtemp(join(tmpdir(), 'tacto-rules-'));
        const db = await Database.open(':memory:');
        try {
          await writeFile(join(folder, 'workspace.json'), JSON.stringify({ timezone }));
          for (const table of tableNames) {
            if (format === 'csv') await writeFile(join(folder, `${table}.csv`), csvOf(table, log[table]!));
            else await writeParquet(db, table, log[table]!, join(folder, `${table}.parquet`));
          }
          const reading = await readLog(db, folder, { knownKpis });
          const verdicts = judge(log, timezone, knownKpis);
          for (const table of tableNames) {
            const { kept, rejected } = verdicts.get(table)!;
            const got = await db.rows<{ seq: number }>(
              raw(`SELECT seq::INTEGER AS seq FROM log.${table} ORDER BY seq`),
            );
            expect([table, ...got.map(({ seq }) => seq)]).toEqual([table, ...kept]);
            const lines = linesOf(log[table]!, format);
            const bad = await db.rows<{ line: number; column_name: string }>(
              raw(
                `SELECT line::INTEGER AS line, column_name FROM log.rejects WHERE table_name = '${table}' ORDER BY line`,
              ),
            );
            expect([table, ...bad.map(({ line, column_name }) => [line, column_name])]).toEqual([
              table,
              ...[...rejected].map(([place, column]) => [lines[place - 1], column]),
            ]);
            expect(reading.tables[table]).toMatchObject({
              read: log[table]!.length,
              kept: kept.length,
              rejected: rejected.size,
            });
          }
        } finally {
          db.close();
          await rm(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: 6, plugins: [fc.interruptAfterTimeLimit(6_000)] },
    );
  },
);

function linesOf(rows: readonly TextRow[], format: 'csv' | 'parquet'): number[] {
  let next = 2;
  return rows.map((row) => {
    const line = next;
    next += format === 'parquet' ? 1 : Object.values(row).join('').split('\n').length;
    return line;
  });
}
