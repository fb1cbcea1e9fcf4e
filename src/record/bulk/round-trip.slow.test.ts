import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../duckdb/database.ts';
import { openLog } from '../../engine/cache.ts';
import { answerKpis, toJson } from '../../kpi/answer.ts';
import { kpisOf } from '../../kpi/log-kpis.ts';
import { writeDemoLog } from '../../log/demo/index.ts';
import { readLog } from '../../log/read.ts';
import { systemOf } from '../actor.ts';
import { createOrganisation } from '../organisation.ts';
import { openTestRecord, type TestRecord } from '../test-support/open.ts';
import { exportLog } from './export-log.ts';
import { importLog } from './import-log.ts';

let open: TestRecord;
beforeAll(async () => {
  open = await openTestRecord();
});
afterAll(() => open.close());

const breakdowns = [[], ['rep'], ['month'], ['channel', 'stage'], ['source', 'quarter'], ['account']];

/** Sums of measured numbers differ in their last digits with the order in which threads add them up. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(12)) : value;
}

/** The answers of the whole catalogue to a folder, by each breakdown that a KPI takes. */
async function answersOf(dir: string): Promise<Readonly<Record<string, unknown>>> {
  const kpis = await kpisOf(dir);
  const log = await openLog(dir, { knownKpis: new Set(kpis.keys()) });
  try {
    const answers: Record<string, unknown> = {};
    for (const by of breakdowns) {
      for (const id of kpis.keys()) {
        const answer = await answerKpis(log, kpis, { kpis: [id], by }).catch((error: unknown) => String(error));
        answers[`${id} by ${by.join()}`] = typeof answer === 'string' ? answer : toJson(answer);
      }
    }
    return JSON.parse(JSON.stringify(answers, rounded)) as Readonly<Record<string, unknown>>;
  } finally {
    log.close();
  }
}

test('a log that went into the record and came out again answers every KPI as before', async () => {
  const { record, cluster } = open;
  const dir = join(cluster.folder, 'demo');
  await writeDemoLog(dir, { reps: 6, months: 12, seed: 11 });
  await createOrganisation(record, { id: 'demo', name: 'Demo' });
  const db = await Database.open(':memory:');
  try {
    const reading = await readLog(db, dir, { knownKpis: new Set((await kpisOf(dir)).keys()) });
    const kept = Object.values(reading.tables).reduce((sum, table) => sum + table.kept, 0);
    expect(kept).toBeGreaterThan(10_000);
    expect(await importLog(record, systemOf('demo'), db, reading.workspace, { mode: 'replace' })).toBe(kept);
  } finally {
    db.close();
  }
  const [csv, parquet] = [join(cluster.folder, 'csv'), join(cluster.folder, 'parquet')];
  await exportLog(record, 'demo', csv, 'csv');
  await exportLog(record, 'demo', parquet, 'parquet');
  const before = await answersOf(dir);
  // A KPI refuses a breakdown that it has no dimension for; without one each has an answer.
  const whole = Object.entries(before).filter(([question]) => question.endsWith(' by '));
  expect(whole.length).toBeGreaterThan(40);
  expect(whole.filter(([, answer]) => typeof answer === 'string')).toEqual([]);
  expect(await answersOf(csv)).toEqual(before);
  expect(await answersOf(parquet)).toEqual(before);
}, 400_000);
