import { expect, test } from 'vitest';
import { weekBegun } from './send-digests.ts';

const at = (local: string): Temporal.Instant => Temporal.ZonedDateTime.from(local).toInstant();

test.each([
  ['2026-11-23T07:00[Europe/Madrid]', 'Europe/Madrid', 1, '2026-11-23'],
  ['2026-11-24T06:59[Europe/Madrid]', 'Europe/Madrid', 1, '2026-11-23'],
  ['2026-11-24T07:00[Europe/Madrid]', 'Europe/Madrid', 1, null],
  ['2026-11-23T06:59[Europe/Madrid]', 'Europe/Madrid', 1, null],
  // Seven in Madrid is one in the morning in Lima.
  ['2026-11-23T07:00[Europe/Madrid]', 'America/Lima', 1, null],
  ['2026-11-22T07:30[America/Lima]', 'America/Lima', 7, '2026-11-22'],
  ['2026-11-23T07:30[America/Lima]', 'America/Lima', 7, null],
  // The clocks were changed the night before.
  ['2026-03-30T07:00[Europe/Madrid]', 'Europe/Madrid', 1, '2026-03-30'],
] as const)(
  'at %s a reader in %s whose week begins on day %d gets the digest of %s',
  (local, timezone, start, week) => {
    expect(weekBegun(at(local), { timezone }, start)).toBe(week);
  },
);
