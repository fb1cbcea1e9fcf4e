import { queryOptions } from '@tanstack/react-query';
import { read, write } from './client.ts';

export type Workspace = {
  readonly id: string;
  readonly name: string;
  readonly timezone: string;
  readonly currency: string;
  readonly locale: string;
  readonly week_start: number;
  readonly fiscal_year_start_month: number;
  readonly thresholds: Readonly<Record<string, number>>;
};

export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: ({ signal }) => read<Workspace>('/workspace', {}, signal),
});

export function changeWorkspace(changes: object): Promise<Workspace> {
  return write('PATCH', '/workspace', changes);
}

/** A number on which KPIs depend. */
export type Threshold = {
  readonly threshold: string;
  readonly value: number;
  readonly default: number;
  /** The KPIs that depend on it. */
  readonly kpis: readonly string[];
};

export const thresholdsQuery = queryOptions({
  queryKey: ['thresholds'],
  queryFn: async ({ signal }) => (await read<{ readonly rows: readonly Threshold[] }>('/thresholds', {}, signal)).rows,
});
