import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The secret that cookies are signed with, 32 random bytes as text: kept in the data folder, readable by its owner alone, and made when it is
 * absent. Several servers that start at once on one folder agree on one.
 */
export async function secretOf(data: string): Promise<string> {
  const file = join(data, 'server.secret');
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null && known.trim() !== '') return known.trim();
  await mkdir(data, { recursive: true, mode: 0o700 });
  const part = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(part, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  try {
    await link(part, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(part, { force: true });
  }
  return (await readFile(file, 'utf8')).trim();
}
