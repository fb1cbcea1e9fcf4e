import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { Database } from '../../duckdb/database.ts';
import { name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { keepRows, type RawSource } from '../../log/keep.ts';
import { type TableName, tableNames, tables } from '../../log/schema.ts';
import { requireEmptyFolder, writeLog } from '../../log/write.ts';
import { mappedSources } from '../mapped-sources.ts';
import type { ImportReport } from '../report/model.ts';
import { openSource } from '../sources/open.ts';
import type { Source } from '../sources/source.ts';
import { accountFor, refusedRows } from './account.ts';
import type { Crm } from './definition.ts';
import { findLimits, runChecks } from './findings.ts';
import { createLists } from './lists.ts';
import { openQuestions, workspaceQuestions } from './questions.ts';
import { checkFields, recognise } from './recognise.ts';
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
  readonly onProgress?: (step: Progress) => void;
};

/**
 * Turns the export of a CRM into a sales log. Nothing is written when anything fails.
 * @throws UserError for a fault in the source, the settings or the place to write
 */
export async function importCrm(crm: Crm, options: CrmImportOptions): Promise<ImportReport> {
  await requireEmptyFolder(options.out);
  checkFields(crm, options.settings);
  const workDir = await mkdtemp(join(tmpdir(), 'tacto-import-'));
  const db = await Database.open(join(workDir, 'work.duckdb'), { spillTo: join(workDir, 'spill'), memoryLimit: '3GB' });
  try {
    return await runImport(db, workDir, crm, options);
  } finally {
    db.close();
    await rm(workDir, { recursive: true, force: true });
  }
}

async function runImport(db: Database, workDir: string, crm: Crm, options: CrmImportOptions): Promise<ImportReport> {
  const { settings, onProgress = () => undefined } = options;
  onProgress('reading');
  const source = await openSource(db, options.source, workDir, settings.files);
  onProgress('recognising');
  const found = source.tables.map((table) => recognise(crm, table, settings));
  if (found.every((recognised) => recognised === null)) throw nothingKnown(crm, options.source, source);
  await createViews(db, crm, found, settings);
  await createLists(db, crm, settings);
  await createStepMacros(db, crm, settings.workspace.timezone);
  onProgress('mapping');
  const targets = await runSteps(db, crm);
  const currencies = await currenciesOf(db, targets);
  const workspace = await workspaceOf(db, crm, settings, currencies);
  onProgress('checking');
  const mapped = await mappedSources(
    db,
    targets.map((table) => ({ table, file: `${table}.sql`, skip: '_skip', lines: 'answer' })),
  );
  const sources = new Map<TableName, RawSource>([...mapped, ...(await ratesOf(db, settings, targets))]);
  const reading = await keepRows(db, sources, workspace, options.knownKpis);
  const files = await accountFor(db, crm, source, found, targets);
  const refused = await refusedRows(db, source, targets);
  const dated = reading.tables.activities.kept + reading.tables.deals.kept + reading.tables.leads.kept;
  const questions = [
    ...(await openQuestions(db, crm)),
    ...workspaceQuestions(settings, workspace, { dated, currencies: await unpriced(db, workspace, currencies) }),
  ];
  const checks = await runChecks(db, crm);
  const limits = await findLimits(db, crm);
  onProgress('writing');
  await writeLog(db, options.out, { format: options.format, workspace });
  return {
    crm: crm.name,
    source: basename(resolve(options.source)),
    files: [
      ...files,
      ...source.ignored.map(({ file, reason }) => ({
        file,
        object: null,
        rows: 0,
        malformed: 0,
        kept: 0,
        rejected: 0,
        skipped: [{ reason, rows: 0 }],
        targets: [],
        unread: [],
      })),
    ],
    tables: tableNames.map((table) => {
      const { kept, first, last } = reading.tables[table];
      return { table, rows: kept, first, last };
    }),
    refused,
    questions,
    checks,
    limits,
    changes: null,
    warnings: [...settings.warnings, ...reading.warnings],
  };
}

type Currency = { readonly currency: string; readonly records: number };

/** The currencies of deals, most frequent first. */
async function currenciesOf(db: Database, targets: readonly TableName[]): Promise<readonly Currency[]> {
  if (!targets.includes('deals')) return [];
  const { has } = await db.row<{ has: boolean }>(
    sql`SELECT count(*) > 0 AS has FROM duckdb_columns() WHERE schema_name = 'mapped' AND table_name = 'deals' AND column_name = 'currency'`,
  );
  if (!has) return [];
  return db.rows<Currency>(
    sql`SELECT currency, count(*)::DOUBLE AS records FROM mapped.deals WHERE _skip IS NULL AND currency IS NOT NULL AND amount IS NOT NULL
      GROUP BY currency ORDER BY records DESC, currency`,
  );
}

/** Those currencies that are the workspace's or have no exchange rate. */
async function unpriced(
  db: Database,
  workspace: Workspace,
  currencies: readonly Currency[],
): Promise<readonly Currency[]> {
  const rated = await db.rows<{ currency: string }>(raw('SELECT DISTINCT currency FROM log.fx_rates'));
  const known = new Set(rated.map(({ currency }) => currency));
  return currencies.filter(({ currency }) => currency === workspace.currency || !known.has(currency));
}

/** The settings of the log: what the user gave; else the currency that the CRM calls its own or that most deals have, and "now" as the latest moment a record was written. */
async function workspaceOf(
  db: Database,
  crm: Crm,
  { workspace, workspaceGiven }: ImportSettings,
  currencies: readonly Currency[],
): Promise<Workspace> {
  const told = hasStep(crm, 'home_currency')
    ? (await db.row<{ currency: string | null }>(sql`SELECT currency FROM mapped.home_currency`)).currency
    : null;
  const currency = workspaceGiven.has('currency')
    ? workspace.currency
    : (told ?? currencies[0]?.currency ?? workspace.currency);
  return { ...workspace, currency, as_of: workspace.as_of ?? (await lastWritten(db, crm)) };
}

async function lastWritten(db: Database, crm: Crm): Promise<string | null> {
  const stamps = (crm.written ?? []).map((stamp): Sql => {
    const [object, field] = stamp.split('.') as [string, string];
    return sql`SELECT max(moment(${name(field)})) AS moment FROM source.${name(object)}`;
  });
  if (stamps.length === 0) return null;
  const all = stamps.reduce((union, one) => sql`${union} UNION ALL ${one}`);
  const { moment } = await db.row<{ moment: string | null }>(
    sql`SELECT strftime(max(moment) + INTERVAL 1 SECOND, '%Y-%m-%dT%H:%M:%SZ') AS moment FROM (${all})`,
  );
  return moment;
}

/** Exchange rates of the settings, from ever on. */
async function ratesOf(
  db: Database,
  { rates }: ImportSettings,
  targets: readonly TableName[],
): Promise<[TableName, RawSource][]> {
  if (rates.size === 0 || targets.includes('fx_rates')) return [];
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

function nothingKnown(crm: Crm, path: string, source: Source): UserError {
  const files = source.tables.map(({ file }) => file).join(', ');
  const objects = crm.objects.map(({ title }) => title).join(', ');
  return new UserError({
    code: 'nothing_known',
    message: {
      en: `${path} holds nothing that looks like an export of ${crm.name}. It has ${files}.`,
      es: `En ${path} no hay nada que parezca una exportación de ${crm.name}. Contiene ${files}.`,
    },
    fix: {
      en: `Known are ${objects}, by their headers. In the settings, files: { NAME: { object: … } } says what a file holds.`,
      es: `Se conocen ${objects}, por sus encabezados. En los ajustes, files: { NOMBRE: { object: … } } dice qué contiene un archivo.`,
    },
  });
}
