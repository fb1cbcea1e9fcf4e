import type { Tx } from '../../record/tx.ts';
import type { Call, ReadRoute, Reply, UploadRoute, WriteRoute } from '../http/route.ts';

type AnyCall = Call<never, never, never>;
type Read = ReadRoute<never, never, never>;
type Write = WriteRoute<never, never, never>;
type Upload = UploadRoute<never, never>;

/** What a route answers; the audit hears of it. */
export async function seen(route: Read | Upload, call: AnyCall): Promise<Reply> {
  const reply = await route.handle(call as never);
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
