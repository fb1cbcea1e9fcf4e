import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { Database } from '../duckdb/database.ts';
import { fileFault } from './file-faults.ts';
import { flush, hasCode } from './flush.ts';
import { makeFolder } from './make-folder.ts';
import { writeFiles, type WriteOptions } from './write-files.ts';

export type { WriteOptions } from './write-files.ts';

/**
 * Writes the tables of the schema `log` as a sales log in `dir` (see `writeFiles`). Everything or nothing: a folder beside `dir` is
 * filled, flushed to disk and renamed.
 * @throws UserError `not_empty` when `dir` holds something, `not_a_folder` when it is a file, `cannot_write`
 */
export async function writeLog(db: Database, dir: string, options: WriteOptions): Promise<void> {
  const target = await requireEmptyFolder(dir);
  const parent = dirname(target);
  const draft = join(parent, `.${basename(target)}.${randomUUID()}.draft`);
  try {
    await makeFolder(parent);
    await mkdir(draft);
  } catch (error) {
    throw fileFault('write', dir, error);
  }
  try {
    await writeFiles(db, draft, options);
    await moveInto(draft, target, dir);
    await flush(parent);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Makes sure that a log can be written to `dir`: it is absent or an empty folder.
 * @returns its real path
 * @throws UserError `not_empty`, `not_a_folder`
 */
export async function requireEmptyFolder(dir: string): Promise<string> {
  const { path, names } = await contentOf(dir);
  if (names.length > 0) throw notEmpty(dir);
  return path;
}

/**
 * The real path of a folder and the names in it: none when it is absent.
 * @throws UserError `not_a_folder`
 */
export async function contentOf(dir: string): Promise<{ readonly path: string; readonly names: readonly string[] }> {
  const path = await realpath(dir).catch(() => null);
  if (path === null) {
    if ((await lstat(dir).catch(() => null)) === null) return { path: resolve(dir), names: [] };
    throw notAFolder(dir);
  }
  const names = await readdir(path).catch((error: unknown) => {
    throw hasCode(error, 'ENOTDIR') ? notAFolder(dir) : error;
  });
  return { path, names };
}

async function moveInto(draft: string, target: string, dir: string): Promise<void> {
  try {
    await rmdir(target).catch((error: unknown) => {
      if (!hasCode(error, 'ENOENT')) throw error;
    });
    await rename(draft, target);
  } catch (error) {
    throw hasCode(error, 'ENOTEMPTY', 'EEXIST') ? notEmpty(dir) : error;
  }
}

/** Says that a folder that must be empty is not. */
export function notEmpty(dir: string): UserError {
  return new UserError({
    code: 'not_empty',
    message: { en: `${dir} exists and is not empty.`, es: `${dir} existe y no está vacía.` },
    fix: { en: 'Name a new folder, or empty this one first.', es: 'Indique una carpeta nueva o vacíe esta antes.' },
  });
}

function notAFolder(dir: string): UserError {
  return new UserError({
    code: 'not_a_folder',
    message: { en: `${dir} is not a folder.`, es: `${dir} no es una carpeta.` },
    fix: { en: 'Name a new folder.', es: 'Indique una carpeta nueva.' },
  });
}
