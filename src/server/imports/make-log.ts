import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Crm } from '../../crm/import/definition.ts';
import { importCrm } from '../../crm/import/import-crm.ts';
import { reportFile } from '../../crm/import/own-log.ts';
import { type ImportSettings, noSettings, parseSettings } from '../../crm/import/settings.ts';
import { crms } from '../../crm/crms.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { chosenIn } from './chosen.ts';
import { makeCsv } from './make-csv.ts';
import { detectKind, sourceOf } from './detect.ts';
import { makeWhole } from './make-whole.ts';
import { type Made, places, type Task } from './made.ts';
import type { Kind } from './kinds.ts';
import { type AppliedSettings, tookOver as sayTookOver } from './settings-before.ts';

/** What the settings of an import are called in what is said of them. */
export const settingsName = 'settings';

/** Turns what was sent into a sales log by the code of the command line, in the folder in which this process runs. */
export async function makeLog(task: Task, tell: (step: string) => void): Promise<Made> {
  await mkdir(places.tmp, { recursive: true });
  const source = await sourceOf(await readdir(places.upload));
  tell('recognising');
  const kind: Kind = task.kind ?? (await detectKind(source));
  const crm = crms.find(({ id }) => id === kind);
  if (crm === undefined) {
    if (kind === 'csv') return { kind, ...(await makeCsv(source, task, tell)) };
    return { kind, ...(await makeWhole(source, task, tell)), tookOver: null };
  }
  const tookOver = task.settings === null ? (task.before[crm.id] ?? null) : null;
  const settings = settingsOf(task, tookOver);
  return { kind, report: await fromCrm(crm, source, { ...task, settings }, tell), proposal: null, tookOver };
}

/** The settings of an export: its own, or those of the one before, which its report then says. */
function settingsOf({ settings, settingsFrom }: Task, tookOver: AppliedSettings | null): ImportSettings {
  const text = settings ?? tookOver?.settings ?? '';
  if (text.trim() === '') return noSettings;
  const given = parseSettings(text, settingsName);
  const from = tookOver?.applied_at ?? settingsFrom;
  return from === null ? given : { ...given, warnings: [sayTookOver({ applied_at: from }), ...given.warnings] };
}

type CrmTask = Omit<Task, 'settings'> & { readonly settings: ImportSettings };

async function fromCrm(crm: Crm, source: string, task: CrmTask, tell: (step: string) => void): Promise<Made['report']> {
  const { settings, home, hasCurrent, knownKpis, memoryLimit } = task;
  if (hasCurrent) {
    // The record is brought up to date like a log of an earlier import.
    await rename(places.current, places.log);
    const report = { crm: crm.name, files: task.madeOf[crm.id] ?? null };
    await writeFile(join(places.log, reportFile), JSON.stringify(report));
  }
  return importCrm(crm, {
    source,
    out: places.log,
    format: 'parquet',
    settings: atHome(settings, home),
    knownKpis: new Set(knownKpis),
    home,
    memoryLimit,
    onProgress: tell,
  });
}

/** Settings with those of the organisation that somebody chose: they need not be asked for. */
function atHome(settings: ImportSettings, home: Workspace): ImportSettings {
  const { workspace, workspaceGiven } = settings;
  const chosen = chosenIn(home).filter((key) => !workspaceGiven.has(key));
  return {
    ...settings,
    workspace: { ...workspace, ...Object.fromEntries(chosen.map((key) => [key, home[key]])) },
    workspaceGiven: new Set([...workspaceGiven, ...chosen]),
  };
}
