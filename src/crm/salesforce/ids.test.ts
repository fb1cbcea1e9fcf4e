import { afterAll, expect, test } from 'vitest';
import { Database } from '../../duckdb/database.ts';
import { literal, raw, sql } from '../../duckdb/sql.ts';
import { trimmedOrNull } from '../values/trimmed.ts';
import { salesforce } from './definition.ts';

const db = await Database.open(':memory:');
afterAll(() => db.close());

test.each([
  ['00T000000000001AAA', '00T000000000001'],
  ['00T000000000001', '00T000000000001'],
  [' 00T000000000001AAA ', '00T000000000001'],
  // Of 18 characters only with its blanks: an id of some other kind.
  ['00T00000000000001 ', '00T00000000000001'],
  [' 00T00000000000001', '00T00000000000001'],
  // Of 18 bytes, but fewer characters.
  ['00T00000000000ñ00', '00T00000000000ñ00'],
  ['00Tñ00000000000AAA', '00Tñ00000000000'],
  ['000000000000000AAA', null],
  ['000000000000000', null],
  ['!00000000000001AAA', '!00000000000001'],
  ['me@team.example', 'me@team.example'],
  ['', null],
  [null, null],
])('%j is known as %j', async (given, known) => {
  const cell = raw('cell');
  const id = salesforce.idOf!(trimmedOrNull(cell), cell);
  expect(await db.row(sql`SELECT ${id} AS id FROM (SELECT ${literal(given)}::VARCHAR AS cell)`)).toEqual({ id: known });
});
