import { useSyncExternalStore } from 'react';
import { ApiError } from '../api/client.ts';
import { sendTouches, type Touch } from '../api/capture.ts';

/** A touch that waits on this device; `problem`: why the server refused it. */
export type Waiting = { readonly touch: Touch; readonly who: string; readonly problem: string | null };

const stored = 'tacto.outbox';
const listeners = new Set<() => void>();
let waiting: readonly Waiting[] = restore();
let isSending = false;

function restore(): readonly Waiting[] {
  try {
    return JSON.parse(localStorage.getItem(stored) ?? '[]') as readonly Waiting[];
  } catch {
    return [];
  }
}

function keep(next: readonly Waiting[]): void {
  waiting = next;
  localStorage.setItem(stored, JSON.stringify(next));
  for (const listener of listeners) listener();
}

/** Keeps a touch on the device, then sends what waits. It is never lost: it leaves the device only when the server has it. */
export async function log(touch: Touch, who: string): Promise<void> {
  keep([...waiting, { touch, who, problem: null }]);
  await flush();
}

/** Sends what waits. Without a connection it goes on waiting. */
export async function flush(): Promise<void> {
  const open = waiting.filter(({ problem }) => problem === null);
  if (isSending || open.length === 0) return;
  isSending = true;
  try {
    const { results } = await sendTouches(open.map(({ touch }) => touch));
    const of = new Map(results.map((result) => [result.id, result]));
    keep(
      waiting.flatMap((item) => {
        const result = of.get(item.touch.id);
        if (result === undefined) return [item];
        if (result.status !== 'refused') return [];
        return [{ ...item, problem: result.problem?.detail ?? result.problem?.title ?? '?' }];
      }),
    );
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  } finally {
    isSending = false;
  }
}

/** Takes a refused touch off the device. */
export function discard(id: string): void {
  keep(waiting.filter(({ touch }) => touch.id !== id));
}

/** What waits on this device. */
export function useOutbox(): readonly Waiting[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
}

window.addEventListener('online', () => void flush());
