import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Fault } from '../../../parts/state/fault.tsx';
import { Skeleton } from '../../../parts/state/skeleton.tsx';

type LoadedProps<T> = {
  readonly of: UseQueryResult<T>;
  readonly height?: string;
  readonly children: (data: T) => ReactNode;
};

/** What was asked for; until it is there its place, and where it does not come why. */
export function Loaded<T>({ of, height = '10rem', children }: LoadedProps<T>): ReactNode {
  if (of.data !== undefined) return children(of.data);
  if (of.error !== null) return <Fault error={of.error} onRetry={() => void of.refetch()} />;
  return <Skeleton height={height} />;
}
