import { nearest, UserError } from '../domain/errors.ts';
import type { Workspace } from '../domain/workspace.ts';
import { type Dimension, dimensions, type Grain, grains } from '../domain/vocabulary.ts';
import type { Database } from '../duckdb/database.ts';
import { join, raw, type Sql, sql } from '../duckdb/sql.ts';
import { factOf } from './facts.ts';
import { aggregatesOf, type Condition, type Measure } from './measure.ts';

/** Facts that can be asked: an open database with schema `facts`, its settings, and the "now" they were resolved for. */
export type Resolved = {
  readonly db: Database;
  readonly workspace: Workspace;
  readonly asOf: Temporal.Instant;
};

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

/** The dimensions that a measure has: those of every fact that it counts. */
export function dimensionsOf(measure: Measure): readonly Dimension[] {
  const each = aggregatesOf(measure.formula).map((aggregate) => factOf(aggregate.fact).dimensions);
  return dimensions.filter((dimension) => each.every((list) => list.includes(dimension)));
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

/** The label codes of texts; a text that no record has gets none. */
export type Codes = ReadonlyMap<string, number>;

/** Looks up the codes of all texts that filters and conditions of a question name. */
export async function findCodes(db: Database, measures: readonly Measure[], where: readonly Filter[]): Promise<Codes> {
  const conditions = measures.flatMap((m) => aggregatesOf(m.formula)).flatMap((a) => a.where ?? []);
  const texts = [...where.flatMap((f) => f.members), ...conditions.flatMap((c) => c.is)].filter(
    (v) => typeof v === 'string',
  );
  if (texts.length === 0) return new Map();
  const wanted = join([...new Set(texts)].map((text) => sql`${text}`));
  const found = await db.rows<{ k: number; v: string }>(sql`SELECT k, v FROM facts.label WHERE v IN (${wanted})`);
  return new Map(found.map(({ k, v }) => [v, k]));
}

const memberTables: Readonly<Partial<Record<Dimension, string>>> = {
  rep: 'reps',
  team: 'teams',
  account: 'accounts',
  stage: 'stages',
};

/**
 * Refuses a filter on a rep, team, account or stage that the log does not have: a slip there would look like zero activity.
 * @throws UserError `unknown_member`
 */
export async function checkMembers(db: Database, where: readonly Filter[]): Promise<void> {
  for (const { dimension, members } of where) {
    const table = memberTables[dimension];
    if (table === undefined) continue;
    const rows = await db.rows<{ id: string }>(sql`SELECT id FROM ${raw(`log.${table}`)}`);
    const ids = new Set(rows.map((row) => row.id));
    if (dimension === 'stage') ids.add('customer').add('no_deal');
    for (const member of members) {
      if (member === null || ids.has(member)) continue;
      const meant = nearest(member, ids);
      const some = [...ids].slice(0, 8).join(', ');
      throw new UserError({
        code: 'unknown_member',
        message: {
          en: `The log has no ${dimension} “${member}”.`,
          es: `El registro no tiene ningún valor «${member}» en ${dimension}.`,
        },
        fix:
          meant === undefined
            ? { en: `It has: ${some}${ids.size > 8 ? ' …' : ''}.`, es: `Tiene: ${some}${ids.size > 8 ? ' …' : ''}.` }
            : { en: `Did you mean “${meant}”?`, es: `¿Quiso decir «${meant}»?` },
      });
    }
  }
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
