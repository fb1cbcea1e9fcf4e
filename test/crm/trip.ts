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

/** A log that is written out in a shape of a CRM and imported again. */
export type Trip = {
  readonly shape: string;
  readonly crm: (typeof crms)[number]['id'];
  /** Changes the log in schema `log` into what the CRM can hold. */
  readonly narrow: (db: Database, timezone: string) => Promise<void>;
  /** Writes `source` and `settings.yaml` into a folder. */
  readonly write: (db: Database, dir: string, workspace: string) => Promise<void>;
  /** What the CRM holds and this shape of its exports does not carry. */
  readonly lost?: {
    /** The KPIs that differ for it; the report must name each. All others must be the same. */
    readonly kpis: readonly string[];
    /** Dimensions by which no figure is the same. */
    readonly by?: readonly string[];
  };
};

/** What each KPI is cut by, as far as it has the dimension. */
const cuts = [['month'], ['team', 'quarter'], ['source'], ['stage'], ['segment', 'industry'], ['channel', 'attempt']];
const questions = catalogue.flatMap(({ id, dimensions }) =>
  cuts
    .filter((cut) => cut.every((name) => ['month', 'quarter'].includes(name) || dimensions.some((d) => d === name)))
    .map((by) => [id, by] as const),
);

async function ask(log: OpenLog, id: string, by: readonly string[]): Promise<Answered> {
  const answer = await answerKpis(log, kpis, { kpis: [id], by, from: '2025-09-01', to: '2026-07-01' });
  const names = await namesOf(log);
  const rows = toJson(answer).rows.map((row) => [by.map((key) => names.get(row[key] as string) ?? row[key]), row[id]]);
  return rows.map((row) => JSON.stringify(row, rounded)).sort();
}

/** Tests that a log gives the same answers after the trip, but for what is lost on the way, which the report must tell. */
export function describeTrip({ shape, crm, narrow, write, lost = { kpis: [] } }: Trip): void {
  describe(shape, () => {
    let folder: string;
    let before: OpenLog | undefined;
    let after: OpenLog | undefined;
    let report: ImportReport;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tacto-trip-'));
      await writeDemoLog(join(folder, 'demo'), { reps: 5, months: 10, seed: 11 });
      const db = await Database.open(':memory:');
      const { workspace, defaultAsOf } = await readLog(db, join(folder, 'demo'), { knownKpis: catalogueIds });
      await narrow(db, workspace.timezone);
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
      // Whether past meetings without an outcome were held is asked of every export that has some.
      const isWord = ({ setting, value }: { setting: string; value: string | null }): boolean =>
        value !== null && !(setting === 'outcomes' && (value === 'none' || value === 'scheduled'));
      expect(report.questions.filter(isWord)).toEqual([]);
    });

    const isSame = (by: readonly string[]): boolean => !by.some((name) => lost.by?.includes(name));
    test.each(questions.filter(([id, by]) => !lost.kpis.includes(id) && isSame(by)))('%s by %s', async (id, by) => {
      expect(await ask(after!, id, by)).toEqual(await ask(before!, id, by));
    });

    if (lost.kpis.length === 0) return;
    test('what is lost is what differs, and the report tells of it', async () => {
      const differing = new Set<string>();
      for (const [id, by] of questions) {
        if (!lost.kpis.includes(id) || !isSame(by)) continue;
        const [now, then] = [await ask(after!, id, by), await ask(before!, id, by)];
        if (JSON.stringify(now) !== JSON.stringify(then)) differing.add(id);
      }
      expect([...differing].sort()).toEqual([...lost.kpis].sort());
      const told = new Set(report.limits.flatMap(({ weakens, rulesOut }) => [...weakens, ...rulesOut]));
      expect(lost.kpis.filter((id) => !told.has(id))).toEqual([]);
    });
  });
}
