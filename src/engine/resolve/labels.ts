import { channels, directions, outcomes, purposes, reservedStages } from '../../domain/vocabulary.ts';
import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { ResolveStep } from './context.ts';

const fixed = [
  ...channels,
  ...directions,
  ...outcomes,
  ...purposes,
  ...Object.values(reservedStages),
  'first',
  'follow_up',
];

const sources = [
  'teams.id',
  'reps.id',
  'accounts.id',
  'accounts.segment',
  'accounts.industry',
  'stages.id',
  'leads.source',
  'leads.campaign',
  'leads.product',
  'deals.source',
  'deals.product',
  'activities.pitch',
  'shares.asset_type',
  'costs.source',
  'costs.campaign',
];

/** Every text that is a member of any dimension, once, as a relation `v`; null may be among them. */
export function labelTexts(): Sql {
  const texts = sources.map((source) => {
    const [table, column] = source.split('.') as [string, string];
    return raw(`SELECT DISTINCT ${column} AS v FROM log.${table}`);
  });
  return join([...texts, sql`SELECT unnest([${join(fixed.map((v) => raw(`'${v}'`)))}]) AS v`], ' UNION ');
}

/**
 * One dictionary of all dimension members: an integer code for each text, in text order, 0 for null. Facts carry codes,
 * so that grouping never touches text; labels are joined last.
 */
export const resolveLabels: ResolveStep = () => [
  sql`CREATE TABLE facts.label AS
    SELECT row_number() OVER (ORDER BY v)::INTEGER AS k, v FROM (${labelTexts()}) WHERE v IS NOT NULL
    UNION ALL SELECT 0, NULL`,
];

/** Reads the code of a text expression by a left join: `labelJoin('l1', raw('a.pitch'))`, then `code('l1')`. */
export function labelJoin(alias: string, text: Sql): Sql {
  return sql`LEFT JOIN facts.label ${raw(alias)} ON ${raw(alias)}.v = ${text}`;
}

/** The code that `labelJoin` found, 0 for null. */
export function code(alias: string): Sql {
  return raw(`coalesce(${alias}.k, 0)`);
}

/** The code of one of the program's own words. */
export function codeOf(word: string): Sql {
  return sql`(SELECT k FROM facts.label WHERE v = ${raw(`'${word}'`)})`;
}
