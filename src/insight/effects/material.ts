import { startOfDay, toMicros } from '../../domain/calendar.ts';
import { and, join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { instant } from '../../engine/dialect.ts';
import { filterSql } from '../../engine/question.ts';
import { type Counts, countsOf } from './counts.ts';
import type { Row } from './cells.ts';
import type { Selection } from './selection.ts';

/** What was given: an asset type (`asset` null), or one asset of it; and the stays in which it was, cell by cell. */
export type Given = { readonly assetType: string; readonly asset: string | null; readonly rows: readonly Row[] };

/** Stays of deals in a stage. */
export type Stays = { readonly all: Counts; readonly given: readonly Given[] };

const names = ['source', 'segment', 'rep', 'stage', 'days'] as const;

/** How long a stay took, in days: the first of each band and its name. */
const dayBands = [
  [0, '0-3'],
  [3, '3-7'],
  [7, '7-14'],
  [14, '14-30'],
  [30, '30-60'],
  [60, '60-'],
] as const satisfies readonly (readonly [number, string])[];

/**
 * The stays of deals in an open stage that ended in the period, by source, segment, rep, stage and length, and those that ended with a win or
 * a stage further on (a higher position); the same for the stays in which each asset and asset type was given. A share belongs to its deal, else to its activity's,
 * else to those of its lead, else to those that its contact decides on or whose lead the contact is.
 */
export async function stayCounts(selection: Selection): Promise<Stays> {
  const { log } = selection;
  const stays = staysOf(selection);
  const levels = join(names.map((name) => raw(name)));
  const all = await countsOf(
    log,
    names,
    sql`WITH ${stays} SELECT ${levels}, count(*) AS trials, count(*) FILTER (WHERE advanced) AS results FROM stay GROUP BY ALL`,
    ['days'],
  );
  const given = await countsOf(
    log,
    ['kind', 'asset_type', 'asset', ...names],
    sql`WITH ${stays}, shared AS (${shares}), given AS (
        SELECT DISTINCT s.*, g.asset_type, g.asset FROM stay s
        JOIN shared g ON g.deal = s.deal AND g.shared_at >= s.from_at AND g.shared_at < s.ended_at
      ), each AS (
        SELECT DISTINCT * EXCLUDE (asset), 'type' AS kind, '' AS asset FROM given
        UNION ALL BY NAME SELECT *, 'asset' AS kind FROM given WHERE asset IS NOT NULL
      )
      SELECT kind, asset_type, asset, ${levels}, count(*) AS trials, count(*) FILTER (WHERE advanced) AS results
      FROM each GROUP BY ALL`,
    ['kind', 'asset_type', 'asset', 'days'],
  );
  return { all, given: grouped(given.rows) };
}

function staysOf({ log, question, codes }: Selection): Sql {
  const { timezone } = log.workspace;
  const [from, to] = [question.from, question.to].map((day) => instant(toMicros(startOfDay(day, timezone))));
  const only = and(question.where.map((filter) => filterSql(filter, codes)));
  const bands = dayBands
    .toReversed()
    .map(([first, band]) => `WHEN ended_at - from_at >= to_days(${first}) THEN '${band}'`)
    .join(' ');
  return sql`entered AS (
      SELECT deal, stage, position, kind, from_at FROM facts.stage_span
      QUALIFY stage IS DISTINCT FROM lag(stage) OVER (PARTITION BY deal ORDER BY from_at)
    ), passed AS (
      SELECT *, lead(from_at) OVER w AS ended_at, lead(kind) OVER w AS next_kind, lead(position) OVER w AS next_position
      FROM entered WINDOW w AS (PARTITION BY deal ORDER BY from_at)
    ), stay AS MATERIALIZED (
      SELECT p.deal, p.stage, p.from_at, p.ended_at, d.source, d.segment, d.rep, ${raw(`CASE ${bands} END`)} AS days,
        next_kind = 'won' OR (next_kind = 'open' AND next_position > position) AS advanced
      FROM passed p JOIN (SELECT * FROM facts.deal WHERE ${only}) d ON d.deal = p.deal
      WHERE p.kind = 'open' AND p.stage <> 0 AND p.ended_at >= ${from!} AND p.ended_at < ${to!}
    )`;
}

const shares = raw(`
    WITH share AS (
      SELECT s.seq, s.shared_at, s.asset_type, s.asset, coalesce(d.deal, a.deal) AS deal, q.lead, c.contact
      FROM log.shares s JOIN facts.share f ON f.share = s.seq
      LEFT JOIN facts.deal d ON d.id = s.deal_id
      LEFT JOIN log.activities la ON la.id = s.activity_id LEFT JOIN facts.activity a ON a.activity = la.seq
      LEFT JOIN facts.lead q ON q.id = s.lead_id LEFT JOIN facts.contact c ON c.id = s.contact_id
    ), of_lead AS (SELECT s.*, d.deal AS own FROM share s JOIN facts.deal d ON d.lead = s.lead WHERE s.deal IS NULL), person AS (
      SELECT deal, lead_contact AS contact FROM facts.deal WHERE lead_contact IS NOT NULL UNION SELECT deal, contact FROM facts.team_member
    )
    SELECT shared_at, asset_type, asset, deal FROM share WHERE deal IS NOT NULL
    UNION ALL SELECT shared_at, asset_type, asset, own FROM of_lead
    UNION ALL SELECT s.shared_at, s.asset_type, s.asset, p.deal FROM share s JOIN person p ON p.contact = s.contact
      WHERE s.deal IS NULL AND s.seq NOT IN (SELECT seq FROM of_lead)`);

function grouped(rows: readonly Row[]): Given[] {
  const groups = new Map<string, { assetType: string; asset: string | null; rows: Row[] }>();
  for (const { levels, trials, results } of rows) {
    const [kind, assetType, asset, ...others] = levels as [string, string, string, ...string[]];
    const key = JSON.stringify([kind, assetType, asset]);
    const group = groups.get(key) ?? { assetType, asset: kind === 'type' ? null : asset, rows: [] };
    group.rows.push({ levels: others, trials, results });
    groups.set(key, group);
  }
  return [...groups.values()];
}
