import { zoneOffsets } from '../../domain/calendar.ts';
import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { offsetAt } from '../../duckdb/zone.ts';
import { type Counts, countsOf } from './counts.ts';
import { type Selection, selected } from './selection.ts';

/** The hours of the day, in the workspace's zone, that are told apart: the first of each band and the band's name. */
export const hourBands = [
  [0, '00-09'],
  [9, '09-12'],
  [12, '12-14'],
  [14, '14-16'],
  [16, '16-18'],
  [18, '18-24'],
] as const satisfies readonly (readonly [number, string])[];

/** Calls made, by source, rep and hour band, and those of them that reached somebody: the parts of `reach_rate`. */
export async function reachCounts(selection: Selection): Promise<Counts> {
  const local = await localTime(selection);
  return countsOf(
    selection.log,
    ['source', 'rep', 'hour_band'],
    sql`SELECT source, rep, ${bandOf(local)} AS hour_band, count(*) AS trials, count(*) FILTER (WHERE two_way) AS results
      FROM facts.activity WHERE ${selected(selection, 'activity')} AND dial GROUP BY source, rep, hour_band`,
    ['hour_band'],
  );
}

function bandOf(local: Sql): Sql {
  const branches = hourBands
    .toReversed()
    .map(([first, band]) => `WHEN h >= ${first} THEN '${band}'`)
    .join(' ');
  return sql`(SELECT ${raw(`CASE ${branches} END`)} FROM (SELECT hour(${local}) AS h))`;
}

async function localTime({ log }: Selection): Promise<Sql> {
  const { first } = await log.db.row<{ first: bigint | null }>(
    raw('SELECT epoch_us(min(occurred_at)) AS first FROM facts.activity'),
  );
  const start = first === null ? log.asOf : Temporal.Instant.fromEpochMilliseconds(Number(first / 1000n));
  const instant = raw('occurred_at');
  return sql`(${instant} + ${offsetAt(instant, zoneOffsets(log.workspace.timezone, start, log.asOf))})`;
}
