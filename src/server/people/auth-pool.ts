import { Pool } from 'pg';
import { clientConfig, type Place } from '../../record/connect.ts';

/**
 * Connections for better-auth: it takes instants as `Date`, which the record reads as text. With text no session would ever end.
 */
export function authPool(place: Place): Pool {
  const { types: _, ...config } = clientConfig(place);
  const pool = new Pool({ ...config, max: 10 });
  pool.on('error', () => undefined);
  return pool;
}
