import type { Text } from '../domain/text.ts';
import { raw } from '../duckdb/sql.ts';
import { foundBy } from '../engine/looked-up.ts';
import { type Aggregate, aggregatesOf, type Measure } from '../engine/measure.ts';
import { findStranger, ownFilters, type Resolved } from '../engine/question.ts';
import { type Asked, factNeeds, type Needs } from './fact-needs.ts';
import type { Kpi } from './kpi.ts';

/** What a log lacks for a KPI, written as its needs are. */
export type KpiReadiness = { readonly kpi: Kpi; readonly missing: Needs };

/** The ways to meet a need; a way is the tables and columns that it takes together. */
type Ways = readonly (readonly string[])[];

/** Tells for each KPI whether the log holds what it needs; a member that an own KPI asks for and nobody is, is missing as `source=wbe`. */
export async function checkNeeds(log: Resolved, kpis: readonly Kpi[]): Promise<KpiReadiness[]> {
  const strangers = new Map<Kpi, Needs>();
  for (const kpi of kpis) {
    const stranger = await findStranger(log.db, ownFilters(kpi));
    if (stranger !== null) strangers.set(kpi, [`${stranger.dimension}=${stranger.member}`]);
  }
  const missing = await missingOf(
    log,
    kpis.map((kpi) => needsOf(kpi)),
  );
  return kpis.map((kpi, i) => ({ kpi, missing: [...missing[i]!, ...(strangers.get(kpi) ?? [])] }));
}

/** What a log lacks of each of several needs, in their order. */
export async function missingOf({ db }: Resolved, all: readonly Needs[]): Promise<readonly Needs[]> {
  const each = all.map((needs) => needs.map(waysOf));
  const known = foundBy(missingOf, db.state);
  const names = [...new Set(each.flat(3))].filter((name) => !known.has(name));
  if (names.length > 0) {
    const looks = names.map((name, i) => `SELECT ${i} AS place FROM (${lookFor(name).rows} LIMIT 1)`);
    const rows = await db.rows<{ place: number }>(raw(looks.join(' UNION ALL ')));
    const met = new Set(rows.map(({ place }) => names[place]!));
    for (const name of names) {
      const { restsOn, isOfLog } = lookFor(name);
      known.set(name, { answer: met.has(name), restsOn, outlivesAdditions: isOfLog && met.has(name) });
    }
  }
  return each.map((needs) => strongest(without(needs, (name) => known.get(name)?.answer === true)).map(textOf));
}

/** What a log must hold for a measure, from the facts that it counts. */
export function needsOf({ formula }: Pick<Measure, 'formula'>): Needs {
  const [summed, others] =
    formula.kind === 'ratio' && formula.numerator.length > 1
      ? [formula.numerator, [...formula.denominator, ...(formula.pending ? [formula.pending] : [])]]
      : [[], aggregatesOf(formula)];
  const needs = others.flatMap(needsOfAggregate).map(waysOf);
  // Of several numbers that are added each is worth knowing by itself.
  if (summed.length > 0) needs.push(summed.flatMap((aggregate) => allOf(needsOfAggregate(aggregate).map(waysOf))));
  const required = needs.flatMap((ways) => (ways.length === 1 ? ways[0]! : []));
  const open = needs.filter((ways) => ways.length > 1);
  return strongest([
    ...required.map((name): Ways => [[name]]),
    ...without(open, (name) => required.some((other) => implies(other, name))),
  ]).map(textOf);
}

/** Needs for people to read: “deals; costs or activities.duration_s with reps.hourly_cost”. */
export function needsInWords(needs: Needs): Text {
  const words = (or: string, together: string, and: string, open: string, calls: string): string => {
    const way = ([first, ...others]: readonly string[]): string =>
      others.length === 0 ? first! : `${first} ${together} ${others.join(` ${and} `)}`;
    const text = needs.map((need) => waysOf(need).map(way).join(` ${or} `)).join('; ');
    return text.replace(/\(open\)(`?)/g, `$1 ${open}`).replace(/\(calls\)(`?)/g, `$1 ${calls}`);
  };
  return {
    en: words('or', 'with', 'and', 'of open deals', 'of calls'),
    es: words('o', 'con', 'y', 'de oportunidades abiertas', 'de llamadas'),
  };
}

function needsOfAggregate(aggregate: Aggregate): Needs {
  const conditions = (aggregate.where ?? []).filter(({ is }) => !is.includes(null));
  const asked: Asked = new Map([
    ...(aggregate.column === undefined ? [] : [[aggregate.column, undefined] as const]),
    ...conditions.map(
      ({ column, is }) => [column, is.length === 1 && typeof is[0] === 'boolean' ? is[0] : undefined] as const,
    ),
  ]);
  return factNeeds[aggregate.fact](asked);
}

/** What of the needs is open: without what is there, and without needs that are met. */
function without(needs: readonly Ways[], isThere: (name: string) => boolean): Ways[] {
  return needs
    .map((ways) => ways.map((way) => way.filter((name) => !isThere(name))))
    .filter((ways) => !ways.some((way) => way.length === 0))
    .map((ways) => minimal(ways, (way, other) => takes(other, way)).map((way) => minimal(way, implies)));
}

/** Needs without those that are met whenever another one is. */
function strongest(needs: readonly Ways[]): Ways[] {
  return minimal(needs, (ways, other) => ways.every((way) => other.some((weaker) => takes(way, weaker))));
}

/** Items without those that another one makes needless; of equal ones the first stays. */
function minimal<T>(items: readonly T[], makesNeedless: (item: T, other: T) => boolean): T[] {
  return items.filter((item, i) =>
    items.every((other, j) => i === j || !makesNeedless(other, item) || (makesNeedless(item, other) && i < j)),
  );
}

/** Whether a way takes all that another one takes. */
function takes(way: readonly string[], other: readonly string[]): boolean {
  return other.every((name) => way.some((taken) => implies(taken, name)));
}

/** Whether a log that has the one has the other: a table is there where one of its columns is, a column where one of its values is. */
function implies(name: string, other: string): boolean {
  return name === other || ['.', '=', '('].some((next) => name.startsWith(`${other}${next}`));
}

/** The ways to meet all of several needs. */
function allOf(needs: readonly Ways[]): Ways {
  return needs.reduce<Ways>(
    (met, ways) => met.flatMap((way) => ways.map((other) => [...new Set([...way, ...other])])),
    [[]],
  );
}

function waysOf(need: string): Ways {
  return need.split(' | ').map((way) => way.split(' + '));
}

function textOf(ways: Ways): string {
  return ways.map((way) => way.join(' + ')).join(' | ');
}

/** A query that has a row when a need is met, the relations that it reads, and whether these are the log itself. */
type Look = { readonly rows: string; readonly restsOn: readonly string[]; readonly isOfLog: boolean };

function lookFor(name: string): Look {
  const [, table, column, value, isOpen, isOfCalls] = /^(\w+)(?:\.(\w+)(?:=(\w+)|(\(open\))|(\(calls\)))?)?$/.exec(
    name,
  )!;
  if (isOpen !== undefined) {
    const open = `SELECT deal FROM facts.stage_span WHERE kind = 'open' AND to_at = 'infinity'::TIMESTAMP`;
    const rows = `SELECT 1 FROM facts.deal WHERE ${column} IS NOT NULL AND (deal IN (${open}) OR NOT EXISTS (${open}))`;
    return { rows, restsOn: ['facts.deal', 'facts.stage_span'], isOfLog: false };
  }
  const holds = value === undefined ? `${column} IS NOT NULL` : `${column} = '${value}'`;
  const where =
    isOfCalls !== undefined ? `channel = 'call' AND ${column} IS NOT NULL` : column === undefined ? 'true' : holds;
  return { rows: `SELECT 1 FROM log.${table} WHERE ${where}`, restsOn: [`log.${table}`], isOfLog: true };
}
