import { readFile, stat } from 'node:fs/promises';
import { UserError } from '../domain/errors.ts';
import type { Text } from '../domain/text.ts';
import { fileFault } from './file-faults.ts';

/** Settings are written by people: what is larger than this (bytes) is something else. */
const most = 16_000_000;

/**
 * The text of a settings file, or null when there is none.
 * @throws UserError `cannot_read`, also for what is no file, such as a pipe that nobody writes to
 */
export async function readOptional(file: string): Promise<string | null> {
  try {
    const found = await stat(file);
    if (!found.isFile() && !found.isDirectory()) throw unfit(file, { en: 'it is no file', es: 'no es un archivo' });
    if (found.size > most)
      throw unfit(file, {
        en: 'it is larger than settings can be (16 MB)',
        es: 'es más grande de lo que pueden ser unos ajustes (16 MB)',
      });
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw fileFault('read', file, error);
  }
}

function unfit(file: string, reason: Text): UserError {
  return new UserError({
    code: 'cannot_read',
    message: { en: `${file} cannot be read: ${reason.en}.`, es: `No se puede leer ${file}: ${reason.es}.` },
  });
}
