import { Client } from 'pg';
import { clientConfig, type Place } from './connect.ts';

/** Any number that nothing else locks by: whoever changes a schema at start has it. */
export const startLock = 7_082_026_001n;

/** Runs `work` while no other server migrates or starts up on the same database. The lock is gone with the process that has it. */
export async function underStartLock<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const client = new Client(clientConfig(place));
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [startLock]);
    return await work();
  } finally {
    await client.end().catch(() => undefined);
  }
}
