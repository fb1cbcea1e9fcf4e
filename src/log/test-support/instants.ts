import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import { readLog } from '../read.ts';

/** The instants that the reader of a log finds in texts, by way of a log in the folder `dir`: microseconds since 1970, null for a rejected one. */
export async function instantsIn(dir: string, texts: readonly string[], timezone: string): Promise<(bigint | null)[]> {
  writeFileSync(join(dir, 'workspace.json'), JSON.stringify({ timezone }));
  writeFileSync(join(dir, 'accounts.csv'), `id,name,created_at\n${texts.map((t, i) => `${i},A,${t}\n`).join('')}`);
  const db = await Database.open(':memory:');
  try {
    await readLog(db, dir, { knownKpis: new Set() });
    const rows = await db.rows<{ id: string; t: string }>(
      raw('SELECT id, epoch_us(created_at)::VARCHAR AS t FROM log.accounts'),
    );
    const found = new Map(rows.map(({ id, t }) => [Number(id), BigInt(t)]));
    return texts.map((_, i) => found.get(i) ?? null);
  } finally {
    db.close();
  }
}
