import { bucketStart, dayOf } from '../domain/calendar.ts';
import type { Grain } from '../domain/vocabulary.ts';
import { and, join, or, raw, type Sql, sql } from '../duckdb/sql.ts';
import { labelOf, type TimedBucket } from './buckets.ts';
import { contextOf } from './context.ts';
import { asJson, constants, countOf, date, firstDay, lastDay, middle, over, sorted } from './dialect.ts';
import { type Fact, type FactContext, type FactName, factOf } from './facts.ts';
import { type Aggregate, aggregatesOf, type Condition } from './measure.ts';
import { type Codes, conditionSql, filterSql, type Question, type Resolved } from './question.ts';

/** The columns of a plan's answer in which each aggregate is found: `a0`, `a1` …; medians have their size beside, `a0_n`. */
export type AggregateColumns = ReadonlyMap<string, string>;

/** One statement that answers a question, and where its numbers are. */
export type Plan = {
  readonly statement: Sql;
  readonly columns: AggregateColumns;
  readonly moneyChecks: readonly MoneyCheck[];
  /** Counts, as `members`, the groups that each bucket will have a row for. */
  readonly counting: Sql;
};

/** Finds amounts in currencies without a rate. */
export type MoneyCheck = {
  /** The table in which they would be; null when it is made for the question. */
  readonly table: string | null;
  /** `currency, day` of the earliest. */
  readonly statement: Sql;
};

/** What identifies an aggregate: equal ones of several KPIs are computed once. */
export function aggregateKey(aggregate: Aggregate): string {
  const { fact, kind, column, times, where, per } = aggregate;
  return JSON.stringify([fact, kind, column, times, where ?? [], per]);
}

/** The context in which a question's facts are read. */
export function factContext(
  question: Question,
  resolved: Resolved,
  buckets: readonly TimedBucket[],
  codes: Codes,
): FactContext {
  const scope = question.where.length === 0 ? null : and(question.where.map((filter) => filterSql(filter, codes)));
  return contextOf(resolved, buckets, question.grain, and(periodOf(factOf('activity'), question, resolved)), scope);
}

/**
 * Plans a question: one scan and aggregate for each fact at the asked grain, joined on the shared keys to the members that
 * must have a row. Keys are label codes until the last join.
 */
export function planQuestion(
  question: Question,
  resolved: Resolved,
  buckets: readonly TimedBucket[],
  codes: Codes,
): Plan {
  const context = factContext(question, resolved, buckets, codes);
  const columns = new Map<string, string>();
  const parts = partsOf(question, columns);
  const dims = question.by.map((dimension) => raw(dimension));
  const keys = question.grain === null ? dims : [...dims, raw('bucket')];
  const named = parts.map((part, i) => ({ part, name: raw(`p${i}`) }));
  const scans = named.map(({ part, name }) => sql`${name} AS (${scanPart(part, question, context, codes, columns)})`);
  const labels = question.by.map((dimension, i) => ({ dimension, alias: `l${i}` }));
  const using = (name: Sql): Sql =>
    keys.length === 0 ? sql`LEFT JOIN ${name} ON true` : sql`LEFT JOIN ${name} USING (${join(keys)})`;
  const numbers = parts.flatMap((part) => part.aggregates.map((a) => raw(columns.get(aggregateKey(a))!)));
  const sizes = parts.flatMap((part) =>
    part.aggregates.filter((a) => a.kind === 'median').map((a) => raw(`${columns.get(aggregateKey(a))!}_n`)),
  );
  const order = [
    ...labels.flatMap(({ alias }) => [raw(`${alias}.v IS NULL`), raw(`${alias}.v`)]),
    ...(question.grain === null ? [] : [raw('spine.bucket')]),
  ];
  // One scan of only what occurs is the answer as it stands.
  const isWhole = named.length === 1 && question.grain === null && question.by.length > 0 && !hasRoster(question);
  const names = named.map(({ name }) => name);
  const rows = isWhole ? sql`SELECT * FROM ${names[0]!}` : spine(question, buckets, names, codes);
  const statement = sql`WITH ${join(scans)}, spine AS (${rows})
    SELECT ${join([
      ...labels.map(({ dimension, alias }) => raw(`${alias}.v AS ${dimension}`)),
      ...(question.grain === null ? [] : [raw('spine.bucket::VARCHAR AS bucket')]),
      ...numbers,
      ...sizes,
    ])}
    FROM spine ${join(isWhole ? [] : names.map(using), ' ')}
    ${join(
      labels.map(({ dimension, alias }) => raw(`LEFT JOIN facts.label ${alias} ON ${alias}.k = spine.${dimension}`)),
      ' ',
    )}
    ${order.length === 0 ? raw('') : sql`ORDER BY ${join(order)}`}`;
  const moneyChecks = parts.flatMap((part) =>
    part.aggregates.filter((a) => a.money === true).map((a) => moneyCheck(a, question, context, codes)),
  );
  const groups = spine(
    { ...question, grain: null },
    buckets,
    parts.map((_, i) => raw(`p${i}`)),
    codes,
  );
  const counting = sql`WITH ${join(scans)} SELECT count(*)::DOUBLE AS members FROM (${groups})`;
  return { statement, columns, moneyChecks, counting };
}

/** Aggregates of one fact that one scan can answer. */
type Part = { readonly fact: FactName; readonly aggregates: readonly Aggregate[] };

/** Distinct counts get a scan of their own: counting groups of groups is far cheaper than a set for each group. */
function partsOf(question: Question, columns: Map<string, string>): Part[] {
  const parts = new Map<string, Aggregate[]>();
  for (const aggregate of question.measures.flatMap((measure) => aggregatesOf(measure.formula))) {
    const key = aggregateKey(aggregate);
    if (columns.has(key)) continue;
    columns.set(key, `a${columns.size}`);
    const scan = aggregate.kind === 'distinct' ? key : aggregate.fact;
    parts.set(scan, [...(parts.get(scan) ?? []), aggregate]);
  }
  return [...parts.values()].map((aggregates) => ({ fact: aggregates[0]!.fact, aggregates }));
}

function keysOf(fact: Fact, question: Question): { readonly select: Sql[]; readonly names: Sql[] } {
  const dims = question.by.map((dimension) => raw(dimension));
  if (question.grain === null) return { select: dims, names: dims };
  const bucket = fact.time === 'bucket' ? raw('bucket') : raw(`${question.grain} AS bucket`);
  return { select: [...dims, bucket], names: [...dims, raw('bucket')] };
}

/** Which rows of a fact a question looks at: those of the period that pass its filters. */
export function scopeOf(fact: Fact, question: Question, context: FactContext, codes: Codes): Sql {
  const period = fact.time === 'bucket' ? [] : periodOf(fact, question, context);
  return and([...period, ...question.where.map((filter) => filterSql(filter, codes))]);
}

/**
 * The period as bounds on a fact's rows. Where it begins and ends with months (or with buckets of the grain) the bounds are on that
 * column: facts lie in the order of months, so that whole blocks are passed over or taken without a look at the days.
 * Nothing has happened after as_of, so an end beyond it bounds nothing.
 */
function periodOf(
  fact: Fact,
  { from, to, grain }: Question,
  { workspace, asOf }: Pick<FactContext, 'workspace' | 'asOf'>,
): Sql[] {
  const now = dayOf(asOf, workspace.timezone);
  const isOpen = fact.ahead !== true && Temporal.PlainDate.compare(to, now) > 0;
  const fits = (g: Grain): boolean =>
    [from, ...(isOpen ? [] : [to])].every((end) => bucketStart(end, g, workspace).equals(end));
  const column = raw((['month', ...(grain === null ? [] : [grain])] as const).find(fits) ?? 'day');
  const lower = sql`${column} >= ${date(from)}`;
  return isOpen ? [lower] : [lower, sql`${column} < ${date(to)}`];
}

/** The conditions of an aggregate as SQL; an aggregate without conditions takes every row. */
export function conditionsOf(aggregate: Aggregate, codes: Codes): Sql | null {
  const conditions = (aggregate.where ?? []).map((condition) => conditionSql(condition, codes));
  return conditions.length === 0 ? null : and(conditions);
}

function scanPart(part: Part, question: Question, context: FactContext, codes: Codes, columns: AggregateColumns): Sql {
  const fact = factOf(part.fact);
  const keys = keysOf(fact, question);
  const scope = scopeOf(fact, question, context, codes);
  const rows = fact.rows(context);
  const group = keys.names.length === 0 ? raw('') : sql`GROUP BY ${join(keys.names)}`;
  const nameOf = (aggregate: Aggregate): string => columns.get(aggregateKey(aggregate))!;
  const only = part.aggregates[0]!;
  if (only.kind === 'distinct') {
    const column = raw(only.column!);
    const conditions = conditionsOf(only, codes);
    return sql`SELECT ${join([...keys.names, raw(`count(*) AS ${nameOf(only)}`)])} FROM (
        SELECT DISTINCT ${join([...keys.select, column])} FROM ${rows}
        WHERE ${scope} AND ${column} IS NOT NULL ${conditions === null ? raw('') : sql`AND ${conditions}`}
      ) ${group}`;
  }
  const shared = sharedConditions(part.aggregates);
  const rest = part.aggregates.map((aggregate) => without(aggregate, shared));
  const named = rest.map((aggregate, i) => ({ aggregate, name: nameOf(part.aggregates[i]!) }));
  const numbers = named.flatMap(({ aggregate, name }) => aggregateSql(aggregate, name, codes));
  const present = or(named.map(({ aggregate, name }) => presence(aggregate, name, codes)));
  const looked = and([scope, ...shared.map((condition) => conditionSql(condition, codes))]);
  const source =
    fact.once === undefined
      ? sql`${rows} WHERE ${looked}`
      : sql`(SELECT DISTINCT ${join([...keys.select, raw(fact.once), ...usedColumns(rest, fact)])} FROM ${rows} WHERE ${looked})`;
  const select = fact.once === undefined ? keys.select : keys.names;
  return sql`SELECT ${join([...select, ...numbers])} FROM ${source} ${group} HAVING ${present}`;
}

function aggregateSql(aggregate: Aggregate, name: string, codes: Codes): Sql[] {
  const conditions = conditionsOf(aggregate, codes);
  const as = raw(` AS ${name}`);
  const column = raw(aggregate.column ?? '*');
  const sum = sql`sum(${column})`;
  switch (aggregate.kind) {
    case 'count':
      return [sql`(${countOf(conditions)})::BIGINT${as}`];
    case 'sum':
      if (aggregate.money === true) return [sql`(${over(sum, conditions)})::VARCHAR${as}`];
      return [
        sql`(${over(sum, conditions)})::DOUBLE${raw(aggregate.per === undefined ? '' : ` / ${aggregate.per}`)}${as}`,
      ];
    case 'median':
      return [
        sql`(${over(middle(column), conditions)})::DOUBLE${as}`,
        sql`${over(sql`count(${column})`, conditions)}${raw(` AS ${name}_n`)}`,
      ];
    case 'product': {
      const per = raw(aggregate.per === undefined ? '' : ` / ${aggregate.per ** 2}`);
      return [sql`${over(sql`sum(${column}::DOUBLE * ${raw(aggregate.times!)}::DOUBLE)`, conditions)}${per}${as}`];
    }
    case 'largest': {
      const per = raw(aggregate.per === undefined ? '' : ` / ${aggregate.per}`);
      return [sql`${over(sql`max(${column}::DOUBLE)`, conditions)}${per}${as}`];
    }
    case 'values':
      return [sql`${asJson(over(sorted(column), conditions))}${as}`];
    case 'distinct':
      throw new Error('a distinct count has a scan of its own');
  }
}

/** Whether a group has any record of an aggregate: only then it occurs in the answer. */
function presence(aggregate: Aggregate, name: string, codes: Codes): Sql {
  if (aggregate.kind === 'count') return raw(`${name} > 0`);
  const conditions = conditionsOf(aggregate, codes);
  return sql`${countOf(conditions)} > 0`;
}

/** Conditions that every aggregate of a scan has: rows without them need not be grouped at all. */
function sharedConditions([first, ...others]: readonly Aggregate[]): Condition[] {
  const has = (aggregate: Aggregate, condition: Condition): boolean =>
    (aggregate.where ?? []).some((other) => isSame(other, condition));
  return (first?.where ?? []).filter((condition) => others.every((other) => has(other, condition)));
}

function without(aggregate: Aggregate, shared: readonly Condition[]): Aggregate {
  return {
    ...aggregate,
    where: (aggregate.where ?? []).filter((condition) => !shared.some((other) => isSame(other, condition))),
  };
}

function isSame(a: Condition, b: Condition): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function usedColumns(aggregates: readonly Aggregate[], fact: Fact): Sql[] {
  const used = aggregates.flatMap((a) => [
    ...(a.column === undefined ? [] : [a.column]),
    ...(a.times === undefined ? [] : [a.times]),
    ...(a.where ?? []).map((c) => c.column),
  ]);
  return [...new Set(used)].filter((column) => column !== fact.once).map((column) => raw(column));
}

function moneyCheck(aggregate: Aggregate, question: Question, context: FactContext, codes: Codes): MoneyCheck {
  const fact = factOf(aggregate.fact);
  const conditions = conditionsOf(aggregate, codes);
  const statement = sql`SELECT unpriced AS currency, min(rate_day)::VARCHAR AS day FROM ${fact.rows(context)}
    WHERE unpriced IS NOT NULL AND ${scopeOf(fact, question, context, codes)} ${conditions === null ? raw('') : sql`AND ${conditions}`}
    GROUP BY unpriced ORDER BY day, currency`;
  const isStored = fact.time === 'day' && fact.ahead !== true;
  return { table: isStored ? `facts.${aggregate.fact}` : null, statement };
}

/** Whether reps and teams without any record have rows too: those active in the period. */
function hasRoster({ by }: Question): boolean {
  return by.length > 0 && by.every((d) => d === 'rep' || d === 'team');
}

/** The rows of the answer: members that occur (for reps and teams also those active in the period), for every bucket. */
function spine(question: Question, buckets: readonly TimedBucket[], parts: readonly Sql[], codes: Codes): Sql {
  const cut =
    question.grain === null
      ? null
      : constants(
          buckets.map((b) => [date(labelOf(b))]),
          'buckets',
          ['bucket'],
        );
  if (question.by.length === 0) {
    return cut === null ? raw('SELECT 1 AS everything') : sql`SELECT bucket FROM ${cut}`;
  }
  const dims = join(question.by.map((dimension) => raw(dimension)));
  // A part has a row for each bucket, so that its members come several times.
  const occurring = parts.map((part) => sql`SELECT DISTINCT ${dims} FROM ${part}`);
  const members = hasRoster(question) ? [...occurring, roster(question, dims, codes)] : occurring;
  const all = sql`SELECT * FROM (${join(members, ' UNION ')})`;
  return cut === null ? all : sql`SELECT * FROM (${all}) CROSS JOIN ${cut}`;
}

function roster(question: Question, dims: Sql, codes: Codes): Sql {
  const people = question.where.filter((filter) => filter.dimension === 'rep' || filter.dimension === 'team');
  return sql`SELECT ${dims} FROM facts.rep
    WHERE ${and([
      sql`greatest(coalesce(active_from, ${firstDay}), ${date(question.from)})
        < least(coalesce(active_to, ${lastDay}), ${date(question.to)})`,
      ...(question.by.includes('rep') ? [] : [raw('team <> 0')]),
      ...people.map((filter) => filterSql(filter, codes)),
    ])}`;
}
