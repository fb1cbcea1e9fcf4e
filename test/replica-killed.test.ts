import { spawn } from 'node:child_process';
import { appendFile, copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../src/duckdb/database.ts';
import { raw } from '../src/duckdb/sql.ts';
import { Replica } from '../src/engine/replica/replica.ts';
import { expectFactsOf } from './support/follow.ts';
import { Random } from './support/random.ts';
import { loadAt } from './support/replayed.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-killed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const child = join(import.meta.dirname, 'support', 'replica-child.ts');

/** Lets a process follow the history and kills it a moment after so many steps. */
async function killAfter(dir: string, seed: number, steps: number, pause: number): Promise<number> {
  const running = spawn(process.execPath, [child, dir, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let done = 0;
  let last = -1;
  await new Promise<void>((resolve) => {
    running.stdout.on('data', (text: Buffer) => {
      for (const line of text.toString().trim().split('\n')) {
        last = Number(line);
        if (++done === steps) setTimeout(() => running.kill('SIGKILL'), pause);
      }
    });
    running.on('close', () => resolve());
  });
  expect(running.signalCode).toBe('SIGKILL');
  return last;
}

test('killed at any moment, a replica is what it was after the last step that it knows of', async () => {
  const dir = join(folder, 'killed');
  const random = new Random(4711);
  for (let kill = 0; kill < 8; kill++) {
    const last = await killAfter(dir, 31, random.whole(1, 2), random.whole(0, 400));
    const replica = await Replica.open(dir, { threads: 1 });
    expect(replica).not.toBeNull();
    const step = Number(replica!.state.watermark);
    expect(step).toBeGreaterThanOrEqual(last);
    const reading = await replica!.read(replica!.state.asOf);
    try {
      await expectFactsOf(reading.db, loadAt(31, step), `after kill ${kill}, at step ${step}`);
    } finally {
      reading.release();
      await replica!.close();
    }
  }
}, 900_000);

test('what is no replica, of another version or unfinished is not believed, and cleared away', async () => {
  const dir = join(folder, 'strange');
  await (await Replica.build(dir, loadAt(5, 0), { threads: 1 })).close();
  const [name] = await readdir(dir);
  const file = join(dir, name!);
  const whole = join(folder, 'whole.duckdb');
  await copyFile(file, whole);
  const change = async (statement: string): Promise<void> => {
    const db = await Database.open(file);
    await db.run(raw(statement));
    db.close();
  };
  const damages: readonly (readonly [string, () => Promise<void>])[] = [
    ['another version', () => change(`UPDATE state SET version = '0.0'`)],
    ['no state', () => change('DELETE FROM state')],
    [
      'another database',
      async () => {
        await rm(file);
        await change('CREATE TABLE state (a INTEGER)');
      },
    ],
    ['no database', () => writeFile(file, 'nothing')],
    ['an empty file', () => writeFile(file, '')],
  ];
  for (const [how, damage] of damages) {
    await copyFile(whole, file);
    await damage();
    await writeFile(join(dir, 'building-00ff.duckdb'), 'left by a process that was killed');
    await appendFile(join(dir, 'building-00ff.duckdb.wal'), 'the same');
    expect(await Replica.open(dir), how).toBeNull();
    expect(await readdir(dir), how).toEqual([]);
  }
  await copyFile(whole, file);
  const right = await Replica.open(dir);
  expect(right).not.toBeNull();
  await right!.close();
}, 300_000);
