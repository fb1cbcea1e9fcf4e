import type { Database } from '../../duckdb/database.ts';
import { join, raw, sql } from '../../duckdb/sql.ts';
import { type Crm, listNames } from './definition.ts';
import { keyOf, listShapes, parseList } from './list-shapes.ts';
import type { ImportSettings } from './settings.ts';

/**
 * Writes the lists as tables of the schema `settings`: what the CRM's words mean, with what the user says of them on top; and `workspace`
 * with the zone and the currency, null when the user did not say it.
 */
export async function createLists(db: Database, crm: Crm, settings: ImportSettings): Promise<void> {
  await db.run(raw('CREATE SCHEMA settings'));
  const { timezone, currency } = settings.workspace;
  const home = settings.workspaceGiven.has('currency') ? currency : null;
  await db.run(
    sql`CREATE TABLE settings.workspace AS SELECT ${timezone}::VARCHAR AS timezone, ${home}::VARCHAR AS currency`,
  );
  for (const list of listNames) {
    const rows = new Map(
      [...parseList(crm.id, list, crm.lists[list]?.defaults ?? {}), ...(settings.lists[list] ?? [])].map((row) => [
        row.given,
        row.values,
      ]),
    );
    const { columns } = listShapes[list];
    const table = raw(`settings.${list}`);
    await db.run(
      sql`CREATE TABLE ${table} (given VARCHAR, ${join(columns.map(({ name, type }) => raw(`${name} ${type}`)))})`,
    );
    for (const [given, values] of rows) {
      await db.run(sql`INSERT INTO ${table} VALUES (${given}, ${join(values.map((value) => sql`${value}`))})`);
    }
  }
  for (const [i, stage] of settings.stageOrder.entries()) {
    const given = keyOf(stage);
    await db.run(
      sql`INSERT INTO settings.stages SELECT ${given}, NULL, NULL, NULL WHERE ${given} NOT IN (SELECT given FROM settings.stages)`,
    );
    await db.run(sql`UPDATE settings.stages SET position = ${i + 1} WHERE given = ${given}`);
  }
}
