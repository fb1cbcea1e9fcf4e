import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zoneOffsets } from '../../domain/calendar.ts';
import type { Database } from '../../duckdb/database.ts';
import { name, raw, sql } from '../../duckdb/sql.ts';
import { offsetAtLocal } from '../../duckdb/zone.ts';
import { type TableName, tableNames } from '../../log/schema.ts';
import type { Crm } from './definition.ts';

/** The years in which times without an offset are put in order by the workspace's zone; outside of them its nearest offset holds. */
const [firstYear, lastYear] = ['1990-01-01T00:00:00Z', '2050-01-01T00:00:00Z'].map((text) =>
  Temporal.Instant.from(text),
);

/**
 * The macros that the steps' SQL may use: `key(text)`, the form in which words are looked up in the settings, `as_id(text)`, an
 * id in the CRM's one form, and `moment(text)`, the UTC TIMESTAMP of an instant of the source (null when it has none): for putting records in order.
 */
export async function createStepMacros(db: Database, crm: Crm, timezone: string): Promise<void> {
  const local = sql`try_cast(v AS TIMESTAMP)`;
  const offset = offsetAtLocal(local, zoneOffsets(timezone, firstYear!, lastYear!));
  await db.runAll([
    raw('CREATE MACRO key(v) AS lower(trim(v))'),
    sql`CREATE MACRO as_id(v) AS ${crm.idOf?.(raw('trim(v)')) ?? raw('trim(v)')}`,
    sql`CREATE MACRO moment(v) AS CASE WHEN right(v, 1) = 'Z' THEN try_cast(left(v, -1) AS TIMESTAMP)
      WHEN regexp_matches(v, '[+-]\\d\\d(:?\\d\\d)?$') AND length(v) > 10 THEN try_cast(v AS TIMESTAMPTZ)::TIMESTAMP
      ELSE ${local} - ${offset} END`,
  ]);
}

/** Runs the steps of a CRM; what each answers is a table of the schema `mapped`. @returns the log's tables among them */
export async function runSteps(db: Database, crm: Crm): Promise<readonly TableName[]> {
  await db.run(raw('CREATE SCHEMA mapped'));
  for (const step of crm.steps) {
    const file = join(crm.folder, `${step.name}.sql`);
    const text = (await readFile(file, 'utf8')).trim().replace(/;$/, '');
    try {
      await db.run(sql`CREATE TABLE mapped.${name(step.name)} AS ${raw(text)}`);
    } catch (error) {
      throw new Error(`${crm.id}/${step.name}.sql: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
  return tableNames.filter((table) => crm.steps.some((step) => step.name === table));
}

/** Whether a step of this name has run. */
export function hasStep(crm: Crm, step: string): boolean {
  return crm.steps.some(({ name: known }) => known === step);
}
