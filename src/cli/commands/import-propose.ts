import { join } from 'node:path';
import { doubtMark } from '../../crm/propose/draft.ts';
import { type Proposal, proposeMap } from '../../crm/propose/propose-map.ts';
import { needlessMap } from '../../crm/import/other-crm.ts';
import { openSource } from '../../crm/sources/open.ts';
import type { Text } from '../../domain/text.ts';
import { Database } from '../../duckdb/database.ts';
import { withWorkFolder } from '../../log/work-folder.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../../kpi/counts.ts';
import { printableLines, renderTable, wrap } from '../table.ts';

/** `tacto import csv SRC --propose`: writes a first map folder and says what in it a person must check. */
export async function proposeCommand(context: CliContext, source: string, folder: string): Promise<void> {
  await withWorkFolder('propose', async (workDir) => {
    const db = await Database.open(':memory:', { spillTo: join(workDir, 'spill'), memoryLimit: '3GB' });
    try {
      const tables = await openSource(db, source, workDir, new Map());
      const hint = needlessMap(tables.tables);
      const proposal = await proposeMap(db, tables, folder, { source, language: context.language });
      context.out(proposalText(context, proposal, { source, folder, hint }));
    } finally {
      db.close();
    }
  });
}

const mostColumns = 100;

function proposalText(
  context: CliContext,
  { tables, doubts, unused, unusedColumns, files }: Proposal,
  { source, folder, hint }: { readonly source: string; readonly folder: string; readonly hint: Text | null },
): string {
  const { say } = context;
  const width = Math.min(context.width, mostColumns);
  const of = (table: string): number => doubts.filter(({ file }) => file === `${table}.sql`).length;
  const found = renderTable(
    [
      { title: say({ en: 'table', es: 'tabla' }) },
      { title: say({ en: 'doubts', es: 'dudas' }), align: 'right' },
      { title: say({ en: 'from', es: 'de' }) },
    ],
    tables.map(({ table, sources }) => [table, String(of(table)), sources.join(', ')]),
    width,
  );
  const marked = files
    .map((file) => ({ file, own: doubts.filter((doubt) => doubt.file === file) }))
    .filter(({ own }) => own.length > 0)
    .map(({ file, own }) => {
      const lines = own.flatMap(({ column, text }) =>
        wrap(`${column === null ? '' : `${column}: `}${say(text)}`, width - 4).map(
          (line, i) => `${i === 0 ? '  · ' : '    '}${line}`,
        ),
      );
      return [join(folder, file), ...lines].join('\n');
    });
  const heading = say(
    counted(
      doubts.length,
      {
        en: `{n} doubt to check, marked ${doubtMark.en} in the files. What was not clear is NULL.`,
        es: `{n} duda que comprobar, marcada con ${doubtMark.es} en los archivos. Lo que no estaba claro es NULL.`,
      },
      {
        en: `{n} doubts to check, marked ${doubtMark.en} in the files. What was not clear is NULL.`,
        es: `{n} dudas que comprobar, marcadas con ${doubtMark.es} en los archivos. Lo que no estaba claro es NULL.`,
      },
    ),
  );
  const [noColumns, noFile] = [
    say({ en: 'Columns not used', es: 'Columnas sin usar' }),
    say({ en: 'Files not used', es: 'Archivos sin usar' }),
  ];
  const idle = [
    ...unusedColumns.flatMap(({ file, columns }) => wrap(`${noColumns}, ${file}: ${columns.join(', ')}`, width)),
    ...(unused.length === 0 ? [] : wrap(`${noFile}: ${unused.join(', ')}`, width)),
  ];
  const sections = [
    ...(hint === null ? [] : [wrap(`! ${say(hint)}`, width).join('\n')]),
    say({ en: `A first map in ${folder}:`, es: `Un primer mapa en ${folder}:` }),
    found,
    heading,
    ...marked,
    ...(idle.length === 0 ? [] : [idle.join('\n')]),
    `${say({ en: 'Next', es: 'Ahora' })}: tacto import csv ${source} --map ${folder} --out sales-log`,
  ];
  return printableLines(sections.join('\n\n'));
}
