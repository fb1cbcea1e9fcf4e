import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ownKpisFile } from '../../kpi/own/file.ts';
import { writeLog } from '../../log/write.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../../kpi/counts.ts';
import { type LogOptions, withLog } from '../log-session.ts';

export type ExportOptions = Omit<LogOptions, 'asOf'> & { readonly out: string; readonly format: 'csv' | 'parquet' };

/** `tacto export`: writes the valid rows of a log, whatever their time, to a new folder. */
export async function exportCommand(context: CliContext, options: ExportOptions): Promise<void> {
  await withLog(context, options, async ({ log }) => {
    const ownKpis = join(options.data, ownKpisFile);
    await writeLog(log.db, options.out, {
      format: options.format,
      workspace: log.workspace,
      extra: existsSync(ownKpis) ? [ownKpis] : [],
    });
    const rows = Object.values(log.reading.tables).reduce((sum, table) => sum + table.kept, 0);
    context.out(
      `${options.out}: ${context.say(
        counted(
          rows,
          { en: '{n} row written.', es: '{n} fila escrita.' },
          { en: '{n} rows written.', es: '{n} filas escritas.' },
        ),
      )}`,
    );
  });
}
