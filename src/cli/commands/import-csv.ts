import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { countText } from '../../domain/numbers.ts';
import { importCsv, type ImportReport } from '../../crm/csv/import-csv.ts';
import { catalogueIds } from '../../kpi/catalogue/index.ts';
import { checkNeeds } from '../../kpi/needs.ts';
import type { CliContext } from '../context.ts';
import { toCsv } from '../../kpi/data/csv.ts';
import { rejectsFile } from '../import-files.ts';
import { withLog } from '../log-session.ts';
import { printableLines, renderTable } from '../table.ts';
import { kpisText, tablesText } from './check.ts';

export type CsvImport = { readonly map: string; readonly out: string; readonly format: 'csv' | 'parquet' };

/** `tacto import csv SRC --map FOLDER --out DIR`: writes a sales log and says what was read and rejected. */
export async function importCsvCommand(context: CliContext, source: string, options: CsvImport): Promise<void> {
  const report = await importCsv({ source, ...options, knownKpis: catalogueIds });
  const rejects = join(options.out, rejectsFile);
  if (report.refusals.length > 0) await writeRefusals(context, report, rejects);
  context.out(reportText(context, report, rejects));
  await withLog(context, { data: options.out }, async ({ log, kpis }) => {
    context.out(`\n${kpisText(context, await checkNeeds(log, [...kpis.values()]))}`);
  });
  context.out(`\n${context.say({ en: 'Next', es: 'Ahora' })}: tacto board --data ${options.out}`);
}

/** The refused rows beside the log: it holds the valid ones only, so that no later check could tell them. */
async function writeRefusals(context: CliContext, { refusals }: ImportReport, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const cells = refusals.map((r) => [r.file, r.line, r.column, r.value, r.code, context.say(r.reason)]);
  await writeFile(file, toCsv(['file', 'line', 'column', 'value', 'code', 'reason'], cells));
}

function reportText(context: CliContext, { files, reading, refusals, warnings }: ImportReport, report: string): string {
  const { say } = context;
  const right = (title: string) => ({ title, align: 'right' as const });
  const number = (n: number): string => countText(context.language, n);
  const source = renderTable(
    [
      { title: say({ en: 'source file', es: 'archivo de origen' }) },
      right(say({ en: 'rows', es: 'filas' })),
      right(say({ en: 'malformed', es: 'mal formadas' })),
    ],
    files.map(({ file, rows, malformed }) => [file, number(rows), number(malformed)]),
    context.width,
  );
  const sections = [source, tablesText(context, reading), ...warnings.map((warning) => `! ${say(warning)}`)];
  if (refusals.length > 0) {
    const few = 20;
    const lines = refusals
      .slice(0, few)
      .map(
        (refusal) => `  ${refusal.file}, ${say({ en: 'line', es: 'línea' })} ${refusal.line}: ${say(refusal.reason)}`,
      );
    sections.push(
      [
        say({ en: `Refused rows (up to 1,000 of them: ${report}):`, es: `Filas rechazadas (hasta 1000: ${report}):` }),
        ...lines,
      ].join('\n'),
    );
  }
  return printableLines(sections.join('\n\n'));
}
