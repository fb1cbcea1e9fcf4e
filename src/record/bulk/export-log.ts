import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../duckdb/database.ts';
import { writeLog } from '../../log/write.ts';
import type { SalesRecord } from '../record.ts';
import { loadLog, type LoadedLog } from './load-log.ts';

/**
 * Writes everything of an organisation, as it is at one moment, as a sales log into a folder that is absent or empty.
 * @returns how many rows, and which state they are of
 * @throws UserError `no_such_organisation`, `not_empty`, `not_a_folder`, `cannot_write`
 */
export async function exportLog(
  record: SalesRecord,
  org: string,
  dir: string,
  format: 'csv' | 'parquet',
): Promise<LoadedLog> {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-export-'));
  try {
    const db = await Database.open(join(folder, 'export.duckdb'), {
      memoryLimit: '2GB',
      spillTo: join(folder, 'spill'),
    });
    try {
      const loaded = await loadLog(record, org, db);
      await writeLog(db, dir, { format, workspace: loaded.workspace });
      return loaded;
    } finally {
      db.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
