import { describe, expect, test } from 'vitest';
import { catalogue } from '../../kpi/catalogue/index.ts';
import { methodOf } from './method.ts';

const idsOf = (method: string): string[] => catalogue.filter((kpi) => methodOf(kpi) === method).map(({ id }) => id);

describe('every KPI of the catalogue has the method that its formula asks for', () => {
  test.each([
    ['proportion', ['reach_rate', 'win_rate', 'presented_share', 'cohort_win_rate', 'rated_share']],
    ['poisson', ['dials', 'contracts', 'contacts_covered', 'proposal_presentations']],
    ['weighted', ['contract_volume', 'request_volume']],
    ['rate', ['close_rate', 'calls_per_contact', 'money_per_customer', 'cost_per_conversion', 'contacts_per_account']],
    ['ratio', ['relationship_strength', 'political_balance', 'decision_team_attendance', 'follow_ups_per_sale']],
    ['median', ['sales_cycle_days']],
    ['census', ['assigned_accounts', 'pipeline_value', 'forecast', 'information_types']],
  ])('%s', (method, some) => {
    expect(idsOf(method)).toEqual(expect.arrayContaining(some));
  });
});
