import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysOver, isOver, sameWeekdaysBefore, type Span } from './periods.ts';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const span = (from: string, to: string): Span => ({ from: day(from), to: day(to) });
const textOf = ({ from, to }: Span): string => `${from} ${to}`;

describe('the same weekdays before', () => {
  // By hand, on a calendar: 2026-06-01 is a Monday, 2026-05-01 a Friday, 2026-02-01 a Sunday.
  test.each([
    ['a week', '2026-06-08', '2026-06-15', '2026-06-08', '2026-06-01', '2026-06-01 2026-06-08'],
    ['three days of a week', '2026-06-08', '2026-06-11', '2026-06-08', '2026-06-01', '2026-06-01 2026-06-04'],
    // May 4 is a Monday too, and nearer to May 1 than April 27.
    ['twelve days of a month', '2026-06-01', '2026-06-13', '2026-06-01', '2026-05-01', '2026-05-04 2026-05-16'],
    // Four weeks back would end in June itself.
    ['a whole month', '2026-06-01', '2026-07-01', '2026-06-01', '2026-05-01', '2026-04-27 2026-05-27'],
    ['a February', '2026-02-01', '2026-03-01', '2026-02-01', '2026-01-01', '2026-01-04 2026-02-01'],
    ['the month after a February', '2026-03-01', '2026-03-11', '2026-03-01', '2026-02-01', '2026-02-01 2026-02-11'],
    ['over a new year', '2026-01-01', '2026-01-08', '2026-01-01', '2025-12-01', '2025-12-04 2025-12-11'],
  ])('of %s', (_, from, to, bucket, previous, expected) => {
    expect(textOf(sameWeekdaysBefore(span(from, to), day(bucket), day(previous)).before)).toBe(expected);
  });

  test('are as many, begin on the same weekday, and end before', () => {
    const months = fc.tuple(
      fc.integer({ min: 2000, max: 2040 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    );
    fc.assert(
      fc.property(months, ([year, month, length]) => {
        const first = Temporal.PlainDate.from({ year, month, day: 1 });
        const now = { from: first, to: first.add({ days: length }) };
        const { before } = sameWeekdaysBefore(now, first, first.subtract({ months: 1 }));
        expect(before.from.dayOfWeek).toBe(now.from.dayOfWeek);
        expect(before.from.until(before.to, { largestUnit: 'days' }).days).toBe(length);
        expect(Temporal.PlainDate.compare(before.to, now.from)).toBeLessThanOrEqual(0);
        expect(Math.abs(first.subtract({ months: 1 }).until(before.from, { largestUnit: 'days' }).days)).toBeLessThan(
          7,
        );
      }),
    );
  });
});

describe('the days that are over', () => {
  const week = span('2026-03-23', '2026-03-30');
  // Clocks go forward in Madrid on 2026-03-29: the week ends at 22:00Z, not at 23:00Z.
  test.each([
    ['2026-03-29T21:59:59Z', false, '2026-03-23 2026-03-29'],
    ['2026-03-29T22:00:00Z', true, '2026-03-23 2026-03-30'],
    ['2026-03-27T23:00:00Z', false, '2026-03-23 2026-03-28'],
    ['2026-03-27T22:59:59Z', false, '2026-03-23 2026-03-27'],
    ['2026-05-01T00:00:00Z', true, '2026-03-23 2026-03-30'],
  ])('at %s in Madrid', (asOf, over, days) => {
    const now = Temporal.Instant.from(asOf);
    expect(isOver(week, now, 'Europe/Madrid')).toBe(over);
    expect(textOf(daysOver(week, now, 'Europe/Madrid')!)).toBe(days);
  });

  test('are none on the first day', () => {
    expect(daysOver(week, Temporal.Instant.from('2026-03-23T22:59:59Z'), 'Europe/Madrid')).toBeNull();
    expect(textOf(daysOver(week, Temporal.Instant.from('2026-03-23T23:00:00Z'), 'Europe/Madrid')!)).toBe(
      '2026-03-23 2026-03-24',
    );
  });
});
