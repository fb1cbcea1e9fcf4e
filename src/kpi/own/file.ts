import { join } from 'node:path';
import { readOptional } from '../../log/optional-file.ts';
import type { Kpi } from '../kpi.ts';

/** The file in a log folder that holds the users' own KPIs. */
export const ownKpisFile = 'kpis.yaml';

/**
 * Reads the users' own KPIs of a log folder; none when it has no `kpis.yaml`. Only a file that is there costs loading what reads it.
 * @throws UserError `bad_kpi` that names line and fix.
 */
export async function readOwnKpis(dir: string, catalogueIds: ReadonlySet<string>): Promise<readonly Kpi[]> {
  const text = await readOptional(join(dir, ownKpisFile));
  if (text === null) return [];
  const { parseOwnKpis } = await import('./read.ts');
  return parseOwnKpis(text, catalogueIds);
}
