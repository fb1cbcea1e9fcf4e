import { readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeSchema, readBefore } from '../../crm/import/before.ts';
import { compareLogs } from '../../crm/import/changes.ts';
import type { ImportReport } from '../../crm/report/model.ts';
import { Database } from '../../duckdb/database.ts';
import { literal, sql } from '../../duckdb/sql.ts';
import { catalogueIds } from '../../kpi/catalogue/index.ts';
import { ownKpisFile } from '../../kpi/own/file.ts';
import { parseOwnKpis } from '../../kpi/own/read.ts';
import { readOptional } from '../../log/optional-file.ts';
import { type LogReading, readLog } from '../../log/read.ts';
import { type TableName, tableNames } from '../../log/schema.ts';
import { writeLog } from '../../log/write.ts';
import { unpacked } from './detect.ts';
import { type Made, places, type Task } from './made.ts';

/** How many refused rows a report names. */
const mostRefused = 1000;

/** A whole sales log, as it was sent. Where it has no settings of its own, the organisation's stay. */
export async function makeWhole(
  source: string,
  task: Task,
  tell: (step: string) => void,
): Promise<Omit<Made, 'kind' | 'tookOver'>> {
  const folder = await unpacked(source);
  if (!(await readdir(folder)).includes('workspace.json')) {
    await writeFile(join(folder, 'workspace.json'), JSON.stringify(task.home));
  }
  const db = await Database.open(join(places.tmp, 'whole.duckdb'), {
    memoryLimit: task.memoryLimit,
    spillTo: join(places.tmp, 'spill-whole'),
  });
  try {
    const own = await readOptional(join(folder, ownKpisFile));
    const ownIds = own === null ? task.knownKpis : parseOwnKpis(own, catalogueIds).map(({ id }) => id);
    const knownKpis = new Set([...catalogueIds, ...ownIds]);
    tell('reading');
    if (task.hasCurrent) await readBefore(db, places.current, { workDir: places.tmp, knownKpis });
    tell('checking');
    const reading = await readLog(db, folder, { knownKpis });
    const changes = task.hasCurrent ? await compareLogs(db, { before: beforeSchema, after: 'log' }) : null;
    const refused = await refusedOf(db, reading);
    tell('writing');
    await writeLog(db, places.log, { format: 'parquet', workspace: reading.workspace });
    if (own !== null) await writeFile(join(places.log, ownKpisFile), own);
    const report: ImportReport = {
      crm: 'Tacto',
      source: basename(source),
      settings: null,
      ...tablesOf(reading, (table) => reading.tables[table].file ?? table),
      refused,
      questions: [],
      checks: [],
      limits: [],
      changes,
      warnings: reading.warnings,
    };
    return { report, proposal: null };
  } finally {
    db.close();
  }
}

/** What a reading says of its files and tables, in the shape of a report. */
export function tablesOf(
  { tables }: Pick<LogReading, 'tables'>,
  fileOf: (table: TableName) => string,
): Pick<ImportReport, 'files' | 'tables'> {
  const told = tableNames.filter((table) => tables[table].file !== null && tables[table].read > 0);
  return {
    files: told.map((table) => {
      const { read, kept, rejected } = tables[table];
      const counts = { kept, rejected, skipped: [] };
      return {
        file: fileOf(table),
        object: table,
        rows: read,
        malformed: 0,
        ...counts,
        targets: [{ table, read, ...counts }],
        unread: [],
      };
    }),
    tables: tableNames.map((table) => {
      const { kept, first, last } = tables[table];
      return { table, rows: kept, first, last };
    }),
  };
}

type Reject = {
  table_name: TableName;
  line: number;
  column_name: string | null;
  value: string | null;
  code: string;
  en: string;
  es: string;
};

async function refusedOf(db: Database, { tables }: LogReading): Promise<ImportReport['refused']> {
  const rows = await db.rows<Reject>(sql`
    SELECT table_name, line::DOUBLE AS line, column_name, value, code, en, es FROM log.rejects
    ORDER BY table_name, line LIMIT ${literal(mostRefused)}`);
  return rows.map(({ table_name: table, line, column_name: column, value, code, en, es }) => {
    return { file: tables[table].file, line, table, column, value, code, reason: { en, es } };
  });
}
