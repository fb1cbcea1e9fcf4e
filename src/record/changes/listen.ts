import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { clientConfig, connectFault, type Place } from '../connect.ts';

/** Hears of changes until it is closed. */
export type Listener = { readonly close: () => Promise<void> };

/** The longest pause between two tries to connect again, and how often a silent connection is tried, in milliseconds. */
const pauses = { first: 50, longest: 5_000, check: 30_000 } as const;

/**
 * Calls `onChange` with the id of each organisation in which something was changed, once for each transaction and soon after it. When the
 * connection was lost, what happened meanwhile is not known: then, as soon as there is one again, it is called with null.
 * @throws UserError `no_database` when there is no connection to begin with
 */
export async function listenForChanges(place: Place, onChange: (org: string | null) => void): Promise<Listener> {
  let isClosed = false;
  const stop = new AbortController();
  let client = await connect(place, onChange).catch((error: unknown) => {
    throw connectFault(place, error);
  });
  const keepOn = async (): Promise<void> => {
    for (;;) {
      await client.lost;
      if (isClosed) return;
      for (let pause: number = pauses.first; ; pause = Math.min(pause * 2, pauses.longest)) {
        await sleep(pause, undefined, { signal: stop.signal }).catch(() => undefined);
        if (isClosed) return;
        const next = await connect(place, onChange).catch(() => null);
        if (next === null) continue;
        client = next;
        if (isClosed) await client.end();
        else onChange(null);
        break;
      }
    }
  };
  const done = keepOn();
  return {
    close: async () => {
      isClosed = true;
      stop.abort();
      await client.end();
      await done;
    },
  };
}

type Listening = { readonly lost: Promise<void>; readonly end: () => Promise<void> };

async function connect(place: Place, onChange: (org: string) => void): Promise<Listening> {
  const client = new Client(clientConfig(place));
  const lost = new Promise<void>((gone) => {
    client.on('error', () => gone());
    client.on('end', () => gone());
  });
  client.on('notification', ({ payload }) => {
    if (payload !== undefined) onChange(payload);
  });
  try {
    await client.connect();
    await client.query('LISTEN tacto_change');
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  // A connection that the network has dropped says nothing by itself.
  const check = setInterval(() => {
    client.query('SELECT 1').catch(() => undefined);
  }, pauses.check);
  check.unref();
  void lost.then(() => clearInterval(check));
  return {
    lost,
    end: async () => {
      clearInterval(check);
      await client.end().catch(() => undefined);
    },
  };
}
