import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Query } from '../../api/client.ts';
import type { KpiValue } from '../../api/kpi.ts';
import { kpisQuery } from '../../api/queries.ts';
import type { Unit } from '../../i18n/numbers.ts';
import { useWriters } from '../../state/writers.ts';
import { Figure } from './figure.tsx';

type KpiFigureProps = {
  readonly id: string;
  readonly value: KpiValue;
  readonly of: Query;
  /** What it is measured in, for the time until its definition is known. */
  readonly unit?: Unit;
};

/** A KPI's value by its id: it opens once its definition is known. */
export function KpiFigure({ id, value, of, unit = 'count' }: KpiFigureProps): ReactNode {
  const writers = useWriters();
  const { data: kpis } = useQuery(kpisQuery);
  const kpi = kpis?.find((known) => known.kpi === id);
  return kpi === undefined ? writers.value(value.value, unit) : <Figure kpi={kpi} value={value} of={of} />;
}
