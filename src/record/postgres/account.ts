import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** An account of the machine, by number. */
export type Account = { readonly uid: number; readonly gid: number };

/** Accounts that PostgreSQL may run under when Tacto runs as root, best first. */
const candidates = ['postgres', 'nobody'];

/**
 * The account that PostgreSQL runs under: it refuses to run as root. Null: the one that Tacto runs under.
 * @returns undefined when Tacto runs as root on a machine without any other account
 */
export async function accountForPostgres(): Promise<Account | null | undefined> {
  if (process.getuid?.() !== 0) return null;
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  const found = candidates.flatMap((name) => lines.filter(([known]) => known === name))[0];
  return found === undefined ? undefined : { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Whether an account may pass through every folder above a path, and through the path itself when it is a folder. */
export async function canReach(path: string, account: Account | null): Promise<boolean> {
  if (account === null) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => null);
    if (found !== null && found.isDirectory() && !mayPass(found, account)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function mayPass({ mode, uid, gid }: Account & { readonly mode: number }, account: Account): boolean {
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0;
}
