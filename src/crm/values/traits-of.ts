import type { Database } from '../../duckdb/database.ts';
import { join, literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { dateTraitsOf } from './dates.ts';
import { flagTraitsOf } from './flags.ts';
import { numberTraitsOf } from './numbers.ts';
import { noSample, type Sample, type Traits } from './shapes.ts';

/** A column whose values are looked at. */
export type Looked = { readonly cell: Sql; readonly kind: 'instant' | 'date' | 'decimal' | 'whole' | 'flag' };

/** Tables from here on are looked at column by column, the most frequent shapes of each first; smaller ones all columns at once. */
const largeTable = 100_000;
const sampleRows = 2000;

/** What the values of each column of a table look like, over all its rows. */
export async function traitsOf(db: Database, table: Sql, cells: readonly Looked[]): Promise<readonly Traits[]> {
  const { rows } = await db.row<{ rows: number }>(sql`SELECT count(*)::DOUBLE AS rows FROM ${table}`);
  if (rows < largeTable) return (await stacked(db, table, cells)).map(({ seen }) => seen);
  const samples = await samplesOf(db, table, cells);
  const united = cells.map((cell, i) => {
    const traits = traitsOfText(cell, raw(`t.v${i}`), samples[i]!);
    return sql`coalesce(bit_or(${traits}), 0)::VARCHAR AS ${raw(`b${i}`)}`;
  });
  const values = cells.map(({ cell }, i) => sql`${cell} AS ${raw(`v${i}`)}`);
  const row = await db.row<Record<string, string>>(
    sql`SELECT ${join(united)} FROM (SELECT ${join(values)} FROM ${table}) AS t`,
  );
  return cells.map((_, i) => BigInt(row[`b${i}`]!) | samples[i]!.seen);
}

/** What the first rows of a table look like, column by column. */
export function samplesOf(db: Database, table: Sql, cells: readonly Looked[]): Promise<readonly Sample[]> {
  return stacked(db, sql`(SELECT * FROM ${table} LIMIT ${literal(sampleRows)})`, cells);
}

/** The columns of one kind below each other, so that their patterns are compiled once: that takes longer than a small table. */
async function stacked(db: Database, table: Sql, cells: readonly Looked[]): Promise<readonly Sample[]> {
  const places = cells.map((cell, place) => ({ ...cell, place }));
  const families = Object.values(Object.groupBy(places, ({ kind }) => familyOf[kind]));
  const parts = families.map((family) => {
    const numbers = join(family.map(({ place }) => raw(String(place))));
    const values = join(family.map(({ cell }) => cell));
    const traits = traitsOfText(family[0]!, raw('v'), noSample);
    return sql`SELECT place, (${traits})::VARCHAR AS traits
      FROM (SELECT unnest([${numbers}]) AS place, unnest([${values}]) AS v FROM ${table} AS t) AS s`;
  });
  const rows = await db.rows<{ place: number; traits: string; n: number }>(
    sql`SELECT place, traits, count(*)::DOUBLE AS n FROM (${join(parts, ' UNION ALL ')}) AS u GROUP BY ALL`,
  );
  return cells.map((_, i) =>
    sampleOf(rows.filter(({ place }) => place === i).map(({ traits, n }) => [BigInt(traits), n])),
  );
}

function sampleOf(values: readonly (readonly [Traits, number])[]): Sample {
  return {
    seen: values.reduce((union, [traits]) => union | traits, 0n),
    count: (wanted) => values.reduce((sum, [traits, n]) => sum + ((traits & wanted) === 0n ? 0 : n), 0),
  };
}

const familyOf = { instant: 'dates', date: 'dates', decimal: 'numbers', whole: 'numbers', flag: 'flags' } as const;

function traitsOfText({ kind }: Looked, text: Sql, sample: Sample): Sql {
  const of = { dates: dateTraitsOf, numbers: numberTraitsOf, flags: flagTraitsOf }[familyOf[kind]];
  return sql`CASE WHEN ${text} IS NULL THEN 0 ELSE ${of(text, sample)} END`;
}
