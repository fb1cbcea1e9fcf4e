import type { Database } from '../../src/duckdb/database.ts';
import { raw } from '../../src/duckdb/sql.ts';
import { tableNames, tables } from '../../src/log/schema.ts';

/** Cuts every moment of a log (schema `log`) to its minute, and what meetings took to whole minutes: all that lists on a screen show. */
export async function cutToMinutes(db: Database): Promise<void> {
  for (const table of tableNames) {
    const instants = tables[table].columns.filter(({ type }) => type.kind === 'instant').map(({ name }) => name);
    if (instants.length === 0) continue;
    const cut = instants.map((column) => `${column} = date_trunc('minute', ${column})`).join(', ');
    await db.run(raw(`UPDATE log.${table} SET ${cut}`));
  }
  await db.run(raw('DELETE FROM log.assignments WHERE valid_to <= valid_from'));
  await db.run(
    raw(
      `UPDATE log.activities SET duration_s = duration_s - duration_s % 60 WHERE channel IN ('meeting', 'video', 'visit')`,
    ),
  );
}
