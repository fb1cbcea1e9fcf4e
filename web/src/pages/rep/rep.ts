import type { KpiInfo } from '../../api/kpi.ts';
import type { Unit } from '../../i18n/numbers.ts';
import type { Exposure } from '../../api/standing.ts';
import type { Days } from '../../state/period.ts';

/** Of whom, and of which days, a part of the page tells. */
export type RepProps = {
  readonly rep: string;
  readonly period: Days;
  readonly kpis: readonly KpiInfo[];
  /** Whether the reader is that rep. */
  readonly isSelf: boolean;
};

/** What a value that was held against the group is written in: counts are held for each day, states as a share. */
export function heldUnit(exposure: Exposure, kpi: KpiInfo | undefined): Unit {
  if (exposure === 'days') return 'per';
  const unit = kpi?.unit ?? 'per';
  return exposure === 'trials' && unit === 'count' ? 'ratio' : unit;
}
