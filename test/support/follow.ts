import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { raw, sql } from '../../src/duckdb/sql.ts';
import { textRows } from '../../src/engine/replica/rows.ts';
import type { Resolved } from '../../src/engine/question.ts';
import { Replica } from '../../src/engine/replica/replica.ts';
import type { Reading } from '../../src/engine/replica/store.ts';
import { fill, fillLog, type Load } from '../../src/engine/replica/build.ts';
import { askAll, breakdowns, expectSame, withTables } from './ask.ts';
import { catalogue } from '../../src/kpi/catalogue/index.ts';
import { checkNeeds, missingOf } from '../../src/kpi/needs.ts';
import { Random } from './random.ts';
import { ChangingLog } from './random-history.ts';
import { randomLog } from './random-log.ts';

/** Loads the rows of a changing log as they are. */
export function loadOf(log: ChangingLog, asOf: Temporal.Instant): Load {
  return async (db) => {
    await fillLog(db, new Map([...log.whole()].map(([table, { rows }]) => [table, textRows(table, rows)])));
    return { workspace: log.workspace, asOf, watermark: 'start' };
  };
}

/**
 * Takes a random history step by step: after each one the facts must be those of the same rows resolved from the start, at its end the
 * answers those of the log read from files.
 */
export async function follow(seed: number, size: number, steps: number): Promise<void> {
  const random = new Random(seed);
  const log = new ChangingLog(randomLog(seed, size));
  let asOf = Temporal.Instant.from('2026-01-20T10:00:00Z').add({ hours: random.whole(0, 24 * 50) });
  await inFolder(async (dir) => {
    const replica = await Replica.build(join(dir, 'replica'), loadOf(log, asOf), { threads: 1 });
    const said: string[] = [];
    const asked: Asked = { by: random.pick(breakdowns), from: random.pick(['2026-01-01', '2026-01-07']), readers: [] };
    try {
      await comparePast(replica, asked, asOf, 'at first');
      for (let step = 0; step < steps; step++) {
        for (let i = random.whole(0, 3); i > 0; i--) said.push(log.change(random));
        asOf = asOf.add({ hours: random.pick([0, 0, 1, 24, 24 * 9]) });
        const taken = await replica.apply({
          changes: log.changes(),
          asOf,
          watermark: `w${step}`,
          workspace: log.workspace,
        });
        said.push(`→ ${taken.how} ${asOf}`);
        // Asked a while later, the facts must be those of then, or of the last moment for which they are right.
        const later = asOf.add({ hours: random.pick([0, 1, 24, 24 * 30]) });
        const history = `${seed} ${size} ${steps}: ${said.join('; ')}`;
        await compareFacts(replica, log, later, history);
        await comparePast(replica, asked, later, history);
        if (random.whole(0, 2) === 0) asked.readers.splice(0).forEach((reader) => reader.release());
      }
      await compareAnswers(replica, log, asOf, random.pick(breakdowns));
    } finally {
      for (const reader of asked.readers) reader.release();
      await replica.close();
    }
  });
}

/** What is asked again and again, and readers of states that have been. */
type Asked = { readonly by: readonly string[]; readonly from: string; readonly readers: Reading[] };

/** What is remembered must be what is found when it is looked for, by readers of this state and of those before it. */
async function comparePast(
  replica: Replica,
  { by, from, readers }: Asked,
  at: Temporal.Instant,
  said: string,
): Promise<void> {
  readers.push(await replica.read(at));
  // Of those before it the first: most has happened since.
  for (const [i, reader] of [...new Set([readers.at(-1)!, readers[0]!])].entries()) {
    const { past, ...fresh } = reader;
    const { state } = reader.db;
    // A state of which nothing has been looked up yet.
    const anew = async <T>(work: () => Promise<T>): Promise<T> => {
      reader.db.state = {};
      try {
        return await work();
      } finally {
        reader.db.state = state;
      }
    };
    expect(await checkNeeds(reader, catalogue), said).toEqual(await anew(() => checkNeeds(fresh, catalogue)));
    for (const asked of [[], ['month'], by]) {
      for (const to of [past.until.toString(), '2026-06-01']) {
        const period = { from, to };
        const found = await askAll(reader, asked, undefined, [], period);
        expectSame(
          found,
          await anew(() => askAll(fresh, asked, undefined, [], period)),
          `${i === 0 ? 'now' : 'before'}, by ${asked.join()}: ${said}`,
        );
      }
    }
  }
}

/** Looks whether another connection of a reader sees what the reader does, and none is given that would see something else. */
export async function readTwice(seed: number): Promise<void> {
  const random = new Random(seed);
  const log = new ChangingLog(randomLog(seed, 2));
  const asOf = Temporal.Instant.from('2026-03-01T10:00:00Z');
  await inFolder(async (dir) => {
    const replica = await Replica.build(join(dir, 'replica'), loadOf(log, asOf), { threads: 1 });
    const reading = await replica.read(asOf);
    try {
      const other = await reading.another();
      log.change(random);
      await replica.apply({ changes: log.changes(), asOf, watermark: 'next', workspace: log.workspace });
      const whole = ({ db }: Pick<Resolved, 'db'>): Promise<unknown> =>
        db.rows(raw('SELECT * FROM facts.activity ORDER BY activity'));
      expect(await whole(other!)).toEqual(await whole(reading));
      other!.release();
      expect(await reading.another()).toBeNull();
    } finally {
      reading.release();
      await replica.close();
    }
  });
}

/** Looks whether what the log no longer has is missed, also where it was there in the state before. */
export async function missAgain(seed: number): Promise<void> {
  const log = new ChangingLog(randomLog(seed, 3));
  const asOf = Temporal.Instant.from('2026-03-01T10:00:00Z');
  const needs = [['shares'], ['activities.outcome'], ['contacts']];
  await inFolder(async (dir) => {
    const replica = await Replica.build(join(dir, 'replica'), loadOf(log, asOf), { threads: 1 });
    const missing = async (): Promise<unknown> => {
      const reading = await replica.read(asOf);
      try {
        return await missingOf(reading, needs);
      } finally {
        reading.release();
      }
    };
    try {
      expect(await missing()).toEqual([[], [], []]);
      const reading = await replica.read(asOf);
      const shares = await reading.db.rows<{ seq: number }>(raw('SELECT seq::DOUBLE AS seq FROM log.shares'));
      reading.release();
      const gone = shares.map(({ seq }) => seq);
      const step = { asOf, watermark: 'next' };
      await replica.apply({ ...step, changes: new Map() });
      expect(await missing()).toEqual([[], [], []]);
      await replica.apply({ ...step, changes: new Map([['shares', { rows: [], gone }]]) });
      expect(await missing()).toEqual([['shares'], [], []]);
    } finally {
      await replica.close();
    }
  });
}

async function compareAnswers(
  replica: Replica,
  log: ChangingLog,
  asOf: Temporal.Instant,
  by: readonly string[],
): Promise<void> {
  const reading = await replica.read(asOf);
  const answers = async (from: Resolved): Promise<unknown> => [await askAll(from, []), await askAll(from, by)];
  try {
    const right = await withTables({ tables: log.tables, workspace: log.settings }, asOf.toString(), answers);
    expectSame(await answers(reading), right);
  } finally {
    reading.release();
  }
}

async function inFolder(work: (dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'tacto-replica-'));
  try {
    await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Columns of facts that hold label codes. */
const coded = new Set([
  'rep',
  'team',
  'account',
  'segment',
  'industry',
  'channel',
  'stage',
  'source',
  'campaign',
  'product',
  'pitch',
  'attempt',
  'asset_type',
  'direction',
  'outcome',
  'purpose',
  'closed_by',
]);

async function compareFacts(replica: Replica, log: ChangingLog, at: Temporal.Instant, said: string): Promise<void> {
  const found = await replica.read(at);
  try {
    await expectFactsOf(found.db, loadOf(log, found.asOf), `${said}, read as of ${found.asOf}`);
  } finally {
    found.release();
  }
}

/** Facts must be those of a log that is loaded and resolved from the start. */
export async function expectFactsOf(db: Database, load: Load, said: string): Promise<void> {
  const fresh = await Database.open(':memory:', { threads: 1 });
  try {
    await fill(fresh, load, 1);
    const facts = await fresh.rows<{ fact: string }>(
      raw(
        `SELECT table_name AS fact FROM duckdb_tables() WHERE schema_name = 'facts' AND table_name <> 'label' ORDER BY 1`,
      ),
    );
    const [labels, rightLabels] = [await labelsOf(db), await labelsOf(fresh)];
    for (const { fact } of facts) {
      const right = await contentOf(fresh, fact, rightLabels);
      expect(await contentOf(db, fact, labels), `${fact}: ${said}`).toEqual(right);
    }
  } finally {
    fresh.close();
  }
}

/** The rows of a fact as text, codes as their labels, in an order of their own. */
async function contentOf(db: Database, fact: string, labels: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const columns = await db.columns(sql`SELECT COLUMNS(*)::VARCHAR FROM ${raw(`facts.${fact}`)}`);
  const names = Object.keys(columns).sort();
  const label = (code: string): string => labels.get(code) ?? '∅';
  const texts = names.map((column) => {
    const values = columns[column] as readonly (string | null)[];
    if (coded.has(column)) return values.map((value) => label(value!));
    // The same number may have more decimals where it lay beside others.
    if (column !== 'target') return values.map((value) => shortest(String(value)));
    return values.map((value) =>
      value !== null && Number(value) % 4 === 2 ? label(String((Number(value) - 2) / 4)) : String(value),
    );
  });
  return (texts[0] ?? []).map((_, i) => names.map((column, j) => `${column}=${texts[j]![i]}`).join(' ')).sort();
}

/** A number without the zeros that say nothing. */
function shortest(value: string): string {
  return value.replace(/^(\d+)\.0+$/, '$1').replace(/^(\d+\.\d*?)0+$/, '$1');
}

async function labelsOf(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows<{ k: string; v: string }>(
    sql`SELECT k::VARCHAR AS k, v FROM facts.label WHERE v IS NOT NULL`,
  );
  return new Map(rows.map(({ k, v }) => [k, v]));
}
