import type { Resolved, RowPolicy } from '../../engine/question.ts';
import { catalogue } from '../../kpi/catalogue/index.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { Caller } from '../access/caller.ts';
import type { Reply } from '../http/route.ts';
import type { Services } from '../services.ts';
import { seen } from './seen.ts';

/** The KPIs that can be asked for. */
export const kpis: ReadonlyMap<string, Kpi> = new Map(catalogue.map((kpi) => [kpi.id, kpi]));

/** Works with an organisation's facts, cut down to what may be seen, and says which state of the record they are of. */
export async function withFacts(
  { caller, services }: { readonly caller: Caller; readonly services: Services },
  policy: RowPolicy | undefined,
  work: (log: Resolved) => Promise<unknown>,
): Promise<Reply> {
  const replica = await services.replicas.open(caller.actor.org);
  try {
    const body = await work(seen(replica.resolved, policy));
    return { status: 200, body, headers: { 'Tacto-Watermark': replica.watermark } };
  } finally {
    replica.release();
  }
}
