import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolClient } from 'pg';

type Store = Pick<Pool, 'connect' | 'end'>;

/**
 * A pool for better-auth, which makes a failure of its own of whatever goes wrong and keeps the reason to itself: that no connection was to be had
 * is told to whoever asked.
 */
export function withFaults(pool: Store): {
  readonly pool: Store;
  /** Does what may ask the pool. @throws what kept it from a connection, when it fails or its result is none */
  readonly tellFault: <T>(work: () => Promise<T>, isNone?: (result: T) => boolean) => Promise<T>;
  /** Whether what is done now got no connection. */
  readonly hasFault: () => boolean;
} {
  const asked = new AsyncLocalStorage<{ fault: Error | null }>();
  const connect = async (): Promise<PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      const now = asked.getStore();
      if (now !== undefined && error instanceof Error) now.fault = error;
      throw error;
    }
  };
  return {
    pool: { connect: connect as Store['connect'], end: () => pool.end() },
    hasFault: () => (asked.getStore()?.fault ?? null) !== null,
    tellFault: (work, isNone = () => false) => {
      const now: { fault: Error | null } = { fault: null };
      return asked.run(now, async () => {
        try {
          const result = await work();
          if (now.fault !== null && isNone(result)) throw now.fault;
          return result;
        } catch (error) {
          throw now.fault ?? error;
        }
      });
    },
  };
}
