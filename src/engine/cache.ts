import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, lstat, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { toMicros } from '../domain/calendar.ts';
import { UserError } from '../domain/errors.ts';
import { Database } from '../duckdb/database.ts';
import { fileReason } from '../log/file-faults.ts';
import { makeFolder } from '../log/make-folder.ts';
import { logChanges } from '../log/log-state.ts';
import type { LogReading } from '../log/reading.ts';
import type { Built, OpenLogOptions } from './build.ts';
import { fingerprint, settle } from './fingerprint.ts';
import type { Resolved } from './question.ts';
import { resolverVersion } from './resolve/version.ts';

export type { OpenLogOptions } from './build.ts';

/** An open log: its facts, how reading went, and where its cache is. Close it after use. */
export type OpenLog = Resolved & {
  readonly reading: LogReading;
  readonly cacheFile: string;
  readonly close: () => void;
};

/**
 * Opens a log folder with its facts resolved. They are kept in a cache file and used again while no file of the folder has
 * changed; a stale, torn or foreign cache is rebuilt. Several processes may do this at once: each builds a file of its own
 * and puts it in place whole.
 * @throws UserError for what is wrong with the log.
 */
export async function openLog(dir: string, options: OpenLogOptions): Promise<OpenLog> {
  await requireFolder(dir);
  const cacheDir = await writableCacheDir(dir, options.cacheDir);
  const key = async (): Promise<string> =>
    fingerprint(dir, [
      String(resolverVersion),
      asOfKey(options.asOf),
      createHash('sha256')
        .update([...options.knownKpis].sort().join())
        .digest('hex'),
    ]);
  for (let tries = 0; tries < 3; tries++) {
    const before = await key();
    const file = join(cacheDir, `facts-${before}.duckdb`);
    const warm = await openCache(file, before);
    if (warm !== null) return warm;
    await settle(dir);
    const { buildFacts } = await import('./build.ts');
    const built = await buildFacts(dir, cacheDir, options);
    if (built === null) continue;
    if ((await key()) === before) {
      await publish(built, file, before);
      await prune(cacheDir, file);
      const fresh = await openCache(file, before);
      if (fresh !== null) return fresh;
    } else {
      await rm(built.file, { force: true });
    }
  }
  throw logChanges(dir);
}

/** Removes a log's cache file: for when reading it has failed. */
export async function discardCache(log: OpenLog): Promise<void> {
  log.close();
  await rm(`${log.cacheFile}.json`, { force: true });
  await rm(log.cacheFile, { force: true });
}

/** Whether an error of the database says that its file is damaged. */
export function isDamage(error: unknown): boolean {
  return (
    error instanceof Error &&
    /IO Error|Corrupt|checksum|Serialization|INTERNAL|FATAL|could not be decoded|Catalog Error/i.test(error.message)
  );
}

/** How long the present of a log without a "now" of its own counts as the present. */
const presentSeconds = 60;

/** What stands beside a cache file and makes it valid: it is written last, and tells the file's exact state. */
type Seal = {
  readonly key: string;
  readonly size: string;
  readonly mtimeNs: string;
  readonly asOf: string;
  /** The moment after which it is rebuilt; null: never, as long as the log stays. */
  readonly until: string | null;
  readonly reading: SealedReading;
};
type SealedReading = Omit<LogReading, 'defaultAsOf'> & { readonly defaultAsOf: string };

async function publish(built: Built, file: string, key: string): Promise<void> {
  await rm(`${file}.json`, { force: true });
  await syncFile(built.file);
  await rename(built.file, file);
  const { size, mtimeNs } = await stat(file, { bigint: true });
  const reading = { ...built.reading, defaultAsOf: built.reading.defaultAsOf.toString() };
  const until = built.isPresent ? built.asOf.add({ seconds: presentSeconds }).toString() : null;
  const seal: Seal = { key, size: String(size), mtimeNs: String(mtimeNs), asOf: built.asOf.toString(), until, reading };
  const temporary = `${built.file}.json`;
  await writeFile(temporary, JSON.stringify(seal));
  await syncFile(temporary);
  await rename(temporary, `${file}.json`);
}

async function openCache(file: string, key: string): Promise<OpenLog | null> {
  try {
    const seal = JSON.parse(await readFile(`${file}.json`, 'utf8')) as Seal;
    const { size, mtimeNs } = await stat(file, { bigint: true });
    if (seal.key !== key || seal.size !== String(size) || seal.mtimeNs !== String(mtimeNs)) return null;
    if (seal.until !== null && Temporal.Instant.compare(Temporal.Now.instant(), Temporal.Instant.from(seal.until)) > 0)
      return null;
    const db = await Database.open(file, { readOnly: true });
    return {
      db,
      workspace: seal.reading.workspace,
      asOf: Temporal.Instant.from(seal.asOf),
      reading: { ...seal.reading, defaultAsOf: Temporal.Instant.from(seal.reading.defaultAsOf) },
      cacheFile: file,
      close: () => db.close(),
    };
  } catch {
    return null;
  }
}

/** Keeps the newest few caches (one for each as_of asked) and clears what builders that died have left. */
async function prune(cacheDir: string, keep: string): Promise<void> {
  const kept = 4;
  const files = (await readdir(cacheDir)).filter((name) => /^facts-[0-9a-f]+\.duckdb$/.test(name));
  const aged = await Promise.all(
    files.map(async (name) => ({ name, age: (await stat(join(cacheDir, name)).catch(() => null))?.mtimeMs ?? 0 })),
  );
  for (const { name } of aged.sort((a, b) => b.age - a.age).slice(kept)) {
    if (join(cacheDir, name) === keep) continue;
    await rm(join(cacheDir, `${name}.json`), { force: true });
    await rm(join(cacheDir, name), { force: true });
  }
  for (const name of await readdir(cacheDir)) {
    const pid = /^building-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(cacheDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function writableCacheDir(dir: string, wanted: string | undefined): Promise<string> {
  const first = wanted ?? join(dir, '.tacto');
  try {
    await makeFolder(first);
    await access(first, constants.W_OK);
    return first;
  } catch (error) {
    if (wanted !== undefined) {
      const reason = fileReason(error, 'write');
      if (reason === null) throw error;
      throw new UserError({
        code: 'bad_cache',
        message: {
          en: `Nothing can be written to ${wanted}: ${reason.en}.`,
          es: `No se puede escribir en ${wanted}: ${reason.es}.`,
        },
      });
    }
    return privateCacheDir(dir);
  }
}

/** A folder of the user's own in the system's temporary one: for logs that cannot be written beside. */
async function privateCacheDir(dir: string): Promise<string> {
  const { uid } = userInfo();
  const own = join(tmpdir(), `tacto-${uid}`);
  await mkdir(own, { mode: 0o700 }).catch(() => undefined);
  const { mode, uid: owner } = await lstat(own);
  const isPrivate = (mode & 0o170_077) === 0o040_000 && (uid === -1 || owner === uid);
  if (!isPrivate) return mkdtemp(join(tmpdir(), 'tacto-cache-'));
  const folder = join(own, createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 16));
  await mkdir(folder, { recursive: true });
  return folder;
}

async function requireFolder(dir: string): Promise<void> {
  const found = await stat(dir).catch(() => null);
  if (found?.isDirectory()) return;
  throw new UserError({
    code: 'no_log',
    message: { en: `${dir} is not a folder.`, es: `${dir} no es una carpeta.` },
    fix: {
      en: 'Give the folder of a sales log; `tacto demo DIR` makes one.',
      es: 'Indique la carpeta de un registro de ventas; `tacto demo DIR` crea una.',
    },
  });
}

function asOfKey(asOf: Temporal.Instant | undefined): string {
  return asOf === undefined ? 'own' : String(toMicros(asOf));
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
