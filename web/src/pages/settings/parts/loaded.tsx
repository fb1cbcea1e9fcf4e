import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Fault } from '../../../parts/state/fault.tsx';
import { Skeleton } from '../../../parts/state/skeleton.tsx';

type LoadedProps<T> = {
  readonly of: UseQueryResult<T>;
  readonly height?: string;
  /** What else it names has yet to come: its rows would grow. */
  readonly waits?: boolean;
  readonly children: (data: T) => ReactNode;
};

/** What was asked for; until it is there its place, and where it does not come why. */
export function Loaded<T>({ of, height = '10rem', waits = false, children }: LoadedProps<T>): ReactNode {
  if (of.data !== undefined && !waits) return children(of.data);
  if (of.error !== null) return <Fault error={of.error} onRetry={() => void of.refetch()} />;
  return <Skeleton height={height} />;
}
