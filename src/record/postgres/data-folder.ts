import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import { fileReason } from '../../log/file-faults.ts';
import { makeFolder } from '../../log/make-folder.ts';

/** What a server keeps in its data folder and must be able to write. */
const kept = ['server.lock', 'server.secret', 'postgres', 'postgres.password', 'replicas', 'spool', 'run'];

/**
 * Makes a data folder when it is absent, and makes sure that everything in it can be read and written.
 * @throws UserError `bad_data_folder` that says what stands in the way, whose it is, and what would be right
 */
export async function claimDataFolder(folder: string): Promise<void> {
  const trial = join(folder, `.writable-${process.pid}`);
  try {
    await make(folder);
    await (await open(trial, 'w', 0o600)).close();
    await rm(trial, { force: true });
  } catch (error) {
    throw await dataFolderFault(folder, error);
  }
  for (const name of kept) {
    const path = join(folder, name);
    await access(path, constants.R_OK | constants.W_OK).catch(async (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw await dataFolderFault(folder, error, path);
    });
  }
}

/** For its owner alone. */
async function make(folder: string): Promise<void> {
  await makeFolder(dirname(resolve(folder)));
  await mkdir(folder, { mode: 0o700 }).catch(async (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw error;
  });
}

/**
 * What to tell of a data folder that cannot be used; the error itself where it is nothing that its user can mend.
 * @param path what in it stands in the way; the folder when absent
 */
export async function dataFolderFault(folder: string, error: unknown, path = folder): Promise<unknown> {
  const reason = fileReason(error, 'write');
  if (reason === null) return error;
  const nearest = await nearestOf(path);
  if (nearest !== null && !nearest.isFolder && (nearest.path !== resolve(path) || path === folder))
    return notAFolder(folder, nearest.path);
  const { code } = error as NodeJS.ErrnoException;
  if (nearest === null || (code !== 'EACCES' && code !== 'EPERM')) return unusable(folder, reason);
  const [owner, self] = [await nameOf(nearest.uid), userInfo().username];
  if (owner === self) return unusable(folder, closedBy(nearest.path), { path: nearest.path });
  const isThere = nearest.path === resolve(path);
  const isClosed = await access(nearest.path, constants.X_OK).then(
    () => false,
    () => true,
  );
  return unusable(folder, belongsTo(nearest.path, owner, self), {
    owner,
    self,
    isThere,
    isHidden: !isThere && isClosed,
  });
}

type Nearest = { readonly path: string; readonly isFolder: boolean; readonly uid: number };

/** The path, or the first above it that there is. */
async function nearestOf(path: string): Promise<Nearest | null> {
  for (let at = resolve(path); ; at = dirname(at)) {
    const found = await stat(at).catch(() => null);
    if (found !== null) return { path: at, isFolder: found.isDirectory(), uid: found.uid };
    if (at === dirname(at)) return null;
  }
}

async function nameOf(uid: number): Promise<string> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  return lines.find(([, , id]) => id === String(uid))?.[0] ?? String(uid);
}

const belongsTo = (path: string, owner: string, self: string): Text => ({
  en: `${path} belongs to ${owner}, and Tacto runs as ${self}`,
  es: `${path} pertenece a ${owner} y Tacto se ejecuta como ${self}`,
});

const closedBy = (path: string): Text => ({
  en: `its owner may not write ${path} either`,
  es: `tampoco su dueño puede escribir en ${path}`,
});

type Mend =
  | { readonly owner: string; readonly self: string; readonly isThere: boolean; readonly isHidden: boolean }
  | { readonly path: string };

function unusable(folder: string, reason: Text, mend: Mend | null = null): UserError {
  const elsewhere: Text = {
    en: 'name another folder by --data or TACTO_DATA',
    es: 'indique otra carpeta con --data o TACTO_DATA',
  };
  const how = mend === null ? null : wayOut(folder, mend);
  return new UserError({
    code: 'bad_data_folder',
    message: {
      en: `The data folder ${folder} cannot be used: ${reason.en}.`,
      es: `No se puede usar la carpeta de datos ${folder}: ${reason.es}.`,
    },
    fix: {
      en: how === null ? `${capital(elsewhere.en)}.` : `${how.en}, or ${elsewhere.en}.`,
      es: how === null ? `${capital(elsewhere.es)}.` : `${how.es}, o ${elsewhere.es}.`,
    },
  });
}

function wayOut(folder: string, mend: Mend): Text {
  if ('path' in mend) {
    return { en: `Open it (chmod u+rwx ${mend.path})`, es: `Ábrala (chmod u+rwx ${mend.path})` };
  }
  const { owner, self, isThere, isHidden } = mend;
  // Whoever may not pass through a folder has no use for one in it.
  if (isHidden) return { en: `Run Tacto as ${owner}`, es: `Ejecute Tacto como ${owner}` };
  const command = isThere ? `sudo chown -R ${self} ${folder}` : `sudo install -d -m 700 -o ${self} ${folder}`;
  return {
    en: `Make it ${self}’s (${command}), run Tacto as ${owner}`,
    es: `Désela a ${self} (${command}), ejecute Tacto como ${owner}`,
  };
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

function notAFolder(folder: string, file: string): UserError {
  return new UserError({
    code: 'bad_data_folder',
    message: {
      en: `The data folder ${folder} cannot be used: ${file} is a file, not a folder.`,
      es: `No se puede usar la carpeta de datos ${folder}: ${file} es un archivo, no una carpeta.`,
    },
    fix: {
      en: 'Move that file away, or name another folder by --data or TACTO_DATA.',
      es: 'Mueva ese archivo a otro sitio o indique otra carpeta con --data o TACTO_DATA.',
    },
  });
}
