import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../domain/errors.ts';
import type { Database } from '../duckdb/database.ts';
import { isLogFile } from './log-state.ts';
import {
  type AfterStep,
  clearDrafts,
  isReplacing,
  logBusy,
  moveIntoPlace,
  replaceFiles,
  tryLock,
} from './replacement.ts';
import { contentOf, notEmpty, writeLog } from './write.ts';
import { writeFiles, type WriteOptions } from './write-files.ts';

/** The right to write to a log folder, which one process at a time has. Release it. */
export type LogLock = {
  /** Real path of the folder. */
  readonly dir: string;
  /** Whether the folder was absent or empty. */
  readonly isNew: boolean;
  readonly release: () => void;
};

export type ReplaceOptions = WriteOptions & {
  /** A lock on the folder that the caller has and keeps; else one is taken while the log is replaced. */
  readonly lock?: LogLock;
  /** Told of each step that has been taken. */
  readonly afterStep?: AfterStep;
};

/** How long (ms) a writer waits for another process that may only be moving files. */
const patience = 2000;
const pause = 20;

/**
 * Writes the tables of the schema `log` and `workspace.json` in place of the log in `dir` (see `writeFiles`), or as `writeLog` does
 * when `dir` is absent or empty. Whenever its process or the machine stops, every later reader finds the old log whole or the new
 * one whole. Files that are not of the log stay; `extra` ones go into a new log only.
 * @throws UserError as `lockLog`
 */
export async function replaceLog(db: Database, dir: string, options: ReplaceOptions): Promise<void> {
  const { lock: given, afterStep = () => undefined, ...write } = options;
  const lock = given ?? (await lockLog(dir));
  try {
    if (lock.isNew) await writeNew(db, dir, lock, write);
    else {
      const { extra: _, ...own } = write;
      await replaceFiles(lock.dir, (folder) => writeFiles(db, folder, own), afterStep);
    }
  } finally {
    if (given === undefined) lock.release();
  }
}

/**
 * Makes sure that `dir` is a place for a log (absent, empty, or a log already), keeps other writers out of it until released, and
 * clears up after those that died.
 * @throws UserError `log_busy`, `not_empty` when it holds files but no log, `not_a_folder`, `not_a_file`, `read_only`
 */
export async function lockLog(dir: string): Promise<LogLock> {
  const { path, names } = await contentOf(dir);
  if (names.length === 0) return { dir: path, isNew: true, release: () => undefined };
  const isLog = names.some(isLogFile) || (await isReplacing(path));
  if (!isLog && names.some((name) => !name.startsWith('.'))) throw notEmpty(dir);
  for (const name of names.filter(isLogFile)) {
    if ((await lstat(join(path, name)).catch(() => null))?.isDirectory() === true) throw notAFile(join(dir, name));
  }
  const started = performance.now();
  for (;;) {
    const lock = await tryLock(path);
    if (lock === 'read_only') throw readOnly(dir);
    if (lock !== null) {
      try {
        if (await isReplacing(path)) await moveIntoPlace(path, () => undefined);
        await clearDrafts(path);
        return { dir: path, isNew: false, release: lock.release };
      } catch (error) {
        lock.release();
        throw error;
      }
    }
    if (performance.now() - started > patience) throw logBusy(dir);
    await wait(pause);
  }
}

/** A folder that is no longer empty has been filled by another import. */
async function writeNew(db: Database, dir: string, lock: LogLock, options: WriteOptions): Promise<void> {
  try {
    await writeLog(db, lock.dir, options);
  } catch (error) {
    throw error instanceof UserError && error.code === 'not_empty' ? logBusy(dir) : error;
  }
}

function notAFile(path: string): UserError {
  return new UserError({
    code: 'not_a_file',
    message: { en: `${path} is not a file.`, es: `${path} no es un archivo.` },
    fix: { en: 'Move it away, or name a new folder.', es: 'Muévalo a otro sitio o indique una carpeta nueva.' },
  });
}

function readOnly(dir: string): UserError {
  return new UserError({
    code: 'read_only',
    message: { en: `Nothing can be written to ${dir}.`, es: `No se puede escribir en ${dir}.` },
    fix: {
      en: 'Get the right to write to it, or name a new folder.',
      es: 'Consiga permiso para escribir en ella o indique una carpeta nueva.',
    },
  });
}
