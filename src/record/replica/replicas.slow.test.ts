import { open as openFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFolder, askAll, expectSame } from '../../../test/support/ask.ts';
import { expectFactsOf } from '../../../test/support/follow.ts';
import { Random } from '../../../test/support/random.ts';
import { gridInstant, makeEvents, randomLog } from '../../../test/support/random-log.ts';
import { type Row, writeTables } from '../../../test/support/tables.ts';
import { UserError } from '../../domain/errors.ts';
import { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import { readLog } from '../../log/read.ts';
import type { TableName } from '../../log/schema.ts';
import { systemOf } from '../actor.ts';
import { exportLog } from '../bulk/export-log.ts';
import { importLog } from '../bulk/import-log.ts';
import { loadLog } from '../bulk/load-log.ts';
import { transactionId } from '../changes/watermark.ts';
import { changeSettings, createOrganisation, removeOrganisation } from '../organisation.ts';
import { insertRows, removeRow, updateRow } from '../rows/write.ts';
import { openTestRecord, type TestRecord } from '../test-support/open.ts';
import { type OpenFactsOptions, Replicas, type ReplicasOptions } from './replicas.ts';

let open: TestRecord;
const log = randomLog(20260505, 3);
const now = Temporal.Instant.from('2026-04-20T10:00:00Z');

beforeAll(async () => {
  open = await openTestRecord();
}, 120_000);
afterAll(() => open.close());

/** An organisation with the random log in it. */
async function makeOrganisation(org: string): Promise<void> {
  const dir = join(open.cluster.folder, `log-${org}`);
  await writeTables(dir, log.tables, log.workspace);
  await createOrganisation(open.record, { id: org, name: org, settings: log.workspace });
  const db = await Database.open(':memory:');
  try {
    const { workspace } = await readLog(db, dir, { knownKpis: new Set() });
    await importLog(open.record, systemOf(org), db, workspace, { mode: 'replace' });
  } finally {
    db.close();
  }
}

async function withReplicas(
  name: string,
  options: Partial<ReplicasOptions>,
  work: (replicas: Replicas, folder: string) => Promise<void>,
): Promise<void> {
  const folder = join(open.cluster.folder, `replicas-${name}`);
  const replicas = await Replicas.open(open.record, { folder, threads: 1, now: () => now, ...options });
  try {
    await work(replicas, folder);
  } finally {
    await replicas.close();
  }
}

/** What a replica must be equal to: the record as it is, loaded and resolved from the start. */
async function expectEqual(replicas: Replicas, org: string, said: string): Promise<void> {
  const facts = await replicas.open(org, { maxAge: 0 });
  try {
    await expectFactsOf(
      facts.resolved.db,
      async (db) => {
        const { workspace, watermark } = await loadLog(open.record, org, db);
        return { workspace, watermark, asOf: facts.resolved.asOf };
      },
      said,
    );
  } finally {
    facts.release();
  }
}

async function countOf(replicas: Replicas, org: string, atLeast?: string): Promise<number> {
  const facts = await replicas.open(org, atLeast === undefined ? { maxAge: Infinity } : { atLeast, maxAge: Infinity });
  try {
    return (await facts.resolved.db.row<{ n: number }>(raw('SELECT count(*)::DOUBLE AS n FROM facts.activity'))).n;
  } finally {
    facts.release();
  }
}

const activity = (id: string): Row => ({
  id,
  rep_id: 'r0',
  occurred_at: '2026-04-01T09:00:00Z',
  channel: 'call',
  outcome: 'reached',
  account_id: 'a0',
});

/** Adds, changes or removes something; what the record refuses is left. */
async function write(org: string, random: Random, name: string): Promise<string | null> {
  try {
    return await open.record.system(org, async (tx) => {
      const kind = random.pick(['add', 'add', 'change', 'remove'] as const);
      const events = makeEvents(random, 1, log.tables, () => gridInstant(random), name, log.tables);
      const table = random.pick([
        'activities',
        'leads',
        'deals',
        'stage_changes',
        'shares',
        'proposals',
        'ratings',
        'costs',
      ] as const);
      const [row] = events[table];
      if (kind === 'add') {
        if (table === 'deals' || table === 'activities') await insertRows(tx, 'leads', events.leads);
        if (table === 'activities') await insertRows(tx, 'deals', events.deals);
        await insertRows(tx, table, [row!]);
        if (table === 'activities') {
          await insertRows(tx, 'participants', [
            { activity_id: row!['id'], contact_id: random.pick(log.tables.contacts)['id'] },
          ]);
        }
      } else if (kind === 'change') {
        const changed: readonly (readonly [TableName, string, Row])[] = [
          [
            'activities',
            random.pick(log.tables.activities)['id']!,
            { outcome: random.pick(['reached', 'no_answer', 'held']), occurred_at: gridInstant(random) },
          ],
          [
            'contacts',
            random.pick(log.tables.contacts)['id']!,
            {
              account_id: random.pick(log.tables.accounts)['id']!,
              left_at: random.maybe(0.3, ['2026-03-01T00:00:00Z']),
            },
          ],
          [
            'deals',
            random.pick(log.tables.deals)['id']!,
            { account_id: random.pick(log.tables.accounts)['id']!, amount: random.pick(['10', '0.1234']) },
          ],
          ['reps', random.pick(log.tables.reps)['id']!, { team_id: random.pick(log.tables.teams)['id']!, name: name }],
        ];
        await updateRow(tx, ...random.pick(changed));
      } else await removeRow(tx, 'activities', random.pick(log.tables.activities)['id']!);
      return transactionId(tx);
    });
  } catch (error) {
    if (error instanceof UserError || /deadlock|foreign key/.test(String(error))) return null;
    throw error;
  }
}

test('writes of several connections at once are seen by who made them, and at the end the replica equals a rebuild and the exported log', async () => {
  await makeOrganisation('busy');
  await withReplicas('busy', {}, async (replicas) => {
    await expectEqual(replicas, 'busy', 'at first');
    let written = 0;
    const writer = async (number: number): Promise<void> => {
      const random = new Random(number);
      for (let i = 0; i < 12; i++) {
        const xid = await write('busy', random, `w${number}-${i}-`);
        if (xid === null) continue;
        written += 1;
        await countOf(replicas, 'busy', xid);
      }
    };
    await Promise.all([1, 2, 3, 4].map(writer));
    expect(written).toBeGreaterThan(15);
    await expectEqual(replicas, 'busy', 'after the writers');
    const dir = join(open.cluster.folder, 'exported');
    await exportLog(open.record, 'busy', dir, 'csv');
    const facts = await replicas.open('busy', { maxAge: 0 });
    const right = await openFolder(dir, facts.resolved.asOf.toString());
    try {
      for (const by of [[], ['rep', 'month'], ['stage']]) {
        expectSame(await askAll(facts.resolved, by), await askAll(right, by));
      }
    } finally {
      right.db.close();
      facts.release();
    }
  });
}, 900_000);

test.each([
  ['are heard of', { listens: true, breaks: false }],
  ['are heard of by a connection that breaks', { listens: true, breaks: true }],
  ['are not heard of', { listens: false, breaks: false }],
])(
  'a commit comes into the facts by itself when changes %s',
  async (how, { listens, breaks }) => {
    const org = `quick, ${how}`;
    await makeOrganisation(org);
    await withReplicas(how.replaceAll(' ', '-'), { lookEvery: 200, listens }, async (replicas) => {
      const before = await countOf(replicas, org);
      if (breaks) {
        await open.record.pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()`,
        );
      }
      await open.record.system(org, (tx) => insertRows(tx, 'activities', [activity('new')]));
      const committedAt = performance.now();
      let seen = before;
      while (seen === before && performance.now() - committedAt < 30_000) {
        seen = await countOf(replicas, org);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(seen).toBe(before + 1);
    });
  },
  300_000,
);

test('whoever has a moment gets what was committed before, whoever has none what was there, and nobody less than what they wrote', async () => {
  await makeOrganisation('fresh');
  // Nothing is heard of and nothing looked for: the replica follows only for those who ask.
  await withReplicas('fresh', { listens: false, lookEvery: 600_000 }, async (replicas) => {
    const add = (id: string): Promise<unknown> =>
      open.record.system('fresh', (tx) => insertRows(tx, 'activities', [activity(id)]));
    const count = async (options: OpenFactsOptions): Promise<number> => {
      const { resolved, release } = await replicas.open('fresh', { maxAge: 60_000, ...options });
      try {
        return (await resolved.db.row<{ n: number }>(raw('SELECT count(*)::DOUBLE AS n FROM facts.activity'))).n;
      } finally {
        release();
      }
    };
    const before = await count({});
    await add('one');
    expect(await count({})).toBe(before);
    expect(await count({ isHurried: false })).toBe(before + 1);
    await add('two');
    const written = performance.now();
    expect(await count({})).toBe(before + 1);
    expect(await count({ since: written })).toBe(before + 2);
    await add('three');
    expect(await count({ since: written })).toBe(before + 2);
    expect(await count({ maxAge: 0 })).toBe(before + 3);
  });
}, 300_000);

test('facts that are read stay as they are while others are written', async () => {
  await makeOrganisation('still');
  await withReplicas('still', {}, async (replicas) => {
    const facts = await replicas.open('still', { maxAge: 0 });
    const all = (): Promise<unknown> => askAll(facts.resolved, ['rep', 'month']);
    const before = await all();
    const xid = await open.record.system('still', async (tx) => {
      await insertRows(tx, 'activities', [activity('later')]);
      return transactionId(tx);
    });
    await countOf(replicas, 'still', xid);
    // Settings resolve everything into another file.
    await open.record.system('still', (tx) => changeSettings(tx, { thresholds: { reply_window_days: 1 } }));
    await expectEqual(replicas, 'still', 'with other settings');
    expect(await all()).toEqual(before);
    facts.release();
  });
}, 300_000);

test.each([
  ['gone', (file: string) => rm(file)],
  ['not of DuckDB', (file: string) => writeFile(file, 'something else')],
  ['cut short', async (file: string) => shorten(file)],
  ['overwritten in its middle', async (file: string) => overwrite(file)],
])(
  'a file that is %s is built again',
  async (how, damage) => {
    const org = `damaged ${how}`;
    await makeOrganisation(org);
    const folder = `damaged-${how.replaceAll(' ', '-')}`;
    await withReplicas(folder, {}, async (replicas) => expectEqual(replicas, org, 'before'));
    const [own] = await filesOf(join(open.cluster.folder, `replicas-${folder}`));
    await damage(own!);
    await withReplicas(folder, {}, async (replicas) => expectEqual(replicas, org, how));
  },
  300_000,
);

test('few are open at a time, those that nobody asks for are closed, and what is erased or removed leaves no file', async () => {
  for (const org of ['one', 'two', 'three']) await makeOrganisation(org);
  await withReplicas('many', { mostOpen: 2, idleAfter: 400 }, async (replicas, folder) => {
    const counts = await Promise.all(
      ['one', 'two', 'three', 'one', 'two', 'three'].map((org) => countOf(replicas, org)),
    );
    expect(new Set(counts).size).toBe(1);
    expect(replicas.size).toBeLessThanOrEqual(2);
    for (let i = 0; i < 100 && replicas.size > 0; i++) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(replicas.size).toBe(0);
    expect(await filesOf(folder)).toHaveLength(3);
    await replicas.forget('one');
    expect(await filesOf(folder)).toHaveLength(2);
    await expectEqual(replicas, 'one', 'again');
    const facts = await replicas.open('one');
    const before = await askAll(facts.resolved, ['rep']);
    await replicas.forget('one');
    expect(await filesOf(folder)).toHaveLength(2);
    expect(await askAll(facts.resolved, ['rep'])).toEqual(before);
    await expectEqual(replicas, 'one', 'built beside a reader');
    facts.release();
    await expectEqual(replicas, 'one', 'when the reader is gone');
    await removeOrganisation(open.record, 'two');
    await expect(replicas.open('nobody')).rejects.toMatchObject({ code: 'no_such_organisation' });
  });
  await withReplicas('many', {}, async (_, folder) => {
    expect(await filesOf(folder)).toHaveLength(2);
  });
}, 300_000);

test('each process has files of its own', async () => {
  await makeOrganisation('shared');
  await withReplicas('shared', {}, async (first, folder) => {
    await withReplicas('shared', {}, async (second) => {
      const xid = await open.record.system('shared', async (tx) => {
        await insertRows(tx, 'activities', [activity('both')]);
        return transactionId(tx);
      });
      expect(await countOf(first, 'shared', xid)).toBe(await countOf(second, 'shared', xid));
      expect(await filesOf(folder)).toHaveLength(2);
    });
  });
}, 300_000);

/** The files of all replicas in a folder. */
async function filesOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /replica-\d+\.duckdb$/.test(name)).map((name) => join(folder, name));
}

async function shorten(path: string): Promise<void> {
  const file = await openFile(path, 'r+');
  await file.truncate(Math.floor((await file.stat()).size / 2));
  await file.close();
}

async function overwrite(path: string): Promise<void> {
  const file = await openFile(path, 'r+');
  const { size } = await file.stat();
  await file.write(Buffer.alloc(size - 3 * 4096, 0x5a), 0, size - 3 * 4096, 3 * 4096);
  await file.close();
}
