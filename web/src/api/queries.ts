import { queryOptions } from '@tanstack/react-query';
import { base, type Query, read, toQuery } from './client.ts';
import type { KpiAnswer, KpiInfo } from './kpi.ts';

/** Every KPI with its definition, the team's own ones included. */
export const kpisQuery = queryOptions({
  queryKey: ['kpis'],
  queryFn: async ({ signal }) => (await read<{ readonly rows: readonly KpiInfo[] }>('/kpis', {}, signal)).rows,
  staleTime: 300_000,
});

/** Asks for KPIs, as the command line does. */
export function kpiQuery(query: { readonly kpis: readonly string[] } & Query) {
  return queryOptions({
    queryKey: ['kpi', query],
    queryFn: ({ signal }) => read<KpiAnswer>('/kpi', query, signal),
  });
}

/** A record behind a number: its fact, what it adds to each part, and its columns as texts. */
export type RecordRow = Readonly<Record<string, string | number | null>>;

export type RecordsAnswer = {
  readonly parts: readonly string[];
  readonly rows: readonly RecordRow[];
  readonly total: number;
};

/** The records behind one number. */
export function rowsQuery(id: string, query: Query) {
  return queryOptions({
    queryKey: ['rows', id, query],
    queryFn: ({ signal }) => read<RecordsAnswer>(`/rows/${encodeURIComponent(id)}`, query, signal),
  });
}

/** The address of a file of all records behind one number. */
export function rowsFile(id: string, query: Query, format: 'csv' | 'xlsx'): string {
  return `${base}/rows/${encodeURIComponent(id)}${toQuery({ ...query, format })}`;
}

/** The names of accounts, by id: of the first that the reader may see. */
export const accountNamesQuery = queryOptions({
  queryKey: ['account-names'],
  queryFn: async ({ signal }) => {
    const { rows } = await read<{ readonly rows: readonly { readonly id: string; readonly name: string }[] }>(
      '/accounts',
      { limit: 1000 },
      signal,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  },
  staleTime: 300_000,
});
