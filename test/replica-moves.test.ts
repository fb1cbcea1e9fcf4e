import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultWorkspace } from '../src/domain/workspace.ts';
import { raw } from '../src/duckdb/sql.ts';
import { fillLog } from '../src/engine/replica/build.ts';
import { Replica } from '../src/engine/replica/replica.ts';
import { textRows } from '../src/engine/replica/rows.ts';
import { answerKpis } from '../src/kpi/answer.ts';
import { catalogue } from '../src/kpi/catalogue/index.ts';
import { type TableName, tables } from '../src/log/schema.ts';

type Given = Readonly<Record<string, string>>;
type Rows = Partial<Record<TableName, readonly Given[]>>;

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
const start = Temporal.Instant.from('2026-03-01T10:00:00Z');
const farOff = Temporal.Instant.from('2027-03-01T00:00:00Z');

/** Rows as a replica takes them: `seq`, then the columns in order. */
function texts(table: TableName, rows: readonly Given[]): (string | null)[][] {
  return rows.map((row) => [row['seq']!, ...tables[table].columns.map(({ name }) => row[name] ?? null)]);
}

const people: Rows = {
  reps: [{ seq: '1', id: 'ana', name: 'Ana' }],
  accounts: [{ seq: '1', id: 'sol', name: 'Sol' }],
  contacts: [{ seq: '1', id: 'eva', account_id: 'sol', name: 'Eva' }],
};
const call = (seq: number, occurred_at: string): Given => ({
  seq: String(seq),
  id: `call ${seq}`,
  rep_id: 'ana',
  occurred_at,
  channel: 'call',
  outcome: 'reached',
  contact_id: 'eva',
});

async function withReplica(rows: Rows, work: (replica: Replica) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'tacto-replica-'));
  try {
    const all = Object.entries({ ...people, ...rows }) as [TableName, readonly Given[]][];
    const replica = await Replica.build(
      dir,
      async (db) => {
        await fillLog(db, new Map(all.map(([table, given]) => [table, textRows(table, texts(table, given))])));
        return { workspace: defaultWorkspace, asOf: start, watermark: 'start' };
      },
      { threads: 1 },
    );
    try {
      await work(replica);
    } finally {
      await replica.close();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function write(replica: Replica, rows: Rows, asOf = start): Promise<void> {
  const changes = new Map(
    (Object.entries(rows) as [TableName, readonly Given[]][]).map(([table, given]) => [
      table,
      { rows: texts(table, given), gone: [] },
    ]),
  );
  await replica.apply({ changes, asOf, watermark: 'next' });
}

/** Until when the facts hold, and how many activities there are. */
async function seen(replica: Replica): Promise<{ readonly asOf: string; readonly activities: number }> {
  const { asOf, db, release } = await replica.read(farOff);
  try {
    const { n } = await db.row<{ n: number }>(raw('SELECT count(*)::DOUBLE AS n FROM facts.activity'));
    return { asOf: asOf.toString(), activities: n };
  } finally {
    release();
  }
}

async function dialsByMonth(replica: Replica): Promise<readonly (number | null)[]> {
  const reading = await replica.read(start);
  try {
    const { rows } = await answerKpis(reading, kpis, {
      kpis: ['dials'],
      by: ['month'],
      from: '2026-01-01',
      to: '2026-03-01',
    });
    return rows.map(({ values }) => values[0]!.value);
  } finally {
    reading.release();
  }
}

test('what is planned ends for how long the facts hold, and begins in its time', async () => {
  await withReplica({ activities: [call(1, '2026-02-01T09:00:00Z')] }, async (replica) => {
    expect(await seen(replica)).toEqual({ asOf: farOff.toString(), activities: 1 });
    await write(replica, { activities: [call(2, '2026-05-05T09:00:00Z'), call(3, '2026-04-05T09:00:00Z')] });
    expect(await seen(replica)).toEqual({ asOf: '2026-04-05T09:00:00Z', activities: 1 });
    // A step without anything of its own, and one that writes what is over, know of it still.
    await write(replica, {}, start.add({ hours: 1 }));
    await write(replica, { activities: [call(4, '2026-02-02T09:00:00Z')] }, start.add({ hours: 2 }));
    expect(await seen(replica)).toEqual({ asOf: '2026-04-05T09:00:00Z', activities: 2 });
    await write(replica, {}, Temporal.Instant.from('2026-04-06T00:00:00Z'));
    expect(await seen(replica)).toEqual({ asOf: '2026-05-05T09:00:00Z', activities: 3 });
    await write(replica, {}, Temporal.Instant.from('2026-05-06T00:00:00Z'));
    expect(await seen(replica)).toEqual({ asOf: farOff.toString(), activities: 4 });
  });
});

test('what matures ends it too', async () => {
  const window = defaultWorkspace.thresholds.conversion_window_days;
  await withReplica({}, async (replica) => {
    const qualified = '2026-02-20T09:00:00Z';
    await write(replica, {
      leads: [{ seq: '1', id: 'l', created_at: qualified, qualified_at: qualified, rep_id: 'ana' }],
    });
    const matures = Temporal.Instant.from(qualified)
      .add({ hours: 24 * window })
      .subtract({ microseconds: 1 });
    expect((await seen(replica)).asOf).toBe(matures.toString());
    await write(replica, {}, matures.add({ seconds: 1 }));
    expect((await seen(replica)).asOf).toBe(farOff.toString());
  });
});

test('what moves to a later month is missed in the earlier one', async () => {
  await withReplica({ activities: [call(1, '2026-01-10T09:00:00Z')] }, async (replica) => {
    expect(await dialsByMonth(replica)).toEqual([1, 0]);
    await write(replica, { activities: [call(1, '2026-02-10T09:00:00Z')] });
    expect(await dialsByMonth(replica)).toEqual([0, 1]);
    await write(replica, { activities: [call(1, '2026-01-11T09:00:00Z'), call(2, '2026-02-11T09:00:00Z')] });
    expect(await dialsByMonth(replica)).toEqual([1, 1]);
  });
});
