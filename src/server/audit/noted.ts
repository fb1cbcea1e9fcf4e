import type { Tx } from '../../record/tx.ts';
import type { Call, ReadRoute, Reply, Route } from '../http/route.ts';

type AnyCall = Call<never, never, never>;
type Read = ReadRoute<never, never, never>;
type Write = Exclude<Route, Read>;

/** What a route answers; the audit hears of it. */
export async function seen(route: Read, call: AnyCall): Promise<Reply> {
  const reply = await route.handle(call);
  const { caller, params, query, body, services } = call;
  services.audit.saw({ action: route.id, caller, params, query, body, answer: reply.body });
  return reply;
}

/** What a route changes, and the audit of it in the same transaction. */
export async function changed(route: Write, call: AnyCall, tx: Tx): Promise<Reply> {
  const reply = await route.handle(call, tx);
  const { caller, params, query, body, services } = call;
  await services.audit.changed(tx, { action: route.id, caller, params, query, body, answer: reply.body });
  return reply;
}
