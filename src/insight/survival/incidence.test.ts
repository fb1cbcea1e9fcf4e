import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { type Ending, incidence, standingAt } from './incidence.ts';
import { kaplanMeier } from './kaplan-meier.ts';

type End = 'won' | 'lost';
const ending = (length: number, end: End | null): Ending<End> => ({ length, end, n: 1 });

// Times and ends made up for the test.
const times = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 12, 23, 27, 30, 33, 43, 45];
const ends = [1, 1, 0, 2, 1, 0, 1, 2, 0, 1, 0, 2, 1, 1, 0, 1, 2, 1, 1, 2, 1];
const endings = times.map((length, i) => ending(length, ([null, 'won', 'lost'] as const)[ends[i]!]!));

// R 4.2, survival 3.5: summary(survfit(Surv(times, factor(ends, 0:2)) ~ 1)): time, at risk, p0, p1, p2, standard errors of p1 and p2.
const right = [
  [5, 21, 0.9047619, 0.04761905, 0.04761905, 0.04647143, 0.04647143],
  [13, 16, 0.75892857, 0.19345238, 0.04761905, 0.08701207, 0.04647143],
  [23, 13, 0.59630102, 0.30187075, 0.10182823, 0.10368995, 0.06846642],
  [31, 8, 0.42162698, 0.4223356, 0.15603741, 0.11534387, 0.08298339],
  [45, 4, 0.18069728, 0.54280045, 0.27650227, 0.11792939, 0.10562568],
  [48, 2, 0.09034864, 0.63314909, 0.27650227, 0.12017001, 0.10562568],
] as const;

/** The interval on the scale log(−log) of a share with this standard error. */
function logLog(share: number, error: number): [number, number] {
  const half = (1.959964 * error) / (share * Math.abs(Math.log(share)));
  return [share ** Math.exp(half), share ** Math.exp(-half)];
}

test.each(right)('at %d it is as R has it', (length, atRisk, lasting, won, lost, wonError, lostError) => {
  const found = standingAt(incidence<End>(endings, ['won', 'lost'], 0.95), length)!;
  expect(found).toMatchObject({ length, atRisk });
  expect(found.lasting).toBeCloseTo(lasting, 7);
  for (const [end, share, error] of [
    ['won', won, wonError],
    ['lost', lost, lostError],
  ] as const) {
    expect(found.ended[end].share).toBeCloseTo(share, 7);
    for (const [i, bound] of logLog(share, error).entries()) expect(found.ended[end].interval[i]).toBeCloseTo(bound, 5);
  }
});

const anyEndings = fc.array(
  fc.record({
    length: fc.integer({ min: 0, max: 30 }),
    end: fc.constantFrom('won', 'lost', null),
    n: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 1, maxLength: 40 },
);

test('shares add up to one, and without regard to how they end it is Kaplan and Meier’s curve', () => {
  fc.assert(
    fc.property(anyEndings, (given) => {
      const spans = given.flatMap(({ length, end, n }) =>
        Array.from({ length: n }, () => ({ length, hasEnded: end !== null })),
      );
      const found = incidence<End>(given, ['won', 'lost'], 0.95);
      const curve = kaplanMeier(spans, 0.95);
      expect(found.map(({ length, atRisk }) => [length, atRisk])).toEqual(
        curve.map(({ length, atRisk }) => [length, atRisk]),
      );
      for (const [i, { lasting, ended }] of found.entries()) {
        expect(lasting).toBeCloseTo(curve[i]!.share, 10);
        expect(lasting + ended.won.share + ended.lost.share).toBeCloseTo(1, 10);
        for (const { share, interval } of Object.values(ended)) {
          expect(interval[0]).toBeLessThanOrEqual(share + 1e-12);
          expect(interval[1]).toBeGreaterThanOrEqual(share - 1e-12);
        }
      }
    }),
  );
});

test('that none has ended so is not certain: Wilson’s interval of none of those that are still seen', () => {
  const ended = [
    { length: 5, end: 'lost', n: 1 },
    { length: 9, end: null, n: 19 },
  ] as const;
  const [standing] = incidence(ended, ['won', 'lost'], 0.95);
  const z = 1.959964;
  expect(standing!.ended.won).toEqual({ share: 0, interval: [0, expect.closeTo(z ** 2 / (20 + z ** 2), 6)] });
});
