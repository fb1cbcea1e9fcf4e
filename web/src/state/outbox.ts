import { useEffect, useSyncExternalStore } from 'react';
import { ApiError, isSignedOut } from '../api/client.ts';
import { type About, sendTouches, type Touch } from '../api/capture.ts';

/** A touch that waits on this device: whose it is, with whom it was; `problem`: why the server refused it. */
export type Waiting = {
  readonly user: string;
  readonly touch: Touch;
  readonly who: string;
  readonly problem: string | null;
};

/** What came of a touch: the server has it and says what it is about, it waits on this device, or the server refused it. */
export type Fate =
  | { readonly state: 'sent'; readonly about: About | null }
  | { readonly state: 'waiting'; readonly isSignedOut: boolean }
  | { readonly state: 'refused' };

/** A batch holds no more. */
const mostSent = 200;

const stored = 'tacto.outbox';
const listeners = new Set<() => void>();
let waiting: readonly Waiting[] = restore([]);
/** Whether what waits was refused for want of a session. */
let wantsSignIn = false;
let sending: Promise<void> = Promise.resolve();
/** What the server said that the touches are about, until it is asked for. */
const told = new Map<string, About>();

/** What the device holds; where it holds nothing, what is known here. */
function restore(known: readonly Waiting[]): readonly Waiting[] {
  try {
    return JSON.parse(localStorage.getItem(stored) ?? '[]') as readonly Waiting[];
  } catch {
    return known;
  }
}

/** Changes what waits, beginning with what the device holds: another window of the app may have logged or sent meanwhile. */
function change(work: (held: readonly Waiting[]) => readonly Waiting[]): void {
  waiting = work(restore(waiting));
  localStorage.setItem(stored, JSON.stringify(waiting));
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

window.addEventListener('storage', ({ key }) => {
  if (key !== stored) return;
  waiting = restore(waiting);
  tell();
});

/**
 * Keeps a touch of a user on the device, then sends what waits. It is never lost: it leaves the device only when the server has it.
 */
export async function log(touch: Touch, who: string, user: string): Promise<Fate> {
  change((held) => [...held, { user, touch, who, problem: null }]);
  await flush(user);
  const own = waiting.find((item) => item.touch.id === touch.id);
  if (own !== undefined) {
    return own.problem === null ? { state: 'waiting', isSignedOut: wantsSignIn } : { state: 'refused' };
  }
  const about = told.get(touch.id) ?? null;
  told.delete(touch.id);
  return { state: 'sent', about };
}

/**
 * Sends what waits of the user who is signed in: what another one logged on this device waits for that one. Without a connection it goes on waiting.
 */
export function flush(user: string): Promise<void> {
  // One after the other: what is logged meanwhile goes with the next.
  sending = sending.then(() => send(user));
  return sending;
}

async function send(user: string): Promise<void> {
  const open = waiting.filter((item) => item.user === user && item.problem === null).slice(0, mostSent);
  if (open.length === 0) return;
  try {
    const { results } = await sendTouches(open.map(({ touch }) => touch));
    const of = new Map(results.map((result) => [result.id, result]));
    for (const { id, about } of results) if (about !== undefined) told.set(id, about);
    wantsSignIn = false;
    change((held) =>
      held.flatMap((item) => {
        const result = of.get(item.touch.id);
        if (result === undefined) return [item];
        if (result.status !== 'refused') return [];
        return [{ ...item, problem: result.problem?.detail ?? result.problem?.title ?? '?' }];
      }),
    );
  } catch (error) {
    // Without an answer they go on waiting.
    if (!(error instanceof ApiError)) reportError(error);
    wantsSignIn = isSignedOut(error);
    tell();
  }
}

/** Milliseconds between tries: a device does not always know that it has a connection again. */
const tryEvery = 10_000;

/** Sends what waits of a user: as soon as there is a connection, and again every so often while something waits. */
export function useSending(user: string | null, isOnline: boolean): void {
  const waits = useOutbox(user).some(({ problem }) => problem === null);
  useEffect(() => {
    if (user !== null && isOnline) void flush(user);
  }, [user, isOnline]);
  useEffect(() => {
    if (user === null || !waits) return undefined;
    const timer = setInterval(() => void flush(user), tryEvery);
    return () => clearInterval(timer);
  }, [user, waits]);
}

/** Takes a refused touch off the device. */
export function discard(id: string): void {
  change((held) => held.filter(({ touch }) => touch.id !== id));
}

/** What waits on this device of a user. */
export function useOutbox(user: string | null): readonly Waiting[] {
  return useAllWaiting().filter((item) => item.user === user);
}

/** What waits on this device, whosever it is. */
export function useAllWaiting(): readonly Waiting[] {
  return useSyncExternalStore(subscribe, () => waiting);
}

/** Whether what waits can be sent only after signing in again. */
export function useWantsSignIn(): boolean {
  return useSyncExternalStore(subscribe, () => wantsSignIn);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
