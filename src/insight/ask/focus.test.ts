import { describe, expect, test } from 'vitest';
import { catalogue } from '../../kpi/catalogue/index.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { LookAnswer } from './answer.ts';
import { adviseFocus, focusQuestion } from './focus.ts';
import { kpi as lookAt } from './question.ts';
import type { Usable } from './usable.ts';

const kpi = (id: string): Kpi => catalogue.find((found) => found.id === id)!;

function answer(id: string, grade: Usable['grade'] | 'missing'): LookAnswer {
  const look = lookAt(id, `kpi ${id}`, { en: '', es: '' });
  if (grade === 'missing') return { look, missing: ['deals'], missingBreakdown: [], shown: null };
  const usable = { grade, needed: null, atLeast: false };
  const value = { value: 1, interval: null, n: 1 };
  return {
    look,
    missing: [],
    missingBreakdown: [],
    shown: { kind: 'kpi', kpi: kpi(id), value, perMonth: null, usable, days: null, members: null },
  };
}

describe('focus', () => {
  test('of three is left alone', () => {
    const advice = adviseFocus(['dials', 'reach_rate', 'contracts'].map((id) => answer(id, 'sure')));
    expect(advice).toEqual({
      chosen: ['dials', 'reach_rate', 'contracts'],
      isTooMany: false,
      keep: [],
      oneSided: null,
    });
  });

  test('of more keeps what can be used, then what most questions take', () => {
    const { isTooMany, keep, chosen } = adviseFocus([
      answer('money_per_customer', 'missing'),
      answer('win_rate', 'little'),
      answer('dials', 'sure'),
      answer('close_rate', 'little'),
      answer('close_rate', 'little'),
      answer('reach_rate', 'sure'),
    ]);
    expect(isTooMany).toBe(true);
    expect(chosen).toHaveLength(5);
    expect(keep).toEqual(['dials', 'reach_rate', 'close_rate']);
  });

  test('of one kind alone is one-sided', () => {
    expect(adviseFocus([answer('dials', 'sure'), answer('follow_ups', 'sure')]).oneSided).toBe('Q');
    expect(adviseFocus([answer('dials', 'sure')]).oneSided).toBeNull();
  });
});

test('chosen KPIs become looks by the command that shows each best', () => {
  const { looks } = focusQuestion([kpi('win_rate'), kpi('sales_cycle_days'), kpi('information_types')]);
  expect(looks.map(({ run }) => run)).toEqual([
    'compare win_rate --by rep',
    'kpi sales_cycle_days --by rep --interval 0.95',
    'kpi information_types --by rep --interval 0.95',
  ]);
});
