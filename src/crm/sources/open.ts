import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import { readCsvRecords } from '../../log/csv-records.ts';
import { stem } from '../csv/folder.ts';
import type { FileSettings } from '../csv/map-settings.ts';
import type { Source, SourceTable } from './source.ts';

export async function openSource(
  db: Database,
  path: string,
  _workDir: string,
  files: ReadonlyMap<string, FileSettings>,
): Promise<Source> {
  const isFolder = (await stat(path)).isDirectory();
  const found = isFolder ? (await readdir(path, { recursive: true })).map((name) => join(path, name)).sort() : [path];
  await db.run(raw('CREATE SCHEMA raw'));
  const tables: SourceTable[] = [];
  const ignored: Source['ignored'][number][] = [];
  for (const file of found) {
    if (!(await stat(file)).isFile()) continue;
    const shown = isFolder ? relative(path, file).split(sep).join('/') : basename(file);
    if (!/\.csv$/i.test(file)) {
      ignored.push({ file: shown, reason: { en: 'not a table', es: 'no es una tabla' } });
      continue;
    }
    const table = `raw.raw_${tables.length + 1}`;
    const records = await readCsvRecords(db, file, table, { ...(files.get(shown) ?? {}) });
    tables.push({ file: shown, name: stem(basename(file)), shape: 'csv', columns: records.columns, table, rows: records.read, malformed: records.malformed });
  }
  if (tables.length === 0) throw new UserError({ code: 'no_source', message: { en: 'nothing', es: 'nada' } });
  return { tables, faults: [], ignored };
}
