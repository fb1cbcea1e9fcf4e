import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import { hasCode } from './flush.ts';
import { tableNames } from './schema.ts';

/** Whether a file of this name belongs to a log: a table's, or the settings. */
export function isLogFile(name: string): boolean {
  const [, base, kind] = /^(.*)\.(csv|parquet|json)$/.exec(name) ?? [];
  return kind === 'json' ? base === 'workspace' : tableNames.some((table) => table === base);
}

/**
 * Tells the state of a folder's log files. Any write changes it; the files put in place by a replacement are others than those
 * that were there, whatever they hold.
 */
export async function stateOfLog(dir: string): Promise<string> {
  const names = await readdir(dir).catch(() => []);
  const states = await Promise.all(
    names
      .filter(isLogFile)
      .sort()
      .map((name) => stateOfFile(dir, name)),
  );
  return JSON.stringify(states);
}

/** A file's name, size, number and times of change to the nanosecond; null when it is gone. */
export async function stateOfFile(dir: string, name: string): Promise<readonly string[] | null> {
  try {
    const file = await stat(join(dir, name), { bigint: true });
    return [name, ...[file.size, file.mtimeNs, file.ctimeNs, file.ino].map(String)];
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Says that a log does not stay as it is for long enough to be read. */
export function logChanges(dir: string): UserError {
  return new UserError({
    code: 'log_changes',
    message: {
      en: `The files of ${dir} keep changing while they are read.`,
      es: `Los archivos de ${dir} cambian mientras se leen.`,
    },
    fix: {
      en: 'Try again when whatever writes them has finished.',
      es: 'Inténtelo de nuevo cuando termine lo que los escribe.',
    },
  });
}
