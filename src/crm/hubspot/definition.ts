import { sql } from '../../duckdb/sql.ts';
import type { Crm } from '../import/definition.ts';
import { twinLeads } from '../import/twins.ts';
import { limits } from './limits.ts';
import { lists } from './lists.ts';
import { objects } from './objects.ts';
import { reasons } from './reasons.ts';

/** The ids of HubSpot are whole numbers; a spreadsheet may have put decimals behind them. */
const idOf: NonNullable<Crm['idOf']> = (text) => sql`regexp_replace(${text}, '^(\\d+)\\.0+$', '\\1')`;

/** Tables of a pipeline, by the columns that it adds; their times are UTC. */
const ofPipeline = /^(_fivetran_|_airbyte_|_sdc_|property_)/;

/** CSV exports of the CRM, objects of the API, and the tables that pipelines land of them. */
export const hubspot: Crm = {
  id: 'hubspot',
  name: 'HubSpot',
  folder: import.meta.dirname,
  objects,
  idOf,
  isUtc: ({ shape, columns }) => shape === 'json' || columns.some((column) => ofPipeline.test(column)),
  steps: [
    { name: 'alias' },
    { name: 'history' },
    { name: 'entered' },
    { name: 'link' },
    { name: 'owner' },
    { name: 'team_of' },
    { name: 'teams', from: ['team', 'owner', 'user'] },
    { name: 'reps', from: ['owner', 'user'] },
    { name: 'unknown_owner' },
    { name: 'accounts', from: ['company'] },
    { name: 'assignments', from: ['company'] },
    { name: 'contacts', from: ['contact'] },
    { name: 'ratings', from: ['contact'] },
    { name: 'lead_word' },
    { name: 'lead_of' },
    { name: 'lead_deal' },
    { name: 'leads', from: ['contact'] },
    { name: 'stage_listed' },
    { name: 'stage_usual' },
    { name: 'stage_word' },
    { name: 'stage_known' },
    { name: 'stages', from: ['pipeline', 'pipeline_stage', 'deal'] },
    { name: 'undated_deal' },
    { name: 'deals', from: ['deal'] },
    { name: 'current_stage' },
    { name: 'stage_changes', from: ['deal'] },
    { name: 'buying_role' },
    { name: 'decision_team', from: ['deal'] },
    { name: 'deed' },
    { name: 'doubled_task' },
    { name: 'activities', from: ['call', 'meeting', 'email', 'communication', 'task'], inSourceOrder: true },
    { name: 'participants', from: ['call', 'meeting', 'email', 'communication', 'task'] },
  ],
  lists,
  reasons,
  ownerFields: ['owner'],
  ownerColumns: {
    deals: { en: 'Deal owner', es: 'Propietario del negocio' },
    leads: { en: 'Contact owner', es: 'Propietario del contacto' },
    activities: { en: 'Activity assigned to', es: 'Actividad asignada a' },
  },
  closingColumns: { en: '“Close Date”', es: '«Fecha de cierre»' },
  assumptions: [
    {
      setting: 'stage_order',
      records: `SELECT CASE WHEN count(DISTINCT c.stage_id) < 2 THEN 0 ELSE count(*) END FROM mapped.stage_changes c
        JOIN mapped.stage_known k ON k.id = c.stage_id AND NOT k.is_listed AND coalesce(k.kind, 'open') = 'open'
        WHERE c._skip IS NULL AND key(k.name) NOT IN (SELECT word FROM mapped.stage_usual)
          AND key(k.name) NOT IN (SELECT given FROM settings.stages WHERE position IS NOT NULL) AND key(k.id) NOT IN (SELECT given FROM settings.stages WHERE position IS NOT NULL)`,
      question: {
        en: 'In which order do deals go through the stages? (stage_order: [First, Second, …])',
        es: '¿En qué orden pasan los negocios por las etapas? (stage_order: [Primera, Segunda, …])',
      },
      meanwhile: {
        en: 'they are in the order of their probability and name',
        es: 'van por orden de probabilidad y nombre',
      },
    },
    {
      setting: 'outcomes',
      value: 'none',
      records: `SELECT count(*) FROM mapped.activities WHERE _skip IS NULL AND _kind = 'meeting' AND outcome IS NULL AND key(_result) = 'none'`,
      question: {
        en: 'Were the past meetings without an outcome held? (outcomes: { none: held })',
        es: '¿Se celebraron las reuniones pasadas sin resultado? (outcomes: { none: held })',
      },
      meanwhile: { en: 'their outcome is unknown', es: 'su resultado se desconoce' },
    },
    {
      setting: 'outcomes',
      value: 'scheduled',
      records: `SELECT count(*) FROM mapped.activities WHERE _skip IS NULL AND _kind = 'meeting' AND outcome = 'scheduled'
        AND moment(occurred_at) < (SELECT moment FROM mapped.export_moment)`,
      question: {
        en: 'Were the past meetings that still say “scheduled” held? (outcomes: { scheduled: held })',
        es: '¿Se celebraron las reuniones pasadas que siguen «programadas»? (outcomes: { scheduled: held })',
      },
      meanwhile: { en: 'they do not count as touches', es: 'no cuentan como contactos' },
    },
    {
      setting: 'fields.communication.direction',
      records: `SELECT count(*) FROM mapped.activities a JOIN source.communication c ON c._file = a._file AND c._line = a._line
        WHERE a._skip IS NULL AND c.direction IS NULL`,
      question: {
        en: 'HubSpot does not say who wrote a message (SMS, WhatsApp, LinkedIn). Which property says it?',
        es: 'HubSpot no dice quién escribió un mensaje (SMS, WhatsApp, LinkedIn). ¿Qué propiedad lo dice?',
      },
      meanwhile: { en: 'all were sent by the team', es: 'todos los envió el equipo' },
    },
    {
      setting: 'activity_types',
      records: `SELECT CASE WHEN EXISTS (SELECT 1 FROM settings.activity_types WHERE purpose = 'proposal_presentation') THEN 0
        ELSE (SELECT count(*) FROM mapped.activities WHERE _skip IS NULL AND channel IN ('meeting', 'video', 'visit')) END`,
      question: {
        en: 'Which type of meeting is the presentation of a proposal to those who decide?',
        es: '¿Qué tipo de reunión es la presentación de una propuesta a quienes deciden?',
      },
      meanwhile: { en: 'no activity counts as a presentation', es: 'ninguna actividad cuenta como presentación' },
    },
  ],
  limits,
  checks: [
    twinLeads(`SELECT s.id, s.email, concat_ws(' ', s.first_name, s.last_name) AS name, coalesce(a.name, s.company_name) AS company
      FROM source.contact s JOIN mapped.leads m ON m._file = s._file AND m._line = s._line AND m._skip IS NULL LEFT JOIN log.accounts a ON a.id = m.account_id`),
    {
      id: 'deal_without_account',
      title: {
        en: 'Deals without a company in the export: they count for the rep but for no account',
        es: 'Oportunidades sin empresa en la exportación: cuentan para el comercial pero para ninguna cuenta',
      },
      rows: 'SELECT id AS deal, name FROM mapped.deals WHERE _skip IS NULL AND account_id IS NULL',
    },
    {
      id: 'lost_references',
      title: {
        en: 'Activities that name a person, company or deal that is not in the export',
        es: 'Actividades que nombran una persona, una empresa o una oportunidad que no está en la exportación',
      },
      rows: `SELECT upper(left(l.other, 1)) || substr(l.other, 2) AS object, count(DISTINCT l.id) AS activities FROM mapped.link l
        SEMI JOIN (SELECT id FROM mapped.activities WHERE _skip IS NULL) a ON a.id = l.id
        ANTI JOIN (SELECT 'contact' AS other, id FROM source.contact UNION ALL SELECT 'company', id FROM source.company UNION ALL SELECT 'deal', id FROM source.deal) s
          ON s.other = l.other AND s.id = l.other_id
        WHERE l.kind = 'engagement' GROUP BY l.other`,
      records: `SELECT count(DISTINCT l.id) FROM mapped.link l SEMI JOIN (SELECT id FROM mapped.activities WHERE _skip IS NULL) a ON a.id = l.id
        ANTI JOIN (SELECT 'contact' AS other, id FROM source.contact UNION ALL SELECT 'company', id FROM source.company UNION ALL SELECT 'deal', id FROM source.deal) s
          ON s.other = l.other AND s.id = l.other_id
        WHERE l.kind = 'engagement'`,
    },
  ],
  written: ['deal', 'contact', 'company', 'call', 'meeting', 'email', 'communication', 'task']
    .flatMap((object) => [`${object}.updated`, `${object}.created`])
    .concat(
      'deal_stage.entered_at',
      'deal_history.timestamp',
      'contact_history.timestamp',
      'company_history.timestamp',
    ),
};
