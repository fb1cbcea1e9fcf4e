import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { reportFile } from '../crm/import/own-log.ts';
import { reportHtml } from '../crm/report/html.ts';
import { reportJson } from '../crm/report/json.ts';
import type { ImportReport, RefusedRow } from '../crm/report/model.ts';
import type { ReportView } from '../crm/report/voice.ts';
import type { Language } from '../domain/text.ts';
import { fileFault } from '../log/file-faults.ts';
import { toCsv } from '../kpi/data/csv.ts';

/** The page of a report, beside the log. */
export const pageFile = 'import-report.html';
/** Where the refused rows are, in the folder of a log. */
export const rejectsFile = join('.tacto', 'rejects.csv');

/**
 * Writes what an import has to say into the folder of its log: JSON, the page, the refused rows when there are any.
 * @param elsewhere one more place for the page
 * @throws UserError `cannot_write`
 */
export async function writeReportFiles(
  out: string,
  report: ImportReport,
  view: ReportView,
  { language, elsewhere }: { readonly language: Language; readonly elsewhere?: string },
): Promise<void> {
  const page = reportHtml(report, view, language);
  await put(join(out, reportFile), reportJson(report));
  await put(join(out, pageFile), page);
  const rejects = join(out, rejectsFile);
  if (report.refused.length === 0) await rm(rejects, { force: true });
  else await put(rejects, rejectsCsv(report.refused, language));
  if (elsewhere !== undefined) {
    await writeFile(elsewhere, page).catch((error: unknown) => {
      throw fileFault('write', elsewhere, error);
    });
  }
}

/** The refused rows as CSV that no spreadsheet runs. */
function rejectsCsv(refused: readonly RefusedRow[], language: Language): string {
  return toCsv(
    ['file', 'line', 'table', 'column', 'value', 'code', 'reason'],
    refused.map(({ file, line, table, column, value, code, reason }) => [
      file,
      line,
      table,
      column,
      value,
      code,
      reason[language],
    ]),
  );
}

/** Puts a file in place whole: a reader finds the one before or this one. */
async function put(file: string, text: string): Promise<void> {
  const draft = `${file}.draft`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw fileFault('write', file, error);
  }
}
