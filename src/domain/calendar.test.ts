import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bucketEnd,
  bucketStart,
  bucketsOf,
  dayOf,
  fromMicros,
  parseDay,
  parseInstant,
  startOfDay,
  toMicros,
  zoneOffsets,
} from './calendar.ts';
import { grains } from './vocabulary.ts';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

describe('an instant', () => {
  test.each([
    ['2026-03-01T10:00', 'Europe/Madrid', '2026-03-01T09:00:00Z'],
    ['2026-03-01T10:00:30.5Z', 'Europe/Madrid', '2026-03-01T10:00:30.5Z'],
    ['2026-03-01T10:00-0330', 'UTC', '2026-03-01T13:30:00Z'],
    // The hour that occurs twice is the first, a gap has the offset before it.
    ['2026-10-25T02:30', 'Europe/Madrid', '2026-10-25T00:30:00Z'],
    ['2026-03-29T02:30', 'Europe/Madrid', '2026-03-29T01:30:00Z'],
    ['2026-09-06T00:30', 'America/Santiago', '2026-09-06T04:30:00Z'],
  ])('%s in %s is %s', (text, timezone, right) => {
    expect(parseInstant(text, timezone)?.toString()).toBe(right);
  });

  test.each(['2026-02-29T10:00', '2026-03-01T10:00:60Z', '2026-03-01', '2026-03-01T10:00:00.1234567Z', 'now', ''])(
    '%j is none',
    (text) => {
      expect(parseInstant(text, 'UTC')).toBeNull();
    },
  );

  test('keeps its microseconds', () => {
    const instant = Temporal.Instant.from('1969-12-31T23:59:59.999999Z');
    expect(toMicros(instant)).toBe(-1n);
    expect(fromMicros(-1n).equals(instant)).toBe(true);
  });
});

test('a day is written one way', () => {
  expect(parseDay('2024-02-29')?.toString()).toBe('2024-02-29');
  for (const text of ['2026-02-29', '2026-2-1', '20260201', '2026-02-01T00:00', '']) expect(parseDay(text)).toBeNull();
});

test('a day begins at its first instant, which may be one o’clock', () => {
  expect(startOfDay(day('2026-09-06'), 'America/Santiago').toString()).toBe('2026-09-06T04:00:00Z');
  expect(dayOf(Temporal.Instant.from('2026-09-06T03:59:59Z'), 'America/Santiago').toString()).toBe('2026-09-05');
});

describe('buckets', () => {
  const calendar = { timezone: 'UTC', week_start: 7, fiscal_year_start_month: 4 };

  test.each([
    ['week', '2026-03-01', '2026-03-01'],
    ['week', '2026-02-28', '2026-02-22'],
    ['month', '2026-03-31', '2026-03-01'],
    ['quarter', '2026-03-31', '2026-01-01'],
    ['quarter', '2026-04-01', '2026-04-01'],
    ['year', '2026-03-31', '2025-04-01'],
    ['year', '2026-04-01', '2026-04-01'],
  ] as const)('the %s of %s begins on %s, with weeks from Sunday and years from April', (grain, of, right) => {
    expect(bucketStart(day(of), grain, calendar).toString()).toBe(right);
  });

  test('lie end to end over the period, each cut to it and labelled by its calendar first day', () => {
    const anyDay = fc.integer({ min: 0, max: 3000 }).map((n) => day('2020-01-01').add({ days: n }));
    const anyCalendar = fc.record({
      timezone: fc.constant('UTC'),
      week_start: fc.integer({ min: 1, max: 7 }),
      fiscal_year_start_month: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom(...grains),
        anyCalendar,
        (from, n, grain, c) => {
          const to = from.add({ days: n });
          const buckets = bucketsOf(from, to, grain, c);
          expect(buckets[0]!.from.equals(from)).toBe(true);
          expect(buckets.at(-1)!.to.equals(to)).toBe(true);
          for (const [i, bucket] of buckets.entries()) {
            if (i > 0) expect(bucket.from.equals(buckets[i - 1]!.to)).toBe(true);
            const start = bucketStart(bucket.from, grain, c);
            expect(bucket.label).toBe(start.toString());
            expect(bucketStart(bucket.to.subtract({ days: 1 }), grain, c).equals(start)).toBe(true);
            expect(bucketStart(bucketEnd(start, grain), grain, c).equals(bucketEnd(start, grain))).toBe(true);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

test.each(['Europe/Madrid', 'America/Santiago', 'Asia/Kolkata', 'Africa/Casablanca', 'UTC'])(
  'the offsets of %s are those of Temporal',
  (timezone) => {
    const [first, last] = [
      Temporal.Instant.from('2020-01-01T00:00:00Z'),
      Temporal.Instant.from('2030-01-01T00:00:00Z'),
    ];
    const offsets = zoneOffsets(timezone, first, last);
    for (let at = first; Temporal.Instant.compare(at, last) < 0; at = at.add({ hours: 31 })) {
      const found = offsets.findLast(({ fromMicros: from }) => from <= toMicros(at)) ?? offsets[0]!;
      expect(found.offsetMicros).toBe(BigInt(at.toZonedDateTimeISO(timezone).offsetNanoseconds) / 1000n);
    }
  },
);
