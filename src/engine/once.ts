import type { Database } from '../duckdb/database.ts';

/**
 * A look-up that is done once for each state of a database and key. One that fails is tried again.
 */
export function once<T>(look: (db: Database, key: string) => Promise<T>): (db: Database, key?: string) => Promise<T> {
  const known = new WeakMap<object, Map<string, Promise<T>>>();
  return (db, key = '') => {
    const own = known.get(db.state) ?? new Map<string, Promise<T>>();
    known.set(db.state, own);
    const found = own.get(key);
    if (found !== undefined) return found;
    const looked = look(db, key);
    own.set(key, looked);
    looked.catch(() => own.delete(key));
    return looked;
  };
}
