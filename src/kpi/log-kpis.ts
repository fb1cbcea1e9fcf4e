import { catalogue, catalogueIds } from './catalogue/index.ts';
import type { Kpi } from './kpi.ts';
import { readOwnKpis } from './own/file.ts';

/** All KPIs that a log can be asked for, by id: the catalogue's and its own. */
export async function kpisOf(dir: string): Promise<ReadonlyMap<string, Kpi>> {
  const own = await readOwnKpis(dir, catalogueIds);
  return new Map([...catalogue, ...own].map((kpi) => [kpi.id, kpi]));
}
