import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/duckdb/database.ts';
import { literal, raw, sql } from '../../src/duckdb/sql.ts';

/** An id in the form of Salesforce: the object's prefix and 15 characters, with the three that the long form adds. */
export const sf = (prefix: string, column: string, long = false): string =>
  `CASE WHEN ${column} IS NOT NULL THEN '${prefix}' || lpad(upper(left(regexp_replace(${column}, '[^A-Za-z0-9]', '', 'g'), 12)), 12, '0')${long ? " || 'AAA'" : ''} END`;
export const time = (column: string): string => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.000Z')`;
const isEvent = `a.channel IN ('meeting', 'video', 'visit')`;
const type = `a.channel || coalesce(' · ' || a.purpose, '')`;
const what = `coalesce(${sf('006', 'a.deal_id')}, ${sf('001', 'a.account_id', true)})`;
const who = `coalesce(${sf('003', 'a.contact_id', true)}, ${sf('00Q', 'a.lead_id')})`;

/** The tables of a Data Export, with what Salesforce adds to make them hard: long and short ids, doubled rows, other fields' history. */
export const salesforceFiles: Readonly<Record<string, string>> = {
  User: `SELECT ${sf('005', 'id')} AS Id, name AS Name, email AS Email, name AS Username, 1 AS IsActive, ${sf('005', 'manager_id', true)} AS ManagerId, ${sf('00E', 'team_id')} AS UserRoleId FROM log.reps
    UNION ALL SELECT '005000000000NOBODY', 'Integration', 'integration@acme.example', 'Integration', 1, '000000000000000AAA', NULL`,
  UserRole: `SELECT ${sf('00E', 'id')} AS Id, name AS Name, ${sf('00E', 'parent_id')} AS ParentRoleId FROM log.teams`,
  Account: `SELECT ${sf('001', 'a.id')} AS Id, a.name AS Name, a.industry AS Industry, a.segment AS Segment__c, a.country AS BillingCountry, ${sf('005', 'o.rep_id')} AS OwnerId,
    ${time('coalesce(a.created_at, o.first)')} AS CreatedDate, 0 AS IsDeleted FROM log.accounts a
    LEFT JOIN (SELECT account_id, arg_max(rep_id, valid_from) AS rep_id, min(valid_from) AS first FROM log.assignments GROUP BY ALL) o ON o.account_id = a.id
    UNION ALL SELECT '001000000000GONE', 'Deleted Ltd', NULL, NULL, NULL, NULL, '2025-01-01T00:00:00.000Z', 1`,
  AccountHistory: `WITH owner AS (SELECT *, lag(rep_id) OVER (PARTITION BY account_id ORDER BY valid_from) AS before FROM log.assignments)
    SELECT ${sf('001', 'account_id')} AS AccountId, 'Owner' AS Field, ${sf('005', 'before')} AS OldValue, ${sf('005', 'rep_id')} AS NewValue, ${time('valid_from')} AS CreatedDate FROM owner WHERE before IS NOT NULL
    UNION ALL SELECT ${sf('001', 'account_id')}, 'Owner', before, rep_id, ${time('valid_from')} FROM owner WHERE before IS NOT NULL
    UNION ALL SELECT ${sf('001', 'id')}, 'Industry', 'x', industry, '2025-09-01T00:00:00.000Z' FROM log.accounts`,
  Contact: `SELECT ${sf('003', 'id')} AS Id, ${sf('001', 'account_id', true)} AS AccountId, split_part(name, ' ', 1) AS FirstName, substr(name, length(split_part(name, ' ', 1)) + 2) AS LastName,
    email AS Email, phone AS Phone, title AS Title, influence AS Influence__c, ${time('created_at')} AS CreatedDate FROM log.contacts`,
  ALTF__Contact_Map_Details__c: `SELECT ${sf('003', 'contact_id')} AS ALTF__Contact__c, arg_max(CASE strength WHEN 3 THEN 'Mentor' WHEN 2 THEN 'Supporter' WHEN 1 THEN 'Friendly' WHEN 0 THEN 'Neutral' WHEN -1 THEN 'Cool' WHEN -2 THEN 'Non-Supporter' ELSE 'Enemy' END, {'t': rated_at, 's': seq}) AS ALTF__Status__c,
    '' AS ALTF__Political__c, ${sf('005', "arg_max(rep_id, {'t': rated_at, 's': seq})")} AS LastModifiedById, ${time('max(rated_at)')} AS LastModifiedDate FROM log.ratings GROUP BY contact_id`,
  Lead: `SELECT ${sf('00Q', 'l.id')} AS Id, 'Lead' AS Company, CASE WHEN d.id IS NOT NULL THEN 'Closed - Converted' ELSE 'Working' END AS Status, l.source AS LeadSource, l.campaign AS Campaign__c, l.product AS Product__c,
    ${sf('005', 'l.rep_id')} AS OwnerId, ${time('l.created_at')} AS CreatedDate, CASE WHEN d.id IS NULL THEN 0 ELSE 1 END AS IsConverted, strftime(d.created_at, '%Y-%m-%d') AS ConvertedDate,
    ${sf('001', 'l.account_id', true)} AS ConvertedAccountId, ${sf('003', 'l.contact_id', true)} AS ConvertedContactId, ${sf('006', 'd.id')} AS ConvertedOpportunityId FROM log.leads l LEFT JOIN log.deals d ON d.lead_id = l.id`,
  LeadHistory: `SELECT ${sf('00Q', 'id')} AS LeadId, 'Status' AS Field, 'New' AS OldValue, 'Qualified' AS NewValue, ${time('qualified_at')} AS CreatedDate FROM log.leads WHERE qualified_at IS NOT NULL
    UNION ALL SELECT ${sf('00Q', 'id')}, 'Status', 'Working', 'Unqualified', ${time('disqualified_at')} FROM log.leads WHERE disqualified_at IS NOT NULL
    UNION ALL SELECT ${sf('00Q', 'id')}, 'Email', NULL, 'x', ${time('created_at')} FROM log.leads`,
  Opportunity: `SELECT ${sf('006', 'd.id')} AS Id, ${sf('001', 'd.account_id')} AS AccountId, d.name AS Name, s.name AS StageName, format('€{:,.2f}', d.amount::DOUBLE) AS Amount, d.currency AS CurrencyIsoCode,
    strftime(d.expected_close_on, '%Y-%m-%d') AS CloseDate, d.source AS LeadSource, d.product AS Product__c, ${sf('005', 'd.rep_id')} AS OwnerId, ${time('d.created_at')} AS CreatedDate,
    CASE WHEN s.kind <> 'open' THEN 1 ELSE 0 END AS IsClosed, CASE WHEN s.kind = 'won' THEN 1 ELSE 0 END AS IsWon, 0 AS IsDeleted
    FROM log.deals d LEFT JOIN (SELECT deal_id, arg_max(stage_id, {'t': entered_at, 's': seq}) AS stage_id FROM log.stage_changes GROUP BY ALL) c ON c.deal_id = d.id LEFT JOIN log.stages s ON s.id = c.stage_id`,
  OpportunityHistory: `SELECT '008' || lpad((c.seq * 10)::VARCHAR, 12, '0') AS Id, ${sf('006', 'c.deal_id')} AS OpportunityId, s.name AS StageName, ${time('c.entered_at')} AS CreatedDate, ${sf('005', 'c.rep_id')} AS CreatedById
    FROM log.stage_changes c JOIN log.stages s ON s.id = c.stage_id
    UNION ALL SELECT '008' || lpad((c.seq * 10 + 5)::VARCHAR, 12, '0'), ${sf('006', 'c.deal_id')}, s.name, ${time('c.entered_at')}, NULL FROM log.stage_changes c JOIN log.stages s ON s.id = c.stage_id WHERE c.seq % 3 = 0`,
  OpportunityStage: `SELECT name AS MasterLabel, position AS SortOrder, (probability * 100)::VARCHAR AS DefaultProbability, kind = 'won' AS IsWon, kind <> 'open' AS IsClosed, true AS IsActive FROM log.stages`,
  OpportunityContactRole: `SELECT ${sf('006', 'deal_id')} AS OpportunityId, ${sf('003', 'contact_id')} AS ContactId, role AS Role, ${time('joined_at')} AS CreatedDate FROM log.decision_team`,
  CurrencyType: `SELECT 'EUR' AS IsoCode, 1 AS ConversionRate, true AS IsCorporate`,
  DatedConversionRate: `SELECT currency AS IsoCode, strftime(valid_from, '%Y-%m-%d') AS StartDate, printf('%.17g', 1 / rate::DOUBLE) AS ConversionRate FROM log.fx_rates`,
  Task: `SELECT ${sf('00T', 'a.id')} AS Id, ${sf('005', 'a.rep_id')} AS OwnerId, ${who} AS WhoId, ${what} AS WhatId, ${type} AS Type, CASE a.channel WHEN 'call' THEN 'Call' WHEN 'email' THEN 'Email' ELSE 'Task' END AS TaskSubtype,
    'Completed' AS Status, 1 AS IsClosed, ${time('a.occurred_at')} AS CompletedDateTime, CASE WHEN a.channel = 'call' THEN CASE a.direction WHEN 'inbound' THEN 'Inbound' ELSE 'Outbound' END END AS CallType,
    a.outcome AS Outcome__c, a.duration_s AS CallDurationInSeconds, a.subject AS Subject, a.pitch AS Pitch__c, ${time('a.occurred_at')} AS LastModifiedDate FROM log.activities a WHERE NOT ${isEvent}
    UNION ALL SELECT '00T0000000TODO01', ${sf('005', 'min(id)')}, NULL, NULL, NULL, 'Task', 'Completed', 1, '2026-01-01T00:00:00.000Z', NULL, NULL, NULL, 'Tidy the desk', NULL, NULL FROM log.reps
    UNION ALL SELECT '00T0000000TODO02', ${sf('005', 'min(id)')}, NULL, NULL, 'call', 'Call', 'Not Started', 0, NULL, NULL, NULL, NULL, 'Call them', NULL, NULL FROM log.reps`,
  EmailMessage: `SELECT '02s' || lpad(a.seq::VARCHAR, 12, '0') AS Id, ${sf('00T', 'a.id')} AS ActivityId, coalesce(a.direction = 'inbound', false) AS Incoming, ${time('a.occurred_at')} AS MessageDate FROM log.activities a WHERE a.channel = 'email'`,
  Event: `SELECT ${sf('00U', 'a.id')} AS Id, ${sf('005', 'a.rep_id')} AS OwnerId, ${who} AS WhoId, ${what} AS WhatId, ${type} AS Type, ${time('a.occurred_at')} AS StartDateTime,
    ${time('a.occurred_at + to_seconds(a.duration_s)')} AS EndDateTime, a.outcome AS Outcome__c, a.subject AS Subject, a.pitch AS Pitch__c, 0 AS IsChild FROM log.activities a WHERE ${isEvent}
    UNION ALL SELECT ${sf('00U', 'a.id')} || 'KID', ${sf('005', 'a.rep_id')}, ${who}, ${what}, ${type}, ${time('a.occurred_at')}, NULL, a.outcome, a.subject, NULL, 1 FROM log.activities a WHERE ${isEvent} AND a.seq % 5 = 0`,
  EventRelation: `SELECT ${sf('00U', 'p.activity_id')} AS EventId, ${sf('003', 'p.contact_id')} AS RelationId FROM log.participants p JOIN log.activities a ON a.id = p.activity_id WHERE ${isEvent}
    UNION ALL SELECT ${sf('00U', 'a.id')}, ${sf('005', 'a.rep_id')} FROM log.activities a WHERE ${isEvent} AND a.seq % 4 = 0`,
  TaskRelation: `SELECT ${sf('00T', 'p.activity_id')} AS TaskId, ${sf('003', 'p.contact_id')} AS RelationId FROM log.participants p JOIN log.activities a ON a.id = p.activity_id WHERE NOT ${isEvent}`,
};

/** Changes a log into what Salesforce can hold of it, so that a round trip can be told to the last number. */
export async function narrowToSalesforce(db: Database): Promise<void> {
  const statements = [
    // Nobody writes down proposals, information, costs and goals; ratings have no past; contacts do not leave.
    'DELETE FROM log.proposals',
    'DELETE FROM log.shares',
    'DELETE FROM log.costs',
    'DELETE FROM log.goals',
    'UPDATE log.contacts SET left_at = NULL',
    'UPDATE log.decision_team SET left_at = NULL',
    'UPDATE log.deals SET requested_amount = NULL',
    'UPDATE log.reps SET active_from = NULL, active_to = NULL, hourly_cost = NULL',
    'DELETE FROM log.ratings WHERE seq NOT IN (SELECT arg_max(seq, (rated_at, seq)) FROM log.ratings GROUP BY contact_id)',
    // An account has one owner at a time, from its creation on.
    `UPDATE log.accounts SET created_at = s.since FROM (SELECT account_id, min(valid_from) AS since FROM log.assignments GROUP BY account_id) s WHERE s.account_id = accounts.id`,
    'UPDATE log.assignments SET valid_to = s.until FROM (SELECT seq, lead(valid_from) OVER (PARTITION BY account_id ORDER BY valid_from, seq) AS until FROM log.assignments) s WHERE s.seq = assignments.seq',
    // A lead has a person and a prospect's date only when it is converted to its deal.
    'CREATE TEMP TABLE converted AS SELECT l.id, l.contact_id, d.created_at AS until FROM log.leads l JOIN log.deals d ON d.lead_id = l.id WHERE l.contact_id IS NOT NULL',
    'UPDATE log.deals SET lead_id = NULL WHERE lead_id NOT IN (SELECT id FROM converted)',
    'UPDATE log.leads SET prospect_at = c.until FROM converted c WHERE c.id = leads.id',
    'UPDATE log.leads SET contact_id = NULL, account_id = NULL, prospect_at = NULL WHERE id NOT IN (SELECT id FROM converted)',
    // An activity is with a contact or with a lead that is not converted, about a deal or about an account.
    'UPDATE log.activities SET contact_id = NULL WHERE lead_id IS NOT NULL AND lead_id NOT IN (SELECT id FROM converted)',
    'UPDATE log.activities SET contact_id = c.contact_id FROM converted c WHERE c.id = activities.lead_id',
    'UPDATE log.activities SET lead_id = NULL WHERE lead_id IN (SELECT id FROM converted)',
    `UPDATE log.activities SET lead_id = c.lead FROM (SELECT a.seq, arg_min(c.id, (c.until, c.id)) AS lead FROM log.activities a JOIN converted c ON c.contact_id = a.contact_id AND c.until > a.occurred_at GROUP BY a.seq) c WHERE c.seq = activities.seq`,
    'UPDATE log.activities SET account_id = NULL WHERE deal_id IS NOT NULL',
    // A past meeting without a result is taken as held; only calls and mails tell who began.
    `UPDATE log.activities SET outcome = 'held' WHERE channel IN ('meeting', 'video', 'visit') AND outcome IS NULL`,
    `UPDATE log.activities SET direction = NULL WHERE channel NOT IN ('call', 'email')`,
    // A change of stage is credited to whom sells.
    'UPDATE log.stage_changes SET rep_id = NULL WHERE rep_id NOT IN (SELECT rep_id FROM log.deals)',
  ];
  await db.runAll(statements.map((statement) => raw(statement)));
}

/** Settings that say what the log's own words mean in this export. */
export const salesforceSettings = (workspace: string): string => {
  const channels = ['call', 'email', 'text', 'meeting', 'video', 'visit', 'social', 'other'];
  const purposes = ['prospecting', 'discovery', 'proposal_presentation', 'negotiation', 'service', 'other'];
  const types = channels.flatMap((channel) => [
    `  "${channel}": ${channel}`,
    ...purposes.map((purpose) => `  "${channel} · ${purpose}": { channel: ${channel}, purpose: ${purpose} }`),
  ]);
  const outcomes = [
    'reached',
    'replied',
    'held',
    'no_answer',
    'no_reply',
    'voicemail',
    'busy',
    'wrong_number',
    'bounced',
    'no_show',
    'cancelled',
    'scheduled',
  ];
  const roles = [
    'decision_maker',
    'economic_buyer',
    'champion',
    'influencer',
    'technical_buyer',
    'user',
    'gatekeeper',
    'other',
  ];
  const same = (words: readonly string[]): string => words.map((word) => `  ${word}: ${word}`).join('\n');
  return `workspace: ${workspace}
activity_types:
${types.join('\n')}
outcomes:
${same(outcomes)}
roles:
${same(roles)}
ratings: { Friendly: 1, Cool: -1 }
`;
};

/** Writes the log of a database (schema `log`) as a Data Export of Salesforce. */
export async function exportSalesforce(db: Database, dir: string, workspace: string): Promise<void> {
  await mkdir(join(dir, 'source'), { recursive: true });
  for (const [file, query] of Object.entries(salesforceFiles)) {
    await db.run(
      sql`COPY (${raw(query)}) TO ${literal(join(dir, 'source', `${file}.csv`))} (FORMAT csv, HEADER, QUOTE '"', FORCE_QUOTE *)`,
    );
  }
  await writeFile(join(dir, 'settings.yaml'), salesforceSettings(workspace));
}
