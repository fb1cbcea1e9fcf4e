import { setTimeout as wait } from 'node:timers/promises';
import type { Actor, SalesRecord } from '../../record/record.ts';
import { getImport, type Import } from './import.ts';
import { busy, type State } from './kinds.ts';

/** How often it is looked, and how often something is said so that nobody hangs up, in milliseconds. */
const lookEvery = 300;
const breathEvery = 15_000;
/** How long one answer goes on, in milliseconds; then whoever listens asks again. */
const longest = 600_000;

const goesOn = (state: State): boolean => state === 'uploading' || busy.includes(state);

/**
 * What becomes of an import, as server-sent events: `state` with the import as it is, each with its version as id, and `end` when nobody works
 * on it any more.
 * @param since the id of the last event that was heard
 */
export function eventsOf(
  record: SalesRecord,
  actor: Actor,
  id: string,
  since: number,
  { show, signal }: { readonly show: (found: Import) => object; readonly signal: AbortSignal },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const events = follow(record, actor, id, since, show, signal);
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { value, done } = await events.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        if (signal.aborted) controller.close();
        else controller.error(error);
      }
    },
    cancel: async () => void (await events.return(undefined)),
  });
}

async function* follow(
  record: SalesRecord,
  actor: Actor,
  id: string,
  since: number,
  show: (found: Import) => object,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const started = performance.now();
  let [heard, said] = [since, started];
  yield 'retry: 1000\n\n';
  while (!signal.aborted && performance.now() - started < longest) {
    const found = await record.as(actor, (tx) => getImport(tx, id));
    const event = goesOn(found.state) ? 'state' : 'end';
    if (found.version > heard || event === 'end') {
      yield `id: ${found.version}\nevent: ${event}\ndata: ${JSON.stringify(show(found))}\n\n`;
      [heard, said] = [found.version, performance.now()];
    }
    if (event === 'end') return;
    if (performance.now() - said > breathEvery) {
      yield ': \n\n';
      said = performance.now();
    }
    await wait(lookEvery, undefined, { signal });
  }
}
