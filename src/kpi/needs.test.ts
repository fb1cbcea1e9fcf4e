import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue/index.ts';
import { needsInWords, needsOf } from './needs.ts';
import { count, number, ratio, sum, when } from './kpi.ts';

const needs = (id: string): readonly string[] => needsOf(catalogue.find((kpi) => kpi.id === id)!);

describe('what a KPI needs', () => {
  test('follows from the facts and columns of its formula, each thing once', () => {
    expect(needs('contracts')).toEqual(['stage_changes', 'stages.kind=won']);
    expect(needs('reach_rate')).toEqual(['activities.outcome(calls)']);
    expect(needs('relationship_strength')).toEqual(['contacts', 'assignments', 'ratings']);
  });

  test('has ways of which one is enough', () => {
    expect(needs('request_volume')).toEqual(['deals.requested_amount | deals.amount']);
    expect(needs('prospects')).toEqual(['leads.prospect_at | deals']);
    expect(needs('contacts_covered')).toEqual([
      'activities.contact_id | participants',
      'activities.outcome | activities.direction=inbound',
    ]);
  });

  test('takes one of the numbers that are added', () => {
    expect(needs('cost_per_conversion')).toEqual([
      'stage_changes',
      'stages.kind=won',
      'costs | activities.duration_s + reps.hourly_cost',
    ]);
  });

  test('takes what would have to be there for something to be absent', () => {
    expect(needs('win_rate_unpresented')).toEqual(needs('win_rate_presented'));
    expect(needs('silent_accounts')).toContain('activities.outcome | activities.direction=inbound');
  });

  test('leaves stages alone where a deal without any is open', () => {
    for (const id of ['pipeline_value', 'overdue_pipeline', 'silent_accounts', 'unheard_members']) {
      expect(needs(id).join(), id).not.toMatch(/stage/);
    }
  });

  test('of an own KPI: nothing for members that are absent', () => {
    const lost = number({ ...count('deal_closed'), where: when('!won') });
    expect(needsOf({ formula: lost })).toEqual(['stage_changes', 'stages.kind=lost']);
    const unnamed = number({ ...count('activity'), where: [{ column: 'outcome', is: [null] }] });
    expect(needsOf({ formula: unnamed })).toEqual(['activities']);
    const mean = ratio(sum('activity', 'duration_s'), count('activity'));
    expect(needsOf({ formula: mean })).toEqual(['activities.duration_s']);
  });

  test('in words', () => {
    expect(needsInWords(['deals', 'costs | a.b + c.d + e.f'])).toEqual({
      en: 'deals; costs or a.b with c.d and e.f',
      es: 'deals; costs o a.b con c.d y e.f',
    });
    expect(needsInWords(['deals.amount(open)', '`deals.amount(open)`'])).toEqual({
      en: 'deals.amount of open deals; `deals.amount` of open deals',
      es: 'deals.amount de oportunidades abiertas; `deals.amount` de oportunidades abiertas',
    });
    expect(needsInWords(['`activities.outcome(calls)`'])).toEqual({
      en: '`activities.outcome` of calls',
      es: '`activities.outcome` de llamadas',
    });
  });
});
