import { expect, test } from 'vitest';
import { periodsOf } from './choices.ts';

const shown = (last: string, fiscalStart: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    periodsOf(Temporal.PlainDate.from(last), {
      timezone: 'Europe/Madrid',
      week_start: 1,
      fiscal_year_start_month: fiscalStart,
    }).map(({ id, from, to }) => [id, `${from} ${to}`]),
  );

test('periods end on the log’s last day and begin with a month', () => {
  expect(shown('2026-05-20', 1)).toEqual({
    last_3_months: '2026-03-01 2026-05-21',
    this_month: '2026-05-01 2026-05-21',
    last_month: '2026-04-01 2026-05-01',
    this_quarter: '2026-04-01 2026-05-21',
    last_quarter: '2026-01-01 2026-04-01',
    this_year: '2026-01-01 2026-05-21',
    last_12_months: '2025-06-01 2026-05-21',
  });
});

test('quarters and years begin as the fiscal year does', () => {
  expect(shown('2026-01-31', 3)).toMatchObject({
    this_quarter: '2025-12-01 2026-02-01',
    last_quarter: '2025-09-01 2025-12-01',
    this_year: '2025-03-01 2026-02-01',
  });
});
