import { lazy } from 'react';

/** The records that a KPI counts, for who opens a number: their code comes then. */
export const LaterKpiRecords = lazy(async () => ({ default: (await import('./kpi-records.tsx')).KpiRecords }));

/** Records that are no KPI's, in the same way. */
export const LaterSheetRecords = lazy(async () => ({ default: (await import('./sheet-records.tsx')).SheetRecords }));
