import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ownKpisFile } from '../../kpi/own/read.ts';
import { writeLog } from '../../log/write.ts';
import type { CliContext } from '../context.ts';
import { type LogOptions, withLog } from '../log-session.ts';

export type ExportOptions = LogOptions & { readonly out: string; readonly format: 'csv' | 'parquet' };

/** `tacto export`: writes the valid rows of a log to a new folder. */
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
      context.say({ en: `${options.out}: ${rows} rows written.`, es: `${options.out}: ${rows} filas escritas.` }),
    );
  });
}
