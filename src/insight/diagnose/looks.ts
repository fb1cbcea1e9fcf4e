/**
 * How a rep is held against the group.
 * - `compare`: as `tacto compare` does
 * - `week`: events a day, by weeks of each rep, so that a holiday or a hectic week is chance and not a habit
 * - `looks`: accounts in some state at the ends of months, of all that could be; an account is one cell
 * - `now`: contacts or members of decision teams that have something at the period's end, of all; an account is one cell
 * - `presentation`: those present, of those who decide; a presentation is one cell
 * - `slower`: won deals that took longer than half of the group's
 */
export type Way = 'compare' | 'week' | 'looks' | 'now' | 'presentation' | 'slower';

/** What a KPI tells of: what the rep does with customers, what comes out of it, or what the rep writes down. */
export type Layer = 'habit' | 'rate' | 'record';

/** What KPIs say of one and the same thing: only the clearest of a matter is told. */
export type Matter =
  | 'activity'
  | 'prospecting'
  | 'pressure'
  | 'silence'
  | 'threads'
  | 'presenting'
  | 'deciders'
  | 'reaching'
  | 'convincing'
  | 'closing'
  | 'pace'
  | 'ratings';

/** A KPI that is looked at for a rep. */
export type Look = { readonly kpi: string; readonly way: Way; readonly matter: Matter; readonly layer: Layer };

/** All that is looked at: one family of tests. */
export const looks = [
  { kpi: 'dials', way: 'week', matter: 'activity', layer: 'habit' },
  { kpi: 'follow_ups', way: 'week', matter: 'activity', layer: 'habit' },
  { kpi: 'first_attempts', way: 'week', matter: 'prospecting', layer: 'habit' },
  { kpi: 'pressured_accounts', way: 'looks', matter: 'pressure', layer: 'habit' },
  { kpi: 'silent_accounts', way: 'looks', matter: 'silence', layer: 'habit' },
  { kpi: 'single_threaded_accounts', way: 'looks', matter: 'threads', layer: 'habit' },
  { kpi: 'presented_share', way: 'compare', matter: 'presenting', layer: 'habit' },
  { kpi: 'decision_team_attendance', way: 'presentation', matter: 'deciders', layer: 'habit' },
  { kpi: 'decision_team_coverage', way: 'now', matter: 'deciders', layer: 'habit' },
  { kpi: 'reach_rate', way: 'compare', matter: 'reaching', layer: 'rate' },
  { kpi: 'first_reach_rate', way: 'compare', matter: 'reaching', layer: 'rate' },
  { kpi: 'prospects', way: 'week', matter: 'convincing', layer: 'rate' },
  { kpi: 'qualified_conversion', way: 'compare', matter: 'convincing', layer: 'rate' },
  { kpi: 'close_rate', way: 'compare', matter: 'closing', layer: 'rate' },
  { kpi: 'win_rate', way: 'compare', matter: 'closing', layer: 'rate' },
  { kpi: 'sales_cycle_days', way: 'slower', matter: 'pace', layer: 'rate' },
  { kpi: 'rated_share', way: 'now', matter: 'ratings', layer: 'record' },
] as const satisfies readonly Look[];

export type LookedAt = (typeof looks)[number]['kpi'];
