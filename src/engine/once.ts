import type { Database } from '../duckdb/database.ts';
import { foundBy } from './looked-up.ts';

/**
 * A look-up that is done once for each state of a database and key, and not again in states that differ from it in nothing that it rests on. One that
 * fails is tried again.
 * @param restsOn the relations that it reads (`log.deals`)
 */
export function once<T>(
  restsOn: (key: string) => readonly string[],
  look: (db: Database, key: string) => Promise<T>,
): (db: Database, key?: string) => Promise<T> {
  return async (db, key = '') => {
    const own = foundBy(look, db.state);
    const before = own.get(key)?.answer as Promise<T> | undefined;
    // Whoever was asked in another state may have failed since.
    const found = await before?.catch(() => undefined);
    if (found !== undefined) return found;
    const looked = look(db, key);
    own.set(key, { answer: looked, restsOn: restsOn(key) });
    looked.catch(() => own.delete(key));
    return looked;
  };
}
