import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFault } from '../file-faults.ts';
import { makeFolder } from '../make-folder.ts';
import type { TableName } from '../schema.ts';
import { createAccounts } from './accounts.ts';
import { openCsvFiles } from './csv-files.ts';
import { workDay } from './diary.ts';
import { writeGoals } from './goals.ts';
import { handOver, isActive } from './handover.ts';
import { writeAssignments, writeMasterData } from './master-data.ts';
import type { World } from './model.ts';
import { writeRates } from './money.ts';
import { type DemoOptions, readOptions } from './options.ts';
import { createReps, teams } from './people.ts';
import { writePipeline } from './pipeline-data.ts';
import { plantDeals } from './planted-deals.ts';
import { type PlantedProblem, plantedProblems } from './planted.ts';
import { createRandom } from './random.ts';
import { writeCosts } from './spending.ts';
import { createTimeline } from './timeline.ts';

export type { DemoOptions } from './options.ts';
export type { PlantedProblem } from './planted.ts';

/** What a demo log holds: rows of each table, and the problems that its figures show. */
export type DemoSummary = {
  readonly rows: Readonly<Record<TableName, number>>;
  readonly planted: readonly PlantedProblem[];
};

const settings = { name: 'Acme Ibérica', timezone: 'Europe/Madrid', currency: 'EUR', locale: 'es' } as const;

/**
 * Writes a realistic sales log with problems worth finding into `dir`, which is made if it is not there: one CSV per
 * table and `workspace.json`. Files of an earlier log are overwritten. The same options give the same bytes.
 * @throws UserError `bad_option` when an option is out of its range, `cannot_write`.
 * @example await writeDemoLog('demo', { reps: 12, months: 18, seed: 7 });
 */
export async function writeDemoLog(dir: string, options: DemoOptions = {}): Promise<DemoSummary> {
  const { reps: repCount, from, until, seed } = readOptions(options);
  await makeFolder(dir).catch((error: unknown) => {
    throw fileFault('write', dir, error);
  });
  await writeFile(join(dir, 'workspace.json'), `${JSON.stringify({ ...settings, week_start: 1 }, null, 2)}\n`);
  const timeline = createTimeline(from, until, settings.timezone);
  const random = createRandom(`demo ${seed}`);
  const files = openCsvFiles(dir);
  try {
    const reps = createReps(repCount, timeline, random);
    const world: World = {
      timeline,
      files,
      random,
      teams,
      reps,
      accounts: createAccounts(reps, timeline),
      leads: [],
      deals: [],
      plants: { singleThreaded: [], dissent: null },
    };
    writeMasterData(world);
    for (let day = 0; day < timeline.days; day++) {
      handOver(world, day);
      if (!timeline.isWorking(day)) continue;
      plantDeals(world, day);
      for (const rep of reps) if (isActive(rep, day)) workDay(world, rep, day);
    }
    writeAssignments(world);
    writePipeline(world);
    writeRates(world);
    writeCosts(world);
    writeGoals(world);
    return { rows: files.counts(), planted: plantedProblems(world) };
  } finally {
    files.close();
  }
}
