import { zoneOffsets } from '../../src/domain/calendar.ts';
import type { Database } from '../../src/duckdb/database.ts';
import { raw, sql } from '../../src/duckdb/sql.ts';
import { offsetAt } from '../../src/duckdb/zone.ts';

/** Makes a macro `local(t)`: a UTC TIMESTAMP as the clocks of a zone show it, as in lists on a screen. */
export async function createLocal(db: Database, timezone: string): Promise<void> {
  const [from, to] = ['2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'].map((text) => Temporal.Instant.from(text));
  await db.run(
    sql`CREATE OR REPLACE TEMP MACRO local(t) AS t + ${offsetAt(raw('t'), zoneOffsets(timezone, from!, to!))}`,
  );
}
