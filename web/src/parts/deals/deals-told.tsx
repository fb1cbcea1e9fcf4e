import { lazy, type ReactNode } from 'react';
import type { OpenDeal } from '../../api/risks.ts';
import { Told, type ToldProps } from '../figure/told.tsx';

const DealRecords = lazy(() => import('./deal-records.tsx').then((module) => ({ default: module.DealRecords })));

type DealsToldProps = Omit<ToldProps, 'children'> & { readonly deals: readonly OpenDeal[] };

/** A number that is made of open deals, and opens them. */
export function DealsTold({ deals, ...told }: DealsToldProps): ReactNode {
  return (
    <Told {...told}>
      <DealRecords deals={deals} />
    </Told>
  );
}
