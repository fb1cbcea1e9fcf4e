import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopOrphan } from './orphan.ts';

let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'tacto-orphan-'));
});
afterAll(() => rm(data, { recursive: true, force: true }));

test.runIf(process.platform === 'linux')(
  'a dead PostgreSQL that nobody has asked for its end does not keep the next from starting',
  async () => {
    // The shell becomes a program that never asks after the child that it got.
    const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const pid = await new Promise<string>((resolve) =>
        parent.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())),
      );
      const isZombie = async (): Promise<boolean> => / Z /.test(await readFile(`/proc/${pid}/stat`, 'utf8'));
      for (let i = 0; i < 200 && !(await isZombie()); i++) await sleep(20);
      expect(await isZombie()).toBe(true);
      await writeFile(join(data, 'postmaster.pid'), `${pid}\n${data}\n1\n5432\n${data}\n`);
      await writeFile(join(data, '.s.PGSQL.5432.lock'), `${pid}\n`);
      expect(await stopOrphan(data)).toBe(false);
      expect(await readdir(data)).toEqual([]);
    } finally {
      parent.kill('SIGKILL');
    }
  },
);

test('another program that has got the number is left alone', async () => {
  await writeFile(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n`);
  expect(await stopOrphan(data)).toBe(false);
});
