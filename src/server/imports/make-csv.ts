import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { importCsv, type ImportReport as CsvReport } from '../../crm/csv/import-csv.ts';
import type { Doubt } from '../../crm/propose/draft.ts';
import { proposeMap } from '../../crm/propose/propose-map.ts';
import type { ImportReport } from '../../crm/report/model.ts';
import { openSource } from '../../crm/sources/open.ts';
import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import { Database } from '../../duckdb/database.ts';
import { chosenIn, withoutChosen } from './chosen.ts';
import { unpacked } from './detect.ts';
import { type Made, places, type Proposal, type Task } from './made.ts';
import { type AppliedSettings, mapDoesNotFit, tookMapOver } from './settings-before.ts';
import { tablesOf } from './make-whole.ts';

/** The settings of a map, in its folder. */
const sheet = join(places.map, 'map.yaml');

/** Any CSV files by a map; where none came with them, by one that is proposed and then stays with the import. */
export async function makeCsv(source: string, task: Task, tell: (step: string) => void): Promise<Omit<Made, 'kind'>> {
  const folder = await unpacked(source);
  if (task.settings !== null && task.settings.trim() !== '') await writeFile(sheet, task.settings);
  const hasMap = (await readdir(places.map)).some((name) => /\.sql$/i.test(name));
  const before = hasMap || task.settings !== null ? null : (task.before.csv ?? null);
  if (before !== null) {
    const report = await byMapBefore(before, folder, task, tell);
    if (report !== null) return { report, proposal: null, tookOver: { ...before, settings: '' } };
  }
  if (!hasMap) tell('proposing');
  const proposal = hasMap ? null : await propose(folder, task);
  const from = hasMap && task.settingsFrom !== null ? tookMapOver({ applied_at: task.settingsFrom }) : null;
  const note = before === null ? from : mapDoesNotFit(before);
  return { report: await mapped(folder, task, tell, note), proposal, tookOver: null };
}

/** By the map that was applied last; null: it does not fit these files, and nothing of it stays. */
async function byMapBefore(
  { settings, applied_at }: AppliedSettings,
  folder: string,
  task: Task,
  tell: (step: string) => void,
): Promise<ImportReport | null> {
  const sent = await readdir(places.map);
  const files = Object.entries(JSON.parse(settings) as Readonly<Record<string, string>>).filter(
    ([name]) => !sent.includes(name),
  );
  for (const [name, text] of files) await writeFile(join(places.map, name), text);
  try {
    return await mapped(folder, task, tell, tookMapOver({ applied_at }));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const [name] of files) await rm(join(places.map, name), { force: true });
    return null;
  }
}

/** @param note what its report says first */
async function mapped(
  source: string,
  task: Task,
  tell: (step: string) => void,
  note: Text | null,
): Promise<ImportReport> {
  tell('mapping');
  const found = await importCsv({
    source,
    map: places.map,
    out: places.log,
    format: 'parquet',
    knownKpis: new Set(task.knownKpis),
    home: task.home,
    memoryLimit: task.memoryLimit,
    ...(task.hasCurrent ? { before: places.current } : {}),
  });
  const report = reportOf(found, basename(source));
  return note === null ? report : { ...report, warnings: [note, ...report.warnings] };
}

async function propose(source: string, { language, settings, memoryLimit, home }: Task): Promise<Proposal> {
  const draft = join(places.tmp, 'proposed');
  const db = await Database.open(':memory:', { memoryLimit, spillTo: join(places.tmp, 'spill-propose') });
  try {
    const work = join(places.tmp, 'propose');
    await mkdir(work, { recursive: true });
    const tables = await openSource(db, source, work, new Map());
    const { files, doubts, unused, unusedColumns } = await proposeMap(db, tables, draft, { source, language });
    for (const file of files.filter((name) => name !== 'map.yaml'))
      await copyFile(join(draft, file), join(places.map, file));
    const chosen = chosenIn(home);
    if (settings === null) {
      await writeFile(sheet, withoutChosen(await readFile(join(draft, 'map.yaml'), 'utf8'), chosen));
    }
    const isSettled = ({ file, column }: Doubt): boolean => file === 'map.yaml' && chosen.some((key) => key === column);
    return { doubts: doubts.filter((one) => !isSettled(one)), unused, unused_columns: unusedColumns };
  } finally {
    db.close();
    await rm(draft, { recursive: true, force: true });
  }
}

/** The report in the shape of a CRM's. What is counted are the answers of the map; malformed rows are of the files that were sent. */
function reportOf({ files, reading, refusals, changes, warnings }: CsvReport, source: string): ImportReport {
  const malformed = files.filter((file) => file.malformed > 0);
  return {
    crm: 'CSV',
    source,
    settings: null,
    ...tablesOf(reading, (table) => `${table}.sql`),
    refused: refusals.map(({ file, line, column, value, code, reason }) => ({
      file,
      line,
      table: null,
      column,
      value,
      code,
      reason,
    })),
    questions: [],
    checks: [],
    limits: [],
    changes,
    warnings: [
      ...malformed.map(
        (file): Text => ({
          en: `${file.file}: ${file.malformed} of ${file.rows} rows are malformed and were not read.`,
          es: `${file.file}: ${file.malformed} de ${file.rows} filas están mal formadas y no se leyeron.`,
        }),
      ),
      ...warnings,
    ],
  };
}
