import { sql } from '../../duckdb/sql.ts';
import type { Crm } from '../import/definition.ts';
import { twinLeads } from '../import/twins.ts';
import { onClosings, onOpenDeals, onOwners } from '../limited-kpis.ts';
import { lists } from './lists.ts';
import { objects } from './objects.ts';
import { reasons } from './reasons.ts';

/**
 * The ids of Salesforce: 15 characters that matter, of which 18 are the long form; fifteen zeros are none. Long ones without blanks, which
 * exports have in every row many times over, are cut at once.
 */
const idOf: NonNullable<Crm['idOf']> = (text, cell) => sql`CASE
  WHEN strlen(${cell}) = 18 AND length(${cell}) = 18 AND ${cell} > '000000000000001' AND NOT ends_with(${cell}, ' ') THEN left(${cell}, 15)
  WHEN length(${text}) IN (15, 18) THEN nullif(left(${text}, 15), '000000000000000') ELSE ${text} END`;

/** Data Export and Bulk API files, and the tables that pipelines land of them. */
export const salesforce: Crm = {
  id: 'salesforce',
  name: 'Salesforce',
  folder: import.meta.dirname,
  objects,
  idOf,
  isUtc: () => true,
  steps: [
    { name: 'home_currency' },
    { name: 'fx_rates', from: ['currency_type', 'dated_rate'] },
    { name: 'owner' },
    { name: 'seller' },
    { name: 'teams', from: ['user_role', 'user'] },
    { name: 'reps', from: ['user'] },
    { name: 'unknown_owner' },
    { name: 'accounts', from: ['account'] },
    { name: 'assignments', from: ['account'] },
    { name: 'relationship_of' },
    { name: 'contacts', from: ['contact'] },
    { name: 'ratings', from: ['relationship'] },
    { name: 'lead_change' },
    { name: 'leads', from: ['lead'] },
    { name: 'stage_seen' },
    { name: 'stages', from: ['opportunity_stage', 'opportunity'] },
    { name: 'undated_deal' },
    { name: 'deals', from: ['opportunity'] },
    { name: 'current_stage' },
    { name: 'stage_changes', from: ['opportunity'] },
    { name: 'decision_team', from: ['contact_role'] },
    { name: 'activities', from: ['task', 'event', 'email_message'], inSourceOrder: true, inParts: true },
    { name: 'participants', from: ['task_relation', 'event_relation'] },
  ],
  lists,
  reasons,
  ownerFields: ['owner_id', 'created_by_id'],
  ownerColumns: {
    deals: { en: 'OwnerId', es: 'OwnerId' },
    leads: { en: 'OwnerId', es: 'OwnerId' },
    activities: { en: 'OwnerId', es: 'OwnerId' },
  },
  closingColumns: { en: '“CloseDate”', es: '«CloseDate»' },
  assumptions: [
    {
      setting: 'stage_order',
      records: `SELECT CASE WHEN count(DISTINCT c.stage_id) < 2 THEN 0 ELSE count(*) END FROM mapped.stage_changes c
        JOIN mapped.stages g ON g.id = c.stage_id AND g._skip IS NULL AND g._file IS NULL AND g.kind = 'open'
        WHERE c._skip IS NULL AND key(g.name) NOT IN (SELECT given FROM settings.stages WHERE position IS NOT NULL)`,
      question: {
        en: 'In which order do deals go through the stages? (stage_order: [First, Second, …])',
        es: '¿En qué orden pasan las oportunidades por las etapas? (stage_order: [Primera, Segunda, …])',
      },
      meanwhile: {
        en: 'they are in the order of their probability and name',
        es: 'van por orden de probabilidad y nombre',
      },
    },
    {
      setting: 'fields.event.outcome',
      records: `SELECT count(*) FROM mapped.activities a JOIN source.event e ON e._file = a._file AND e._line = a._line
        WHERE a._skip IS NULL AND a.outcome = 'held' AND e.outcome IS NULL`,
      question: {
        en: 'Salesforce keeps no result of a meeting. Which field of Event says that it was held, cancelled or that nobody came?',
        es: 'Salesforce no guarda el resultado de una reunión. ¿Qué campo de Event dice si se celebró, se canceló o no vino nadie?',
      },
      meanwhile: { en: 'past meetings count as held', es: 'las reuniones pasadas cuentan como celebradas' },
    },
    {
      setting: 'activity_types',
      records: `SELECT CASE WHEN EXISTS (SELECT 1 FROM settings.activity_types WHERE purpose = 'proposal_presentation') THEN 0
        ELSE (SELECT count(*) FROM mapped.activities WHERE _skip IS NULL AND channel IN ('meeting', 'video', 'visit')) END`,
      question: {
        en: 'Which type of activity is the presentation of a proposal to those who decide?',
        es: '¿Qué tipo de actividad es la presentación de una propuesta a quienes deciden?',
      },
      meanwhile: { en: 'no activity counts as a presentation', es: 'ninguna actividad cuenta como presentación' },
    },
  ],
  limits: [
    {
      when: `SELECT NOT EXISTS (SELECT 1 FROM source.opportunity_history) AND NOT EXISTS (SELECT 1 FROM source.opportunity_field_history)
        AND NOT EXISTS (SELECT 1 FROM source.opportunity_version) AND NOT EXISTS (SELECT 1 FROM source.opportunity WHERE valid_from IS NOT NULL)
        AND EXISTS (SELECT 1 FROM source.opportunity)`,
      text: {
        en: 'There is no history of stages (OpportunityHistory): each deal has only its stage of today, since its last change, its close date or its creation; what is counted by stage counts there.',
        es: 'No hay historial de etapas (OpportunityHistory): cada oportunidad solo tiene su etapa de hoy, desde su último cambio, su fecha de cierre o su creación; lo que se cuenta por etapa cuenta en esa.',
      },
      weakens: [...onClosings, ...onOpenDeals],
      rulesOut: [],
    },
    {
      when: 'SELECT NOT EXISTS (SELECT 1 FROM source.opportunity_history) AND EXISTS (SELECT 1 FROM source.opportunity_field_history)',
      text: {
        en: 'The history of stages comes from the field history, which Salesforce keeps for 18 to 24 months: older changes are not known.',
        es: 'El historial de etapas viene del historial de campos, que Salesforce conserva de 18 a 24 meses: no se conocen los cambios anteriores.',
      },
      weakens: [...onClosings, ...onOpenDeals],
      rulesOut: [],
    },
    {
      when: 'SELECT EXISTS (SELECT 1 FROM source.lead) AND NOT EXISTS (SELECT 1 FROM source.lead_history)',
      text: {
        en: 'There is no history of lead statuses (LeadHistory): when a lead was qualified is not known.',
        es: 'No hay historial de estados de los leads (LeadHistory): no se sabe cuándo se cualificó un lead.',
      },
      weakens: [],
      rulesOut: ['qualified_conversion', 'qualified_meetings'],
    },
    {
      when: `SELECT NOT EXISTS (SELECT 1 FROM source.account_history) AND NOT EXISTS (SELECT 1 FROM source.account_version)
        AND NOT EXISTS (SELECT 1 FROM source.account WHERE valid_from IS NOT NULL) AND EXISTS (SELECT 1 FROM source.account)`,
      text: {
        en: 'There is no history of owners (AccountHistory): each account counts for its owner of today since it was created.',
        es: 'No hay historial de propietarios (AccountHistory): cada cuenta cuenta para su propietario de hoy desde que se creó.',
      },
      weakens: onOwners,
      rulesOut: [],
    },
    {
      when: 'SELECT NOT EXISTS (SELECT 1 FROM mapped.ratings WHERE _skip IS NULL)',
      text: {
        en: 'Nothing says how contacts stand to you. Altify maps or a field of the contact named in the settings would (fields: { contact.rating: … }).',
        es: 'Nada dice cómo es la relación con los contactos. Lo dirían los mapas de Altify o un campo del contacto indicado en los ajustes (fields: { contact.rating: … }).',
      },
      weakens: [],
      rulesOut: ['relationship_strength', 'political_balance', 'rated_share', 'hidden_dissent'],
    },
    {
      when: 'SELECT EXISTS (SELECT 1 FROM mapped.ratings WHERE _skip IS NULL)',
      text: {
        en: 'Ratings have no history in Salesforce: each is as it stands, dated by its last change.',
        es: 'Las valoraciones no tienen historial en Salesforce: cada una está como hoy, con la fecha de su último cambio.',
      },
      weakens: ['relationship_strength', 'political_balance', 'rated_share', 'hidden_dissent'],
      rulesOut: [],
    },
    {
      when: 'SELECT NOT EXISTS (SELECT 1 FROM source.contact_role)',
      text: {
        en: 'There are no contact roles (OpportunityContactRole): nobody is known to be in a decision team.',
        es: 'No hay roles de contacto (OpportunityContactRole): no se sabe quién está en los equipos de decisión.',
      },
      weakens: [],
      rulesOut: [
        'decision_team_coverage',
        'hidden_dissent',
        'unheard_members',
        'proposal_presentations',
        'decision_team_attendance',
      ],
    },
    {
      when: 'SELECT true',
      text: {
        en: 'Salesforce does not say which proposals were sent, what information was given, nor what selling costs.',
        es: 'Salesforce no dice qué propuestas se enviaron, qué información se dio ni cuánto cuesta vender.',
      },
      weakens: [],
      rulesOut: [
        'proposals_sent',
        'presented_share',
        'win_rate_presented',
        'win_rate_unpresented',
        'information_provided',
        'information_types',
        'money_per_customer',
      ],
    },
  ],
  checks: [
    twinLeads(`SELECT s.id, s.email, coalesce(s.name, concat_ws(' ', s.first_name, s.last_name)) AS name, s.company
      FROM source.lead s JOIN mapped.leads m ON m._file = s._file AND m._line = s._line AND m._skip IS NULL`),
    {
      id: 'deal_without_account',
      title: {
        en: 'Deals without an account in the export: they count for the rep but for no account',
        es: 'Oportunidades sin cuenta en la exportación: cuentan para el comercial pero para ninguna cuenta',
      },
      rows: `SELECT s.id AS deal, s.name, s.account_id AS account FROM source.opportunity s
        JOIN mapped.deals d ON d._file = s._file AND d._line = s._line SEMI JOIN log.deals l ON l.id = d.id
        WHERE d._skip IS NULL AND d.account_id IS NULL`,
    },
    {
      id: 'lost_references',
      title: {
        en: 'Activities that name a person, deal or account that is not in the export',
        es: 'Actividades que nombran una persona, una oportunidad o una cuenta que no está en la exportación',
      },
      rows: `SELECT object, count(*) AS activities FROM (
          SELECT CASE _lost_who WHEN '003' THEN 'Contact' WHEN '00Q' THEN 'Lead' ELSE '?' END AS object FROM mapped.activities
            WHERE _skip IS NULL AND _lost_who IS NOT NULL
          UNION ALL SELECT CASE _lost_what WHEN '006' THEN 'Opportunity' WHEN '001' THEN 'Account' ELSE '?' END FROM mapped.activities
            WHERE _skip IS NULL AND _lost_what IS NOT NULL
        ) GROUP BY object`,
      records:
        'SELECT count(*) FROM mapped.activities WHERE _skip IS NULL AND (_lost_who IS NOT NULL OR _lost_what IS NOT NULL)',
    },
  ],
  written: [
    'opportunity.system_modstamp',
    'opportunity.last_modified_date',
    'opportunity.created_date',
    'opportunity_history.created_date',
    'account.system_modstamp',
    'account.last_modified_date',
    'contact.system_modstamp',
    'contact.last_modified_date',
    'lead.system_modstamp',
    'lead.last_modified_date',
    'task.system_modstamp',
    'task.last_modified_date',
    'task.created_date',
    'event.system_modstamp',
    'event.last_modified_date',
    'event.created_date',
  ],
};
