import { readFile } from 'node:fs/promises';
import { fileFault } from './file-faults.ts';

/**
 * The text of a file, or null when there is none.
 * @throws UserError `cannot_read`
 */
export async function readOptional(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw fileFault('read', file, error);
  }
}
