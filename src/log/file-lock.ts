import { DatabaseSync } from 'node:sqlite';

/** A lock that is held until it is released or its process ends, however that ends. */
export type FileLock = { readonly release: () => void };

/** What SQLite says of a file that is locked, that may not be written, that cannot be opened. */
const [busy, readOnly, cannotOpen] = [5, 8, 14];

/**
 * Locks a file, which is made when it is absent and stays empty. The lock is the operating system's own, by way of SQLite: no
 * number of a dead process can be mistaken for a living one, and it holds between connections of one process too.
 * @returns null when it is locked already, `read_only` when it may not be written
 */
export function lockFile(path: string): FileLock | 'read_only' | null {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    // Of a file that it may only read SQLite takes a mere reader's lock; a change, which is never committed, tells.
    database.exec('PRAGMA user_version = 1');
    const held = database;
    return { release: () => held.isOpen && held.close() };
  } catch (error) {
    database?.close();
    const code = (error as { readonly errcode?: number }).errcode;
    if (code === busy) return null;
    if (code === readOnly || code === cannotOpen) return 'read_only';
    throw error;
  }
}
