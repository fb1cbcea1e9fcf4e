/** KPIs that count what was won or lost, and when: they hang on the last change of stage of each deal. */
export const onClosings = [
  'contracts',
  'contract_volume',
  'win_rate',
  'cohort_win_rate',
  'sales_cycle_days',
  'close_rate',
  'conversion_per_dial',
  'first_contacts_per_conversion',
  'attempt_conversion',
  'follow_ups_per_sale',
  'hours_per_customer',
  'touches_per_customer',
  'money_per_customer',
  'cost_per_conversion',
] as const;

/** KPIs of deals that were open at some moment: they hang on the stage that each deal had then. */
export const onOpenDeals = [
  'pipeline_value',
  'weighted_pipeline',
  'overdue_pipeline',
  'decision_team_coverage',
  'unheard_members',
  'hidden_dissent',
] as const;

/** KPIs that change when the owners that accounts had before are not known. */
export const onOwners = [
  'assigned_accounts',
  'contacts_known',
  'contacts_per_account',
  'pressured_accounts',
  'silent_accounts',
  'single_threaded_accounts',
] as const;

/** KPIs that have no answer without activities. */
export const onActivities = [
  'activities',
  'dials',
  'dials_reached',
  'first_attempts',
  'first_attempts_reached',
  'follow_ups',
  'follow_ups_reached',
  'qualified_meetings',
  'contacts_covered',
  'reach_rate',
  'first_reach_rate',
  'follow_up_reach_rate',
  'calls_per_contact',
  'contact_concentration',
  'decision_team_coverage',
  'single_threaded_accounts',
  'pressured_accounts',
  'silent_accounts',
  'close_rate',
  'conversion_per_dial',
  'first_contacts_per_conversion',
  'attempt_conversion',
  'follow_ups_per_sale',
  'hours_per_customer',
  'touches_per_customer',
] as const;

/** KPIs that miss what is not known of deals. */
export const onDeals = ['request_volume', ...onClosings, ...onOpenDeals, 'forecast'] as const;

/** KPIs that miss what is not known of leads. */
export const onLeads = ['prospects', 'qualified_conversion', 'qualified_meetings'] as const;
