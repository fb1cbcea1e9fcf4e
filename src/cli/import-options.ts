import { Option } from 'commander';
import { crmIds } from '../crm/ids.ts';
import type { Add } from './add.ts';
import type { ImportOptions } from './commands/import.ts';
import type { CliContext } from './context.ts';

/** Adds `tacto import`. */
export function addImport(add: Add, context: CliContext): void {
  const { say } = context;
  const names = crmIds.join(', ');
  const ofCrm = (text: string): string => `[${names}] ${text}`;
  const ofCsv = (text: string): string => `[csv] ${text}`;
  add(
    'import',
    {
      '<CRM>': {
        en: `whose export it is: ${names}; csv for any other`,
        es: `de qué CRM es la exportación: ${names}; csv para cualquier otro`,
      },
      '<SRC>': {
        en: 'what was exported: a folder, a .zip or one file; of csv a folder or one file',
        es: 'lo exportado: una carpeta, un .zip o un solo archivo; con csv, una carpeta o un archivo',
      },
    },
    {
      en: 'turn a CRM’s export into a sales log, or bring the log of an earlier one up to date',
      es: 'convierte la exportación de un CRM en un registro de ventas, o pone al día el de una anterior',
    },
    [
      ...crmIds.map((id) => `tacto import ${id} export.zip --out sales-log`),
      `tacto import ${crmIds[0]} export/ --out sales-log --settings settings.yaml --strict`,
      'tacto import csv export/ --propose --out map',
      'tacto import csv export/ --map map --out sales-log',
    ].join('\n'),
  )
    .option(
      '--out <DIR>',
      say({
        en: 'folder of the sales log: a new one, or that of an earlier import',
        es: 'carpeta del registro de ventas: una nueva, o la de una importación anterior',
      }),
    )
    .addOption(
      new Option('--format <F>', say({ en: 'how to write it', es: 'cómo escribirlo' }))
        .choices(['csv', 'parquet'])
        .default('csv'),
    )
    .option(
      '--settings <FILE>',
      ofCrm(
        say({
          en: 'YAML that says what the CRM’s own words mean; without it that of the import before holds',
          es: 'YAML que dice qué significan las palabras propias del CRM; sin él vale el de la importación anterior',
        }),
      ),
    )
    .option(
      '--strict',
      ofCrm(
        say({
          en: 'write nothing when a row is refused, a comparison differs or a question is open',
          es: 'no escribe nada si se rechaza una fila, algo no cuadra o queda una pregunta abierta',
        }),
      ),
    )
    .option(
      '--report <FILE>',
      ofCrm(
        say({
          en: 'write the report’s page here too (it is DIR/import-report.html)',
          es: 'escribe también aquí la página del informe (está en DIR/import-report.html)',
        }),
      ),
    )
    .option('--json', ofCrm(say({ en: 'answer the report as JSON', es: 'responde el informe como JSON' })))
    .option(
      '--map <FOLDER>',
      ofCsv(say({ en: 'one TABLE.sql for each table, and map.yaml', es: 'un TABLA.sql por tabla, y map.yaml' })),
    )
    .option(
      '--propose',
      ofCsv(
        say({
          en: 'write a first map into the folder of --out (map), its doubts marked',
          es: 'escribe un primer mapa en la carpeta de --out (map), con sus dudas marcadas',
        }),
      ),
    )
    .action(async (kind: string, source: string, options: ImportOptions) =>
      (await import('./commands/import.ts')).importCommand(context, kind, source, options),
    );
}
