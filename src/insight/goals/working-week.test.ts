import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, weekdayOf } from './days.ts';
import { exposureOf, type Presence, seenDays } from './presence.ts';
import { weekdaysOf, workingDays, workingDaysOver } from './working-week.ts';

const day = (text: string): number => dayNumber(Temporal.PlainDate.from(text));
const span = (from: string, to: string) => ({ from: day(from), to: day(to) });
const usual = [1, 2, 3, 4, 5];
const week = (today: string, todayShare = 0, weekdays = usual) => ({
  weekdays,
  isFromLog: true,
  today: day(today),
  todayShare,
});
const activity = (...counts: number[]): Map<number, number> => new Map(counts.map((n, i) => [i + 1, n]));

describe('working days', () => {
  test('a day’s weekday is that of the calendar', () => {
    for (const text of ['1969-12-31', '1970-01-01', '2026-02-28', '2028-02-29'])
      expect(weekdayOf(day(text))).toBe(Temporal.PlainDate.from(text).dayOfWeek);
  });

  // June 2026 begins on a Monday: four whole weeks of five, then Monday 29 and Tuesday 30.
  test('of a month', () => {
    expect(workingDays(week('2026-06-15'), span('2026-06-01', '2026-07-01'))).toBe(22);
    expect(workingDays(week('2026-06-15', 0, [1, 2, 3, 4, 5, 6]), span('2026-06-01', '2026-07-01'))).toBe(26);
    expect(workingDays(week('2026-06-15'), span('2026-06-06', '2026-06-08'))).toBe(0);
    expect(workingDays(week('2026-06-15'), span('2026-06-08', '2026-06-06'))).toBe(0);
  });

  test('over by a Monday morning, by its noon, and on a Saturday', () => {
    const june = span('2026-06-01', '2026-07-01');
    expect(workingDaysOver(week('2026-06-15'), june)).toBe(10);
    expect(workingDaysOver(week('2026-06-15', 0.4), june)).toBe(10.4);
    expect(workingDaysOver(week('2026-06-13', 0.4), june)).toBe(10);
    expect(workingDaysOver(week('2026-05-20', 0.4), june)).toBe(0);
    expect(workingDaysOver(week('2026-07-09', 0.4), june)).toBe(22);
  });

  test('are as many as a count day by day says', () => {
    const days = fc.integer({ min: -40_000, max: 40_000 });
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 400 }),
        fc.subarray([1, 2, 3, 4, 5, 6, 7]),
        (from, length, weekdays) => {
          const counted = Array.from({ length }, (_, i) => weekdayOf(from + i)).filter((w) => weekdays.includes(w));
          expect(workingDays({ weekdays }, { from, to: from + length })).toBe(counted.length);
        },
      ),
    );
  });
});

describe('the working week of a log', () => {
  test('is read off its activity', () => {
    expect(weekdaysOf(activity(40, 45, 50, 42, 30, 2, 0))).toEqual([1, 2, 3, 4, 5]);
    expect(weekdaysOf(activity(40, 45, 50, 42, 30, 25, 0))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(weekdaysOf(activity(40, 45, 50, 42, 0, 0, 30))).toEqual([1, 2, 3, 4, 7]);
    expect(weekdaysOf(activity(0, 100))).toEqual([2]);
  });

  test('is not read off little', () => {
    expect(weekdaysOf(activity(40, 59))).toBeNull();
    expect(weekdaysOf(new Map())).toBeNull();
  });
});

describe('people', () => {
  const rep = (from: string | null, to: string | null): Presence => ({
    rep: 'r',
    team: 't',
    from: from === null ? -Infinity : day(from),
    to: to === null ? Infinity : day(to),
    seenFrom: from === null ? -Infinity : day(from),
    isVisible: true,
  });
  const june = span('2026-06-01', '2026-07-01');

  // Who comes on Monday 8 June has 17 of the 22 days, who leaves on Friday 19 June has 14.
  test('have the days on which they are there', () => {
    const now = week('2026-06-15');
    expect(exposureOf([rep('2026-06-08', null)], now, june)).toEqual({ total: 17, over: 5, left: 12 });
    expect(exposureOf([rep(null, '2026-06-19')], now, june)).toEqual({ total: 14, over: 10, left: 4 });
    expect(exposureOf([rep('2026-06-08', null), rep(null, null)], now, june)).toEqual({
      total: 39,
      over: 15,
      left: 24,
    });
    expect(exposureOf([rep('2026-07-06', null)], now, june)).toEqual({ total: 0, over: 0, left: 0 });
    expect(exposureOf([rep('2026-06-08', '2026-06-10')], week('2026-06-09', 0.5), june)).toEqual({
      total: 2,
      over: 1.5,
      left: 0.5,
    });
  });

  test('are seen from their first day in the log on', () => {
    const seen = { ...rep(null, null), seenFrom: day('2026-06-10') };
    expect(seenDays([seen, rep(null, '2026-06-03')], week('2026-06-15'), span('2026-06-01', '2026-06-15'))).toBe(3 + 2);
  });
});
