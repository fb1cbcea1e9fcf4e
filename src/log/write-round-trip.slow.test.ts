import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultWorkspace } from '../domain/workspace.ts';
import { Database } from '../duckdb/database.ts';
import { join as joinSql, literal, raw, sql } from '../duckdb/sql.ts';
import { keepRows, type RawSource } from './keep.ts';
import { readLog } from './read.ts';
import type { TableName } from './schema.ts';
import { writeLog } from './write.ts';

const knownKpis = new Set<string>();
const workspace = { ...defaultWorkspace, timezone: 'America/Santiago' };
const text = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '=1+1',
      '+1',
      '-2',
      '- x',
      '+34 600 12',
      '@a',
      '\tq',
      '\rq',
      "'=",
      'a\r\nb',
      '"',
      ',"',
      '\n',
      '﻿x',
      'NULL',
      '  ',
    ),
  )
  .map((value) => value.toWellFormed().replaceAll('\0', ''));
const cell = fc.option(text, { nil: null });
const instant = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .chain((date) =>
    fc
      .integer({ min: 0, max: 999 })
      .map((micros) => date.toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`)),
  );
const amount = fc
  .tuple(fc.bigInt(0n, 10n ** 18n), fc.integer({ min: 0, max: 9999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
const duration = fc.integer({ min: 0, max: 1e9 }).map((n) => String(n / 1000));

type Cells = readonly (string | null)[];
type Rows = {
  readonly accounts: readonly Cells[];
  readonly deals: readonly Cells[];
  readonly activities: readonly Cells[];
};
const rows: fc.Arbitrary<Rows> = fc.record({
  accounts: fc.array(fc.tuple(cell, cell, fc.option(instant, { nil: null })), { minLength: 1, maxLength: 20 }),
  deals: fc.array(fc.tuple(cell, instant, fc.option(amount, { nil: null })), { maxLength: 20 }),
  activities: fc.array(fc.tuple(instant, fc.option(duration, { nil: null }), cell), { maxLength: 20 }),
});

const columns = {
  reps: ['id', 'name'],
  accounts: ['id', 'name', 'segment', 'country', 'created_at'],
  deals: ['id', 'rep_id', 'name', 'created_at', 'amount'],
  activities: ['id', 'rep_id', 'channel', 'occurred_at', 'duration_s', 'subject'],
} as const;

async function fill(db: Database, given: Rows): Promise<void> {
  const tables: Record<keyof typeof columns, readonly Cells[]> = {
    reps: [['r', 'Rep']],
    accounts: given.accounts.map((cells, i) => [`=${i}`, 'Acme', ...cells]),
    deals: given.deals.map((cells, i) => [`d${i}`, 'r', ...cells]),
    activities: given.activities.map((cells, i) => [`x${i}`, 'r', 'call', ...cells]),
  };
  await db.run(raw('CREATE SCHEMA given'));
  const sources = new Map<TableName, RawSource>();
  for (const [table, names] of Object.entries(columns) as [keyof typeof columns, readonly string[]][]) {
    const list = tables[table];
    await db.run(
      raw(
        `CREATE TABLE given.${table} (seq BIGINT, line BIGINT, ${names.map((name) => `${name} VARCHAR`).join(', ')})`,
      ),
    );
    for (const [i, cells] of list.entries()) {
      const values = joinSql(cells.map((value) => sql`${value}`));
      await db.run(sql`INSERT INTO ${raw(`given.${table}`)} VALUES (${literal(i + 1)}, ${literal(i + 2)}, ${values})`);
    }
    sources.set(table, {
      table: `given.${table}`,
      columns: names.map((name) => ({ name, type: 'VARCHAR' })),
      file: `${table}.csv`,
      read: list.length,
    });
  }
  const reading = await keepRows(db, sources, workspace, knownKpis);
  expect(Object.values(reading.tables).reduce((sum, table) => sum + table.rejected, 0)).toBe(0);
}

async function contents(db: Database): Promise<string[]> {
  const found: string[] = [];
  for (const table of Object.keys(columns)) {
    const held = await db.rows(
      raw(
        `SELECT to_json(t)::VARCHAR AS row FROM (SELECT * EXCLUDE (seq), row_number() OVER (ORDER BY seq) AS place FROM log.${table}) t ORDER BY place`,
      ),
    );
    found.push(...held.map(({ row }) => `${table} ${String(row)}`));
  }
  return found;
}

/** What CSV makes of text: line ends are LF. */
function throughCsv(value: string | null): string | null {
  return value?.replaceAll(/\r\n?/g, '\n') ?? null;
}

function withLineFeeds(given: Rows): Rows {
  return {
    accounts: given.accounts.map(([segment, country, created]) => [
      throughCsv(segment!),
      throughCsv(country!),
      created!,
    ]),
    deals: given.deals.map(([name, ...rest]) => [throughCsv(name!), ...rest]),
    activities: given.activities.map(([occurred, length, subject]) => [occurred!, length!, throughCsv(subject!)]),
  };
}

test.each(['csv', 'parquet'] as const)('a log that was written as %s is read back as it was', async (format) => {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-trip-'));
  let run = 0;
  try {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const out = join(folder, String(run++));
        const [first, second, third] = await Promise.all([1, 2, 3].map(() => Database.open(':memory:')));
        try {
          await fill(first!, given);
          await writeLog(first!, out, { format, workspace });
          const reading = await readLog(second!, out, { knownKpis });
          expect(reading.workspace).toEqual(workspace);
          await fill(third!, format === 'csv' ? withLineFeeds(given) : given);
          const expected = await contents(third!);
          expect(await contents(second!)).toEqual(expected);
        } finally {
          for (const db of [first, second, third]) db?.close();
        }
      }),
      { numRuns: 5 },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
