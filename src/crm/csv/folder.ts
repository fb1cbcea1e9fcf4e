import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';

/** A file of a folder: its path and its name in the folder. */
export type FoundFile = { readonly path: string; readonly name: string };

/** The regular files of one folder, sorted by name, and a warning for each entry that was left alone. */
export type FolderFiles = { readonly files: readonly FoundFile[]; readonly warnings: readonly Text[] };

/**
 * Lists the regular files of a folder that `wanted` accepts by name; subfolders are not searched. A link that leads out of the
 * folder is not followed, and pipes and devices are never opened. A path that names one file is a folder of that file.
 * @throws UserError `not_found`
 */
export async function filesIn(path: string, wanted: (name: string) => boolean): Promise<FolderFiles> {
  const entry = await stat(path).catch(() => null);
  if (entry === null) throw notFound(path);
  if (entry.isFile()) return { files: [{ path, name: basename(path) }], warnings: [] };
  if (!entry.isDirectory()) throw notFound(path);
  const root = await realpath(path);
  const files: FoundFile[] = [];
  const warnings: Text[] = [];
  for (const name of (await readdir(root)).sort()) {
    if (!wanted(name)) continue;
    const found = join(root, name);
    const isLink = (await lstat(found)).isSymbolicLink();
    const real = isLink ? await realpath(found).catch(() => null) : found;
    if (real === null || !`${dirname(real)}${sep}`.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) {
      warnings.push({
        en: `${name} is a link that leads out of its folder and was not read.`,
        es: `${name} es un enlace que sale de su carpeta y no se leyó.`,
      });
    } else if ((await stat(real)).isFile()) {
      files.push({ path: real, name });
    } else {
      warnings.push({
        en: `${name} is no regular file and was not read.`,
        es: `${name} no es un archivo normal y no se leyó.`,
      });
    }
  }
  return { files, warnings };
}

/** A file's name without its last extension. */
export function stem(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

function notFound(path: string): UserError {
  return new UserError({
    code: 'not_found',
    message: { en: `There is no file or folder ${path}.`, es: `No existe el archivo o la carpeta ${path}.` },
    fix: { en: 'Check the path.', es: 'Compruebe la ruta.' },
  });
}
