import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/duckdb/database.ts';
import { literal, name, raw, sql } from '../../src/duckdb/sql.ts';

export const time = (column: string): string => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%g') || 'Z'`;
const links = (to: string, ids: string, type: string): string =>
  `'${to}', json_object('results', list_transform(${ids}, lambda x: json_object('id', x, 'type', '${type}')))`;

/** The first deals, accounts and people of an activity as HubSpot links them; each person twice, as the API answers. */
const linksOfActivity = `json_object(${links('contacts', 'p.people || p.people', 'activity_to_contact')},
  ${links('companies', 'CASE WHEN a.account_id IS NULL THEN [] ELSE [a.account_id] END', 'activity_to_company')},
  ${links('deals', 'CASE WHEN a.deal_id IS NULL THEN [] ELSE [a.deal_id] END', 'activity_to_deal')})`;
const withPeople = `log.activities a LEFT JOIN (SELECT a.id, list_filter([a.contact_id] || coalesce(o.others, []) || [CASE WHEN a.contact_id IS NULL THEN a.lead_id END], lambda x: x IS NOT NULL) AS people
  FROM log.activities a LEFT JOIN (SELECT activity_id, list(contact_id ORDER BY contact_id) AS others FROM log.participants GROUP BY ALL) o ON o.activity_id = a.id) p ON p.id = a.id`;
const type = `a.channel || coalesce(' · ' || a.purpose, '')`;
const isMeeting = `a.channel IN ('meeting', 'video', 'visit')`;

/** Files of the API, one record on each line, with what HubSpot adds to make them hard: repeated stages, merged and archived records, done tasks that double a call. */
const hubspotRecords: Readonly<Record<string, string>> = {
  owners: `SELECT id, email, 'PERSON' AS type, split_part(name, ' ', 1) AS firstName, substr(name, length(split_part(name, ' ', 1)) + 2) AS lastName, 1000 + seq AS userId, false AS archived,
    CASE WHEN team_id IS NULL THEN [] ELSE [{'id': team_id, 'name': (SELECT name FROM log.teams t WHERE t.id = r.team_id), 'primary': true}] END AS teams FROM log.reps r
    UNION ALL SELECT 'nobody', 'robot@acme.example', 'PERSON', 'Robot', 'Sync', 1, false, []`,
  companies: `SELECT a.id, {'name': a.name, 'industry': a.industry, 'segment': a.segment, 'country': a.country, 'hubspot_owner_id': o.rep_id, 'createdate': ${time('a.created_at')}, 'domain': NULL} AS properties, false AS archived,
    {'hubspot_owner_id': coalesce(o.owners, [])} AS propertiesWithHistory FROM log.accounts a
    LEFT JOIN (SELECT account_id, arg_max(rep_id, valid_from) AS rep_id, list({'value': rep_id, 'timestamp': ${time('valid_from')}} ORDER BY valid_from DESC, seq DESC) AS owners FROM log.assignments GROUP BY ALL) o ON o.account_id = a.id
    UNION ALL SELECT 'gone', {'name': 'Gone', 'industry': NULL, 'segment': NULL, 'country': NULL, 'hubspot_owner_id': NULL, 'createdate': NULL, 'domain': NULL}, true, {'hubspot_owner_id': []}`,
  contacts: `WITH person AS (
      SELECT c.id, c.account_id, c.name, c.email, c.phone, c.title, c.influence, c.created_at, l.rep_id, l.id IS NOT NULL AS is_lead, l.source, l.campaign, l.product, l.created_at AS lead_at, l.qualified_at, l.disqualified_at, l.prospect_at
      FROM log.contacts c LEFT JOIN log.leads l ON l.contact_id = c.id
      UNION ALL SELECT id, NULL, 'Lead ' || id, NULL, NULL, NULL, NULL, created_at, rep_id, true, source, campaign, product, created_at, qualified_at, disqualified_at, prospect_at FROM log.leads WHERE contact_id IS NULL
    )
    SELECT p.id, {'firstname': split_part(p.name, ' ', 1), 'lastname': substr(p.name, length(split_part(p.name, ' ', 1)) + 2), 'email': p.email, 'phone': p.phone, 'jobtitle': p.title, 'influence': p.influence::VARCHAR,
      'createdate': ${time('p.created_at')}, 'lastmodifieddate': ${time('coalesce(r.rated_at, p.created_at)')}, 'hubspot_owner_id': coalesce(p.rep_id, r.rep_id), 'associatedcompanyid': p.account_id,
      'lifecyclestage': CASE WHEN p.is_lead THEN 'lead' ELSE 'subscriber' END, 'hs_analytics_source': p.source, 'campaign': p.campaign, 'product': p.product, 'relationship_strength': r.strength::VARCHAR, 'hs_buying_role': t.role} AS properties,
      false AS archived, {'lifecyclestage': list_filter([
          CASE WHEN p.prospect_at IS NOT NULL THEN {'value': 'opportunity', 'timestamp': ${time('p.prospect_at')}} END,
          CASE WHEN p.qualified_at IS NOT NULL THEN {'value': 'salesqualifiedlead', 'timestamp': ${time('p.qualified_at')}} END,
          CASE WHEN p.is_lead THEN {'value': 'lead', 'timestamp': ${time('p.lead_at')}} END], lambda x: x IS NOT NULL),
        'hs_lead_status': list_filter([CASE WHEN p.disqualified_at IS NOT NULL THEN {'value': 'UNQUALIFIED', 'timestamp': ${time('p.disqualified_at')}} END], lambda x: x IS NOT NULL)} AS propertiesWithHistory
    FROM person p LEFT JOIN log.ratings r ON r.contact_id = p.id LEFT JOIN (SELECT contact_id, min(role) AS role FROM log.decision_team GROUP BY ALL) t ON t.contact_id = p.id`,
  deals: `SELECT d.id, {'dealname': d.name, 'dealstage': c.stage_id, 'pipeline': 'default', 'amount': d.amount::VARCHAR, 'deal_currency_code': d.currency, 'closedate': strftime(d.expected_close_on, '%Y-%m-%dT12:00:00Z'), 'createdate': ${time('d.created_at')},
      'hubspot_owner_id': d.rep_id, 'hs_analytics_source': d.source, 'product': d.product, 'hs_merged_object_ids': CASE WHEN d.seq = 1 THEN 'old-1;old-2' END, 'hs_lastmodifieddate': (SELECT stamp FROM export_stamp)} AS properties, false AS archived,
      json_object(${links('contacts', 'coalesce(k.people, [])', 'deal_to_contact')}, ${links('companies', 'CASE WHEN d.account_id IS NULL THEN [] ELSE [d.account_id] END', 'deal_to_company')}) AS associations,
      {'dealstage': coalesce(c.stages, [])} AS propertiesWithHistory
    FROM log.deals d LEFT JOIN link_of_deal k ON k.deal_id = d.id
    LEFT JOIN (SELECT deal_id, arg_max(stage_id, {'t': entered_at, 's': seq}) AS stage_id, list(entry ORDER BY entered_at DESC, seq DESC, nth DESC) AS stages FROM (
      SELECT c.deal_id, c.stage_id, c.entered_at, c.seq, 1 AS nth, {'value': c.stage_id, 'timestamp': ${time('c.entered_at')}, 'sourceType': 'CRM_UI', 'sourceId': 'userId:' || (1000 + r.seq)} AS entry FROM log.stage_changes c LEFT JOIN log.reps r ON r.id = c.rep_id
      UNION ALL SELECT deal_id, stage_id, entered_at, seq, 2, {'value': stage_id, 'timestamp': ${time('entered_at')}, 'sourceType': 'API', 'sourceId': NULL} FROM log.stage_changes WHERE seq % 3 = 0
    ) GROUP BY deal_id) c ON c.deal_id = d.id
    UNION ALL SELECT 'old-1', {'dealname': 'Copy', 'dealstage': NULL, 'pipeline': 'default', 'amount': '1', 'deal_currency_code': NULL, 'closedate': NULL, 'createdate': '2026-01-01T00:00:00Z', 'hubspot_owner_id': (SELECT min(id) FROM log.reps),
      'hs_analytics_source': NULL, 'product': NULL, 'hs_merged_object_ids': NULL, 'hs_lastmodifieddate': NULL}, false, NULL, {'dealstage': []}`,
  calls: `SELECT a.id, {'hs_timestamp': ${time('a.occurred_at')}, 'hs_call_title': a.subject, 'hs_call_direction': CASE a.direction WHEN 'inbound' THEN 'INBOUND' ELSE 'OUTBOUND' END, 'hs_call_disposition': CASE a.outcome WHEN 'reached' THEN 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
      WHEN 'no_answer' THEN '73a0d17f-1163-4015-bdd5-ec830791da20' WHEN 'voicemail' THEN 'b2cf5968-551e-4856-9783-52b3da59a7d0' WHEN 'busy' THEN '9d9162e7-6cf3-4944-bf63-4dff82258764' ELSE a.outcome END,
      'hs_call_duration': (a.duration_s * 1000)::VARCHAR, 'hs_call_status': 'COMPLETED', 'hs_activity_type': ${type}, 'hubspot_owner_id': a.rep_id, 'pitch': a.pitch} AS properties, false AS archived, ${linksOfActivity} AS associations FROM ${withPeople} WHERE a.channel = 'call'`,
  meetings: `SELECT a.id, {'hs_timestamp': ${time('a.occurred_at')}, 'hs_meeting_title': a.subject, 'hs_meeting_start_time': ${time('a.occurred_at')}, 'hs_meeting_end_time': ${time('a.occurred_at + to_seconds(a.duration_s)')},
      'hs_meeting_outcome': CASE a.outcome WHEN 'held' THEN 'COMPLETED' WHEN 'cancelled' THEN 'CANCELED' ELSE upper(a.outcome) END, 'hs_activity_type': ${type}, 'hubspot_owner_id': a.rep_id, 'pitch': a.pitch} AS properties, false AS archived, ${linksOfActivity} AS associations
    FROM ${withPeople} WHERE ${isMeeting}`,
  emails: `SELECT a.id, {'hs_timestamp': ${time('a.occurred_at')}, 'hs_email_subject': a.subject, 'hs_email_direction': CASE a.direction WHEN 'inbound' THEN 'INCOMING_EMAIL' ELSE 'EMAIL' END, 'hs_email_status': CASE a.outcome WHEN 'bounced' THEN 'BOUNCED' ELSE 'SENT' END,
      'hubspot_owner_id': a.rep_id, 'pitch': a.pitch} AS properties, false AS archived, ${linksOfActivity} AS associations FROM ${withPeople} WHERE a.channel = 'email'`,
  communications: `SELECT a.id, {'hs_timestamp': ${time('a.occurred_at')}, 'hs_communication_channel_type': ${type}, 'hs_communication_direction': upper(a.direction), 'hs_communication_outcome': a.outcome, 'hubspot_owner_id': a.rep_id, 'pitch': a.pitch} AS properties,
      false AS archived, ${linksOfActivity} AS associations FROM ${withPeople} WHERE a.channel IN ('text', 'social', 'other')`,
  tasks: `SELECT 'task-' || a.id AS id, {'hs_timestamp': ${time('a.occurred_at')}, 'hs_task_subject': 'Call', 'hs_task_type': 'CALL', 'hs_task_status': 'COMPLETED', 'hs_task_completion_date': ${time('a.occurred_at + INTERVAL 1 HOUR')}, 'hubspot_owner_id': a.rep_id} AS properties,
      false AS archived, ${linksOfActivity} AS associations FROM ${withPeople} WHERE a.channel = 'call' AND a.contact_id IS NOT NULL AND a.seq % 7 = 0
    UNION ALL SELECT 'task-todo', {'hs_timestamp': '2026-01-01T00:00:00Z', 'hs_task_subject': 'Tidy up', 'hs_task_type': 'TODO', 'hs_task_status': 'COMPLETED', 'hs_task_completion_date': '2026-01-01T00:00:00Z', 'hubspot_owner_id': (SELECT min(id) FROM log.reps)}, false, NULL`,
  pipelines: `SELECT 'default' AS id, 'Sales' AS label, 0 AS displayOrder, (SELECT list({'id': id, 'label': name, 'displayOrder': position - 1,
      'metadata': {'probability': coalesce(probability, CASE kind WHEN 'won' THEN 1 ELSE 0 END)::VARCHAR, 'isClosed': (kind <> 'open')::VARCHAR}}) FROM log.stages) AS stages`,
};

/** What the API answers, by object, as temporary tables `api_OBJECT`. */
export async function askHubspot(db: Database, workspace: string): Promise<void> {
  const { as_of: now } = JSON.parse(workspace) as { as_of: string };
  await db.run(sql`CREATE OR REPLACE TEMP TABLE export_stamp AS SELECT ${now} AS stamp`);
  for (const [objects, query] of Object.entries(hubspotRecords)) {
    await db.run(raw(`CREATE OR REPLACE TEMP TABLE api_${objects} AS ${query}`));
  }
}

/** Changes a log into what HubSpot can hold of it, so that a round trip can be told to the last number. */
export async function narrowToHubspot(db: Database): Promise<void> {
  const statements = [
    // Nobody writes down proposals, information, costs and goals; ratings have no past; contacts do not leave; nobody leads anybody.
    'DELETE FROM log.proposals',
    'DELETE FROM log.shares',
    'DELETE FROM log.costs',
    'DELETE FROM log.goals',
    'UPDATE log.contacts SET left_at = NULL',
    'UPDATE log.deals SET requested_amount = NULL',
    'UPDATE log.reps SET active_from = NULL, active_to = NULL, hourly_cost = NULL, manager_id = NULL',
    'UPDATE log.teams SET parent_id = NULL',
    'DELETE FROM log.teams WHERE id NOT IN (SELECT team_id FROM log.reps WHERE team_id IS NOT NULL)',
    'DELETE FROM log.ratings WHERE seq NOT IN (SELECT arg_max(seq, (rated_at, seq)) FROM log.ratings GROUP BY contact_id)',
    'DELETE FROM log.fx_rates WHERE seq NOT IN (SELECT arg_max(seq, (valid_from, seq)) FROM log.fx_rates GROUP BY currency)',
    "UPDATE log.fx_rates SET valid_from = DATE '1970-01-01'",
    // A company has one owner at a time.
    'UPDATE log.assignments SET valid_to = s.until FROM (SELECT seq, lead(valid_from) OVER (PARTITION BY account_id ORDER BY valid_from, seq) AS until FROM log.assignments) s WHERE s.seq = assignments.seq',
    // A lead is a contact: each has one, from its creation on.
    'CREATE TEMP TABLE lead_name AS SELECT id, CASE WHEN contact_id IS NULL THEN id ELSE contact_id END AS name, contact_id, min(seq) OVER (PARTITION BY contact_id) = seq OR contact_id IS NULL AS is_first FROM log.leads',
    'UPDATE log.activities SET contact_id = n.contact_id FROM lead_name n WHERE n.id = activities.lead_id AND n.contact_id IS NOT NULL AND activities.contact_id IS NULL',
    'DELETE FROM log.leads WHERE id IN (SELECT id FROM lead_name WHERE NOT is_first)',
    'UPDATE log.leads SET id = n.name FROM lead_name n WHERE n.id = leads.id',
    'UPDATE log.activities SET lead_id = n.name FROM lead_name n WHERE n.id = activities.lead_id',
    'UPDATE log.deals SET lead_id = n.name FROM lead_name n WHERE n.id = deals.lead_id',
    'UPDATE log.contacts SET created_at = l.created_at FROM log.leads l WHERE l.contact_id = contacts.id',
    'UPDATE log.leads SET account_id = c.account_id FROM log.contacts c WHERE c.id = leads.contact_id',
    'UPDATE log.leads SET account_id = NULL WHERE contact_id IS NULL',
    // A buying role is the contact's, in all of its deals and from ever on.
    'CREATE TEMP TABLE part AS SELECT contact_id, min(role) AS role FROM log.decision_team WHERE role IS NOT NULL GROUP BY contact_id',
    `CREATE TEMP TABLE link_of_deal AS SELECT deal_id, list(contact_id ORDER BY contact_id) AS people FROM (
      SELECT deal_id, contact_id FROM log.decision_team UNION SELECT id, lead_id FROM log.deals WHERE lead_id IS NOT NULL) GROUP BY deal_id`,
    'DELETE FROM log.decision_team',
    `INSERT INTO log.decision_team BY NAME SELECT row_number() OVER (ORDER BY deal_id, contact_id) AS seq, deal_id, contact_id, role FROM (
      SELECT k.deal_id, unnest(k.people) AS contact_id FROM link_of_deal k) l JOIN part p USING (contact_id)`,
    // A deal comes from the lead that was first among its contacts, if it is that one's first deal; which makes that one a prospect.
    `CREATE TEMP TABLE origin AS WITH pair AS (SELECT d.id AS deal_id, d.created_at, l.id AS lead_id, l.created_at AS lead_at FROM (SELECT deal_id, unnest(people) AS lead_id FROM link_of_deal) k
      JOIN log.leads l ON l.id = k.lead_id JOIN log.deals d ON d.id = k.deal_id WHERE l.created_at <= d.created_at),
      first AS (SELECT * FROM pair QUALIFY row_number() OVER (PARTITION BY lead_id ORDER BY created_at, deal_id) = 1)
      SELECT * FROM first QUALIFY row_number() OVER (PARTITION BY deal_id ORDER BY lead_at, lead_id) = 1`,
    'UPDATE log.deals SET lead_id = NULL',
    'UPDATE log.deals SET lead_id = o.lead_id FROM origin o WHERE o.deal_id = deals.id',
    'UPDATE log.leads SET prospect_at = coalesce(prospect_at, o.created_at) FROM origin o WHERE o.lead_id = leads.id',
    // What was done with a lead that is no contact is the lead's; with a contact, as long as it was no prospect.
    'UPDATE log.activities SET contact_id = p.contact_id FROM (SELECT activity_id, min(contact_id) AS contact_id FROM log.participants GROUP BY ALL) p WHERE p.activity_id = activities.id AND activities.contact_id IS NULL',
    'DELETE FROM log.participants WHERE (activity_id, contact_id) IN (SELECT (id, contact_id) FROM log.activities)',
    'UPDATE log.activities SET lead_id = NULL WHERE contact_id IS NOT NULL',
    'UPDATE log.activities SET lead_id = l.id FROM log.leads l WHERE l.contact_id = activities.contact_id AND (l.prospect_at IS NULL OR l.prospect_at > activities.occurred_at)',
    // Mails have no type and no result but a bounce; only calls and meetings take time; meetings have no direction.
    `UPDATE log.activities SET purpose = NULL, outcome = CASE outcome WHEN 'bounced' THEN 'bounced' END WHERE channel = 'email'`,
    `UPDATE log.activities SET duration_s = NULL WHERE channel NOT IN ('call', 'meeting', 'video', 'visit')`,
    `UPDATE log.activities SET direction = NULL WHERE ${isMeeting.replace('a.', '')}`,
    // A change of stage is credited to whom sells.
    'UPDATE log.stage_changes SET rep_id = NULL WHERE rep_id NOT IN (SELECT rep_id FROM log.deals)',
  ];
  await db.runAll(statements.map((statement) => raw(statement)));
}

/** Settings that say what the log's own words mean in this export. */
export async function hubspotSettings(
  db: Database,
  workspace: string,
  fields = 'contact.campaign: campaign, company.segment: segment',
): Promise<string> {
  const rates = await db.rows<{ line: string }>(
    raw(`SELECT '  ' || currency || ': ' || rate::VARCHAR AS line FROM log.fx_rates ORDER BY currency`),
  );
  const types = await db.rows<{ line: string }>(
    raw(`SELECT DISTINCT '  "' || ${type} || '": { channel: ' || a.channel || coalesce(', purpose: ' || a.purpose, '') || ' }' AS line
      FROM log.activities a WHERE a.channel <> 'email' ORDER BY line`),
  );
  const block = (key: string, lines: readonly { readonly line: string }[]): string =>
    lines.length === 0 ? '' : `${key}:\n${lines.map(({ line }) => line).join('\n')}\n`;
  return `workspace: ${workspace}
fields: { ${fields} }
${block('fx_rates', rates)}${block('activity_types', types)}outcomes: { reached: reached, replied: replied, held: held, no_reply: no_reply, voicemail: voicemail, bounced: bounced, wrong_number: wrong_number }
roles: { decision_maker: decision_maker, economic_buyer: economic_buyer, technical_buyer: technical_buyer, user: user, gatekeeper: gatekeeper }
`;
}

/** Writes the log of a database (schema `log`) as HubSpot's API answers it: JSON lines. */
export async function exportHubspot(db: Database, dir: string, workspace: string): Promise<void> {
  await mkdir(join(dir, 'source'), { recursive: true });
  await askHubspot(db, workspace);
  for (const objects of Object.keys(hubspotRecords)) {
    await db.run(
      sql`COPY (SELECT * FROM ${name(`api_${objects}`)}) TO ${literal(join(dir, 'source', `${objects}.jsonl`))} (FORMAT json)`,
    );
  }
  await writeFile(join(dir, 'settings.yaml'), await hubspotSettings(db, workspace));
}
