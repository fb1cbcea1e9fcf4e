import { queryOptions } from '@tanstack/react-query';
import { read, write } from './client.ts';
import type { KpiAnswer, KpiInfo } from './kpi.ts';

/** A KPI that the organisation made itself, as its text; what it means, null where this version cannot read it. */
export type OwnKpi = {
  readonly id: string;
  readonly definition: string;
  readonly changed_at: string;
  readonly meaning: KpiInfo | null;
};

export const ownKpisQuery = queryOptions({
  queryKey: ['own-kpis'],
  queryFn: async ({ signal }) => (await read<{ readonly rows: readonly OwnKpi[] }>('/own-kpis', {}, signal)).rows,
});

/** What a definition would mean and answer. */
export type Preview = { readonly meaning: KpiInfo; readonly answer: KpiAnswer };

export function previewQuery(definition: object, id: string | null) {
  return queryOptions({
    queryKey: ['own-kpi-preview', definition, id],
    queryFn: () => write<Preview>('POST', '/own-kpis/preview', { definition, ...(id === null ? {} : { id }) }),
    retry: false,
  });
}

export function saveOwnKpi(id: string, definition: object): Promise<unknown> {
  return write('PUT', `/own-kpis/${encodeURIComponent(id)}`, { definition });
}

export function removeOwnKpi(id: string): Promise<unknown> {
  return write('DELETE', `/own-kpis/${encodeURIComponent(id)}`);
}
