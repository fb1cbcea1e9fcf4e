import { importCsv, type ImportReport } from '../../crm/csv/import-csv.ts';
import { UserError } from '../../domain/errors.ts';
import { catalogueIds } from '../../kpi/catalogue/index.ts';
import { checkNeeds } from '../../kpi/needs.ts';
import type { CliContext } from '../context.ts';
import { withLog } from '../log-session.ts';
import { printableLines, renderTable } from '../table.ts';
import { kpisText, tablesText } from './check.ts';

export type ImportOptions = { readonly map: string; readonly out: string; readonly format: 'csv' | 'parquet' };

/** `tacto import csv SRC --map FOLDER --out DIR`: writes a sales log and says what was read and rejected. */
export async function importCommand(
  context: CliContext,
  kind: string,
  source: string,
  options: ImportOptions,
): Promise<void> {
  if (kind !== 'csv') {
    throw new UserError({
      code: 'unknown_import',
      message: { en: `There is no import of “${kind}”.`, es: `No existe la importación de «${kind}».` },
      fix: {
        en: 'There is: tacto import csv SRC --map FOLDER --out DIR.',
        es: 'Existe: tacto import csv SRC --map FOLDER --out DIR.',
      },
    });
  }
  const report = await importCsv({ source, ...options, knownKpis: catalogueIds });
  context.out(reportText(context, report));
  await withLog(context, { data: options.out }, async ({ log, kpis }) => {
    context.out(`\n${kpisText(context, await checkNeeds(log, [...kpis.values()]))}`);
  });
  context.out(`\n${context.say({ en: 'Next', es: 'Ahora' })}: tacto board --data ${options.out}`);
}

function reportText(context: CliContext, { files, reading, refusals, warnings }: ImportReport): string {
  const { say } = context;
  const right = (title: string) => ({ title, align: 'right' as const });
  const number = (n: number): string =>
    n.toLocaleString(context.language === 'es' ? 'es-ES' : 'en-GB', { useGrouping: 'always' });
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
    const lines = refusals.map(
      (refusal) => `  ${refusal.file}, ${say({ en: 'line', es: 'línea' })} ${refusal.line}: ${say(refusal.reason)}`,
    );
    sections.push(
      [say({ en: 'Refused rows (the first of them):', es: 'Filas rechazadas (las primeras):' }), ...lines].join('\n'),
    );
  }
  return printableLines(sections.join('\n\n'));
}
