import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasCode } from './flush.ts';

/** The folders that this process works in now. */
const open = new Set<string>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How long (ms) a folder of a process that is gone stays: its number may be that of a process of another machine that shares the disk. */
const patience = 86_400_000;

/**
 * Does something with a folder of its own among the temporary files. Nothing of it stays: it is removed afterwards, also when the process is
 * told to end, and what a process left that was killed is removed by a later one after a day.
 * @param name what it is for, in lower-case letters
 */
export async function withWorkFolder<T>(name: string, work: (folder: string) => Promise<T>): Promise<T> {
  await clearLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `tacto-${name}-${process.pid}-`));
  if (open.size === 0) for (const signal of signals) process.on(signal, endBySignal);
  open.add(folder);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    open.delete(folder);
    if (open.size === 0) for (const signal of signals) process.off(signal, endBySignal);
  }
}

/** Ends the process as the signal does by itself, unless someone else takes care of that. */
function endBySignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  for (const folder of open) rmSync(folder, { recursive: true, force: true });
  process.off(signal, endBySignal);
  process.kill(process.pid, signal);
}

async function clearLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = /^tacto-[a-z]+-(\d+)-\w{6}$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const path = join(tmpdir(), name);
    const found = await stat(path).catch(() => null);
    const isOwn = process.getuid === undefined || found?.uid === process.getuid();
    if (found === null || !isOwn || Date.now() - found.mtimeMs < patience) continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}
