import { readFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { zoneOffsets } from '../../domain/calendar.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { offsetAt, offsetAtLocal } from '../../duckdb/zone.ts';
import { plainValueOf } from '../../log/convert.ts';
import { type TableName, tableNames, tables } from '../../log/schema.ts';
import { valuesOf } from '../mapped-sources.ts';
import { trimmed } from '../values/trimmed.ts';
import type { Crm, Step } from './definition.ts';

/** The years in which times without an offset are put in order by the workspace's zone; outside of them its nearest offset holds. */
const [firstYear, lastYear] = ['1990-01-01T00:00:00Z', '2050-01-01T00:00:00Z'].map((text) =>
  Temporal.Instant.from(text),
);

/**
 * The macros that the steps' SQL may use: `key(text)`, the form in which words are looked up in the settings, `as_id(text)`, an
 * id in the CRM's one form, `midnight(text)`, the instant at which a day of the source begins, `moment(text)`, the UTC TIMESTAMP of an
 * instant of the source (null when it has none): for putting records in order, `local_time(t)`, a UTC TIMESTAMP as the clocks of the
 * workspace's zone show it, and `is_midnight(t)`, whether it begins a day there.
 */
export async function createStepMacros(db: Database, crm: Crm, timezone: string): Promise<void> {
  const local = sql`try_cast(v AS TIMESTAMP)`;
  const offsets = zoneOffsets(timezone, firstYear!, lastYear!);
  const offset = offsetAtLocal(local, offsets);
  await db.runAll([
    sql`CREATE MACRO key(v) AS lower(${trimmed(raw('v'))})`,
    sql`CREATE MACRO as_id(v) AS ${crm.idOf?.(raw('trim(v)'), raw('v')) ?? raw('trim(v)')}`,
    sql`CREATE MACRO midnight(v) AS CASE WHEN starts_with(v, '?') THEN v ELSE v || 'T00:00:00' END`,
    sql`CREATE MACRO moment(v) AS CASE WHEN right(v, 1) = 'Z' THEN try_cast(left(v, -1) AS TIMESTAMP)
      WHEN regexp_matches(v, '[+-]\\d\\d(:?\\d\\d)?$') AND length(v) > 10 THEN try_cast(v AS TIMESTAMPTZ)::TIMESTAMP
      ELSE ${local} - ${offset} END`,
    sql`CREATE MACRO local_time(t) AS t + ${offsetAt(raw('t'), offsets)}`,
    // Every offset of our time is a multiple of a quarter of an hour: most moments need no look at the zone.
    sql`CREATE MACRO is_midnight(t) AS CASE WHEN epoch_us(t) % 900_000_000 <> 0 THEN false ELSE local_time(t)::TIME = TIME '00:00:00' END`,
  ]);
}

/**
 * Runs the steps of a CRM; what each answers is a table of the schema `mapped`, in which `export_moment` is there before any of them.
 * @param linesAtOnce of a file, of which a step that may be run in parts answers together
 * @returns the log's tables among them
 */
export async function runSteps(db: Database, crm: Crm, linesAtOnce: number): Promise<readonly TableName[]> {
  for (const step of crm.steps) {
    const file = joinPath(crm.folder, `${step.name}.sql`);
    const text = (await readFile(file, 'utf8')).trim().replace(/;$/, '');
    try {
      const parts = step.inParts === true ? await partsOf(db, step, linesAtOnce) : [raw('true')];
      for (const [i, part] of parts.entries()) {
        const into = sql`mapped.${name(step.name)}`;
        const rows = step.inSourceOrder === true ? inSourceOrder(step, text, part) : raw(text);
        await db.run(i === 0 ? sql`CREATE TABLE ${into} AS ${rows}` : sql`INSERT INTO ${into} ${rows}`);
      }
    } catch (error) {
      throw new Error(`${crm.id}/${step.name}.sql: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
  return tableNames.filter((table) => crm.steps.some((step) => step.name === table));
}

/** The answers of a large step in their order, and with the values that are read again and again after it. */
function inSourceOrder({ name: step }: Step, text: string, part: Sql): Sql {
  const columns = tableNames.filter((table) => table === step).flatMap((table) => tables[table].columns);
  const values = columns.flatMap((column) => {
    const value = plainValueOf(column, sql`${name(column.name)}::VARCHAR`);
    return value === null ? [] : [sql`, ${value} AS ${name(valuesOf(column.name))}`];
  });
  return sql`SELECT *${join(values, '')} FROM (${raw(text)}\n) WHERE (${part}) ORDER BY _file, _line`;
}

/** Conditions that take the lines of a step's files part by part, in their order: to sort millions of rows at once takes the disk. */
async function partsOf(db: Database, { from = [] }: Step, linesAtOnce: number): Promise<readonly Sql[]> {
  const lines = from.map((object) => sql`SELECT _file, max(_line) AS last FROM source.${name(object)} GROUP BY _file`);
  const files = await db.rows<{ file: number; last: number }>(
    sql`SELECT _file AS file, max(last)::DOUBLE AS last FROM (${join(lines, ' UNION ALL ')}) GROUP BY _file ORDER BY _file`,
  );
  if (files.every(({ last }) => last <= linesAtOnce)) return [raw('true')];
  const ofLines = files.flatMap(({ file, last }) =>
    Array.from({ length: Math.ceil(last / linesAtOnce) }, (_, i) => {
      const before = raw(String(i * linesAtOnce));
      return sql`_file = ${raw(String(file))} AND _line > ${before} AND _line <= ${before} + ${raw(String(linesAtOnce))}`;
    }),
  );
  // What is of no line is in none of them.
  return [...ofLines, raw('_file IS NULL OR _line IS NULL')];
}

/** Whether a step of this name has run. */
export function hasStep(crm: Crm, step: string): boolean {
  return crm.steps.some(({ name: known }) => known === step);
}
