import { sql } from '../../duckdb/sql.ts';
import type { Crm } from '../import/definition.ts';
import { twinLeads } from '../import/twins.ts';
import { limits } from './limits.ts';
import { lists } from './lists.ts';
import { objects } from './objects.ts';
import { reasons } from './reasons.ts';

/** An id is a number or a text; v1 of the API writes an object with it as its `value` or `id`, and a spreadsheet may have put decimals behind it. */
const idOf: NonNullable<Crm['idOf']> = (text) =>
  sql`CASE WHEN left(${text}, 1) = '{' AND json_valid(${text}) THEN coalesce(json_extract_string(${text}, '$.value'), json_extract_string(${text}, '$.id'))
    ELSE regexp_replace(${text}, '^(\\d+)\\.0+$', '\\1') END`;

/** CSV exports of the lists, and objects of the API (v1 and v2). */
export const pipedrive: Crm = {
  id: 'pipedrive',
  name: 'Pipedrive',
  folder: import.meta.dirname,
  objects,
  idOf,
  // The API writes UTC; a list that was exported bears the times of who exported it. Tables of a pipeline have the API's names.
  isUtc: ({ shape, columns }) =>
    shape === 'json' || columns.some((column) => /^(add|update|log|start)_time$/.test(column)),
  steps: [
    { name: 'owner' },
    { name: 'unknown_owner' },
    { name: 'team_of' },
    { name: 'teams', from: ['team', 'user'] },
    { name: 'reps', from: ['user', 'organization', 'deal', 'activity'] },
    { name: 'organization_row' },
    { name: 'organization_of' },
    { name: 'accounts', from: ['organization', 'deal', 'person'] },
    { name: 'assignments', from: ['organization'] },
    { name: 'person_row' },
    { name: 'person_of' },
    { name: 'contacts', from: ['person'] },
    { name: 'ratings', from: ['person'] },
    { name: 'deal_row' },
    { name: 'lead_word' },
    { name: 'leads', from: ['lead'] },
    { name: 'flow' },
    { name: 'last_state' },
    { name: 'stage_of' },
    { name: 'stages', from: ['stage', 'deal'] },
    { name: 'deals', from: ['deal'] },
    { name: 'current_stage' },
    { name: 'stage_changes', from: ['deal'] },
    { name: 'decision_team', from: ['deal', 'deal_person'] },
    { name: 'deal_of' },
    { name: 'deed' },
    { name: 'present' },
    { name: 'activities', from: ['activity', 'call_log'], inSourceOrder: true },
    { name: 'participants', from: ['activity'] },
  ],
  lists,
  reasons,
  ownerFields: ['owner'],
  ownerColumns: {
    deals: { en: 'Owner', es: 'Propietario' },
    leads: { en: 'Owner', es: 'Propietario' },
    activities: { en: 'Assigned to user', es: 'Asignado a usuario' },
  },
  closingColumns: { en: '“Won time” and “Lost time”', es: '«Hora de ganado» y «Hora de perdido»' },
  assumptions: [
    {
      setting: 'stage_order',
      records: `SELECT CASE WHEN count(*) FILTER (key(g.id) NOT IN (SELECT given FROM settings.stages WHERE position IS NOT NULL) AND key(g.name) NOT IN (SELECT given FROM settings.stages WHERE position IS NOT NULL)) = 0
          OR count(DISTINCT g.id) < 2 THEN 0 ELSE sum(o.records) END
        FROM mapped.stage_of o JOIN mapped.stages g ON g.id = o.stage_id AND g._skip IS NULL WHERE NOT o.is_listed`,
      question: {
        en: 'In which order do deals go through the stages? (stage_order: [First, Second, …])',
        es: '¿En qué orden pasan los tratos por las etapas? (stage_order: [Primera, Segunda, …])',
      },
      meanwhile: {
        en: 'they are in the order of their probability and name',
        es: 'van por orden de probabilidad y nombre',
      },
    },
    {
      setting: 'fields.call_log.direction',
      records: `SELECT count(*) FROM mapped.activities a JOIN source.call_log c ON c._file = a._file AND c._line = a._line WHERE a._skip IS NULL AND c.direction IS NULL`,
      question: {
        en: 'Pipedrive does not say who made a call. Which column of the call logs says it?',
        es: 'Pipedrive no dice quién hizo una llamada. ¿Qué columna de los registros de llamadas lo dice?',
      },
      meanwhile: { en: 'the team made all of them', es: 'todas las hizo el equipo' },
    },
    {
      setting: 'activity_types',
      records: `SELECT CASE WHEN EXISTS (SELECT 1 FROM settings.activity_types WHERE purpose = 'proposal_presentation') THEN 0
        ELSE (SELECT count(*) FROM mapped.activities WHERE _skip IS NULL AND channel IN ('meeting', 'video', 'visit')) END`,
      question: {
        en: 'Which activity type is the presentation of a proposal to those who decide?',
        es: '¿Qué tipo de actividad es la presentación de una propuesta a quienes deciden?',
      },
      meanwhile: { en: 'no activity counts as a presentation', es: 'ninguna actividad cuenta como presentación' },
    },
  ],
  limits,
  checks: [
    twinLeads(`SELECT m.id, k.email, coalesce(k.name, s.title) AS name, coalesce(o.id, s.organization) AS company
      FROM source.lead s JOIN mapped.leads m ON m._file = s._file AND m._line = s._line AND m._skip IS NULL LEFT JOIN mapped.organization_of o ON o.given = s.organization
      LEFT JOIN mapped.person_of p ON p.given = s.person AND p.account_id IS NOT DISTINCT FROM o.id
      LEFT JOIN (SELECT id, min(email) AS email, min(name) AS name FROM mapped.contacts GROUP BY id) k ON k.id = p.id`),
    {
      id: 'bulk_moves',
      title: {
        en: 'Deals that were moved with many others at once: where they have moved on since, such a move is left out; where they have stayed, it stands and tells of no progress',
        es: 'Oportunidades que se movieron con muchas otras de una vez: si después siguieron, ese movimiento se deja fuera; si se quedaron, consta y no dice que avanzaran',
      },
      rows: `SELECT f.deal_id AS deal, d.name, coalesce(s.name, f.new_value) AS stage, f.log_time AS moved_at FROM mapped.flow f
        JOIN log.deals d ON d.id = f.deal_id LEFT JOIN log.stages s ON s.id = f.new_value WHERE f.reason IS NULL AND f.is_bulk AND key(f.field_key) = 'stage_id'`,
    },
    {
      id: 'deal_without_account',
      title: {
        en: 'Deals without an organization in the export: they count for the rep but for no account',
        es: 'Oportunidades sin organización en la exportación: cuentan para el comercial pero para ninguna cuenta',
      },
      rows: 'SELECT d.id AS deal, d.name FROM mapped.deals d SEMI JOIN log.deals l ON l.id = d.id WHERE d._skip IS NULL AND d.account_id IS NULL',
    },
    {
      id: 'lost_references',
      title: {
        en: 'Activities that name a person, organization or deal that is not in the export, or a name that several bear',
        es: 'Actividades que nombran una persona, una organización o una oportunidad que no está en la exportación, o un nombre que llevan varias',
      },
      rows: `SELECT object, count(*) AS activities FROM (
          SELECT unnest([CASE WHEN _lost_person THEN 'Person' END, CASE WHEN _lost_organization THEN 'Organization' END, CASE WHEN _lost_deal THEN 'Deal' END]) AS object FROM mapped.activities WHERE _skip IS NULL
        ) WHERE object IS NOT NULL GROUP BY object`,
      records:
        'SELECT count(*) FROM mapped.activities WHERE _skip IS NULL AND (_lost_person OR _lost_organization OR _lost_deal)',
    },
  ],
  written: [
    'deal.update_time',
    'deal.add_time',
    'activity.update_time',
    'activity.done_time',
    'activity.add_time',
    'call_log.end_time',
    'call_log.start_time',
    'deal_flow.log_time',
    'person.update_time',
    'organization.update_time',
  ],
};
