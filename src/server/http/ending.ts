/** How far a server is on its way to the end. */
export type Ending = {
  /** Aborted when it takes nothing new: what would go on for long by itself, such as events, ends. */
  readonly begun: AbortSignal;
  /** Aborted when what runs has had its time. */
  readonly over: AbortSignal;
};

/** The ending of a server that has not begun to end. */
export function openEnding(): Ending & { readonly begin: () => void; readonly giveUp: () => void } {
  const [begun, over] = [new AbortController(), new AbortController()];
  return { begun: begun.signal, over: over.signal, begin: () => begun.abort(), giveUp: () => over.abort() };
}

/** Waits for work, but no longer than until a signal. @returns whether it was done in time */
export async function doneBefore(signal: AbortSignal, work: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const stop = (): void => late.resolve(false);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([work.then(() => true), late.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
