import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { fileFault } from '../../log/file-faults.ts';
import { backupFormat, badBackup, beginName, type Manifest, manifestName, sealName } from './manifest.ts';
import { type TarEntry, tarEntries } from './tar.ts';

/** A backup that is whole: every part is there and is what was written. Close it after use. */
export type Backup = {
  readonly manifest: Manifest;
  /** The bytes of a part. */
  readonly read: (name: string) => Promise<Buffer>;
  readonly close: () => Promise<void>;
};

/**
 * Opens a backup and checks all of it.
 * @throws UserError `bad_backup`, and of a file that cannot be read
 */
export async function openBackup(file: string): Promise<Backup> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw fileFault('read', file, error);
  });
  try {
    const { manifest, entries } = await checked(file, handle);
    return {
      manifest,
      read: (name) => bytesOf(handle, entries.get(name)!),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw (error as NodeJS.ErrnoException).code === 'EISDIR' ? fileFault('read', file, error) : error;
  }
}

async function checked(
  file: string,
  handle: FileHandle,
): Promise<{ readonly manifest: Manifest; readonly entries: ReadonlyMap<string, TarEntry> }> {
  const found = await tarEntries(handle);
  if (found?.entries[0]?.name !== beginName) {
    throw badBackup(file, 'it is no backup of Tacto', 'no es una copia de seguridad de Tacto');
  }
  const entries = new Map(found.entries.map((entry) => [entry.name, entry]));
  const { format } = await jsonOf(file, handle, entries.get(beginName)!);
  if (format !== backupFormat) {
    throw badBackup(
      file,
      `it has the format ${String(format)}, and this version reads ${backupFormat}`,
      `tiene el formato ${String(format)} y esta versión lee el ${backupFormat}`,
    );
  }
  const [manifestEntry, seal] = [entries.get(manifestName), entries.get(sealName)];
  if (!found.isWhole || manifestEntry === undefined || seal === undefined) throw torn(file);
  const sum = await sumOf(handle, manifestEntry);
  if ((await bytesOf(handle, seal)).toString().trim() !== sum) throw damaged(file, manifestName);
  const manifest = (await jsonOf(file, handle, manifestEntry)) as Manifest;
  for (const [name, { bytes, sha256 }] of Object.entries(manifest.sums)) {
    const entry = entries.get(name);
    if (entry === undefined) throw torn(file);
    if (entry.size !== bytes || (await sumOf(handle, entry)) !== sha256) throw damaged(file, name);
  }
  return { manifest, entries };
}

async function bytesOf(handle: FileHandle, { size, at }: TarEntry): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  const { bytesRead } = await handle.read(bytes, 0, size, at);
  return bytes.subarray(0, bytesRead);
}

async function sumOf(handle: FileHandle, entry: TarEntry): Promise<string> {
  return createHash('sha256')
    .update(await bytesOf(handle, entry))
    .digest('hex');
}

async function jsonOf(file: string, handle: FileHandle, entry: TarEntry): Promise<Partial<Manifest>> {
  try {
    return JSON.parse((await bytesOf(handle, entry)).toString()) as Partial<Manifest>;
  } catch {
    throw damaged(file, entry.name);
  }
}

const torn = (file: string) =>
  badBackup(
    file,
    'its end is missing, as of a copy that was broken off',
    'le falta el final, como a una copia interrumpida',
  );

const damaged = (file: string, part: string) =>
  badBackup(file, `its part ${part} is not what was written`, `su parte ${part} no es lo que se escribió`);
