import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { factorsOf, groupsOf, outcomeOf } from './groups.ts';
import { shapley } from './shapley.ts';
import type { Counts } from './sides.ts';

const steps = ['dials', 'reached', 'contracts'];
const counts = (...of: readonly number[]): Counts => new Map(steps.map((step, i) => [step, of[i]!]));

test('when only the mix changes, all of the difference is the mix', () => {
  // Web: 1 of 5 reached, 1 of 10 closed; referral: 1 of 2, 1 of 5. Dials 1000 web and 0, then 500 and 500.
  const before = new Map([['web', counts(1000, 200, 20)]]);
  const after = new Map([
    ['web', counts(500, 100, 10)],
    ['referral', counts(500, 250, 50)],
  ]);
  const { before: was, after: is } = factorsOf(steps, groupsOf(steps, before, after), 1);
  expect([outcomeOf(was), outcomeOf(is)]).toEqual([20, 60]);
  expect(shapley(outcomeOf, was, is).map((part) => Math.round(part * 1e9) / 1e9)).toEqual([0, 40, 0, 0]);
});

test('when rates fall in every group though the whole rises, the mix makes more than the difference', () => {
  const before = new Map([
    ['web', counts(800, 80, 8)],
    ['referral', counts(200, 100, 10)],
  ]);
  const after = new Map([
    ['web', counts(200, 18, 2)],
    ['referral', counts(800, 380, 38)],
  ]);
  const { before: was, after: is } = factorsOf(steps, groupsOf(steps, before, after), 1);
  const [dials, mix, reached, closed] = shapley(outcomeOf, was, is);
  expect(dials).toBeCloseTo(0, 9);
  expect(mix).toBeGreaterThan(40 - 18);
  expect(reached).toBeLessThan(0);
  expect(dials! + mix! + reached! + closed!).toBeCloseTo(22, 9);
});

test('groups with contracts out of nothing are told of together', () => {
  const before = new Map([
    ['web', counts(100, 20, 2)],
    ['walk_in', counts(0, 0, 1)],
    ['fair', counts(10, 3, 0)],
  ]);
  const groups = groupsOf(steps, before, new Map([['web', counts(90, 20, 3)]]));
  expect(groups.map(({ members }) => members)).toEqual([['web'], ['walk_in', 'fair']]);
});

const anyCounts = fc
  .tuple(fc.nat({ max: 50 }), fc.nat({ max: 20 }), fc.nat({ max: 5 }))
  .map(([dials, reached, contracts]) => counts(dials, reached, contracts));
const anySide = fc
  .dictionary(fc.constantFrom('web', 'fair', 'referral', 'list'), anyCounts)
  .map((groups): Map<string | null, Counts> => new Map([...Object.entries(groups), [null, counts(7, 3, 1)]]));

test('whatever the groups, the factors come to what was counted', () => {
  fc.assert(
    fc.property(anySide, anySide, fc.double({ min: 0.1, max: 10, noNaN: true }), (before, after, scale) => {
      const groups = groupsOf(steps, before, after);
      const { before: was, after: is } = factorsOf(steps, groups, scale);
      const contracts = (side: Map<string | null, Counts>): number =>
        [...side.values()].reduce((sum, of) => sum + of.get('contracts')!, 0);
      expect(outcomeOf(was)).toBeCloseTo(contracts(before) * scale, 8);
      expect(outcomeOf(is)).toBeCloseTo(contracts(after), 8);
      const parts = shapley(outcomeOf, was, is);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(outcomeOf(is) - outcomeOf(was), 8);
      expect(new Set(groups.flatMap(({ members }) => members))).toEqual(new Set([...before.keys(), ...after.keys()]));
    }),
  );
});
