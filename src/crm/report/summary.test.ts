import { expect, test } from 'vitest';
import type { FileAccount, ImportReport } from './model.ts';
import { refusalsOf, rowTotals } from './summary.ts';

const reportOf = (file: Partial<FileAccount>): ImportReport => ({
  crm: 'Pipedrive',
  source: 'x',
  settings: null,
  files: [
    {
      file: 'a',
      object: 'Deals',
      rows: 9,
      malformed: 1,
      kept: 6,
      rejected: 1,
      skipped: [],
      targets: [],
      unread: [],
      ...file,
    },
  ],
  tables: [],
  refused: [],
  questions: [],
  checks: [],
  limits: [],
  changes: null,
  warnings: [],
});
const target = (rejected: number) => ({ table: 'deals', read: 8, kept: 7, rejected, skipped: [] }) as const;

test('refused rows add up to what was read, however many tables each was to serve', () => {
  const reason = { en: 'x', es: 'x' };
  const report = reportOf({ targets: [target(1), target(1)], skipped: [{ reason, rows: 1 }] });
  const { read, kept, skipped } = rowTotals(report);
  expect(refusalsOf(report)).toEqual({ rows: 2, refusals: 3 });
  expect(kept + refusalsOf(report).rows + skipped).toBe(read);
});

test('a refused part of a row that is in the log is told of nonetheless', () => {
  expect(refusalsOf(reportOf({ malformed: 0, rejected: 0, targets: [target(1)] }))).toEqual({ rows: 1, refusals: 1 });
});
