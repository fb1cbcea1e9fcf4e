import { expect, test } from 'vitest';
import type { Group } from './groups.ts';
import { verdictOnMix, verdictOnRate } from './verdicts.ts';

const group = (before: readonly [number, number], after: readonly [number, number]): Group => ({
  members: ['x'],
  before: new Map([
    ['dials', before[1]],
    ['dials_reached', before[0]],
  ]),
  after: new Map([
    ['dials', after[1]],
    ['dials_reached', after[0]],
  ]),
});

test('another mix of groups is not another rate', () => {
  // 10 % and 50 % in both periods: 180 of 1000 reached before, 420 of 1000 after.
  const groups = [group([80, 800], [20, 200]), group([100, 200], [400, 800])];
  expect(verdictOnRate('dials_reached', 'dials', groups)).toBe('within');
  expect(verdictOnRate('dials_reached', 'dials', [group([180, 1000], [420, 1000])])).toBe('above');
});

test('a rate that rises in every group has risen', () => {
  expect(verdictOnRate('dials_reached', 'dials', [group([80, 800], [40, 200]), group([100, 200], [480, 800])])).toBe(
    'above',
  );
});

test('few events are too little', () => {
  expect(verdictOnRate('dials_reached', 'dials', [group([1, 20], [2, 10]), group([0, 9], [3, 8])])).toBe('too_little');
});

// Pearson's χ² of 2 × 2: 100 and 100 against 120 and 80 is 4.040 (1 degree, p = 0.044); against 119 and 81 it is 3.646 (p = 0.056).
test('the mix is judged by χ²', () => {
  const mix = (x: number): Group[] => [group([0, 100], [0, x]), group([0, 100], [0, 200 - x])];
  expect(verdictOnMix('dials', mix(120), 1)).toBe('above');
  expect(verdictOnMix('dials', mix(120), -1)).toBe('below');
  expect(verdictOnMix('dials', mix(119), 1)).toBe('within');
  expect(verdictOnMix('dials', [group([0, 3], [0, 4]), group([0, 2], [0, 1])], 1)).toBe('too_little');
});
