import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stateOfFile } from '../log/log-state.ts';
import { betweenReplacements } from '../log/replacement.ts';

/**
 * Tells the state of a log folder's files: names, sizes, file numbers and times of change to the nanosecond. Any write
 * changes it, also one that keeps size and modification time, because nobody can set the change time.
 */
export async function fingerprint(dir: string, also: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(also));
  const states = await betweenReplacements(dir, async () => {
    const names = (await readdir(dir)).filter((name) => /\.(csv|parquet|json|yaml)$/.test(name)).sort();
    return Promise.all(names.map((name) => stateOfFile(dir, name)));
  });
  for (const state of states) if (state !== null) hash.update(JSON.stringify(state));
  return hash.digest('hex').slice(0, 24);
}

/**
 * Waits until no file of the folder has changed within the clock's grain, so that a later write cannot carry the same times
 * as what is read now.
 */
export async function settle(dir: string): Promise<void> {
  const grain = 20;
  for (let tries = 0; tries < 5; tries++) {
    let newest = 0;
    for (const name of await readdir(dir)) {
      const file = await stat(join(dir, name)).catch(() => null);
      if (file !== null && file.isFile()) newest = Math.max(newest, file.ctimeMs);
    }
    const wait = newest + grain - Date.now();
    if (wait <= 0 || wait > grain) return;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
