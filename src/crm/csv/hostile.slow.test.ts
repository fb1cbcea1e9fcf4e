import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UserError } from '../../domain/errors.ts';
import { Database } from '../../duckdb/database.ts';
import { readLog } from '../../log/read.ts';
import { importCsv, type ImportReport } from './import-csv.ts';

let folder: string;
let round = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What came of an import: a report whose every row is accounted for, or an error that the user can mend. Anything else throws. */
async function outcome(
  content: string | Uint8Array,
  settings = '',
  name = 'people.csv',
): Promise<ImportReport | UserError> {
  const here = join(folder, String(round++));
  await mkdir(join(here, 'source'), { recursive: true });
  await mkdir(join(here, 'map'));
  await writeFile(join(here, 'source', name), content);
  await writeFile(
    join(here, 'map', 'reps.sql'),
    'SELECT id, name, to_date(since) AS active_from, to_decimal(cost) AS hourly_cost, _line FROM people',
  );
  await writeFile(join(here, 'map', 'map.yaml'), settings);
  const out = join(here, 'out');
  const knownKpis = new Set<string>();
  try {
    const report = await importCsv({
      source: join(here, 'source'),
      map: join(here, 'map'),
      out,
      format: 'csv',
      knownKpis,
    });
    await expectReadBack(report, out);
    return report;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

async function expectReadBack(report: ImportReport, out: string): Promise<void> {
  const { read, kept, rejected } = report.reading.tables.reps;
  const [file] = report.files;
  expect(kept + rejected).toBe(read);
  expect(read + file!.malformed).toBe(file!.rows);
  const db = await Database.open(':memory:');
  try {
    const again = await readLog(db, out, { knownKpis: new Set() });
    expect(again.tables.reps).toMatchObject({ kept, rejected: 0 });
  } finally {
    db.close();
  }
}

const bounded = { numRuns: 12 };
const piece = fc.oneof(
  fc.constantFrom(
    '"',
    '""',
    ',',
    '\n',
    '\r\n',
    '\r',
    ';',
    '\t',
    '\0',
    '﻿',
    '\\',
    "'",
    '=1+1',
    '@SUM(A1)',
    '2026-01-01',
    '1.5',
    '-',
    "'); DROP TABLE reps; --",
    '\u{1f600}',
    '\ud800',
  ),
  fc.string({ maxLength: 5 }),
);
const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

test('any text after a header is a report or an error', async () => {
  await fc.assert(
    fc.asyncProperty(soup, async (text) => {
      expect(await outcome(`id,name,since,cost\nr0,Ana,2026-01-01,10\n${text}`)).toBeDefined();
    }),
    bounded,
  );
});

test('any bytes in any encoding are a report or an error', async () => {
  const encoding = fc.constantFrom('utf-8', 'latin-1', 'windows-1252', 'utf-16le', 'utf-16be', 'shift_jis', 'gb18030');
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), encoding, async (bytes, label) => {
      const settings = `files: { people: { encoding: ${label} } }`;
      expect(await outcome(Buffer.concat([Buffer.from('id,name,since,cost\n'), bytes]), settings)).toBeDefined();
    }),
    bounded,
  );
});

test('any cells that are quoted right are kept or rejected, never malformed', async () => {
  const cell = fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 8 })).map((text) => text.replaceAll('\0', ''));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell, cell), { maxLength: 10 }), async (cells) => {
      const rows = cells.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
      const report = await outcome(['id,name,since,cost', ...rows].join('\r\n'));
      expect(report).not.toBeInstanceOf(UserError);
      expect((report as ImportReport).files[0]).toMatchObject({ rows: cells.length, malformed: 0 });
    }),
    bounded,
  );
});

test('a field of a megabyte is kept', async () => {
  const report = await outcome(`id,name,since,cost\n1,"${'é,\n'.repeat(300_000)}",,\n2,Bo,,\n`);
  expect(report).toMatchObject({ files: [{ rows: 2, malformed: 0 }], reading: { tables: { reps: { kept: 2 } } } });
});

test('a quote that is never closed takes no row with it but its own', async () => {
  const report = await outcome(`id,name,since,cost\n1,"Ana,,\n2,Bo,,\n3,Cy,,\n`);
  expect(report).toMatchObject({ files: [{ rows: 3, malformed: 1 }], refusals: [{ line: 2, code: 'bad_quotes' }] });
});

test('NUL bytes and bytes that are no UTF-8 are errors', async () => {
  expect(await outcome('id,name,since,cost\n1,A\0na,,\n')).toMatchObject({ code: 'nul_byte' });
  expect(await outcome(Buffer.from('id,name,since,cost\n1,Nu\xf1ez,,\n', 'latin1'))).toMatchObject({
    code: 'not_utf8',
  });
});

test('a name that looks like a path or like SQL is a name', async () => {
  for (const name of [
    '..csv',
    "..'; DROP SCHEMA source CASCADE; --.csv",
    'a"b.csv',
    '-rf.csv',
    '*.csv',
    '.csv',
    'people.CSV.csv',
  ]) {
    expect(await outcome('id,name,since,cost\n', '', name)).toMatchObject({ code: 'bad_sql' });
  }
});
