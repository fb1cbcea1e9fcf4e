import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { parseInstant } from '../domain/calendar.ts';
import { Database } from '../duckdb/database.ts';
import { raw } from '../duckdb/sql.ts';
import { readLog } from './read.ts';
import { instantsIn } from './test-support/instants.ts';

const dir = mkdtempSync(join(tmpdir(), 'tacto-convert-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('instants', () => {
  test.each([
    'Europe/Madrid',
    'America/Santiago',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Pacific/Apia',
  ])('without an offset are those of Temporal in %s', async (timezone) => {
    const day = fc
      .integer({ min: 0, max: 150 * 365 })
      .map((n) => Temporal.PlainDate.from('1950-01-01').add({ days: n }));
    const time = fc.integer({ min: 0, max: 86_399 });
    const anyLocal = fc.tuple(day, time).map(([date, s]) => date.toPlainDateTime().add({ seconds: s }));
    // Local times about a clock change: gaps, overlaps and their edges.
    const nearChange = fc.tuple(day, fc.integer({ min: -8000, max: 8000 }), fc.boolean()).map(([date, s, exact]) => {
      const change = date.toZonedDateTime(timezone).getTimeZoneTransition('next') ?? date.toZonedDateTime(timezone);
      return change.toPlainDateTime().add({ seconds: exact ? Math.sign(s) * 3600 : s });
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anyLocal, nearChange), { minLength: 150, maxLength: 300 }), async (locals) => {
        const texts = locals.map((local) => local.toString({ smallestUnit: 'second' }));
        const right = locals.map(
          (local) => local.toZonedDateTime(timezone, { disambiguation: 'compatible' }).epochNanoseconds / 1000n,
        );
        expect(await instantsIn(dir, texts, timezone)).toEqual(right);
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });

  test('near misses of the form are read as `parseInstant` reads them', async () => {
    const piece = fc.constantFrom(
      '2026',
      '-',
      '02',
      '29',
      '30',
      '12',
      '13',
      '00',
      'T',
      ':',
      '59',
      '60',
      '.',
      '5',
      '1234567',
      'Z',
      '+',
      '01',
      ' ',
      'é',
    );
    const shaped = fc
      .tuple(
        fc.constantFrom('2026-02-28', '2024-02-29', '2026-02-29', '2026-13-01'),
        fc.constantFrom('T', 't', ' ', ''),
        fc.constantFrom('00:00', '23:59:59', '24:00', '10:00:60', '10:00:00.000001', '10:0'),
        fc.constantFrom('', 'Z', '+00:00', '-2359', '+23:59', '+1', '-00:60', 'Z[UTC]'),
      )
      .map((parts) => parts.join(''));
    const text = fc.oneof(
      shaped,
      fc.array(piece, { maxLength: 10 }).map((list) => list.join('')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 50, maxLength: 150 }), async (texts) => {
        const some = texts.filter((t) => t !== '' && !/[",]/.test(t));
        const found = await instantsIn(dir, some, 'Europe/Madrid');
        const wrong = some.flatMap((t, i) => {
          const right = /:60/.test(t) ? null : parseInstant(t, 'Europe/Madrid');
          const own = right === null ? null : right.epochNanoseconds / 1000n;
          return own === found[i] ? [] : [`${t}: ${found[i]}, not ${own}`];
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });
});

test('decimals are kept exactly', async () => {
  const decimal = fc
    .tuple(fc.bigInt(0n, 10n ** 20n - 1n), fc.stringMatching(/^\d{0,18}$/))
    .map(([whole, fraction]) => (fraction === '' ? String(whole) : `${whole}.${fraction}`));
  await fc.assert(
    fc.asyncProperty(fc.array(decimal, { minLength: 20, maxLength: 60 }), async (texts) => {
      const folder = mkdtempSync(join(dir, 'costs-'));
      writeFileSync(
        join(folder, 'costs.csv'),
        `id,incurred_on,amount\n${texts.map((t, i) => `${i},2026-01-01,${t}\n`).join('')}`,
      );
      const db = await Database.open(':memory:');
      try {
        await readLog(db, folder, { knownKpis: new Set() });
        const rows = await db.rows<{ t: string }>(raw('SELECT amount::VARCHAR AS t FROM log.costs ORDER BY seq'));
        const plain = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
        expect(rows.map(({ t }) => plain(t))).toEqual(texts.map(plain));
      } finally {
        db.close();
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
});
