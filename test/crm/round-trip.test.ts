import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crms } from '../../src/crm/crms.ts';
import { importCrm } from '../../src/crm/import/import-crm.ts';
import { parseSettings } from '../../src/crm/import/settings.ts';
import type { ImportReport } from '../../src/crm/report/model.ts';
import { Database } from '../../src/duckdb/database.ts';
import { raw } from '../../src/duckdb/sql.ts';
import { openLog, type OpenLog } from '../../src/engine/cache.ts';
import { answerKpis, toJson } from '../../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../../src/kpi/catalogue/index.ts';
import { writeDemoLog } from '../../src/log/demo/index.ts';
import { readLog } from '../../src/log/read.ts';
import { writeLog } from '../../src/log/write.ts';
import { exportHubspot, narrowToHubspot } from './hubspot-export.ts';
import { exportPipedrive, narrowToPipedrive } from './pipedrive-export.ts';
import { exportSalesforce, narrowToSalesforce } from './salesforce-export.ts';

// A log that is written out in a CRM's shape and imported again gives the same answers, but for what the CRM cannot hold.

type Answered = readonly string[];

/** What a person calls the members whose ids an import makes anew. */
async function namesOf(log: OpenLog): Promise<ReadonlyMap<string, string>> {
  const rows = await log.db.rows<{ id: string; name: string }>(
    raw('SELECT id, name FROM log.teams UNION ALL SELECT id, name FROM log.stages'),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Exchange rates come back as the reverse of a reverse. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(9)) : value;
}

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));

type Trip = {
  readonly crm: (typeof crms)[number]['id'];
  /** Changes the log in schema `log` into what the CRM can hold. */
  readonly narrow: (db: Database) => Promise<void>;
  readonly write: (db: Database, dir: string, workspace: string) => Promise<void>;
};

const trips: readonly Trip[] = [
  { crm: 'salesforce', narrow: narrowToSalesforce, write: exportSalesforce },
  { crm: 'hubspot', narrow: narrowToHubspot, write: exportHubspot },
  { crm: 'pipedrive', narrow: narrowToPipedrive, write: exportPipedrive },
];

/** What each KPI is cut by, as far as it has the dimension. */
const cuts = [['month'], ['team', 'quarter'], ['source'], ['stage'], ['segment', 'industry'], ['channel', 'attempt']];
const questions = catalogue.flatMap(({ id, dimensions }) =>
  cuts
    .filter((cut) => cut.every((name) => ['month', 'quarter'].includes(name) || dimensions.some((d) => d === name)))
    .map((by) => [id, by] as const),
);

describe.each(trips)('$crm', ({ crm, narrow, write }) => {
  let folder: string;
  let before: OpenLog | undefined;
  let after: OpenLog | undefined;
  let report: ImportReport;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tacto-trip-'));
    await writeDemoLog(join(folder, 'demo'), { reps: 5, months: 10, seed: 11 });
    const db = await Database.open(':memory:');
    const { workspace, defaultAsOf } = await readLog(db, join(folder, 'demo'), { knownKpis: catalogueIds });
    await narrow(db);
    const now = { ...workspace, as_of: defaultAsOf.toString() };
    await writeLog(db, join(folder, 'narrow'), { format: 'parquet', workspace: now });
    before = await openLog(join(folder, 'narrow'), { knownKpis: catalogueIds });
    await write(db, folder, JSON.stringify(now));
    db.close();
    report = await importCrm(crms.find(({ id }) => id === crm)!, {
      source: join(folder, 'source'),
      out: join(folder, 'log'),
      format: 'parquet',
      settings: parseSettings(await readFile(join(folder, 'settings.yaml'), 'utf8'), 'settings.yaml'),
      knownKpis: catalogueIds,
    });
    after = await openLog(join(folder, 'log'), { knownKpis: catalogueIds });
  });
  afterAll(async () => {
    before?.close();
    after?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('nothing is refused and no word is unknown', () => {
    expect(report.refused).toEqual([]);
    expect(report.questions.filter(({ value }) => value !== null)).toEqual([]);
  });

  test.each(questions)('%s by %s', async (id, by) => {
    const ask = async (log: OpenLog): Promise<Answered> => {
      const answer = await answerKpis(log, kpis, { kpis: [id], by, from: '2025-09-01', to: '2026-07-01' });
      const names = await namesOf(log);
      const rows = toJson(answer).rows.map((row) => [
        by.map((key) => names.get(row[key] as string) ?? row[key]),
        row[id],
      ]);
      return rows.map((row) => JSON.stringify(row, rounded)).sort();
    };
    expect(await ask(after!)).toEqual(await ask(before!));
  });
});
