import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { reportJson } from '../../crm/report/json.ts';
import { catalogueIds } from '../../kpi/catalogue/index.ts';
import { ownKpisFile } from '../../kpi/own/file.ts';
import { parseOwnKpis } from '../../kpi/own/read.ts';
import { readOptional } from '../../log/optional-file.ts';
import { exportLog } from '../../record/bulk/export-log.ts';
import type { LoadedLog } from '../../record/bulk/load-log.ts';
import type { SalesRecord } from '../../record/record.ts';
import { madeOfBefore } from './made-of.ts';
import { keepFolder, layOut } from './files.ts';
import { changeImport, getImport, type Import, removeFiles } from './import.ts';
import { inProcess } from './in-process.ts';
import { knownKpis as knownKpisOf } from '../insight/own-kpis.ts';
import { type Made, places } from './made.ts';
import { settingsBefore } from './settings-before.ts';
import { goesWith, idsIn, type NewIds, strandedBy } from './stranded.ts';

/** Memory of DuckDB in the process of an import. */
const memoryLimit = '1GB';

/** Who works on an import, and where. */
export type Work = {
  readonly record: SalesRecord;
  readonly org: string;
  readonly id: string;
  /** Names the worker, which alone may change the import meanwhile. */
  readonly worker: string;
  /** A folder of the server in which each import gets one of its own. */
  readonly spool: string;
  readonly signal: AbortSignal;
};

/**
 * Reads what was sent and keeps what came of it: a report, and the sales log that can be applied. Afterwards the import is `ready`, has
 * `questions` or is `failed` with a problem.
 */
export async function runImport(work: Work): Promise<void> {
  const { record, org, id, worker } = work;
  try {
    await readUpload(work, 'running');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await record.system(org, (tx) =>
      changeImport(tx, id, ['running'], { state: 'failed', step: null, problem: JSON.stringify(error.fault) }, worker),
    );
  }
}

/**
 * Reads what was sent against the record as it is now, and keeps report and log.
 * @param busy the state in which the import is, and stays when it is `applying`
 * @returns the import as it was read
 */
export async function readUpload(work: Work, busy: 'running' | 'applying'): Promise<Import> {
  const { record, org, id, signal } = work;
  const dir = join(work.spool, `import-${id}`);
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  try {
    const asked = await record.system(org, (tx) => getImport(tx, id));
    await layOut(record, org, id, 'upload', join(dir, places.upload));
    await layOut(record, org, id, 'map', join(dir, places.map));
    signal.throwIfAborted();
    const current = await exportLog(record, org, join(dir, places.current), 'parquet');
    const hasCurrent = current.rows > 0 && asked.mode === 'replace';
    if (!hasCurrent) await rm(join(dir, places.current), { recursive: true, force: true });
    const { kind, mode, settings, settings_from: settingsFrom, language } = asked;
    const knownKpis = [...(await record.system(org, knownKpisOf))];
    const before = await record.system(org, settingsBefore);
    const madeOf = await record.system(org, madeOfBefore);
    const own = { kind, mode, settings, settingsFrom, language };
    const task = { ...own, home: current.workspace, hasCurrent, knownKpis, before, madeOf, memoryLimit };
    const onStep = (step: string): void => void tellStep(work, busy, step);
    const made = await inProcess(dir, task, { signal, onStep });
    await keep(work, busy, dir, current, made, asked);
    return await record.system(org, (tx) => getImport(tx, id));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function keep(
  { record, org, id, worker }: Work,
  busy: 'running' | 'applying',
  dir: string,
  { watermark }: LoadedLog,
  { kind, report: read, proposal: made, tookOver }: Made,
  { mode, proposal: before }: Import,
): Promise<void> {
  // A map that was proposed stays with the import, and so does what is doubtful in it.
  const proposal = made ?? before;
  const doubts = read.questions.length + (proposal?.doubts.length ?? 0);
  const ids = mode === 'replace' ? await newIds(join(dir, places.log)) : null;
  await record.system(org, async (tx) => {
    const problem = ids === null ? null : await strandedBy(tx, ids);
    const goes = ids === null ? null : await goesWith(tx, ids);
    const told = [...(problem === null ? [] : [problem.fault.message]), ...(goes === null ? [] : [goes])];
    const report = { ...read, warnings: [...told, ...read.warnings] };
    await removeFiles(tx, id, 'log');
    await keepFolder(tx, id, 'log', join(dir, places.log));
    await keepFolder(tx, id, 'map', join(dir, places.map));
    const found = {
      kind,
      report: reportJson(report),
      proposal: proposal === null ? null : JSON.stringify(proposal),
      watermark,
      problem: problem === null ? null : JSON.stringify(problem.fault),
      step: null,
      ...(tookOver === null ? {} : { settings: tookOver.settings, settings_from: tookOver.applied_at }),
    };
    const state = busy === 'applying' ? busy : doubts > 0 ? 'questions' : 'ready';
    await changeImport(tx, id, [busy], busy === 'applying' ? found : { ...found, state }, worker);
  });
}

/** What of the log that came of it is looked up from elsewhere. */
async function newIds(folder: string): Promise<NewIds> {
  const own = await readOptional(join(folder, ownKpisFile));
  const kpis = own === null ? null : parseOwnKpis(own, catalogueIds).map(({ id }) => id);
  return { ...(await idsIn(folder)), kpis };
}

async function tellStep({ record, org, id, worker }: Work, busy: 'running' | 'applying', step: string): Promise<void> {
  await record.system(org, (tx) => changeImport(tx, id, [busy], { step }, worker)).catch(() => undefined);
}
