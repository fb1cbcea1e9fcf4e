import { Client } from 'pg';
import { clientConfig, type Place } from '../connect.ts';

/** Hears of changes of the record as they are committed. */
export type Listener = {
  /** Whether changes are heard of at the moment; while they are not, one must look for them. */
  readonly isListening: () => boolean;
  readonly close: () => Promise<void>;
};

const longestPause = 10_000;

/**
 * Listens for changes, and goes on doing so when the connection breaks.
 * @param heard called with the id of the organisation that changed, once for each transaction; with null when any may have changed unheard: at
 * the beginning and whenever there was no connection for a while
 */
export function listenForChanges(place: Place, heard: (org: string | null) => void): Listener {
  let client: Client | null = null;
  let isClosed = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let starting: Promise<void> = Promise.resolve();

  const connect = async (): Promise<void> => {
    const fresh = new Client(clientConfig(place));
    const lost = (): void => {
      if (client === fresh) client = null;
      void fresh.end().catch(() => undefined);
      retry();
    };
    fresh.once('error', lost);
    fresh.once('end', lost);
    // What goes wrong after the first time is the same loss.
    fresh.on('error', () => undefined);
    fresh.on('notification', ({ payload }) => heard(payload ?? null));
    try {
      await fresh.connect();
      await fresh.query('LISTEN tacto_change');
    } catch {
      lost();
      return;
    }
    if (isClosed) {
      await fresh.end();
      return;
    }
    client = fresh;
    failures = 0;
    heard(null);
  };
  const retry = (): void => {
    if (isClosed || timer !== undefined) return;
    const pause = Math.min(longestPause, 100 * 2 ** failures++);
    timer = setTimeout(() => {
      timer = undefined;
      starting = connect();
    }, pause);
    timer.unref();
  };
  starting = connect();
  return {
    isListening: () => client !== null,
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await starting;
      const last = client;
      client = null;
      await last?.end();
    },
  };
}
