import { describe, expect, test } from 'vitest';
import { newsOf, type Sign, sinceOf } from '../web/src/pages/board/signals.ts';

const since = '2026-06-01';
const sign = (kind: Sign['kind'], from: string, more: Partial<Sign> = {}): Sign => ({
  kind,
  direction: 'down',
  from,
  ongoing: true,
  ...more,
});

test.each([
  ['2026-09-01', '2026-11-29', '2026-08-01'],
  ['2025-12-01', '2026-11-29', '2025-12-01'],
  ['2026-11-01', '2026-11-29', '2026-08-01'],
  ['2026-01-01', '2026-02-01', '2025-11-01'],
])('a board of %s to %s looks for changes since %s', (from, to, first) => {
  expect(sinceOf({ from, to })).toBe(first);
});

describe('what is told as a change', () => {
  test.each([
    ['a shift that could be seen a month before', sign('shift', '2025-10-01'), false],
    ['a shift whose eighth month is the first', sign('shift', '2025-11-01'), true],
    ['months that fall, the sixth of them before', sign('trend', '2025-12-01'), false],
    ['months that fall, the sixth of them the first', sign('trend', '2026-01-01'), true],
    ['a month beyond the limits before', sign('outlier', '2026-05-01'), false],
    ['a month beyond the limits in it', sign('outlier', '2026-06-01'), true],
    ['what is over', sign('outlier', '2026-06-01', { ongoing: false }), false],
  ])('%s', (_, signal, isTold) => {
    expect(newsOf([signal], since)).toEqual(isTold ? [signal] : []);
  });

  test('is told once in each direction, and as beyond the limits where it is that', () => {
    const [shift, beyond, other] = [
      sign('shift', '2026-01-01'),
      sign('outlier', '2026-09-01'),
      sign('trend', '2026-03-01', { direction: 'up' }),
    ];
    expect(newsOf([shift, beyond, other], since)).toEqual([beyond, other]);
  });
});
