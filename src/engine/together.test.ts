import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { raw } from '../duckdb/sql.ts';
import { defaultWorkspace } from '../domain/workspace.ts';
import type { Resolved } from './question.ts';
import { together } from './together.ts';

async function facts(): Promise<Resolved & { readonly released: () => number }> {
  const db = await Database.open(':memory:');
  await db.run(raw('CREATE TABLE t AS SELECT 7 AS n'));
  let released = 0;
  const another = async () => {
    const own = await db.beside();
    return { db: own, release: () => (own.close(), void released++) };
  };
  const asOf = Temporal.Instant.from('2026-01-01T00:00:00Z');
  return { db, workspace: defaultWorkspace, asOf, another, released: () => released };
}

const read = async ({ db }: Resolved): Promise<number> => (await db.row<{ n: number }>(raw('SELECT n FROM t'))).n;

test('work over the same facts is done two at a time, and found in its order', async () => {
  const log = await facts();
  const seen = new Set<Database>();
  let [now, most] = [0, 0];
  const work = (n: number) => async (own: Resolved) => {
    seen.add(own.db);
    most = Math.max(most, ++now);
    await sleep(5 * n);
    now--;
    return (await read(own)) * n;
  };
  expect(await together(log, [work(4), work(1), work(2), work(3)])).toEqual([28, 7, 14, 21]);
  expect({ most, connections: seen.size, released: log.released() }).toEqual({ most: 2, connections: 2, released: 1 });
  log.db.close();
});

test('without another connection it is done one after the other', async () => {
  const { another: _, ...log } = await facts();
  let now = 0;
  const work = async (own: Resolved) => {
    expect(++now).toBe(1);
    await sleep(2);
    now--;
    return read(own);
  };
  expect(await together(log, [work, work, work])).toEqual([7, 7, 7]);
  log.db.close();
});

test('the first that fails is told once all have ended, and the connection is given back', async () => {
  const log = await facts();
  const ended: string[] = [];
  const fails = (name: string, after: number) => async (): Promise<never> => {
    await sleep(after);
    ended.push(name);
    throw new Error(name);
  };
  const asked = together(log, [fails('first', 10), fails('second', 1), read]);
  await expect(asked).rejects.toThrow('first');
  expect(ended).toEqual(['second', 'first']);
  expect(log.released()).toBe(1);
  log.db.close();
});
