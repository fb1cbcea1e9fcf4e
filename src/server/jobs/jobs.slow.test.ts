import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { sql } from '../../duckdb/sql.ts';
import { createOrganisation } from '../../record/organisation.ts';
import type { Place } from '../../record/record.ts';
import { openRecord } from '../../record/record.ts';
import { openCluster, type TestCluster } from '../../record/test-support/open.ts';
import { ordinaryOwner } from '../../record/test-support/ordinary-owner.ts';
import { openLog } from '../log.ts';
import { type AnyJob, defineJob } from './job.ts';
import { type JobQueue, openJobs } from './jobs.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster.close());

type Seen = { done: string[]; fails: number };
const payload = z.strictObject({ word: z.string() });
type Payload = z.infer<typeof payload>;

const say = defineJob<Payload, Seen>({
  name: 'say',
  payload,
  retries: 2,
  pause: 1,
  work: async ({ word }, seen) => {
    if (seen.fails-- > 0) throw new Error(`secret of ${word}`);
    seen.done.push(word);
  },
});
const single = defineJob<Payload, Seen>({ ...say, name: 'single', single: 'waiting or running' });
const jobs = [say, single] as readonly unknown[] as readonly AnyJob<Seen>[];

async function opened(place: Place, work: (queue: JobQueue<Seen>, lines: string[]) => Promise<void>): Promise<void> {
  const lines: string[] = [];
  const queue = await openJobs(place, jobs, openLog('info', { write: (line) => void lines.push(line) }));
  try {
    await work(queue, lines);
  } finally {
    await queue.stop();
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !condition(); ) {
    if (Date.now() > end) throw new Error('it does not come to pass');
    await new Promise((done) => setTimeout(done, 50));
  }
}

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  ['a PostgreSQL of its own, under the role of the application', async () => ({ connection: cluster.connection })],
  ['that of an ordinary user', async () => ({ connection: await ordinaryOwner(cluster.connection, 'plain') })],
];

test.each(places)('%s: a job sent within a transaction is there if and only if it commits', async (_, open) => {
  const place = await open();
  const record = await openRecord(place);
  try {
    await createOrganisation(record, { id: 'acme', name: 'Acme' });
    await opened(place, async (queue) => {
      const seen: Seen = { done: [], fails: 0 };
      const rename = (name: string): Promise<number> =>
        record.system('acme', async (tx) => {
          await queue.send(say, { word: name }, { tx });
          const changed = await tx.run(sql`UPDATE tacto.organisation SET name = ${name} WHERE id = 'acme'`);
          if (name === 'undone') throw new Error('undone');
          return changed;
        });
      await expect(rename('undone')).rejects.toThrow('undone');
      expect(await rename('kept')).toBe(1);
      await queue.start(seen);
      await until(() => seen.done.length > 0);
      await queue.send(say, { word: 'after' });
      await until(() => seen.done.length > 1);
      expect(seen.done).toEqual(['kept', 'after']);
    });
  } finally {
    await record.close();
  }
});

test('after sending, a transaction of the application is under its policies as before', async () => {
  const record = await openRecord({ connection: cluster.connection });
  try {
    await opened({ connection: cluster.connection }, async (queue) => {
      const roles = await record.system('acme', async (tx) => {
        const role = sql`SELECT current_user AS role`;
        const { role: before } = await tx.row<{ role: string }>(role);
        await queue.send(say, { word: 'x' }, { tx });
        const { role: after } = await tx.row<{ role: string }>(role);
        const mayRead = await tx.attempt(() => tx.rows(sql`SELECT 1 FROM tacto_jobs.job`)).catch(() => 'refused');
        return [before, after, mayRead];
      });
      expect(roles).toEqual(['tacto_app', 'tacto_app', 'refused']);
    });
  } finally {
    await record.close();
  }
});

test('what fails is begun again so many times, and nothing of its message is kept', async () => {
  await opened({ connection: cluster.connection }, async (queue, lines) => {
    const seen: Seen = { done: [], fails: 2 };
    await queue.start(seen);
    await until(() => seen.done.includes('x'));
    seen.done.length = 0;
    seen.fails = 2;
    await queue.send(say, { word: 'third-time' });
    await until(() => seen.done.length > 0);
    expect(seen.done).toEqual(['third-time']);
    seen.fails = 3;
    await queue.send(say, { word: 'never' });
    await until(() => lines.some((line) => line.includes('"level":50')));
    expect(seen.done).toEqual(['third-time']);
    expect(lines.join('')).not.toContain('secret');
    const client = new Client(cluster.connection);
    await client.connect();
    const { rows } = await client.query<{ output: unknown }>(
      `SELECT output FROM tacto_jobs.job WHERE state = 'failed'`,
    );
    await client.end();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('secret');
  });
});

test('of single jobs with one key one waits or runs', async () => {
  await opened({ connection: cluster.connection }, async (queue) => {
    const sent = await Promise.all(['a', 'a', 'b', 'a'].map((key) => queue.send(single, { word: key }, { key })));
    expect(sent.filter((id) => id !== null)).toHaveLength(2);
    const seen: Seen = { done: [], fails: 0 };
    await queue.start(seen);
    await until(() => seen.done.length === 2);
    expect(seen.done.toSorted()).toEqual(['a', 'b']);
    expect(await queue.send(single, { word: 'a' }, { key: 'a' })).not.toBeNull();
  });
});

test('three servers on one new database work on each job once', async () => {
  const client = new Client(cluster.connection);
  await client.connect();
  await client.query('CREATE DATABASE three');
  await client.end();
  const place = { connection: { ...cluster.connection, database: 'three' } };
  const log = openLog('silent');
  const queues = await Promise.all([1, 2, 3].map(() => openJobs(place, jobs, log)));
  const seen: Seen = { done: [], fails: 0 };
  try {
    for (const queue of queues) await queue.start(seen);
    const words = Array.from({ length: 60 }, (_, i) => String(i));
    await Promise.all(words.map((word, i) => queues[i % 3]!.send(say, { word })));
    await until(() => seen.done.length >= 60);
    expect(seen.done.toSorted((a, b) => Number(a) - Number(b))).toEqual(words);
  } finally {
    await Promise.all(queues.map((queue) => queue.stop()));
  }
});

test('a payload that does not fit is not sent', async () => {
  await opened({ connection: cluster.connection }, async (queue) => {
    await expect(queue.send(say, { words: 'x' } as never)).rejects.toThrow('unrecognized_keys');
  });
});
