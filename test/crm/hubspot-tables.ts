import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/duckdb/database.ts';
import { literal, raw, sql } from '../../src/duckdb/sql.ts';
import { askHubspot, hubspotSettings } from './hubspot-export.ts';

/** An instant of the API as pipelines land it: in UTC without saying so. */
const landed = (column: string): string =>
  `CASE WHEN regexp_full_match(${column}, '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z') THEN replace(left(${column}, -1), 'T', ' ') ELSE ${column} END`;
const synced = `(SELECT ${landed('stamp')} FROM export_stamp) AS _fivetran_synced`;
const linkedTo = (other: string): string => `unnest(json_extract_string(associations, '$.${other}.results[*].id'))`;
const kinds = ['call', 'meeting', 'email', 'communication', 'task'] as const;
const api = (kind: string): string => `api_${kind === 'company' ? 'companies' : `${kind}s`}`;

/** What a property was over time, the oldest value first; a value of the API that came later at one moment comes later here too. */
const history = (kind: string, id: string, properties: readonly string[]): string =>
  `SELECT ${id}, name, ${landed('value.timestamp')} AS timestamp, value.value AS value, ${kind === 'deal' ? 'value.sourceType AS source, value.sourceId AS source_id' : `'CRM_UI' AS source, NULL AS source_id`}, ${synced} FROM (${properties
    .map(
      (property) =>
        `SELECT id AS ${id}, '${property}' AS name, unnest(propertiesWithHistory.${property}) AS value, unnest(range(len(propertiesWithHistory.${property}))) AS nth FROM ${api(kind)}`,
    )
    .join(' UNION ALL ')}) ORDER BY ${id}, name, value.timestamp, nth DESC`;

/** The tables that need more than the properties of a record. */
const tables: Readonly<Record<string, string>> = {
  owner: `SELECT id AS owner_id, email, type, firstName AS first_name, lastName AS last_name, userId AS active_user_id, ${synced} FROM api_owners`,
  owner_team: `SELECT owner_id, team.id AS team_id, team.primary AS is_team_primary, ${synced} FROM (SELECT id AS owner_id, unnest(teams) AS team FROM api_owners)`,
  team: `SELECT DISTINCT team.id AS id, team.name AS name, ${synced} FROM (SELECT unnest(teams) AS team FROM api_owners)`,
  deal_pipeline: `SELECT id AS pipeline_id, label, displayOrder AS display_order, true AS active, false AS _fivetran_deleted, ${synced} FROM api_pipelines`,
  deal_pipeline_stage: `SELECT s.id AS stage_id, s.label, pipeline_id, s.displayOrder AS display_order, s.metadata.probability AS probability, s.metadata.isClosed AS is_closed, s.metadata.isClosed = 'true' AND s.metadata.probability::DOUBLE = 1 AS closed_won,
      true AS active, false AS _fivetran_deleted, ${synced} FROM (SELECT id AS pipeline_id, unnest(stages) AS s FROM api_pipelines)`,
  deal_company: `SELECT ${linkedTo('companies')} AS company_id, id AS deal_id, 341 AS type_id, ${synced} FROM api_deals`,
  deal_contact: `SELECT ${linkedTo('contacts')} AS contact_id, id AS deal_id, 3 AS type_id, ${synced} FROM api_deals`,
  contact_company: `SELECT properties.associatedcompanyid AS company_id, id AS contact_id, 1 AS type_id, ${synced} FROM api_contacts WHERE properties.associatedcompanyid IS NOT NULL`,
  merged_deal: `SELECT id AS deal_id, unnest(string_split(properties.hs_merged_object_ids, ';')) AS merged_deal_id, ${synced} FROM api_deals`,
  deal_stage: `SELECT deal_id, value, timestamp AS date_entered, source, source_id, _fivetran_synced FROM (${history('deal', 'deal_id', ['dealstage'])})`,
  deal_property_history: `SELECT * FROM (${history('deal', 'deal_id', ['dealstage'])}) UNION ALL SELECT id, 'amount', '2026-01-01 00:00:00', '1', 'CRM_UI', NULL, NULL FROM api_deals`,
  contact_property_history: history('contact', 'contact_id', ['lifecyclestage', 'hs_lead_status']),
  company_property_history: history('company', 'company_id', ['hubspot_owner_id']),
  engagement: kinds
    .map(
      (kind) =>
        `SELECT id, '${kind.toUpperCase()}' AS type, properties.hubspot_owner_id AS owner_id, ${landed('properties.hs_timestamp')} AS timestamp, ${synced} FROM ${api(kind)}`,
    )
    .join(' UNION ALL '),
  ...Object.fromEntries(
    (
      [
        ['contact', 'contacts'],
        ['company', 'companies'],
        ['deal', 'deals'],
      ] as const
    ).map(([one, many]) => [
      `engagement_${one}`,
      kinds
        .map((kind) => `SELECT ${linkedTo(many)} AS ${one}_id, id AS engagement_id, ${synced} FROM ${api(kind)}`)
        .join(' UNION ALL '),
    ]),
  ),
};

/** Properties that stand in another table or under another name. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  contact: ['associatedcompanyid'],
  deal: ['dealstage', 'pipeline', 'hubspot_owner_id', 'hs_merged_object_ids'],
  // Who made a call and when stands in the table of engagements only.
  call: ['hubspot_owner_id', 'hs_timestamp'],
};
const renamed: Readonly<Record<string, string>> = {
  deal: 'properties.pipeline AS deal_pipeline_id, properties.dealstage AS deal_pipeline_stage_id, properties.hubspot_owner_id AS owner_id,',
};

async function columnsOf(db: Database, kind: string): Promise<string> {
  const found = await db.rows<{ column_name: string }>(
    raw(`SELECT column_name FROM (DESCRIBE SELECT unnest(properties) FROM ${api(kind)})`),
  );
  return found
    .filter(({ column_name: key }) => elsewhere[kind]?.includes(key) !== true)
    .map(({ column_name: key }) => `${landed(`properties.${key}::VARCHAR`)} AS property_${key.toLowerCase()}`)
    .join(', ');
}

/** Writes the log of a database (schema `log`) as the tables that a pipeline lands of HubSpot. */
export async function exportHubspotTables(db: Database, dir: string, workspace: string): Promise<void> {
  const source = join(dir, 'source');
  await mkdir(source, { recursive: true });
  await askHubspot(db, workspace);
  const all = new Map(Object.entries(tables));
  for (const kind of ['company', 'contact', 'deal', ...kinds]) {
    const isDeed = kinds.some((deed) => deed === kind);
    const id = isDeed ? 'engagement_id' : kind === 'deal' ? 'deal_id' : 'id';
    all.set(
      isDeed ? `engagement_${kind}` : kind,
      `SELECT id AS ${id}, ${isDeed ? '' : 'archived AS is_deleted,'} ${synced}, ${renamed[kind] ?? ''} ${await columnsOf(db, kind)} FROM ${api(kind)}`,
    );
  }
  for (const [table, query] of all) {
    await db.run(sql`COPY (${raw(query)}) TO ${literal(join(source, `${table}.csv`))} (FORMAT csv)`);
  }
  const fields = 'contact.campaign: property_campaign, company.segment: property_segment';
  await writeFile(join(dir, 'settings.yaml'), await hubspotSettings(db, workspace, fields));
}
