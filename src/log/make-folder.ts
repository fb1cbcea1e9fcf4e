import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { hasCode } from './flush.ts';

/**
 * Makes a folder and those it lies in; nothing happens when it is there. `mkdir` with `recursive` never ends where a file system
 * says of a folder in one that exists that there is no place for it, as `/proc` does.
 */
export async function makeFolder(path: string): Promise<void> {
  return make(resolve(path));
}

async function make(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT') && !(await isThere(dirname(path)))) {
      await make(dirname(path));
      return make(path);
    }
    if (!(await isFolder(path))) throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
