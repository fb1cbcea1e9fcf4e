import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/duckdb/database.ts';
import { literal, name, raw, sql } from '../../src/duckdb/sql.ts';
import { narrowToSalesforce, salesforceFiles, salesforceSettings, sf, time } from './salesforce-export.ts';

/** As a pipeline writes the name of a table or column: `AccountId` is `account_id`, `Segment__c` is `segment_c`. */
const snake = (text: string): string =>
  text
    .replaceAll('__', '_')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();

const never = `'9999-12-31T23:59:59.999Z'`;
const validity = (from: string, to: string): string =>
  `${from} AS _fivetran_start, coalesce(${to}, ${never}) AS _fivetran_end, ${to} IS NULL AS _fivetran_active`;
const last = `'2027-01-01T00:00:00.000Z'`;

/** Tables with every version of a record instead of histories, and past versions that say something else. */
const versioned: Readonly<Record<string, string>> = {
  User: `SELECT *, ${validity(`'2020-06-01T00:00:00.000Z'`, 'NULL')} FROM (${salesforceFiles['User']})
    UNION ALL SELECT * REPLACE ('Former ' || Name AS Name, NULL AS ManagerId), ${validity(`'2020-01-01T00:00:00.000Z'`, `'2020-05-31T23:59:59.999Z'`)} FROM (${salesforceFiles['User']})`,
  Account: `WITH a AS (${salesforceFiles['Account']}), owner AS (
      SELECT ${sf('001', 'account_id')} AS Id, ${sf('005', 'rep_id')} AS rep, valid_from, ${time('valid_from')} AS since, lead(${time('valid_from')}) OVER (PARTITION BY account_id ORDER BY valid_from, seq) AS until FROM log.assignments)
    SELECT a.* REPLACE (coalesce(o.rep, a.OwnerId) AS OwnerId, CASE WHEN o.until IS NULL THEN a.Name ELSE 'Old ' || a.Name END AS Name), ${validity('coalesce(o.since, a.CreatedDate)', 'o.until')} FROM a LEFT JOIN owner o ON o.Id = a.Id`,
  Contact: `SELECT *, ${validity('CreatedDate', 'NULL')} FROM (${salesforceFiles['Contact']})
    UNION ALL SELECT * REPLACE ('Old' AS LastName), ${validity(`'2020-01-01T00:00:00.000Z'`, 'CreatedDate')} FROM (${salesforceFiles['Contact']}) WHERE CreatedDate IS NOT NULL`,
  Opportunity: `WITH o AS (${salesforceFiles['Opportunity']}), entry AS (
      SELECT ${sf('006', 'c.deal_id')} AS Id, s.name AS stage, s.kind, ${time('c.entered_at')} AS since, lead(${time('c.entered_at')}) OVER (PARTITION BY c.deal_id ORDER BY c.entered_at, c.seq) AS until
      FROM log.stage_changes c JOIN log.stages s ON s.id = c.stage_id), version AS (
      -- A version begins also when something other than the stage changes.
      SELECT o.* REPLACE (coalesce(e.stage, o.StageName) AS StageName, CASE WHEN e.kind <> 'open' THEN 1 ELSE 0 END AS IsClosed, CASE WHEN e.kind = 'won' THEN 1 ELSE 0 END AS IsWon, CASE WHEN e.until IS NULL THEN o.Amount ELSE '1' END AS Amount),
        coalesce(e.since, o.CreatedDate) AS _fivetran_start, e.until FROM o LEFT JOIN entry e ON e.Id = o.Id)
    SELECT * EXCLUDE (until), coalesce(until, ${never}) AS _fivetran_end, until IS NULL AS _fivetran_active FROM version
    UNION ALL SELECT * EXCLUDE (until) REPLACE ('2' AS Amount), _fivetran_start, false FROM version WHERE until IS NULL`,
  OpportunityContactRole: `SELECT '00K' || lpad(row_number() OVER ()::VARCHAR, 12, '0') AS Id, *, ${validity(`coalesce(CreatedDate, '2020-01-01T00:00:00.000Z')`, 'NULL')} FROM (${salesforceFiles['OpportunityContactRole']})`,
};

/** As any export of Salesforce; versions of a deal do not say who changed it. */
export async function narrowToSalesforceTables(db: Database): Promise<void> {
  await narrowToSalesforce(db);
  await db.run(raw('UPDATE log.stage_changes SET rep_id = NULL'));
}

/** Writes the log of a database (schema `log`) as the tables that a pipeline lands of Salesforce, versions of records instead of histories. */
export async function exportSalesforceTables(db: Database, dir: string, workspace: string): Promise<void> {
  const source = join(dir, 'source');
  await mkdir(source, { recursive: true });
  const all = { ...salesforceFiles, ...versioned };
  for (const [object, query] of Object.entries(all)) {
    if (['AccountHistory', 'OpportunityHistory'].includes(object)) continue;
    await db.run(raw(`CREATE OR REPLACE TEMP TABLE landing AS ${query}`));
    const columns = await db.rows<{ column_name: string }>(raw('SELECT column_name FROM (DESCRIBE landing)'));
    for (const { column_name: column } of columns) {
      const landed = column.startsWith('_') ? column : snake(column);
      if (landed !== column)
        await db.run(sql`ALTER TABLE landing RENAME COLUMN ${name(column)} TO ${name(`x_${landed}`)}`);
    }
    const landed = columns.map(({ column_name: column }) =>
      column.startsWith('_') ? column : `x_${snake(column)} AS ${snake(column)}`,
    );
    await db.run(
      sql`COPY (SELECT ${raw(landed.join(', '))}, false AS _fivetran_deleted, ${last.slice(1, -1)} AS _fivetran_synced FROM landing) TO ${literal(join(source, `${snake(object)}.csv`))} (FORMAT csv)`,
    );
  }
  await writeFile(join(dir, 'settings.yaml'), salesforceSettings(workspace));
}
