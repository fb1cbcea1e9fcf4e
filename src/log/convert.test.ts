import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { raw } from '../duckdb/sql.ts';
import { readLog } from './read.ts';
import { instantsIn } from './test-support/instants.ts';

const dir = mkdtempSync(join(tmpdir(), 'tacto-convert-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const micros = (iso: string): bigint => Temporal.Instant.from(iso).epochNanoseconds / 1000n;

describe('instants', () => {
  test('with any form of offset, or none', async () => {
    const right: readonly (readonly [string, string | null])[] = [
      ['2026-03-01T10:00Z', '2026-03-01T10:00:00Z'],
      ['2026-03-01T10:00:30Z', '2026-03-01T10:00:30Z'],
      ['2026-03-01T10:00:30.5Z', '2026-03-01T10:00:30.5Z'],
      ['2026-03-01T10:00:30.123456Z', '2026-03-01T10:00:30.123456Z'],
      ['2026-03-01T10:00:30.1234567Z', null],
      ['2026-03-01T10:00:30.1234560Z', null],
      ['2026-03-01T10:00:30.Z', null],
      ['2026-03-01T10:00+02:00', '2026-03-01T08:00:00Z'],
      ['2026-03-01T10:00+0200', '2026-03-01T08:00:00Z'],
      ['2026-03-01T10:00:00-03:30', '2026-03-01T13:30:00Z'],
      ['2026-03-01T10:00:00-0330', '2026-03-01T13:30:00Z'],
      ['2026-03-01T10:00:00.000001+14:00', '2026-02-28T20:00:00.000001Z'],
      ['2026-01-01T00:00:00-00:00', '2026-01-01T00:00:00Z'],
      ['2026-03-01T10:00+02', null],
      ['2026-03-01T10:00+2:00', null],
      ['2026-03-01T10:00+24:00', null],
      ['2026-03-01T10:00+02:60', null],
      ['2026-03-01T10:00z', null],
      ['2026-03-01 10:00', null],
      ['2026-03-01T10', null],
      ['2026-03-01', null],
      ['2026-03-01T10:00 ', null],
      ['2026-03-01T24:00', null],
      ['2026-03-01T23:60', null],
      ['2026-03-01T23:59:60Z', null],
      ['2026-02-29T10:00', null],
      ['2028-02-29T10:00', '2028-02-29T09:00:00Z'],
      ['2026-00-10T10:00Z', null],
      ['26-03-01T10:00Z', null],
      ['-2026-03-01T10:00Z', null],
      ['1772359200', null],
      ['infinity', null],
      ['2026-03-29T02:30', '2026-03-29T01:30:00Z'],
      ['2026-10-25T02:30', '2026-10-25T00:30:00Z'],
      ['2026-10-25T03:00', '2026-10-25T02:00:00Z'],
      ['1901-01-01T00:00:00', '1901-01-01T00:00:00Z'],
    ];
    const found = await instantsIn(
      dir,
      right.map(([text]) => text),
      'Europe/Madrid',
    );
    expect(right.map(([text], i) => [text, found[i]])).toEqual(
      right.map(([text, iso]) => [text, iso === null ? null : micros(iso)]),
    );
  });
});

describe('decimals and dates', () => {
  test('dates that are none are rejected', async () => {
    const folder = mkdtempSync(join(dir, 'dates-'));
    const texts = [
      '2026-02-28',
      '2026-02-29',
      '2024-02-29',
      '2026-2-1',
      '2026-01-01T00:00',
      '2026-06-31',
      '20260101',
      'x',
      '0001-01-01',
      '9999-12-31',
      '0000-01-01',
      '10000-01-01',
      '2026-01-01 (BC)',
      'epoch',
      '-infinity',
    ];
    writeFileSync(join(folder, 'reps.csv'), `id,name,active_from\n${texts.map((t) => `${t},R,${t}\n`).join('')}`);
    const db = await Database.open(':memory:');
    try {
      await readLog(db, folder, { knownKpis: new Set() });
      const rows = await db.rows<{ id: string; t: string }>(
        raw('SELECT id, active_from::VARCHAR AS t FROM log.reps ORDER BY seq'),
      );
      expect(rows.map(({ t }) => t)).toEqual(['2026-02-28', '2024-02-29', '0001-01-01', '9999-12-31']);
      expect(rows.map(({ id }) => id)).toEqual(rows.map(({ t }) => t));
    } finally {
      db.close();
    }
  });
});
