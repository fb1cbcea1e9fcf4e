import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../domain/errors.ts';

/** How long a PostgreSQL that was told to stop may take, in milliseconds: first kindly, then at once. */
const patience = { kindly: 20_000, atOnce: 10_000 };

/**
 * Stops the PostgreSQL that still runs on a data folder after the server that had started it was killed.
 * @returns whether there was one
 * @throws UserError `postgres_does_not_stop`
 */
export async function stopOrphan(data: string): Promise<boolean> {
  const pid = await orphanOf(data);
  if (pid === null) return false;
  for (const [signal, time] of [
    ['SIGINT', patience.kindly],
    ['SIGQUIT', patience.atOnce],
  ] as const) {
    if (!send(pid, signal)) return true;
    if (await ends(pid, time)) return true;
  }
  throw new UserError({
    code: 'postgres_does_not_stop',
    message: {
      en: `The PostgreSQL (process ${pid}) that still runs on ${data} does not stop.`,
      es: `El PostgreSQL (proceso ${pid}) que sigue en marcha sobre ${data} no se detiene.`,
    },
    fix: { en: `Stop it: kill -9 ${pid}, then start again.`, es: `Deténgalo: kill -9 ${pid}, y arranque de nuevo.` },
  });
}

/** The process that a data folder names as its PostgreSQL, if it is alive and truly that. */
async function orphanOf(data: string): Promise<number | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  if (process.platform !== 'linux') return pid;
  // A dead one whose parent has not asked for its end would keep the next from starting.
  if (await isZombie(pid)) {
    const [, , , port = '', socket = ''] = text.split('\n').map((line) => line.trim());
    if (socket !== '') await rm(join(socket, `.s.PGSQL.${port}.lock`), { force: true });
    await rm(join(data, 'postmaster.pid'), { force: true });
    return null;
  }
  // A number may since be another process's: PostgreSQL works in its data folder.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return folder === data ? pid : null;
}

function isAlive(pid: number): boolean {
  return send(pid, 0);
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process ends within a time. A dead one whose parent has not asked for its end counts as ended. */
async function ends(pid: number, within: number): Promise<boolean> {
  const end = performance.now() + within;
  while (performance.now() < end) {
    if (!isAlive(pid) || (await isZombie(pid))) return true;
    await sleep(20);
  }
  return false;
}

async function isZombie(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /\) Z /.test(stat);
}
