import type { Database } from '../duckdb/database.ts';

/**
 * A look-up that is done once for each open database and key: facts do not change while they are open. One that fails is
 * tried again.
 */
export function once<T>(look: (db: Database, key: string) => Promise<T>): (db: Database, key?: string) => Promise<T> {
  const known = new WeakMap<Database, Map<string, Promise<T>>>();
  return (db, key = '') => {
    const own = known.get(db) ?? new Map<string, Promise<T>>();
    known.set(db, own);
    const found = own.get(key);
    if (found !== undefined) return found;
    const looked = look(db, key);
    own.set(key, looked);
    looked.catch(() => own.delete(key));
    return looked;
  };
}
