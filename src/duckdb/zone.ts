import type { ZoneOffset } from '../domain/calendar.ts';
import { join, raw, type Sql, sql } from './sql.ts';

/** The offset (INTERVAL) of a zone at a UTC instant: add it to get local time. */
export function offsetAt(instant: Sql, offsets: readonly ZoneOffset[]): Sql {
  return pick(instant, offsets, (offset) => offset.fromMicros);
}

/** The offset (INTERVAL) that holds for a local time: take it away to get the UTC instant. */
export function offsetAtLocal(local: Sql, offsets: readonly ZoneOffset[]): Sql {
  return pick(local, offsets, (offset) => offset.fromLocalMicros);
}

function pick(time: Sql, offsets: readonly ZoneOffset[], from: (offset: ZoneOffset) => bigint): Sql {
  const interval = (offset: ZoneOffset): Sql => raw(`to_microseconds(${offset.offsetMicros})`);
  const [oldest, ...later] = offsets;
  if (later.length === 0) return interval(oldest!);
  const branches = later
    .toReversed()
    .map((o) => sql`WHEN ${time} >= make_timestamp(${raw(String(from(o)))}) THEN ${interval(o)}`);
  return sql`CASE ${join(branches, ' ')} ELSE ${interval(oldest!)} END`;
}
