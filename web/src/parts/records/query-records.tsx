import { useQuery, type QueryKey, type UseQueryOptions } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Fault } from '../state/fault.tsx';
import { Skeleton } from '../state/skeleton.tsx';
import type { Sheet } from './sheet.ts';
import { SheetRecords } from './sheet-records.tsx';

type QueryRecordsProps<T, K extends QueryKey> = {
  readonly query: UseQueryOptions<T, Error, T, K>;
  readonly sheetOf: (found: T) => Sheet;
};

/** Records that are asked for when they are opened. */
export function QueryRecords<T, K extends QueryKey>({ query, sheetOf }: QueryRecordsProps<T, K>): ReactNode {
  const { data, error, refetch } = useQuery(query);
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="12rem" />;
  return <SheetRecords sheet={sheetOf(data)} />;
}
