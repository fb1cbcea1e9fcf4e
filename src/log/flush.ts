import { open } from 'node:fs/promises';

/**
 * Makes the disk hold what a file or folder holds. Windows opens no folder, and needs none flushed; a process under Node's permissions may
 * not, and what it writes is for another one to keep.
 */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (hasCode(error, 'EISDIR', 'EPERM', 'EACCES')) return null;
    throw error;
  });
  if (handle === null) return;
  try {
    await handle.sync();
  } catch (error) {
    if (!hasCode(error, 'EPERM', 'EINVAL', 'ENOTSUP', 'ERR_ACCESS_DENIED')) throw error;
  } finally {
    await handle.close();
  }
}

/** Whether an error of the file system has one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
