import { readFileSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { openBackup } from '../../record/backup/read-backup.ts';
import { restoreRecord } from '../../record/backup/restore.ts';
import { type BackedUp, writeBackup } from '../../record/backup/write-backup.ts';
import { startCluster } from '../../record/postgres/cluster.ts';
import { claimDataFolder, dataFolderFault } from '../../record/postgres/data-folder.ts';
import { reachCluster } from '../../record/postgres/running.ts';
import { openRecord } from '../../record/record.ts';
import { type Config, configFile } from '../config/config.ts';
import { allJobs } from '../jobs/all.ts';
import { jobSchema } from '../jobs/jobs.ts';

/** Files of a data folder without which a restored server would not be the same: what sign-in is kept with, and its settings. */
const ownFiles = ['server.secret', configFile, 'demo-people.json'];

/**
 * Backs up everything of a server into one file, also while it runs.
 * @throws UserError `already_there`, `no_record`, `no_database` …
 */
export async function backUp(config: Config, file: string): Promise<BackedUp> {
  const files = ownFiles.map((name) => join(config.data, name));
  const jobs = allJobs.filter(({ isKept }) => isKept === true).map(({ name }) => name);
  const options = { files, version: version(), queue: { schema: jobSchema, jobs } };
  if (config.databaseUrl !== null) return writeBackup({ databaseUrl: config.databaseUrl }, file, options);
  const { connection, letGo } = await reachCluster(config.data);
  try {
    return await writeBackup({ connection }, file, options);
  } finally {
    await letGo();
  }
}

/** What was restored. */
export type Restored = { readonly rows: number; readonly made_at: string };

/**
 * Restores a backup into a data folder that is absent or empty, or into an empty database and such a folder. All of it, checked, or nothing.
 * @throws UserError `not_empty`, `bad_backup`, `newer_schema`, `changed_migration`, `no_database` …
 */
export async function restore(config: Config, file: string): Promise<Restored> {
  const backup = await openBackup(file);
  try {
    await requireEmpty(config.data);
    const wasThere = (await stat(config.data).catch(() => null)) !== null;
    try {
      const rows =
        config.databaseUrl === null
          ? await intoOwn(config.data, backup)
          : await restoreRecord({ databaseUrl: config.databaseUrl }, backup);
      await claimDataFolder(config.data);
      for (const name of backup.manifest.files.filter((known) => ownFiles.includes(known))) {
        await writeFile(join(config.data, name), await backup.read(`files/${name}`), { mode: 0o600, flush: true });
      }
      return { rows, made_at: backup.manifest.made_at };
    } catch (error) {
      await clear(config.data, { wasThere, hadRecord: error instanceof UserError && error.code === 'not_empty' });
      throw error;
    }
  } finally {
    await backup.close();
  }
}

async function intoOwn(data: string, backup: Awaited<ReturnType<typeof openBackup>>): Promise<number> {
  const cluster = await startCluster(data);
  try {
    const place = { connection: cluster.connection };
    const rows = await restoreRecord(place, backup);
    // Brings the schema up to date, and shows that it opens.
    await (await openRecord(place)).close();
    return rows;
  } finally {
    await cluster.stop();
  }
}

async function requireEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch(async (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw await dataFolderFault(folder, error);
  });
  if (names.length === 0) return;
  throw new UserError({
    code: 'not_empty',
    message: { en: `${folder} is not empty.`, es: `${folder} no está vacía.` },
    fix: { en: 'Restore into a new folder.', es: 'Restaure en una carpeta nueva.' },
  });
}

/** What there was before a restore failed: the folder, a record that its PostgreSQL held already. */
type Before = { readonly wasThere: boolean; readonly hadRecord: boolean };

/** Takes away what a failed restore left, and nothing else: the folder was empty. */
async function clear(folder: string, { wasThere, hadRecord }: Before): Promise<void> {
  const elsewhere = await readFile(join(folder, 'postgres.is-at'), 'utf8').catch(() => null);
  if (elsewhere !== null && !hadRecord) await rm(elsewhere.trim(), { recursive: true, force: true });
  for (const name of await readdir(folder).catch(() => []))
    await rm(join(folder, name), { recursive: true, force: true });
  if (!wasThere) await rm(folder, { recursive: true, force: true });
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
