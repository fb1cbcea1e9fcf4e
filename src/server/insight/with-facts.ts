import type { Resolved, RowPolicy } from '../../engine/question.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { Caller } from '../access/caller.ts';
import type { Reply } from '../http/route.ts';
import type { Services } from '../services.ts';
import { seen } from './seen.ts';

/**
 * Works with an organisation's facts, cut down to what may be seen, and its KPIs, and says which state of the record the facts are of.
 * What is answered as a `Response` gets that said too.
 */
export async function withFacts(
  { caller, services }: { readonly caller: Caller; readonly services: Services },
  policy: RowPolicy | undefined,
  work: (log: Resolved, kpis: ReadonlyMap<string, Kpi>) => Promise<unknown>,
): Promise<Reply> {
  const kpis = await services.kpisOf(caller.actor);
  const replica = await services.replicas.open(caller.actor.org, caller);
  try {
    const body = await work(seen(replica.resolved, policy), kpis);
    if (body instanceof Response) body.headers.set('Tacto-Watermark', replica.watermark);
    return { status: 200, body, headers: { 'Tacto-Watermark': replica.watermark } };
  } finally {
    replica.release();
  }
}
