import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Random } from '../../../test/support/random.ts';
import { type TableName, tableNames } from '../../log/schema.ts';
import { loadLog } from '../bulk/load-log.ts';
import { Database } from '../../duckdb/database.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import { openRecord, type SalesRecord } from '../record.ts';
import type { Row } from '../rows/row.ts';
import { insertRows, removeRow, rowOf, updateRow } from '../rows/write.ts';
import { openTestRecord, type TestRecord } from '../test-support/open.ts';
import { makeTeam } from '../test-support/team.ts';
import { tableOf } from '../tx.ts';
import { readChanges, watermarkNow } from './read-changes.ts';
import type { Watermark } from './watermark.ts';

let open: TestRecord;
let record: SalesRecord;
beforeAll(async () => {
  open = await openTestRecord();
  record = await openRecord(open.record.place, { connections: 24 });
});
afterAll(async () => {
  await record.close();
  await open.close();
});

type Copy = Map<TableName, Map<number, Row>>;

async function everythingOf(org: string): Promise<Copy> {
  return record.snapshot(org, async (tx) => {
    const copy: Copy = new Map();
    for (const table of tableNames) {
      const rows = await tx.rows<Row>(sql`SELECT ${rowOf(table)} FROM ${tableOf(table)} ORDER BY seq`);
      copy.set(table, new Map(rows.map((row) => [row.seq, row])));
    }
    return copy;
  });
}

/** Follows an organisation by its change feed alone. */
async function follow(org: string, copy: Copy, since: Watermark): Promise<Watermark> {
  const changes = await readChanges(record, org, since);
  if (changes === null) throw new Error('the feed asks for everything anew');
  for (const [table, { rows, gone }] of changes.tables) {
    const kept = copy.get(table)!;
    for (const row of rows) kept.set(row.seq, row);
    for (const seq of gone) kept.delete(seq);
  }
  return changes.watermark;
}

/** A writer that adds, changes and removes at random, in transactions short and long, some of which it undoes. */
async function write(org: string, random: Random, isOver: () => boolean): Promise<number> {
  let mine: readonly string[] = [];
  let committed = 0;
  while (!isOver()) {
    let next = [...mine];
    const isUndone = random.chance(0.2);
    const work = record.system(org, async (tx) => {
      for (let steps = random.whole(1, 4); steps > 0; steps--) {
        const id = random.maybe(0.7, next);
        if (id === null) {
          const call = { rep_id: 'ann', occurred_at: '2026-03-01T10:00:00Z', channel: 'call' };
          next.push(String((await insertRows(tx, 'activities', [call]))[0]!['id']));
        } else if (random.chance(0.6)) await updateRow(tx, 'activities', id, { subject: String(random.next()) });
        else {
          await removeRow(tx, 'activities', id);
          next = next.filter((other) => other !== id);
        }
        if (random.chance(0.2)) await sleep(random.whole(0, 60));
      }
      if (isUndone) throw new Error('undone');
    });
    if (isUndone) await expect(work).rejects.toThrow('undone');
    else {
      await work;
      mine = next;
      committed++;
    }
  }
  return committed;
}

test.each([1, 2, 3])('no change is lost under concurrent writers, however late they commit (seed %i)', async (seed) => {
  const org = `org-${seed}`;
  await makeTeam(record, org);
  const copy = await everythingOf(org);
  let watermark = await watermarkNow(record, org);
  // Nothing is written between the two, so they are of one state.
  const end = performance.now() + 6_000;
  const writers = Array.from({ length: 8 }, (_, i) =>
    write(org, new Random(seed * 100 + i), () => performance.now() > end),
  );
  const slow = record.system(org, async (tx) => {
    await insertRows(tx, 'accounts', [{ id: 'slow', name: 'Slow' }]);
    while (performance.now() < end - 500) await sleep(50);
    await updateRow(tx, 'accounts', 'slow', { name: 'Slower' });
  });
  let reads = 0;
  while (performance.now() < end) {
    watermark = await follow(org, copy, watermark);
    reads++;
    await sleep(5);
  }
  const commits = (await Promise.all(writers)).reduce((sum, count) => sum + count, 0);
  await slow;
  watermark = await follow(org, copy, watermark);
  const truth = await everythingOf(org);
  for (const table of tableNames)
    expect(
      [...copy.get(table)!.values()].toSorted((a, b) => a.seq - b.seq),
      table,
    ).toEqual([...truth.get(table)!.values()]);
  expect(commits).toBeGreaterThan(20);
  expect(reads).toBeGreaterThan(5);
  const nothing = await readChanges(record, org, watermark);
  expect(nothing?.tables.size).toBe(0);
});

test('a load is of the state that its watermark names: what is committed meanwhile comes by the feed', async () => {
  await makeTeam(record, 'load');
  const end = performance.now() + 3_000;
  const writers = Array.from({ length: 4 }, (_, i) => write('load', new Random(i), () => performance.now() > end));
  await sleep(300);
  const db = await Database.open(':memory:');
  try {
    const { watermark } = await loadLog(record, 'load', db);
    await Promise.all(writers);
    const loaded = await db.rows<{ seq: number; subject: string | null }>(
      raw('SELECT seq::INTEGER AS seq, subject FROM log.activities'),
    );
    const seen = new Map(loaded.map(({ seq, subject }) => [seq, subject]));
    const changes = (await readChanges(record, 'load', watermark))!.tables.get('activities');
    for (const row of changes?.rows ?? []) seen.set(row.seq, row['subject'] as string | null);
    for (const seq of changes?.gone ?? []) seen.delete(seq);
    const truth = [...(await everythingOf('load')).get('activities')!.values()].map((row) => [row.seq, row['subject']]);
    expect([...seen].toSorted(([a], [b]) => a - b)).toEqual(truth);
    expect(truth.length).toBeGreaterThan(0);
  } finally {
    db.close();
  }
});
