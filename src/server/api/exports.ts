import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { joinOwnKpis } from '../../kpi/own/read.ts';
import { ownKpisFile } from '../../kpi/own/file.ts';
import { type TableName, tableNames } from '../../log/schema.ts';
import { exportLog } from '../../record/bulk/export-log.ts';
import { readOrganisation } from '../../record/organisation.ts';
import { requireExtent } from '../access/caller.ts';
import { fileAnswer, type FileFormat, fileFormats, fileHeaders, fileTypes } from '../exports/answers.ts';
import { tableFile } from '../exports/table-file.ts';
import { zipFolder } from '../exports/zip.ts';
import { reads, type Route } from '../http/route.ts';
import { ownKpis } from '../insight/own-kpis.ts';
import { needsOf } from './tables.ts';

const tag = 'exports';

/** Works in a folder of its own that goes when the answer has been taken. */
async function inFolder(
  spool: string,
  work: (dir: string, done: () => Promise<void>) => Promise<Response>,
): Promise<Response> {
  const dir = join(spool, `export-${randomUUID()}`);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const done = (): Promise<void> => rm(dir, { recursive: true, force: true });
  try {
    return await work(dir, done);
  } catch (error) {
    await done();
    throw error;
  }
}

const whole = reads<unknown, { readonly format: 'csv' | 'parquet' }>({
  tag,
  id: 'exports.log',
  method: 'get',
  path: '/exports/log',
  right: 'exports.all',
  summary: {
    en: 'The whole sales log as a zip, as the command line and an import take it',
    es: 'El registro de ventas completo en un zip, tal como lo toman la línea de órdenes y una importación',
  },
  query: z.strictObject({ format: z.enum(['csv', 'parquet']).default('parquet') }),
  produces: [fileTypes.zip],
  handle: async ({ caller, services: { record, spool }, query }) => {
    const body = await inFolder(spool, async (dir, done) => {
      const { org } = caller.actor;
      await exportLog(record, org, join(dir, 'log'), query.format);
      const own = await record.as(caller.actor, ownKpis);
      if (own.length > 0)
        await writeFile(join(dir, 'log', ownKpisFile), joinOwnKpis(own.map(({ definition }) => definition)));
      await zipFolder(join(dir, 'log'), join(dir, 'log.zip'));
      return fileAnswer(join(dir, 'log.zip'), fileHeaders('sales-log', 'zip'), done);
    });
    return { status: 200, body };
  },
});

const one = reads<{ readonly table: TableName }, { readonly format: FileFormat }>({
  tag,
  id: 'exports.table',
  method: 'get',
  path: '/exports/{table}',
  right: 'exports',
  summary: {
    en: 'What one sees of a table of the sales log, as a file',
    es: 'Lo que uno ve de una tabla del registro de ventas, como archivo',
  },
  params: z.object({ table: z.enum(tableNames) }),
  query: z.strictObject({ format: z.enum(fileFormats).default('csv') }),
  produces: [fileTypes.csv, fileTypes.parquet, fileTypes.xlsx],
  handle: async ({ caller, services: { record, spool }, params: { table }, query: { format } }) => {
    requireExtent(caller, needsOf[table].reads);
    const organisation = await record.as(caller.actor, readOrganisation);
    const timezone = organisation?.workspace.timezone ?? 'UTC';
    const body = await inFolder(spool, async (dir, done) => {
      const file = await tableFile(record, caller.actor, table, { dir, format, timezone });
      return fileAnswer(file, fileHeaders(table, format), done);
    });
    return { status: 200, body };
  },
});

/** From the record to files. */
export const exportRoutes: readonly Route[] = [whole, one];
