import { activityKpis } from './activity.ts';
import { conversionKpis } from './conversion.ts';
import { relationshipKpis } from './relationships.ts';
import { resultKpis } from './results.ts';
import type { Kpi } from '../kpi.ts';

/** Every KPI that Tacto knows, in the order in which it is listed. */
export const catalogue: readonly Kpi[] = Object.freeze([
  ...activityKpis,
  ...relationshipKpis,
  ...conversionKpis,
  ...resultKpis,
]);

/** The catalogue's ids. */
export const catalogueIds: ReadonlySet<string> = new Set(catalogue.map((kpi) => kpi.id));
