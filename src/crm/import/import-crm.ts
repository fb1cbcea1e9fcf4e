import { writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { Database } from '../../duckdb/database.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import { keepRows } from '../../log/keep.ts';
import type { RawTable } from '../../log/raw-source.ts';
import type { LogReading } from '../../log/read.ts';
import { type LogLock, lockLog, replaceLog } from '../../log/replace.ts';
import { type TableName, tableNames, tables } from '../../log/schema.ts';
import { withWorkFolder } from '../../log/work-folder.ts';
import { mappedSources } from '../mapped-sources.ts';
import { reportJson } from '../report/json.ts';
import type { FileAccount, ImportReport } from '../report/model.ts';
import { openSource } from '../sources/open.ts';
import type { Source } from '../sources/source.ts';
import { accountFor, refusedRows } from './account.ts';
import { beforeSchema, carryOver, readBefore } from './before.ts';
import { compareLogs } from './changes.ts';
import type { Crm } from './definition.ts';
import { createExportMoment, lateWarning } from './export-moment.ts';
import { findLimits, runChecks } from './findings.ts';
import { idleWords } from './idle-words.ts';
import { createLists } from './lists.ts';
import { likelierCrm, looksLike } from './other-crm.ts';
import { lostWhileCarried, type ObjectBefore, objectsIn, requireObjects } from './objects-before.ts';
import { keepSettings, ownLogOf, reportFile, settingsWith } from './own-log.ts';
import { checkMerges, inventedReps } from './owner-merges.ts';
import { openQuestions, workspaceQuestions } from './questions.ts';
import { cutOff } from './cut-off.ts';
import { checkFields, columnsRead, headerKey, objectNamed, recognise, type Recognised } from './recognise.ts';
import type { ImportSettings } from './settings.ts';
import { createStepMacros, hasStep, runSteps } from './steps.ts';
import { createViews } from './views.ts';

/** What an import is about to do, for a progress display. */
export type Progress = 'reading' | 'recognising' | 'mapping' | 'checking' | 'writing';

export type CrmImportOptions = {
  /** A folder, a `.zip` or one file. */
  readonly source: string;
  /** The sales log to write or to bring up to date. */
  readonly out: string;
  readonly format: 'csv' | 'parquet';
  readonly settings: ImportSettings;
  readonly knownKpis: ReadonlySet<string>;
  /** Settings of whom the log is for: what nobody says otherwise is as there, and "now" too instead of the moment of the export. */
  readonly home?: Workspace;
  /** Memory that it may take before it spills to disk; `3600MB` when absent. */
  readonly memoryLimit?: string;
  /** Lines of a file of which a large step answers at once; a million when absent. */
  readonly linesAtOnce?: number;
  /** The present; that of the clock when absent. */
  readonly present?: Temporal.Instant;
  readonly onProgress?: (step: Progress) => void;
  /** Told what the import found before anything is written; nothing is when it throws. */
  readonly accept?: (report: ImportReport) => void;
};

/**
 * Turns the export of a CRM into a sales log. Nothing is written when anything fails.
 * @throws UserError for a fault in the source, the settings or the place to write
 */
export async function importCrm(crm: Crm, options: CrmImportOptions): Promise<ImportReport> {
  const lock = await lockLog(options.out);
  try {
    const own = lock.isNew ? null : await ownLogOf(crm, options.out);
    const settings = settingsWith(options.settings, own);
    checkFields(crm, settings);
    const without = settings.without.map((object) => objectNamed(crm, object).title);
    return await withWorkFolder('import', async (workDir) => {
      const { memoryLimit = '3600MB' } = options;
      const db = await Database.open(':memory:', { spillTo: join(workDir, 'spill'), memoryLimit });
      try {
        return await runImport(
          db,
          workDir,
          crm,
          { ...options, settings },
          { lock, objectsBefore: objectsIn(own?.files ?? []), without },
        );
      } finally {
        db.close();
      }
    });
  } finally {
    lock.release();
  }
}

/** The folder of the log, the objects that the log in it was made from, and those that the CRM no longer has. */
type Place = {
  readonly lock: LogLock;
  readonly objectsBefore: ReadonlyMap<string, ObjectBefore>;
  readonly without: readonly string[];
};

async function runImport(
  db: Database,
  workDir: string,
  crm: Crm,
  options: CrmImportOptions,
  { lock, objectsBefore, without }: Place,
): Promise<ImportReport> {
  const { settings, out, knownKpis, onProgress = () => undefined } = options;
  onProgress('reading');
  const source = await openSource(db, options.source, workDir, settings.files, out, (table) =>
    columnsRead(crm, table, settings),
  );
  onProgress('recognising');
  const found = source.tables.map((table) => recognise(crm, table, settings));
  const known = found.filter((recognised) => recognised !== null).length;
  const likelier = likelierCrm(crm, source.tables, known);
  if (known === 0) throw nothingKnown(crm, options.source, source, likelier);
  const missed = requireObjects(objectsBefore, found, without);
  const contrary = await createViews(db, crm, found, settings);
  await createLists(db, crm, settings);
  const before = lock.isNew ? null : await readBefore(db, out, { workDir, knownKpis });
  await createStepMacros(db, crm, zoneOf(settings, before));
  onProgress('mapping');
  const late = await createExportMoment(db, crm, options.present ?? Temporal.Now.instant());
  const targets = await runSteps(db, crm, options.linesAtOnce ?? 1_000_000);
  await checkMerges(db, settings.file ?? 'settings.yaml');
  const currencies = await currenciesOf(db, targets);
  const workspace = await workspaceOf(db, crm, settings, currencies, {
    before: before?.workspace ?? null,
    home: options.home ?? null,
  });
  onProgress('checking');
  const mapped = await mappedSources(
    db,
    targets.map((table) => ({ table, file: `${table}.sql`, skip: '_skip', lines: 'answer' })),
  );
  const fresh = new Map<TableName, RawTable>([...mapped, ...(await ratesOf(db, settings, targets))]);
  const carried = before === null ? [] : untold(crm, before, { found, fresh, objectsBefore });
  const sources = new Map([...fresh, ...(await carryOver(db, carried))]);
  const reading = await keepRows(db, sources, workspace, knownKpis);
  const told = targets.filter((table) => !carried.includes(table));
  const files = await accountFor(db, crm, source, found, told);
  const refused = await refusedRows(db, source, told);
  const dated = reading.tables.activities.kept + reading.tables.deals.kept + reading.tables.leads.kept;
  const questions = [
    ...(await openQuestions(db, crm)),
    ...workspaceQuestions(settings, workspace, { dated, currencies: await unpriced(db, workspace, currencies) }),
  ];
  const checks = await runChecks(db, crm);
  const limits = await findLimits(db, crm);
  const idle = [...(await idleWords(db, crm, settings)), ...(await inventedReps(db, crm))];
  const changes = before === null ? null : await compareLogs(db, { before: beforeSchema, after: 'log' }, carried);
  const takesNow = settings.workspace.as_of === null && options.home === undefined;
  const report: ImportReport = {
    crm: crm.name,
    source: basename(resolve(options.source)),
    settings: settings.file,
    files: [...files, ...source.ignored.map(ignoredFile)],
    tables: tableNames.map((table) => {
      const { kept, first, last } = reading.tables[table];
      return { table, rows: kept, first, last };
    }),
    refused,
    questions,
    checks,
    limits,
    changes,
    warnings: [
      ...(likelier === null ? [] : [looksLike(likelier)]),
      ...cutOff(found),
      ...missed,
      ...lostWhileCarried(changes),
      ...(late === null ? [] : lateWarning(late, source.tables[late.file]!.file, takesNow)),
      ...settings.warnings,
      ...contrary,
      ...idleSettings(settings, source),
      ...idle,
      ...(source.notes ?? []),
      ...reading.warnings,
    ],
  };
  options.accept?.(report);
  onProgress('writing');
  // A new log says from the first moment which CRM it is of, or a later import would not dare to touch it.
  const own = join(workDir, reportFile);
  await writeFile(own, reportJson(report));
  await replaceLog(db, out, { format: options.format, workspace, lock, extra: [own] });
  await keepSettings(out, settings);
  return report;
}

/** What the settings say of files and columns that this export does not have. */
function idleSettings({ files, objects, fields }: ImportSettings, { tables: found, ignored }: Source): Text[] {
  const names = [...found.flatMap(({ file, name: own }) => [file, own]), ...ignored.map(({ file }) => file)];
  const isThere = (file: string): boolean => names.some((known) => known === file || known.endsWith(`/${file}`));
  const headers = new Set(found.flatMap(({ columns }) => columns.map((column) => headerKey(column))));
  const missing = [...new Set([...files.keys(), ...objects.keys()])].filter((file) => !isThere(file));
  const unused = [...fields].filter(([, header]) => !headers.has(headerKey(header)));
  return [
    ...missing.map(
      (file): Text => ({
        en: `The settings name the file ${file}, which the export does not have.`,
        es: `Los ajustes nombran el archivo ${file}, que la exportación no tiene.`,
      }),
    ),
    ...unused.map(
      ([field, header]): Text => ({
        en: `The settings read ${field} from “${header}”, a column that no file has.`,
        es: `Los ajustes leen ${field} de «${header}», una columna que ningún archivo tiene.`,
      }),
    ),
  ];
}

function ignoredFile({ file, reason }: Source['ignored'][number]): FileAccount {
  const nothing = { rows: 0, malformed: 0, kept: 0, rejected: 0, targets: [], unread: [] };
  return { ...nothing, file, object: null, skipped: [{ reason, rows: 0 }] };
}

type Told = {
  readonly found: readonly (Recognised | null)[];
  readonly fresh: ReadonlyMap<TableName, RawTable>;
  readonly objectsBefore: ReadonlyMap<string, ObjectBefore>;
};

/** The tables of the log before of which this export says nothing, and no object that the log was made from did. */
function untold(crm: Crm, before: LogReading, { found, fresh, objectsBefore }: Told): TableName[] {
  const there = new Set(found.map((recognised) => recognised?.object.name));
  const filled = new Set([...objectsBefore.values()].flatMap(({ kept }) => [...kept.keys()]));
  return tableNames.filter((table) => {
    const from = crm.steps.find((step) => step.name === table)?.from ?? [];
    const rows = fresh.get(table);
    const isTold = from.some((object) => there.has(object)) || (typeof rows === 'object' && rows.read > 0);
    return before.tables[table].kept > 0 && !isTold && !filled.has(table);
  });
}

/** Amounts of deals in a currency; null: it is not said, so that they count as the workspace's. */
type Currency = { readonly currency: string | null; readonly records: number };

/** The currencies of the amounts of deals, most frequent first. */
async function currenciesOf(db: Database, targets: readonly TableName[]): Promise<readonly Currency[]> {
  if (!targets.includes('deals')) return [];
  const { has } = await db.row<{ has: boolean }>(
    sql`SELECT count(*) > 0 AS has FROM duckdb_columns() WHERE schema_name = 'mapped' AND table_name = 'deals' AND column_name = 'currency'`,
  );
  if (!has) return [];
  return db.rows<Currency>(
    sql`SELECT currency, count(*)::DOUBLE AS records FROM mapped.deals WHERE _skip IS NULL AND amount IS NOT NULL
      GROUP BY currency ORDER BY records DESC, currency`,
  );
}

/** Those currencies that are the workspace's, are not said, or have no exchange rate. */
async function unpriced(
  db: Database,
  workspace: Workspace,
  currencies: readonly Currency[],
): Promise<readonly Currency[]> {
  const rated = await db.rows<{ currency: string }>(raw('SELECT DISTINCT currency FROM log.fx_rates'));
  const known = new Set(rated.map(({ currency }) => currency));
  return currencies.filter(
    ({ currency }) => currency === null || currency === workspace.currency || !known.has(currency),
  );
}

/** The zone of the workspace: what the user gave, else that of the log before. */
function zoneOf({ workspace, workspaceGiven }: ImportSettings, before: LogReading | null): string {
  return workspaceGiven.has('timezone') || before === null ? workspace.timezone : before.workspace.timezone;
}

/** The settings of the log: what the user gave; else the currency that the CRM calls its own or that most deals have, and "now" as the latest moment a record was written. */
async function workspaceOf(
  db: Database,
  crm: Crm,
  { workspace, workspaceGiven }: ImportSettings,
  currencies: readonly Currency[],
  { before, home }: { readonly before: Workspace | null; readonly home: Workspace | null },
): Promise<Workspace> {
  const told = hasStep(crm, 'home_currency')
    ? (await db.row<{ currency: string | null }>(sql`SELECT currency FROM mapped.home_currency`)).currency
    : null;
  const currency = workspaceGiven.has('currency')
    ? workspace.currency
    : (told ??
      (before ?? home)?.currency ??
      currencies.find(({ currency: own }) => own !== null)?.currency ??
      workspace.currency);
  const given = Object.fromEntries(Object.entries(workspace).filter(([key]) => workspaceGiven.has(key)));
  const now = home === null ? await lastWritten(db) : home.as_of;
  return { ...(before ?? home ?? workspace), ...given, currency, as_of: workspace.as_of ?? now };
}

/** One second after the latest moment at which a record was written. */
async function lastWritten(db: Database): Promise<string | null> {
  const { moment } = await db.row<{ moment: string | null }>(
    sql`SELECT strftime(moment + INTERVAL 1 SECOND, '%Y-%m-%dT%H:%M:%SZ') AS moment FROM mapped.export_moment`,
  );
  return moment;
}

/** Exchange rates of the settings, from ever on; none when the export has its own. */
async function ratesOf(
  db: Database,
  { rates }: ImportSettings,
  targets: readonly TableName[],
): Promise<[TableName, RawTable][]> {
  if (rates.size === 0) return [];
  const told = targets.includes('fx_rates')
    ? (await db.row<{ rows: number }>(raw('SELECT count(*)::DOUBLE AS rows FROM mapped.fx_rates'))).rows
    : 0;
  if (told > 0) return [];
  await db.run(
    raw('CREATE TABLE given_rates (seq BIGINT, line BIGINT, currency VARCHAR, valid_from VARCHAR, rate VARCHAR)'),
  );
  for (const [currency, rate] of rates) {
    await db.run(
      sql`INSERT INTO given_rates SELECT count(*) + 1, count(*) + 1, ${currency}, '1970-01-01', ${rate} FROM given_rates`,
    );
  }
  const columns = tables.fx_rates.columns.map((column) => ({ name: column.name, type: 'VARCHAR' }));
  return [['fx_rates', { table: 'given_rates', columns, file: 'settings', read: rates.size }]];
}

function nothingKnown(crm: Crm, path: string, source: Source, likelier: Crm | null): UserError {
  const files = source.tables.map(({ file }) => file).join(', ');
  const objects = crm.objects.map(({ title }) => title).join(', ');
  return new UserError({
    code: 'nothing_known',
    message: {
      en: `${path} holds nothing that looks like an export of ${crm.name}. It has ${files}.`,
      es: `En ${path} no hay nada que parezca una exportación de ${crm.name}. Contiene ${files}.`,
    },
    fix: likelier === null ? howToName(objects) : looksLike(likelier),
  });
}

function howToName(objects: string): Text {
  return {
    en: `Known are ${objects}, by their headers. In the settings, files: { NAME: { object: … } } says what a file holds.`,
    es: `Se conocen ${objects}, por sus encabezados. En los ajustes, files: { NOMBRE: { object: … } } dice qué contiene un archivo.`,
  };
}
