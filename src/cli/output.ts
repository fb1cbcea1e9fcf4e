import { writeFile } from 'node:fs/promises';
import { UserError } from '../domain/errors.ts';
import { fileFault } from '../log/file-faults.ts';

/**
 * Writes bytes or text to a file, or to standard output when no file is named.
 * @throws UserError `cannot_write`
 */
export async function deliver(content: string | Uint8Array, file: string | undefined): Promise<void> {
  if (file !== undefined) {
    return writeFile(file, content).catch((error: unknown) => {
      throw fileFault('write', file, error);
    });
  }
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(content, (error) => (error ? reject(error) : resolve()));
  });
}

/** Refuses to pour a binary file into a terminal. */
export function refuseBinaryTerminal(file: string | undefined): void {
  if (file !== undefined || !process.stdout.isTTY) return;
  throw new UserError({
    code: 'binary_output',
    message: { en: 'Parquet is not for a terminal.', es: 'Parquet no es para la terminal.' },
    fix: {
      en: 'Name a file with --out FILE, or redirect the output.',
      es: 'Indique un archivo con --out FILE o redirija la salida.',
    },
  });
}
