import { randomUUID } from 'node:crypto';
import { access, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../domain/errors.ts';
import { type FileLock, lockFile } from './file-lock.ts';
import { flush, hasCode } from './flush.ts';
import { isLogFile } from './log-state.ts';

/**
 * A log is replaced in two strokes. A hidden draft folder inside it is filled with the new files and a plan, flushed, and
 * renamed to `.tacto-next`: from then on the log is the new one, although its files are yet to be moved into place. Whoever
 * finds that folder moves them: the writer itself, or the next to read or write when the writer has died. All of it happens
 * under one lock. A draft that was never renamed is rubbish.
 */
const nextFolder = '.tacto-next';
const draftPrefix = '.tacto-draft-';
const planFile = 'plan.json';

/** What the files in `.tacto-next` do to the log: those to move into it and those to remove from it, by name. */
type Plan = { readonly brings: readonly string[]; readonly removes: readonly string[] };

/** Told of each step that has been taken. */
export type AfterStep = (step: string) => void;

/** How long (ms) a process that finds another at work waits for it: moving files takes a moment. */
const patience = { busy: 60_000, readOnly: 2000 };
const pause = 20;

/**
 * Finishes the replacement of a log that was cut short. Readers call it first; without one it costs a look at the folder.
 * @throws UserError `unfinished_import` when the folder may not be written, `broken_import`, `log_busy`
 */
export async function finishReplacement(dir: string, afterStep: AfterStep = () => undefined): Promise<void> {
  const started = performance.now();
  while (await isReplacing(dir)) {
    const lock = await tryLock(dir);
    if (lock !== null && lock !== 'read_only') {
      try {
        if (await isReplacing(dir)) await moveIntoPlace(dir, afterStep);
      } finally {
        lock.release();
      }
      return;
    }
    const waited = performance.now() - started;
    if (lock === null && waited > patience.busy) throw logBusy(dir);
    if (lock === 'read_only' && waited > patience.readOnly) throw unfinished(dir);
    await wait(pause);
  }
}

/** What `look` finds of a folder's files at a moment when no replacement is under way. */
export async function betweenReplacements<T>(dir: string, look: () => Promise<T>): Promise<T> {
  for (;;) {
    await finishReplacement(dir);
    const found = await look();
    if (!(await isReplacing(dir))) return found;
  }
}

/** Whether a log's new files are decided on but not all in place. */
export async function isReplacing(dir: string): Promise<boolean> {
  try {
    await lstat(join(dir, nextFolder));
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}

/** The lock that everyone holds who changes which files a log has; null when another has it. */
export async function tryLock(dir: string): Promise<FileLock | 'read_only' | null> {
  const folder = join(dir, '.tacto');
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) return 'read_only';
    throw error;
  }
  return lockFile(resolve(folder, 'lock'));
}

/**
 * Puts the files that `fill` writes in place of a log's. To be called with the lock held and nothing to finish.
 * @throws what `fill` throws; then nothing has changed
 */
export async function replaceFiles(
  dir: string,
  fill: (folder: string) => Promise<void>,
  afterStep: AfterStep,
): Promise<void> {
  const draft = draftIn(dir);
  try {
    await mkdir(draft);
    afterStep('drafted');
    await fill(draft);
    const brings = (await readdir(draft)).sort();
    const removes = (await readdir(dir)).filter((name) => isLogFile(name) && !brings.includes(name)).sort();
    const plan: Plan = { brings, removes };
    await writeFile(join(draft, planFile), JSON.stringify(plan));
    await flush(join(draft, planFile));
    await flush(draft);
    afterStep('filled');
    await rename(draft, join(dir, nextFolder));
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  await flush(dir);
  afterStep('decided');
  await moveIntoPlace(dir, afterStep);
}

/** Removes what writers that died have left. To be called with the lock held. */
export async function clearDrafts(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (name.startsWith(draftPrefix)) await rm(join(dir, name), { recursive: true, force: true });
  }
}

/** To be called with the lock held. Any of its steps may have been taken before. */
export async function moveIntoPlace(dir: string, afterStep: AfterStep): Promise<void> {
  const next = join(dir, nextFolder);
  const { brings, removes } = await readPlan(dir);
  try {
    for (const name of brings) {
      await moveOnce(join(next, name), join(dir, name));
      afterStep(`moved ${name}`);
    }
    for (const name of removes) {
      await rm(join(dir, name), { force: true });
      afterStep(`removed ${name}`);
    }
    await flush(dir);
    const rubbish = draftIn(dir);
    await rename(next, rubbish);
    await flush(dir);
    afterStep('finished');
    await rm(rubbish, { recursive: true, force: true });
    afterStep('cleared');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw broken(dir);
    throw hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'EBUSY') ? unfinished(dir) : error;
  }
}

async function moveOnce(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    await access(to);
  }
}

/** The plan is not trusted: folders are passed on, and it must not reach beyond the log's own files. */
async function readPlan(dir: string): Promise<Plan> {
  const next = join(dir, nextFolder);
  const isFolder = (await lstat(next)).isDirectory();
  const text = isFolder ? await readFile(join(next, planFile), 'utf8').catch(() => '') : '';
  const plan = parsed(text);
  if (plan === null) throw broken(dir);
  return plan;
}

function parsed(text: string): Plan | null {
  try {
    const { brings, removes } = JSON.parse(text) as Partial<Plan>;
    const areNames = (names: unknown): names is string[] =>
      Array.isArray(names) && names.every((name) => typeof name === 'string' && isLogFile(name));
    return areNames(brings) && areNames(removes) ? { brings, removes } : null;
  } catch {
    return null;
  }
}

function draftIn(dir: string): string {
  return join(dir, `${draftPrefix}${randomUUID()}`);
}

/** Says that another process is changing a log. */
export function logBusy(dir: string): UserError {
  return new UserError({
    code: 'log_busy',
    message: { en: `${dir} is being written by another import.`, es: `Otra importación está escribiendo en ${dir}.` },
    fix: { en: 'Try again when it has finished.', es: 'Inténtelo de nuevo cuando haya terminado.' },
  });
}

function unfinished(dir: string): UserError {
  return new UserError({
    code: 'unfinished_import',
    message: {
      en: `An import into ${dir} was cut short, and its files cannot be moved into place from here.`,
      es: `Se interrumpió una importación en ${dir} y desde aquí no se pueden colocar sus archivos.`,
    },
    fix: {
      en: 'Run `tacto check` on the folder as someone who may write to it and with no other program using its files.',
      es: 'Ejecute `tacto check` sobre la carpeta con permiso para escribir en ella y sin que otro programa use sus archivos.',
    },
  });
}

function broken(dir: string): UserError {
  const folder = join(dir, nextFolder);
  return new UserError({
    code: 'broken_import',
    message: {
      en: `An import into ${dir} was cut short, and ${folder} no longer holds all that it needs to be finished.`,
      es: `Se interrumpió una importación en ${dir} y a ${folder} le falta algo para poder terminarla.`,
    },
    fix: {
      en: 'Remove that folder and import once more.',
      es: 'Elimine esa carpeta y vuelva a importar.',
    },
  });
}
