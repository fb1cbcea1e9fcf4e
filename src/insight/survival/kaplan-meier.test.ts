import { expect, test } from 'vitest';
import { kaplanMeier, type Span, timeTo } from './kaplan-meier.ts';

// Remission of acute myelogenous leukaemia with maintenance (Miller 1997; R's survival::aml): weeks, and whether it ended.
const weeks: readonly (readonly [number, boolean])[] = [
  [9, true],
  [13, true],
  [13, false],
  [18, true],
  [23, true],
  [28, false],
  [31, true],
  [34, true],
  [45, false],
  [48, true],
  [161, false],
];
const spans = weeks.map(([length, hasEnded]): Span => ({ length, hasEnded }));

// R 4.2, survival 3.5: survfit(Surv(time, status) ~ 1, conf.type = "log-log")
const right = [
  [9, 11, 0.909, 0.5081, 0.987],
  [13, 10, 0.818, 0.4474, 0.951],
  [18, 8, 0.716, 0.3502, 0.899],
  [23, 7, 0.614, 0.2658, 0.835],
  [31, 5, 0.491, 0.1673, 0.753],
  [34, 4, 0.368, 0.0928, 0.657],
  [48, 2, 0.184, 0.0117, 0.525],
] as const;

test('the curve is that of R', () => {
  const steps = kaplanMeier(spans, 0.95);
  expect(steps.map(({ length, atRisk }) => [length, atRisk])).toEqual(
    right.map(([length, atRisk]) => [length, atRisk]),
  );
  for (const [i, [, , share, low, high]] of right.entries()) {
    expect(steps[i]!.share).toBeCloseTo(share, 3);
    expect(steps[i]!.interval[0]).toBeCloseTo(low, 4);
    expect(steps[i]!.interval[1]).toBeCloseTo(high, 3);
  }
});

test('the median has the interval of R, whose end may be open', () => {
  expect(timeTo(kaplanMeier(spans, 0.95))).toEqual({ length: 31, interval: [13, null] });
});

test('what has not ended counts for as long as it was seen', () => {
  const [won, open] = [
    [10, 20, 30],
    [25, 40, 40],
  ];
  const steps = kaplanMeier(
    [...won.map((length) => ({ length, hasEnded: true })), ...open.map((length) => ({ length, hasEnded: false }))],
    0.95,
  );
  expect(steps.map(({ share }) => share)).toEqual([5 / 6, expect.closeTo(4 / 6, 12), expect.closeTo(4 / 9, 12)]);
  expect(kaplanMeier([], 0.95)).toEqual([]);
  expect(timeTo([])).toEqual({ length: null, interval: [null, null] });
});
