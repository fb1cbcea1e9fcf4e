import { nearest, UserError } from '../domain/errors.ts';
import type { Workspace } from '../domain/workspace.ts';
import {
  attempts,
  channels,
  type Dimension,
  dimensions,
  type Grain,
  grains,
  reservedStages,
} from '../domain/vocabulary.ts';
import type { Database } from '../duckdb/database.ts';
import { and, join, raw, type Sql, sql } from '../duckdb/sql.ts';
import type { AnswerRow } from './answer-row.ts';
import { factOf } from './facts.ts';
import { aggregatesOf, type Condition, type Measure } from './measure.ts';
import { lookedUpIn } from './looked-up.ts';
import { once } from './once.ts';
import type { Past } from './past.ts';

/** Facts that can be asked: an open database with schema `facts`, its settings, and the "now" they were resolved for. */
export type Resolved = {
  readonly db: Database;
  readonly workspace: Workspace;
  readonly asOf: Temporal.Instant;
  /** Whose records may be seen; absent: everybody's. Every scan of a fact is cut by it (`within`). */
  readonly policy?: RowPolicy;
  /** Another connection that sees the same; null where there is none at the moment (see `together`). */
  readonly another?: () => Promise<View | null>;
  /** Answers about days that are over, which need not be looked for again. */
  readonly past?: Past<readonly AnswerRow[]>;
};

/** A connection that is given back after use. */
export type View = { readonly db: Database; readonly release: () => void };

/** Whose records may be seen, by rep or team: every fact has both. All of the filters hold together. */
export type RowPolicy = readonly (Filter & { readonly dimension: 'rep' | 'team' })[];

/** Only records whose dimension has one of these members; null is the null group. */
export type Filter = { readonly dimension: Dimension; readonly members: readonly (string | null)[] };

/** What is asked of the engine: measures over local days `[from, to)`, broken down and filtered. */
export type Question = {
  readonly measures: readonly Measure[];
  readonly by: readonly Dimension[];
  readonly grain: Grain | null;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly where: readonly Filter[];
};

/** What a scan is cut by: what is asked for, and what may be seen. */
export function within({ policy = [] }: Resolved, where: readonly Filter[]): readonly Filter[] {
  return [...where, ...policy];
}

/** A question about what may be seen. */
export function permitted(resolved: Resolved, question: Question): Question {
  return resolved.policy === undefined ? question : { ...question, where: within(resolved, question.where) };
}

/** The dimensions that a measure has: those of every fact that it counts. */
export function dimensionsOf(measure: Measure): readonly Dimension[] {
  const each = aggregatesOf(measure.formula).map((aggregate) => factOf(aggregate.fact).dimensions);
  return dimensions.filter((dimension) => each.every((list) => list.includes(dimension)));
}

/** Whether a measure tells of days to come, as a forecast does. */
export function looksAhead({ formula }: Pick<Measure, 'formula'>): boolean {
  return aggregatesOf(formula).some(({ fact }) => factOf(fact).ahead === true);
}

/**
 * Refuses dimensions that a measure does not have.
 * @throws UserError `unknown_dimension` that names those it has.
 */
export function checkDimensions(
  measures: readonly (Measure & { readonly dimensions?: readonly Dimension[] })[],
  asked: readonly Dimension[],
): void {
  for (const measure of measures) {
    const has = measure.dimensions ?? dimensionsOf(measure);
    for (const dimension of asked) {
      if (has.includes(dimension)) continue;
      const names = [...has, ...grains].join(', ');
      throw new UserError({
        code: 'unknown_dimension',
        message: {
          en: `${measure.id} has no dimension “${dimension}”.`,
          es: `${measure.id} no tiene la dimensión «${dimension}».`,
        },
        fix: { en: `It has: ${names}.`, es: `Tiene: ${names}.` },
      });
    }
  }
}

/**
 * Splits a breakdown such as `['rep', 'month']` into dimensions and at most one grain.
 * @throws UserError `unknown_dimension` or `two_grains`
 */
export function splitBreakdown(names: readonly string[]): { by: Dimension[]; grain: Grain | null } {
  const by: Dimension[] = [];
  let grain: Grain | null = null;
  for (const name of names) {
    const asGrain = grains.find((g) => g === name);
    if (asGrain !== undefined) {
      if (grain !== null && grain !== asGrain) {
        throw new UserError({
          code: 'two_grains',
          message: {
            en: `A period is cut by one grain, not by ${grain} and ${name}.`,
            es: `Un periodo se corta por una sola unidad, no por ${grain} y ${name}.`,
          },
          fix: { en: `Choose one of: ${grains.join(', ')}.`, es: `Elija una de: ${grains.join(', ')}.` },
        });
      }
      grain = asGrain;
      continue;
    }
    const dimension = parseDimension(name);
    if (!by.includes(dimension)) by.push(dimension);
  }
  return { by, grain };
}

/** @throws UserError `unknown_dimension` */
export function parseDimension(name: string): Dimension {
  const dimension = dimensions.find((d) => d === name);
  if (dimension !== undefined) return dimension;
  if (grains.some((grain) => grain === name)) throw isGrain(name);
  const meant = nearest(name, [...dimensions, ...grains]);
  const names = [...dimensions, ...grains].join(', ');
  throw new UserError({
    code: 'unknown_dimension',
    message: { en: `There is no dimension “${name}”.`, es: `No existe la dimensión «${name}».` },
    fix:
      meant === undefined
        ? { en: `There are: ${names}.`, es: `Existen: ${names}.` }
        : { en: `Did you mean “${meant}”?`, es: `¿Quiso decir «${meant}»?` },
  });
}

function isGrain(name: string): UserError {
  return new UserError({
    code: 'unknown_dimension',
    message: {
      en: `“${name}” cuts a period; it is no dimension.`,
      es: `«${name}» corta un periodo; no es una dimensión.`,
    },
    fix: { en: `The dimensions are: ${dimensions.join(', ')}.`, es: `Las dimensiones son: ${dimensions.join(', ')}.` },
  });
}

/** The label codes of texts; a text that no record has gets none. */
export type Codes = ReadonlyMap<string, number>;

/** Looks up the codes of all texts that filters and conditions of a question name. */
export async function findCodes(db: Database, measures: readonly Measure[], where: readonly Filter[]): Promise<Codes> {
  const conditions = measures.flatMap((m) => aggregatesOf(m.formula)).flatMap((a) => a.where ?? []);
  const texts = [...where.flatMap((f) => f.members), ...conditions.flatMap((c) => c.is)].filter(
    (v) => typeof v === 'string',
  );
  const known = lookedUpIn(db.state).codes;
  const asked = [...new Set(texts)];
  const missing = asked.filter((text) => !known.has(text));
  if (missing.length > 0) {
    const wanted = join(missing.map((text) => sql`${text}`));
    const rows = await db.rows<{ k: number; v: string }>(sql`SELECT k, v FROM facts.label WHERE v IN (${wanted})`);
    for (const text of missing) known.set(text, rows.find(({ v }) => v === text)?.k ?? null);
  }
  return new Map(asked.flatMap((text) => (known.get(text) === null ? [] : [[text, known.get(text)!]])));
}

/** Where the log has a dimension's members: columns of tables, or a closed list. */
const memberSources: Readonly<Record<Dimension, readonly string[] | { readonly list: readonly string[] }>> = {
  rep: ['reps.id'],
  team: ['teams.id'],
  account: ['accounts.id'],
  stage: ['stages.id'],
  segment: ['accounts.segment'],
  industry: ['accounts.industry'],
  source: ['leads.source', 'deals.source', 'costs.source'],
  campaign: ['leads.campaign', 'costs.campaign'],
  product: ['leads.product', 'deals.product'],
  pitch: ['activities.pitch'],
  asset_type: ['shares.asset_type'],
  channel: { list: channels },
  attempt: { list: attempts },
};

/** The columns of the log that have a dimension's members; none for one of a closed list. */
function columnsOf(dimension: Dimension): readonly (readonly [table: string, column: string])[] {
  const source = memberSources[dimension];
  return 'list' in source ? [] : source.map((name) => name.split('.') as [string, string]);
}

const membersOf = once(
  (dimension) => columnsOf(dimension as Dimension).map(([table]) => `log.${table}`),
  async (db, key): Promise<ReadonlySet<string>> => {
    const dimension = key as Dimension;
    const source = memberSources[dimension];
    if ('list' in source) return new Set(source.list);
    const parts = columnsOf(dimension).map(([table, column]) =>
      raw(`SELECT DISTINCT ${column} AS member FROM log.${table}`),
    );
    const rows = await db.rows<{ member: string | null }>(join(parts, ' UNION '));
    const members = new Set(rows.flatMap(({ member }) => (member === null ? [] : [member])));
    if (dimension === 'stage') for (const reserved of Object.values(reservedStages)) members.add(reserved);
    return members;
  },
);

/** A member that is asked for and that the log does not have. */
export type Stranger = { readonly dimension: Dimension; readonly member: string; readonly known: ReadonlySet<string> };

/** The first member of filters that the log does not have. */
export async function findStranger(db: Database, where: readonly Filter[]): Promise<Stranger | null> {
  for (const { dimension, members } of where) {
    if (members.every((member) => member === null)) continue;
    const known = await membersOf(db, dimension);
    const member = members.find((asked) => asked !== null && !known.has(asked)) ?? null;
    if (member !== null) return { dimension, member, known };
  }
  return null;
}

/** The filters that a measure has of its own. */
export function ownFilters({ formula }: Pick<Measure, 'formula'>): Filter[] {
  return aggregatesOf(formula).flatMap(({ where = [] }) =>
    where.flatMap(({ column, is }) => {
      const dimension = dimensions.find((name) => name === column);
      return dimension === undefined ? [] : [{ dimension, members: is.map((v) => (v === null ? null : String(v))) }];
    }),
  );
}

/**
 * Refuses a filter, of a question or of a measure, on a member that the log does not have: a slip there would look like zero activity.
 * Whoever may not see all is not told which members there are.
 * @throws UserError `unknown_member`
 */
export async function checkMembers(
  { db, policy }: Pick<Resolved, 'db' | 'policy'>,
  where: readonly Filter[],
  measures: readonly Measure[] = [],
): Promise<void> {
  const tellsKnown = policy === undefined;
  refuse(await findStranger(db, where), null, tellsKnown);
  for (const measure of measures) refuse(await findStranger(db, ownFilters(measure)), measure.id, tellsKnown);
}

function refuse(stranger: Stranger | null, kpi: string | null, tellsKnown: boolean): void {
  if (stranger === null) return;
  const { dimension, member, known } = stranger;
  const meant = nearest(member, known);
  const some = `${[...known].sort().slice(0, 8).join(', ')}${known.size > 8 ? ' …' : ''}`;
  throw new UserError({
    code: 'unknown_member',
    message: {
      en: `The log has no ${dimension} “${member}”${kpi === null ? '' : `, which the KPI ${kpi} asks for`}.`,
      es: `El registro no tiene ningún valor «${member}» en ${dimension}${kpi === null ? '' : `, que pide el KPI ${kpi}`}.`,
    },
    fix: !tellsKnown
      ? { en: 'Check how it is written.', es: 'Compruebe cómo está escrito.' }
      : meant !== undefined
        ? { en: `Did you mean “${meant}”?`, es: `¿Quiso decir «${meant}»?` }
        : known.size === 0
          ? { en: 'It has none at all.', es: 'No tiene ninguno.' }
          : { en: `It has: ${some}.`, es: `Tiene: ${some}.` },
  });
}

/** The condition on a relation's column `rep` that it is one whose records may be seen. */
export async function seenReps(resolved: Resolved): Promise<Sql> {
  const { policy = [] } = resolved;
  if (policy.length === 0) return raw('true');
  const codes = await findCodes(resolved.db, [], policy);
  return sql`rep IN (SELECT rep FROM facts.rep WHERE ${and(policy.map((filter) => filterSql(filter, codes)))})`;
}

/** A filter as SQL over a relation that has the dimension as a code column. */
export function filterSql(filter: Filter, codes: Codes): Sql {
  return codeIn(filter.dimension, filter.members, codes);
}

/** A condition as SQL. Truth values are columns of their own, numbers compare exactly, texts by their code. */
export function conditionSql(condition: Condition, codes: Codes): Sql {
  const { column, is } = condition;
  const first = is[0];
  if (is.length === 1 && typeof first === 'boolean') return first ? raw(column) : raw(`NOT ${column}`);
  if (is.every((value) => typeof value === 'number')) {
    return raw(`${column} IN (${is.map(String).join(', ')})`);
  }
  return codeIn(
    column,
    is.map((value) => (value === null ? null : String(value))),
    codes,
  );
}

function codeIn(column: string, members: readonly (string | null)[], codes: Codes): Sql {
  const list = members.map((member) => (member === null ? 0 : (codes.get(member) ?? -1)));
  return list.length === 1 ? raw(`${column} = ${list[0]}`) : raw(`${column} IN (${list.join(', ')})`);
}
