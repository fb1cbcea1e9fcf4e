import { channels, directions, outcomes, purposes, reservedStages } from '../../domain/vocabulary.ts';
import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { made, type ResolveStep } from './context.ts';

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

/** Every text of the log's tables in `schema` that is a member of any dimension, once, as a relation `v`; null may be among them. */
function labelTexts(schema: string, tables?: ReadonlySet<string>): readonly Sql[] {
  return sources
    .map((source) => source.split('.') as [string, string])
    .filter(([table]) => tables?.has(table) ?? true)
    .map(([table, column]) => raw(`SELECT DISTINCT ${column} AS v FROM ${schema}.${table}`));
}

/**
 * One dictionary of all dimension members: an integer code for each text, in text order, 0 for null. Facts carry codes,
 * so that grouping never touches text; labels are joined last.
 */
export const resolveLabels: ResolveStep = () => {
  const own = sql`SELECT unnest([${join(fixed.map((v) => raw(`'${v}'`)))}]) AS v`;
  const texts = join([...labelTexts('log'), own], ' UNION ');
  return [
    made(
      'facts.label',
      sql`SELECT row_number() OVER (ORDER BY v)::INTEGER AS k, v FROM (${texts}) WHERE v IS NOT NULL
        UNION ALL SELECT 0, NULL`,
    ),
  ];
};

/** Labels, with codes after all others, for texts of `tables` in `schema` that a dictionary `known` has not; null when such tables have no texts. */
export function moreLabels(known: Sql, schema: string, tables: ReadonlySet<string>): Sql | null {
  const texts = labelTexts(schema, tables);
  if (texts.length === 0) return null;
  return sql`SELECT ((SELECT max(k) FROM ${known}) + row_number() OVER (ORDER BY v))::INTEGER AS k, v
    FROM (${join(texts, ' UNION ')}) WHERE v IS NOT NULL AND v NOT IN (SELECT v FROM ${known} WHERE v IS NOT NULL)`;
}

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
