import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/duckdb/database.ts';
import { literal, raw, sql } from '../../src/duckdb/sql.ts';

/** A moment as v1 of the API writes it, in UTC without saying so. */
const time = (column: string): string => `strftime(${column}, '%Y-%m-%d %H:%M:%S.%g')`;
const utc = (column: string): string => `replace(${column}, ' ', 'T') || 'Z' AS ${column}`;
const type = `a.channel || coalesce(' · ' || a.purpose, '')`;
const isMeeting = `channel IN ('meeting', 'video', 'visit')`;

/** Files of the API, with what makes Pipedrive's hard: owners as objects, changes told twice, moves of many deals at once, deleted records, tasks. */
const files: Readonly<Record<string, string>> = {
  users: `SELECT seq AS id, name, email, true AS active_flag, 'Europe/Madrid' AS timezone_name FROM log.reps`,
  teams: `SELECT t.id, t.name, coalesce(list(r.seq ORDER BY r.seq) FILTER (r.seq IS NOT NULL), []) AS users, 1 AS active_flag FROM log.teams t LEFT JOIN log.reps r ON r.team_id = t.id GROUP BY ALL`,
  pipelines: `SELECT 1 AS id, 'Sales' AS name, 1 AS order_nr`,
  stages: `SELECT id, position AS order_nr, name, false AS is_deleted, coalesce(probability * 100, 100) AS deal_probability, 1 AS pipeline_id FROM log.stages WHERE kind = 'open'`,
  organizations: `SELECT a.id, a.name, a.segment, a.industry, a.country AS address_country, {'id': r.seq, 'name': r.name, 'value': r.seq} AS owner_id, ${time('a.created_at')} AS add_time, true AS active_flag
      FROM log.accounts a LEFT JOIN log.assignments s ON s.account_id = a.id LEFT JOIN log.reps r ON r.id = s.rep_id
    UNION ALL SELECT 'gone', 'Gone', NULL, NULL, NULL, NULL, NULL, false`,
  persons: `SELECT c.id, c.name, c.account_id AS org_id, (SELECT r.seq FROM log.reps r WHERE r.id = g.rep_id) AS owner_id, CASE WHEN c.email IS NULL THEN [] ELSE [{'value': 'old@example.com', 'primary': false}, {'value': c.email, 'primary': true}] END AS emails,
      CASE WHEN c.phone IS NULL THEN [] ELSE [{'value': c.phone, 'primary': true}] END AS phones, c.title AS job_title, ${time('c.created_at')} AS add_time, ${time('coalesce(g.rated_at, c.created_at)')} AS update_time,
      c.influence::VARCHAR AS influence, g.strength::VARCHAR AS relationship_strength, t.role AS buying_role
    FROM log.contacts c LEFT JOIN log.ratings g ON g.contact_id = c.id LEFT JOIN (SELECT contact_id, min(role) AS role FROM log.decision_team GROUP BY ALL) t ON t.contact_id = c.id`,
  dealParticipants: `SELECT deal_id, contact_id AS person_id, 1 AS added_by_user_id, ${time('joined_at')} AS add_time, true AS active_flag FROM log.decision_team`,
  deals: `SELECT d.id, d.name AS title, {'id': r.seq, 'name': r.name, 'value': r.seq} AS user_id, {'name': 'x', 'value': d.account_id} AS org_id, s.stage_id, 1 AS pipeline_id, d.amount AS value, d.currency, s.status, ${time('d.created_at')} AS add_time,
      (SELECT stamp FROM export_stamp) AS update_time, ${time('d.created_at')} AS stage_change_time, d.expected_close_on AS expected_close_date, d.source, d.product, d.lead_id AS source_lead_id, false AS deleted
    FROM log.deals d JOIN log.reps r ON r.id = d.rep_id JOIN standing s ON s.deal_id = d.id
    UNION ALL SELECT 'gone', 'Gone', NULL, NULL, (SELECT min(id) FROM log.stages WHERE kind = 'open'), 1, 1, NULL, 'deleted', NULL, NULL, NULL, NULL, NULL, NULL, NULL, true`,
  leads: `SELECT l.id, 'Lead ' || l.id AS title, r.seq AS owner_id, l.contact_id AS person_id, l.account_id AS organization_id, l.source AS source_name, CASE WHEN l.qualified_at IS NOT NULL THEN ['q'] WHEN l.disqualified_at IS NOT NULL THEN ['d'] ELSE [] END AS label_ids,
      ${time('l.created_at')} AS add_time, ${time('coalesce(l.qualified_at, l.disqualified_at)')} AS update_time, false AS is_archived FROM log.leads l JOIN log.reps r ON r.id = l.rep_id`,
  leadLabels: `SELECT * FROM (VALUES ('q', 'Ready', 'green'), ('d', 'Bad', 'red')) AS t(id, name, color)`,
  activities: `SELECT a.id, a.subject, ${type} AS type, r.seq AS owner_id, a.deal_id, a.lead_id, a.contact_id AS person_id, a.account_id AS org_id, CASE WHEN ${isMeeting} THEN strftime(a.occurred_at, '%Y-%m-%d') END AS due_date,
      CASE WHEN ${isMeeting} THEN strftime(a.occurred_at, '%H:%M:%S') END AS due_time, to_seconds(a.duration_s)::VARCHAR AS duration, true AS done, ${time(`CASE WHEN ${isMeeting} THEN a.occurred_at + INTERVAL 2 DAY ELSE a.occurred_at END`)} AS marked_as_done_time,
      ${time('a.occurred_at')} AS add_time, coalesce(p.others, []) AS participants, a.outcome, a.direction, a.pitch, false AS is_deleted
    FROM log.activities a JOIN log.reps r ON r.id = a.rep_id LEFT JOIN (SELECT activity_id, list({'person_id': contact_id, 'primary': false} ORDER BY contact_id) AS others FROM log.participants GROUP BY ALL) p ON p.activity_id = a.id
    UNION ALL SELECT 'todo', 'Tidy up', 'task', 1, NULL, NULL, NULL, NULL, '2026-01-01', NULL, NULL, true, '2026-01-01 10:00:00', '2026-01-01 10:00:00', [], NULL, NULL, NULL, false`,
};

/** Changes a log into what Pipedrive can hold of it, so that a round trip can be told to the last number. */
export async function narrowToPipedrive(db: Database): Promise<void> {
  const statements = [
    // Nobody writes down proposals, information, costs and goals; ratings and owners have no past; contacts do not leave; nobody leads anybody.
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
    'DELETE FROM log.assignments WHERE seq NOT IN (SELECT arg_max(seq, (valid_from, seq)) FROM log.assignments GROUP BY account_id)',
    "UPDATE log.assignments SET valid_to = NULL, valid_from = coalesce(a.created_at, TIMESTAMP '1970-01-01') FROM log.accounts a WHERE a.id = assignments.account_id",
    // A label says what a lead is, since its last change; the first deal that names it makes it a prospect.
    'UPDATE log.leads SET campaign = NULL, product = NULL, prospect_at = NULL, disqualified_at = CASE WHEN qualified_at IS NULL THEN disqualified_at END',
    'UPDATE log.leads SET account_id = c.account_id FROM log.contacts c WHERE c.id = leads.contact_id AND leads.account_id IS NULL',
    'UPDATE log.leads SET prospect_at = d.made FROM (SELECT lead_id, min(created_at) AS made FROM log.deals GROUP BY lead_id) d WHERE d.lead_id = leads.id',
    // A part in the decision is the person's, in all of its deals; nobody leaves a decision team.
    'DELETE FROM log.decision_team WHERE role IS NULL OR seq NOT IN (SELECT min(seq) FROM log.decision_team WHERE role IS NOT NULL GROUP BY deal_id, contact_id)',
    'UPDATE log.decision_team SET left_at = NULL',
    'UPDATE log.decision_team SET role = p.role FROM (SELECT contact_id, min(role) AS role FROM log.decision_team GROUP BY ALL) p WHERE p.contact_id = decision_team.contact_id',
    // A deal is won or lost in the stage where it stands, and begins in a stage when it is made.
    `UPDATE log.stage_changes SET stage_id = s.kind FROM log.stages s WHERE s.id = stage_changes.stage_id AND s.kind <> 'open'`,
    `DELETE FROM log.stages WHERE kind <> 'open'`,
    `INSERT INTO log.stages BY NAME SELECT 1000 + place AS seq, kind AS id, name, (SELECT max(position) FROM log.stages) + place AS position, kind, place % 2 AS probability FROM (VALUES ('won', 'Won', 1), ('lost', 'Lost', 2)) AS t(kind, name, place)`,
    "UPDATE log.stages SET pipeline = CASE WHEN kind = 'open' THEN 'Sales' END",
    `CREATE TEMP TABLE opening AS SELECT d.id, d.created_at, (SELECT min(id) FROM log.stages WHERE position = 1) AS stage_id FROM log.deals d
      LEFT JOIN (SELECT deal_id, arg_min(stage_id, (entered_at, seq)) AS stage_id FROM log.stage_changes GROUP BY ALL) c ON c.deal_id = d.id WHERE c.stage_id IS NULL OR c.stage_id IN ('won', 'lost')`,
    'INSERT INTO log.stage_changes BY NAME SELECT -row_number() OVER (ORDER BY id) AS seq, id AS deal_id, stage_id, created_at AS entered_at FROM opening',
    `UPDATE log.stage_changes SET entered_at = d.created_at, rep_id = NULL FROM log.deals d WHERE d.id = stage_changes.deal_id AND (stage_changes.deal_id, stage_changes.seq) IN (SELECT (deal_id, arg_min(seq, (entered_at, seq))) FROM log.stage_changes GROUP BY deal_id)`,
    `DELETE FROM log.stage_changes WHERE seq IN (SELECT seq FROM (SELECT seq, stage_id = lag(stage_id) OVER (PARTITION BY deal_id ORDER BY entered_at, seq) AS is_same FROM log.stage_changes) WHERE is_same)`,
    'UPDATE log.stage_changes SET rep_id = NULL WHERE rep_id NOT IN (SELECT rep_id FROM log.deals)',
    // What was done without a person was done with the first who took part.
    'UPDATE log.activities SET contact_id = p.contact_id FROM (SELECT activity_id, min(contact_id) AS contact_id FROM log.participants GROUP BY ALL) p WHERE p.activity_id = activities.id AND activities.contact_id IS NULL',
    'DELETE FROM log.participants WHERE (activity_id, contact_id) IN (SELECT (id, contact_id) FROM log.activities)',
    // A meeting that is done was held, if nothing else is said.
    `UPDATE log.activities SET outcome = 'held' WHERE ${isMeeting} AND outcome IS NULL`,
  ];
  await db.runAll(statements.map((statement) => raw(statement)));
}

/** Where each deal stands, and the changes that led there as Pipedrive tells them: moves between stages apart from winning, losing and opening again. */
export async function addFlow(db: Database): Promise<void> {
  await db.runAll(
    [
      `CREATE OR REPLACE TEMP TABLE step AS SELECT *, stage_id IN ('won', 'lost') AS is_closed, last_value(CASE WHEN stage_id NOT IN ('won', 'lost') THEN stage_id END IGNORE NULLS) OVER w AS stands_in,
        row_number() OVER w AS nth FROM log.stage_changes WINDOW w AS (PARTITION BY deal_id ORDER BY entered_at, seq)`,
      `CREATE OR REPLACE TEMP TABLE standing AS SELECT deal_id, arg_max(stands_in, nth) AS stage_id, arg_max(CASE WHEN is_closed THEN stage_id ELSE 'open' END, nth) AS status FROM step GROUP BY deal_id`,
      `CREATE OR REPLACE TEMP TABLE flow AS WITH pair AS (
          SELECT s.*, lag(stands_in) OVER w AS from_stage, lag(CASE WHEN is_closed THEN stage_id ELSE 'open' END) OVER w AS from_status FROM step s WINDOW w AS (PARTITION BY deal_id ORDER BY nth)
        ), change AS (
          SELECT deal_id, entered_at, rep_id, nth, 1 AS part, 'stage_id' AS field_key, from_stage AS old_value, stands_in AS new_value FROM pair WHERE nth > 1 AND stands_in <> from_stage
          UNION ALL
          SELECT deal_id, entered_at, rep_id, nth, 2, 'status', from_status, CASE WHEN is_closed THEN stage_id ELSE 'open' END FROM pair WHERE nth > 1 AND from_status <> CASE WHEN is_closed THEN stage_id ELSE 'open' END
        )
        SELECT row_number() OVER (ORDER BY c.deal_id, c.nth, c.part) AS id, c.deal_id AS item_id, r.seq AS user_id, c.field_key, c.old_value, c.new_value, ${time('c.entered_at')} AS log_time
        FROM change c LEFT JOIN log.reps r ON r.id = c.rep_id`,
    ].map((statement) => raw(statement)),
  );
}

/** Settings that say what the log's own words mean in this export. */
export async function pipedriveSettings(db: Database, workspace: string, more = ''): Promise<string> {
  const rates = await db.rows<{ line: string }>(
    raw(`SELECT '  ' || currency || ': ' || rate::VARCHAR AS line FROM log.fx_rates ORDER BY currency`),
  );
  const types = await db.rows<{ line: string }>(
    raw(`SELECT DISTINCT '  "' || ${type} || '": { channel: ' || a.channel || coalesce(', purpose: ' || a.purpose, '') || ' }' AS line
      FROM log.activities a ORDER BY line`),
  );
  const same = (words: readonly string[]): string => `{ ${words.map((word) => `${word}: ${word}`).join(', ')} }`;
  const block = (key: string, lines: readonly { readonly line: string }[]): string =>
    lines.length === 0 ? '' : `${key}:\n${lines.map(({ line }) => line).join('\n')}\n`;
  return `workspace: ${workspace}
${block('fx_rates', rates)}${block('activity_types', types)}lead_statuses: { Ready: qualified, Bad: disqualified }
outcomes: ${same(['reached', 'replied', 'held', 'no_reply', 'voicemail', 'bounced', 'no_show', 'cancelled', 'scheduled'])}
roles: ${same(['economic_buyer', 'technical_buyer', 'gatekeeper', 'other'])}
${more}`;
}

/** The newer version of the API writes owners and links as plain ids, times with their zone, and own fields apart. */
const newer: Readonly<Record<string, string>> = {
  pipelines: `SELECT 1 AS id, 'Sales' AS name, 1 AS order_nr, false AS is_deleted`,
  stages: files['stages']!,
  organizations: `SELECT id, name, owner_id.id AS owner_id, {'value': 'A street, ' || address_country, 'country': address_country} AS address, ${utc('add_time')}, active_flag IS FALSE AS is_deleted,
      {'segment': segment, 'industry': industry} AS custom_fields FROM (${files['organizations']})`,
  persons: `SELECT id, name, org_id, owner_id, emails, phones, job_title, ${utc('add_time')}, ${utc('update_time')}, false AS is_deleted, {'influence': influence, 'relationship_strength': relationship_strength, 'buying_role': buying_role} AS custom_fields
      FROM (${files['persons']})`,
  deals: `SELECT id, title, user_id.id AS owner_id, org_id.value AS org_id, stage_id, pipeline_id, value, currency, status, ${utc('add_time')}, update_time, ${utc('stage_change_time')}, expected_close_date, deleted AS is_deleted, source_lead_id,
      {'source': source, 'product': product} AS custom_fields FROM (${files['deals']})`,
  activities: `SELECT * EXCLUDE (outcome, direction, pitch) REPLACE (${['marked_as_done_time', 'add_time'].map(utc).join(', ')}), {'outcome': outcome, 'direction': direction, 'pitch': pitch} AS custom_fields FROM (${files['activities']})`,
};

/** Writes the log of a database (schema `log`) as a version of Pipedrive's API answers it; what v2 does not have comes from v1. */
export const exportPipedrive =
  (version: 'v1' | 'v2') =>
  async (db: Database, dir: string, workspace: string): Promise<void> => {
    const source = join(dir, 'source');
    await mkdir(source, { recursive: true });
    const { as_of: now } = JSON.parse(workspace) as { as_of: string };
    await db.run(sql`CREATE OR REPLACE TEMP TABLE export_stamp AS SELECT ${now} AS stamp`);
    await addFlow(db);
    const old = Object.entries(files).filter(([file]) => version === 'v1' || !(file in newer));
    for (const [file, query] of old) {
      await db.run(sql`COPY (${raw(query)}) TO ${literal(join(source, `${file}.json`))} (FORMAT json, ARRAY true)`);
    }
    for (const [file, query] of version === 'v1' ? [] : Object.entries(newer)) {
      await db.run(
        sql`COPY (SELECT true AS success, list(r) AS data, {'next_cursor': NULL} AS additional_data FROM (${raw(query)}) r) TO ${literal(join(source, `${file}.json`))} (FORMAT json)`,
      );
    }
    // Some changes come twice: in a table of all, and in the flow of a deal.
    await db.run(
      sql`COPY (SELECT *, 0 AS is_bulk_update_flag, 'app' AS change_source FROM flow) TO ${literal(join(source, 'deal_flow.csv'))} (FORMAT csv)`,
    );
    await db.run(
      sql`COPY (SELECT 'dealChange' AS object, log_time AS timestamp, {'id': id, 'item_id': item_id, 'user_id': user_id, 'field_key': field_key, 'old_value': old_value, 'new_value': new_value, 'log_time': log_time} AS data FROM flow WHERE id % 3 = 0
        UNION ALL SELECT 'activity', log_time, {'id': id, 'item_id': NULL, 'user_id': NULL, 'field_key': NULL, 'old_value': NULL, 'new_value': NULL, 'log_time': NULL} FROM flow WHERE id % 5 = 0)
        TO ${literal(join(source, 'flow.json'))} (FORMAT json, ARRAY true)`,
    );
    await writeFile(join(dir, 'settings.yaml'), await pipedriveSettings(db, workspace));
  };
