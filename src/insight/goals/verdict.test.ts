import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../kpi/catalogue/index.ts';
import { wayOf, withTeamsBelow } from './goal.ts';
import { levelVerdict, type LevelStanding, sumVerdict, type SumStanding } from './verdict.ts';

const sum: SumStanding = { state: 'running', direction: 'at_least', left: 10, beyond: [-4, 6], chance: 0.6 };
const limit: SumStanding = { ...sum, direction: 'at_most' };
const level: LevelStanding = {
  state: 'running',
  direction: 'at_least',
  target: 0.3,
  value: 0.35,
  interval: [0.25, 0.45],
  isCensus: false,
  n: 90,
  pending: 0,
};

describe('what adds up', () => {
  test.each([
    ['open', sum],
    ['behind', { ...sum, chance: 0.2 }],
    ['on_course', { ...sum, beyond: [0, 9], chance: 0.98 }],
    ['hardly_reachable', { ...sum, beyond: [-9, -1], chance: 0.01 }],
    ['reached', { ...sum, left: 0 }],
    ['reached', { ...sum, left: -3, state: 'over' }],
    ['missed', { ...sum, state: 'over' }],
    ['too_early', { ...sum, beyond: null, chance: null }],
    ['not_begun', { ...sum, state: 'future' }],
    ['open', limit],
    ['on_course', { ...limit, beyond: [-9, 0], chance: 0.98 }],
    ['hardly_reachable', { ...limit, beyond: [1, 9], chance: 0.01 }],
    // As many as allowed is not too many.
    ['open', { ...limit, left: 0, beyond: [0, 3], chance: 0.4 }],
    ['exceeded', { ...limit, left: -1 }],
    ['exceeded', { ...limit, left: -1, state: 'over' }],
    ['reached', { ...limit, left: 0, state: 'over' }],
  ] as const)('%s: %o', (right, standing) => expect(sumVerdict(standing)).toBe(right));

  test('is never surer than the interval', () => {
    const end = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(end, end, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (a, b, chance, isLimit) => {
        const direction = isLimit ? 'at_most' : 'at_least';
        const beyond = [Math.min(a, b), Math.max(a, b)] as const;
        const verdict = sumVerdict({ state: 'running', direction, left: 5, beyond, chance });
        const isBoth = beyond[0] < 0 && beyond[1] > 0;
        if (isBoth) expect(['open', 'behind']).toContain(verdict);
      }),
    );
  });
});

describe('a level', () => {
  test.each([
    ['open', level],
    ['on_course', { ...level, interval: [0.3, 0.4] }],
    ['behind', { ...level, value: 0.2, interval: [0.1, 0.29] }],
    ['too_early', { ...level, n: 4 }],
    ['too_early', { ...level, value: null, interval: null }],
    ['too_early', { ...level, interval: null }],
    ['reached', { ...level, state: 'over' }],
    ['missed', { ...level, state: 'over', value: 0.29 }],
    // Its time is over, but some of the cohort have not matured.
    ['open', { ...level, state: 'over', pending: 3 }],
    ['too_early', { ...level, state: 'over', value: null, interval: null, pending: 3 }],
    ['unknown', { ...level, state: 'over', value: null, interval: null }],
    ['not_begun', { ...level, state: 'future', value: null, interval: null }],
    ['on_course', { ...level, isCensus: true, interval: null, n: 0 }],
    ['behind', { ...level, isCensus: true, interval: null, value: 0.2 }],
    ['behind', { ...level, direction: 'at_most', interval: [0.31, 0.4] }],
    ['on_course', { ...level, direction: 'at_most', value: 0, target: 0, isCensus: true, interval: null }],
    ['missed', { ...level, direction: 'at_most', value: 1, target: 0, state: 'over' }],
  ] as const)('%s: %o', (right, standing) => expect(levelVerdict(standing)).toBe(right));
});

test('KPIs come to a target in the way of their formula', () => {
  const ids = (way: string): string[] => catalogue.filter((kpi) => wayOf(kpi) === way).map(({ id }) => id);
  expect(ids('sum')).toEqual([
    'activities',
    'dials',
    'dials_reached',
    'first_attempts',
    'first_attempts_reached',
    'follow_ups',
    'follow_ups_reached',
    'information_provided',
    'qualified_meetings',
    'proposals_sent',
    'proposal_presentations',
    'prospects',
    'request_volume',
    'contracts',
    'contract_volume',
  ]);
  expect(ids('distinct')).toEqual(['information_types', 'contacts_covered']);
  expect(ids('level')).toEqual(
    expect.arrayContaining(['reach_rate', 'forecast', 'weighted_pipeline', 'sales_cycle_days', 'silent_accounts']),
  );
});

test('a team has all teams below it, even in a circle', () => {
  const teams = [
    { id: 'a', parent_id: null },
    { id: 'b', parent_id: 'a' },
    { id: 'c', parent_id: 'b' },
    { id: 'd', parent_id: null },
    { id: 'x', parent_id: 'y' },
    { id: 'y', parent_id: 'x' },
  ];
  expect(withTeamsBelow('a', teams)).toEqual(['a', 'b', 'c']);
  expect(withTeamsBelow('c', teams)).toEqual(['c']);
  expect(withTeamsBelow('x', teams)).toEqual(['x', 'y']);
});
