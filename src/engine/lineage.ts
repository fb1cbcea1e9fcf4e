import { join, or, raw, type Sql, sql } from '../duckdb/sql.ts';
import { timedBuckets } from './buckets.ts';
import { checkMoney, trimZeros } from './ask.ts';
import { firstOfEach, isoText } from './dialect.ts';
import { type Fact, factOf } from './facts.ts';
import type { Aggregate, Formula, Measure } from './measure.ts';
import { withinDigits } from './overflow.ts';
import { conditionsOf, factContext, planQuestion, scopeOf } from './plan.ts';
import {
  checkDimensions,
  checkMembers,
  type Codes,
  findCodes,
  permitted,
  type Question,
  type Resolved,
} from './question.ts';

/**
 * The records behind one number. What each adds to a part of the number stands under the part's name; over all records
 * the parts add up to what `ask` says. A median has no sum: its records carry the values whose middle it is.
 */
export type Lineage = {
  readonly parts: readonly PartName[];
  readonly columns: readonly string[];
  readonly records: readonly LineageRecord[];
};

export type PartName = 'value' | 'numerator' | 'denominator' | 'pending';

export type LineageRecord = {
  /** What kind of record it is: a fact's name. */
  readonly fact: string;
  /** What it adds to each part; null where it does not belong to the part. */
  readonly adds: Readonly<Partial<Record<PartName, number | null>>>;
  /** The decimal text of the money among them, in full precision. */
  readonly exact: Readonly<Partial<Record<PartName, string>>>;
  /** Its columns, as text. */
  readonly fields: Readonly<Record<string, string | null>>;
};

/**
 * Finds the records behind a measure for one group (all filters together) and one period.
 * @throws UserError `unknown_dimension`, `unknown_member`, `missing_rate`
 */
export async function findRecords(resolved: Resolved, measure: Measure, wanted: Question): Promise<Lineage> {
  const question = permitted(resolved, wanted);
  checkDimensions(
    [measure],
    question.where.map((filter) => filter.dimension),
  );
  await checkMembers(resolved, wanted.where, [measure]);
  const codes = await findCodes(resolved.db, [measure], question.where);
  const buckets = timedBuckets(question.from, question.to, null, resolved.workspace, resolved.asOf);
  const asked: Question = { ...question, measures: [measure], by: [], grain: null };
  await checkMoney(resolved, planQuestion(asked, resolved, buckets, codes).moneyChecks);
  const parts = partsOf(measure.formula);
  const byFact = new Map<string, PartAggregate[]>();
  for (const part of parts) byFact.set(part.aggregate.fact, [...(byFact.get(part.aggregate.fact) ?? []), part]);
  const context = factContext(asked, resolved, buckets, codes);
  const records: LineageRecord[] = [];
  const columns = new Set<string>();
  for (const [name, group] of byFact) {
    const fact = factOf(group[0]!.aggregate.fact);
    const shown = shownColumns(fact);
    const statement = recordsSql(fact, group, shown, fact.rows(context), scopeOf(fact, asked, context, codes), codes);
    for (const column of shown) columns.add(column.as);
    for (const row of await withinDigits(() => resolved.db.rows(statement))) {
      records.push({
        fact: name,
        adds: Object.fromEntries(
          group.map((part, i) => [part.name, row[`part${i}`] === null ? null : Number(row[`part${i}`])]),
        ),
        exact: Object.fromEntries(
          group.flatMap((part, i): [PartName, string][] => {
            const text = row[`part${i}`];
            return part.aggregate.money === true && typeof text === 'string' ? [[part.name, trimZeros(text)]] : [];
          }),
        ),
        fields: Object.fromEntries(shown.map(({ as }) => [as, row[as] as string | null])),
      });
    }
  }
  return { parts: [...new Set(parts.map((part) => part.name))], columns: [...columns], records };
}

type PartAggregate = { readonly name: PartName; readonly aggregate: Aggregate };

function partsOf(formula: Formula): PartAggregate[] {
  if (formula.kind !== 'ratio') return [{ name: 'value', aggregate: formula.of }];
  const named = (name: PartName, list: readonly Aggregate[]): PartAggregate[] =>
    list.map((aggregate) => ({ name, aggregate }));
  return [
    ...named('numerator', formula.numerator),
    ...named('denominator', formula.denominator),
    ...named('pending', formula.pending === undefined ? [] : [formula.pending]),
  ];
}

type Shown = { readonly as: string; readonly sql: Sql };

/** A record's columns: its group first, then those of its log tables (prefixed when there are several), then the fact's own. */
function shownColumns(fact: Fact): Shown[] {
  const prefixed = fact.record.from.length > 1;
  return [
    ...fact.dimensions.map((dimension) => ({ as: dimension as string, sql: raw(`d_${dimension}.v`) })),
    ...fact.record.from.flatMap(({ table, columns }) =>
      columns.map((column) => ({ as: prefixed ? `${table}.${column}` : column, sql: shownText(`${table}.${column}`) })),
    ),
    ...(fact.record.own ?? []).map((column) => ({ as: column, sql: shownText(`f.${column}`) })),
  ].filter((shown, i, all) => all.findIndex((other) => other.as === shown.as) === i);
}

/** A column as text; instants as ISO in UTC. */
function shownText(column: string): Sql {
  return column.endsWith('_at') ? isoText(column) : raw(`${column}::VARCHAR`);
}

function recordsSql(
  fact: Fact,
  parts: readonly PartAggregate[],
  shown: readonly Shown[],
  rows: Sql,
  scope: Sql,
  codes: Codes,
): Sql {
  const added = parts.map(({ aggregate }, i) => sql`${contribution(aggregate, codes)} AS ${raw(`part${i}`)}`);
  const belongs = or(parts.map(({ aggregate }) => conditionsOf(aggregate, codes) ?? raw('true')));
  const once = fact.once === undefined ? raw('') : firstOfEach(fact.once, 'rep');
  const labels = fact.dimensions.map((d) => raw(`LEFT JOIN facts.label d_${d} ON d_${d}.k = f.${d}`));
  const tables = fact.record.from.map(({ table, key }) =>
    raw(`LEFT JOIN log.${table} ${table} ON ${table}.seq = f.${key}`),
  );
  const first = fact.record.from[0];
  const order = raw(first === undefined ? 'ALL' : fact.record.from.map(({ table }) => `${table}.seq`).join(', '));
  return sql`SELECT ${join([...shown.map(({ as, sql: text }) => sql`${text} AS ${raw(`"${as}"`)}`), ...parts.map((_, i) => raw(`f.part${i}`))])}
    FROM (
      SELECT *, ${join(added)} FROM (SELECT * FROM ${rows} WHERE ${scope} ${once}) WHERE ${belongs}
    ) f ${join([...labels, ...tables], ' ')}
    WHERE ${or(parts.map(({ aggregate }, i) => (aggregate.kind === 'distinct' || aggregate.kind === 'median' ? raw(`f.part${i} IS NOT NULL`) : raw('true'))))}
    ORDER BY ${order}`;
}

/** What a row adds to an aggregate; null when it does not belong. Of rows that share a distinct value the first adds 1. */
function contribution(aggregate: Aggregate, codes: Codes): Sql {
  const belongs = conditionsOf(aggregate, codes) ?? raw('true');
  const column = raw(aggregate.column ?? '1');
  switch (aggregate.kind) {
    case 'count':
      return sql`CASE WHEN ${belongs} THEN 1 END`;
    case 'sum':
      if (aggregate.money === true) return sql`CASE WHEN ${belongs} THEN coalesce(${column}, 0)::VARCHAR END`;
      return sql`CASE WHEN ${belongs} THEN coalesce(${column}, 0)::DOUBLE / ${raw(String(aggregate.per ?? 1))} END`;
    case 'median':
      return sql`CASE WHEN ${belongs} THEN ${column}::DOUBLE END`;
    case 'distinct':
      return sql`CASE WHEN ${belongs} AND ${column} IS NOT NULL
        THEN (row_number() OVER (PARTITION BY ${column}, ${belongs} ORDER BY 1) = 1)::INTEGER END`;
    case 'product':
    case 'largest':
    case 'values':
      throw new Error(`no KPI is a ${aggregate.kind}`);
  }
}
