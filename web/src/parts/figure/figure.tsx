import { lazy, type ReactNode } from 'react';
import type { Query } from '../../api/client.ts';
import type { KpiInfo, KpiValue } from '../../api/kpi.ts';
import { useWriters } from '../../state/writers.ts';
import { Opens } from './opens.tsx';

const FigureDialog = lazy(() => import('./figure-dialog.tsx').then((module) => ({ default: module.FigureDialog })));

export type FigureProps = {
  readonly kpi: KpiInfo;
  readonly value: KpiValue;
  /** The group and period that the number is of, as `/rows` takes them. */
  readonly of: Query;
  /** As it is written where it is not the KPI's value alone, such as for each day. */
  readonly shown?: string;
};

/** A number that opens: what it means, what it is made of, how sure it is, and the records behind it. */
export function Figure(props: FigureProps): ReactNode {
  const writers = useWriters();
  const { kpi, value, shown } = props;
  return (
    <Opens label={kpi.label} text={shown ?? writers.value(value.value, kpi.unit)}>
      <FigureDialog {...props} />
    </Opens>
  );
}
