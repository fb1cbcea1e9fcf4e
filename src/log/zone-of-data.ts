import { type ZoneOffset, zoneOffsets } from '../domain/calendar.ts';
import type { Database } from '../duckdb/database.ts';
import { join, name, raw, type Sql, sql } from '../duckdb/sql.ts';
import type { RawSource } from './raw-source.ts';
import type { Table } from './schema.ts';

/** The years of a zone that are looked at: before and after them its first and last offset hold. */
const years = { first: 1850, last: 2200 } as const;

/** The workspace zone's offsets over the years of the source's instants that may have no offset of their own. */
export async function zoneOffsetsOver(
  db: Database,
  table: Table,
  source: RawSource,
  timezone: string,
): Promise<readonly ZoneOffset[]> {
  const always = zoneOffsets(timezone, startOf(1970), startOf(1971));
  const given = table.columns.flatMap((column) => {
    const found = column.type.kind === 'instant' ? source.columns.find((c) => c.name === column.name) : undefined;
    return found === undefined || /WITH TIME ZONE/.test(found.type) ? [] : [found];
  });
  if (given.length === 0 || isUtc(timezone)) return always.slice(0, 1);
  const bounds = given.map(({ name: column, stored, type }): Sql => {
    const field = name(stored ?? column);
    const year = type.startsWith('TIMESTAMP')
      ? sql`year(CASE WHEN isfinite(${field}) THEN ${field} END)`
      : sql`try_cast(left((${field})::VARCHAR, 4) AS INTEGER)`;
    return sql`SELECT min(${year}) AS first, max(${year}) AS last FROM ${raw(source.table)}`;
  });
  const { first, last } = await db.row<{ first: number | null; last: number | null }>(
    sql`SELECT min(first)::INTEGER AS first, max(last)::INTEGER AS last FROM (${join(bounds, ' UNION ALL ')})`,
  );
  if (first === null || last === null) return always;
  const inside = (year: number): number => Math.min(years.last, Math.max(years.first, year));
  return zoneOffsets(timezone, startOf(inside(first)), startOf(inside(last) + 1));
}

function startOf(year: number): Temporal.Instant {
  return Temporal.Instant.from(`${year}-01-01T00:00:00Z`);
}

function isUtc(timezone: string): boolean {
  return /^(Etc\/)?(UTC|UCT|GMT|Zulu|Universal)$/i.test(timezone);
}
