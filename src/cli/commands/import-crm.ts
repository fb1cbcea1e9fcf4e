import { open, readFile, rm } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import type { Crm } from '../../crm/import/definition.ts';
import { importCrm } from '../../crm/import/import-crm.ts';
import { settingsFile } from '../../crm/import/own-log.ts';
import { type ImportSettings, noSettings, parseSettings } from '../../crm/import/settings.ts';
import { reportJson } from '../../crm/report/json.ts';
import type { ImportReport } from '../../crm/report/model.ts';
import { faultsOf } from '../../crm/report/summary.ts';
import type { ReportView } from '../../crm/report/voice.ts';
import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { catalogue, catalogueIds } from '../../kpi/catalogue/index.ts';
import { fileFault } from '../../log/file-faults.ts';
import { readWorkspace } from '../../log/read.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../../kpi/counts.ts';
import { pageFile, rejectsFile, writeReportFiles } from '../import-files.ts';
import { importReportText } from '../import-report.ts';
import { deliver } from '../output.ts';
import { progressLine } from '../progress.ts';

export type CrmImport = {
  readonly out: string;
  readonly format: 'csv' | 'parquet';
  readonly settings?: string;
  readonly strict?: boolean;
  readonly report?: string;
  readonly json?: boolean;
};

/**
 * `tacto import CRM SRC --out DIR`: writes a sales log, or brings it up to date, and says what was read and what to trust.
 * @throws UserError `not_clean` with `--strict` when there is anything to refuse, to ask or that differs: then nothing is written
 */
export async function importCrmCommand(
  context: CliContext,
  crm: Crm,
  source: string,
  options: CrmImport,
): Promise<void> {
  const { out, format, strict, report: elsewhere } = options;
  const settings = options.settings === undefined ? noSettings : await readSettings(options.settings);
  if (elsewhere !== undefined && !isInside(out, elsewhere)) await requireWritable(elsewhere);
  const progress = progressLine(context);
  let refused: { readonly report: ImportReport; readonly reason: UserError } | undefined;
  try {
    const report = await importCrm(crm, {
      source,
      out,
      format,
      settings,
      knownKpis: catalogueIds,
      onProgress: progress.show,
      accept: (found) => {
        const reason = strict === true ? notClean(found) : null;
        if (reason === null) return;
        refused = { report: found, reason };
        throw reason;
      },
    });
    const view = viewOf((await readWorkspace(out)).workspace);
    await writeReportFiles(out, report, view, {
      language: context.language,
      ...(elsewhere === undefined ? {} : { elsewhere }),
    });
    progress.clear();
    if (options.json === true) await deliver(reportJson(report), undefined);
    else context.out(`${importReportText(context, report, view)}\n\n${nextSteps(context, report, options)}`);
  } catch (error) {
    progress.clear();
    if (refused === undefined || error !== refused.reason) throw error;
    const { report, reason } = refused;
    if (options.json === true) await deliver(reportJson(report), undefined);
    else context.out(importReportText(context, report, viewOf(settings.workspace)));
    throw reason;
  }
}

async function readSettings(file: string): Promise<ImportSettings> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fileFault('read', file, error);
  });
  return parseSettings(text, basename(file));
}

/** Finds out before the work whether a file can be written, and leaves no trace of it. */
async function requireWritable(file: string): Promise<void> {
  try {
    const handle = await open(file, 'a');
    const { size } = await handle.stat();
    await handle.close();
    if (size === 0) await rm(file, { force: true });
  } catch (error) {
    throw fileFault('write', file, error);
  }
}

function isInside(folder: string, file: string): boolean {
  return !relative(resolve(folder), resolve(file)).startsWith('..');
}

function viewOf({ timezone, as_of: asOf }: Workspace): ReportView {
  return { kpiLabels: new Map(catalogue.map(({ id, label }) => [id, label])), timezone, asOf };
}

/** Where the report and the refused rows are, what to answer, and what to look at first. */
function nextSteps({ say }: CliContext, report: ImportReport, { out, settings, report: elsewhere }: CrmImport): string {
  const page = elsewhere ?? join(out, pageFile);
  const next = (text: Text): string => `${say(text)}: `;
  return [
    `${next({ en: 'The whole report, to forward', es: 'El informe completo, para reenviar' })}${page}`,
    ...(report.refused.length === 0
      ? []
      : [`${next({ en: 'The refused rows', es: 'Las filas rechazadas' })}${join(out, rejectsFile)}`]),
    ...(report.questions.length === 0 || settings !== undefined ? [] : [say(howToAnswer(report, out))]),
    `${next({ en: 'Next', es: 'Ahora' })}tacto board --data ${out}`,
  ].join('\n');
}

function howToAnswer({ settings }: ImportReport, out: string): Text {
  if (settings === null) {
    return {
      en: 'Answers go into a YAML file: add --settings FILE and import again.',
      es: 'Las respuestas van en un archivo YAML: añada --settings ARCHIVO y vuelva a importar.',
    };
  }
  const before = join(out, settingsFile);
  return {
    en: `Answers go beside those of before: add them to a copy of ${before} and import again with --settings.`,
    es: `Las respuestas van junto a las anteriores: añádalas a una copia de ${before} y vuelva a importar con --settings.`,
  };
}

/** What keeps an import from being without any doubt; null when nothing does. */
function notClean(report: ImportReport): UserError | null {
  const { refused, disagreements, questions } = faultsOf(report);
  if (refused + disagreements + questions === 0) return null;
  const parts: readonly Text[] = [
    counted(
      refused,
      { en: '{n} row refused', es: '{n} fila rechazada' },
      { en: '{n} rows refused', es: '{n} filas rechazadas' },
    ),
    counted(
      disagreements,
      { en: '{n} comparison that differs', es: '{n} comparación que no cuadra' },
      { en: '{n} comparisons that differ', es: '{n} comparaciones que no cuadran' },
    ),
    counted(
      questions,
      { en: '{n} question open', es: '{n} pregunta abierta' },
      { en: '{n} questions open', es: '{n} preguntas abiertas' },
    ),
  ].filter((_, i) => [refused, disagreements, questions][i]! > 0);
  return new UserError({
    code: 'not_clean',
    message: {
      en: `${parts.map(({ en }) => en).join(', ')}, and --strict allows none. Nothing was written.`,
      es: `${parts.map(({ es }) => es).join(', ')}, y --strict no admite ninguna. No se ha escrito nada.`,
    },
  });
}
