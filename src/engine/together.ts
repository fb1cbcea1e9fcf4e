import type { Resolved } from './question.ts';

/** Pieces of work over facts, each with what it finds. */
type Works<T extends readonly unknown[]> = { readonly [I in keyof T]: (log: Resolved) => Promise<T[I]> };

/**
 * Does several pieces of work over the same facts, two at a time where another connection to them can be had. What takes longest should come first.
 * @returns what each found, in their order
 * @throws what the first of them throws that fails
 */
export async function together<T extends readonly unknown[]>(log: Resolved, works: Works<T>): Promise<T> {
  const other = (await log.another?.()) ?? null;
  const found: PromiseSettledResult<unknown>[] = [];
  let next = 0;
  const work = async (own: Resolved): Promise<void> => {
    for (let i = next++; i < works.length; i = next++) [found[i]] = await Promise.allSettled([works[i]!(own)]);
  };
  try {
    await Promise.all([work(log), ...(other === null ? [] : [work({ ...log, db: other.db })])]);
  } finally {
    other?.release();
  }
  return found.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  }) as unknown as T;
}
