import type { Crm } from '../import/definition.ts';
import { onActivities, onClosings, onOpenDeals, onOwners } from '../limited-kpis.ts';

const keptDeals = 'SELECT id FROM mapped.deals WHERE _skip IS NULL';
const hasHistory = `EXISTS (SELECT 1 FROM mapped.history WHERE object = 'deal' AND property = 'dealstage' AND id IN (${keptDeals}))`;
const hasColumns = `EXISTS (SELECT 1 FROM mapped.entered WHERE object = 'deal' AND id IN (${keptDeals}))`;

/** What an export of HubSpot cannot tell, by what is missing in it. */
export const limits: Crm['limits'] = [
  {
    when: `SELECT NOT ${hasHistory} AND NOT ${hasColumns} AND EXISTS (${keptDeals})`,
    text: {
      en: 'There is no history of stages, as in every CSV export: each deal has only its stage of today, since it entered it, its close date or its creation; what is counted by stage counts there. The API (propertiesWithHistory=dealstage) and the columns “Date entered …” tell more.',
      es: 'No hay historial de etapas, como en toda exportación CSV: cada negocio solo tiene su etapa de hoy, desde que entró en ella, su fecha de cierre o su creación; lo que se cuenta por etapa cuenta en esa. La API (propertiesWithHistory=dealstage) y las columnas «Date entered …» dicen más.',
    },
    weakens: [...onClosings, ...onOpenDeals],
    rulesOut: [],
  },
  {
    when: `SELECT NOT ${hasHistory} AND ${hasColumns}`,
    text: {
      en: 'The history of stages comes from the columns “Date entered …”, which keep one date for each stage: a deal that came back to a stage shows only one of its visits, by stage too.',
      es: 'El historial de etapas viene de las columnas «Date entered …», que guardan una fecha por etapa: un negocio que volvió a una etapa solo muestra una de sus visitas, también por etapa.',
    },
    weakens: [...onClosings, ...onOpenDeals],
    rulesOut: [],
  },
  {
    when: 'SELECT NOT EXISTS (SELECT 1 FROM source.owner) AND NOT EXISTS (SELECT 1 FROM source.user)',
    text: {
      en: 'There is no list of owners: reps are the names that the records give, without teams.',
      es: 'No hay lista de propietarios: los comerciales son los nombres que dan los registros, sin equipos.',
    },
    weakens: [],
    rulesOut: [],
  },
  {
    when: 'SELECT EXISTS (SELECT 1 FROM source.deal) AND NOT EXISTS (SELECT 1 FROM mapped.stage_listed)',
    text: {
      en: 'There are no pipelines: the kind, order and probability of stages come from the deals, from the names that HubSpot gives to new accounts, and from the settings.',
      es: 'No hay pipelines: el tipo, el orden y la probabilidad de las etapas vienen de los negocios, de los nombres que HubSpot da a las cuentas nuevas y de los ajustes.',
    },
    weakens: ['weighted_pipeline', 'forecast'],
    rulesOut: [],
  },
  {
    when: 'SELECT NOT EXISTS (SELECT 1 FROM source.company) AND (EXISTS (SELECT 1 FROM source.contact) OR EXISTS (SELECT 1 FROM source.deal))',
    text: {
      en: 'There are no companies: no contact and no deal belongs to an account.',
      es: 'No hay empresas: ningún contacto ni negocio pertenece a una cuenta.',
    },
    weakens: ['contacts_covered'],
    rulesOut: [
      'assigned_accounts',
      'contacts_known',
      'contacts_per_account',
      'contact_concentration',
      'single_threaded_accounts',
      'pressured_accounts',
      'silent_accounts',
    ],
  },
  {
    when: `SELECT EXISTS (SELECT 1 FROM source.company) AND NOT EXISTS (SELECT 1 FROM mapped.history WHERE object = 'company' AND property = 'hubspot_owner_id')`,
    text: {
      en: 'There is no history of owners: each company counts for its owner of today since it was created.',
      es: 'No hay historial de propietarios: cada empresa cuenta para su propietario de hoy desde que se creó.',
    },
    weakens: onOwners,
    rulesOut: [],
  },
  {
    when: `SELECT EXISTS (SELECT 1 FROM mapped.leads WHERE _skip IS NULL) AND NOT EXISTS (SELECT 1 FROM mapped.lead_word WHERE moment IS NOT NULL)`,
    text: {
      en: 'Nothing says when a contact came to its lifecycle stage (its history, or the dates “Became a … date”): when a lead was qualified is not known.',
      es: 'Nada dice cuándo llegó un contacto a su etapa del ciclo de vida (su historial o las fechas «Became a … date»): no se sabe cuándo se cualificó un lead.',
    },
    weakens: ['prospects'],
    rulesOut: ['qualified_conversion', 'qualified_meetings'],
  },
  {
    when: `SELECT EXISTS (SELECT 1 FROM mapped.lead_word w SEMI JOIN (SELECT id FROM mapped.leads WHERE _skip IS NULL AND disqualified_at IS NULL) l ON l.id = w.id WHERE w.means = 'disqualified')`,
    text: {
      en: 'Some contacts are disqualified and nothing says since when, as in every CSV export: meetings with them count as meetings with qualified leads.',
      es: 'Algunos contactos están descartados y nada dice desde cuándo, como en toda exportación CSV: las reuniones con ellos cuentan como reuniones con leads cualificados.',
    },
    weakens: ['qualified_meetings'],
    rulesOut: [],
  },
  {
    when: `SELECT NOT EXISTS (SELECT 1 FROM source.call) AND NOT EXISTS (SELECT 1 FROM source.meeting) AND NOT EXISTS (SELECT 1 FROM source.email)
      AND NOT EXISTS (SELECT 1 FROM source.communication) AND NOT EXISTS (SELECT 1 FROM source.task)`,
    text: {
      en: 'There are no activities (calls, meetings, e-mails, messages): nothing is known of what the team did.',
      es: 'No hay actividades (llamadas, reuniones, correos, mensajes): no se sabe nada de lo que hizo el equipo.',
    },
    weakens: [],
    rulesOut: onActivities,
  },
  {
    when: `SELECT EXISTS (SELECT 1 FROM mapped.activities WHERE _skip IS NULL) AND NOT EXISTS (SELECT 1 FROM mapped.link WHERE kind = 'engagement')`,
    text: {
      en: 'The activities are linked to no contact, company or deal: add the association columns to the export (Associated Contact IDs and the like).',
      es: 'Las actividades no están vinculadas a contactos, empresas ni negocios: añada a la exportación las columnas de asociaciones (Associated Contact IDs y similares).',
    },
    weakens: [],
    rulesOut: [
      'first_attempts',
      'first_attempts_reached',
      'follow_ups',
      'follow_ups_reached',
      'qualified_meetings',
      'contacts_covered',
      'first_reach_rate',
      'follow_up_reach_rate',
      'calls_per_contact',
      'contact_concentration',
      'decision_team_coverage',
      'single_threaded_accounts',
      'pressured_accounts',
      'attempt_conversion',
      'follow_ups_per_sale',
    ],
  },
  {
    when: `SELECT NOT EXISTS (SELECT 1 FROM mapped.ratings WHERE _skip IS NULL)`,
    text: {
      en: 'Nothing says how contacts stand to you. A property of the contact named in the settings would (fields: { contact.rating: … }).',
      es: 'Nada dice cómo es la relación con los contactos. Lo diría una propiedad del contacto indicada en los ajustes (fields: { contact.rating: … }).',
    },
    weakens: [],
    rulesOut: ['relationship_strength', 'political_balance', 'rated_share', 'hidden_dissent'],
  },
  {
    when: `SELECT EXISTS (SELECT 1 FROM mapped.ratings WHERE _skip IS NULL)`,
    text: {
      en: 'Ratings have no history in HubSpot: each is as it stands, dated by the last change of its contact.',
      es: 'Las valoraciones no tienen historial en HubSpot: cada una está como hoy, con la fecha del último cambio de su contacto.',
    },
    weakens: ['relationship_strength', 'political_balance', 'rated_share', 'hidden_dissent'],
    rulesOut: [],
  },
  {
    when: `SELECT NOT EXISTS (SELECT 1 FROM mapped.decision_team WHERE _skip IS NULL)`,
    text: {
      en: 'No contact of a deal has a buying role (hs_buying_role): nobody is known to be in a decision team.',
      es: 'Ningún contacto de un negocio tiene rol de compra (hs_buying_role): no se sabe quién está en los equipos de decisión.',
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
    when: `SELECT EXISTS (SELECT 1 FROM mapped.decision_team WHERE _skip IS NULL)`,
    text: {
      en: 'A buying role belongs to the contact and has no date: whoever has one is in the decision team of each of its deals from the beginning.',
      es: 'El rol de compra es del contacto y no tiene fecha: quien lo tiene está en el equipo de decisión de todos sus negocios desde el principio.',
    },
    weakens: ['decision_team_coverage', 'unheard_members', 'proposal_presentations', 'decision_team_attendance'],
    rulesOut: [],
  },
  {
    when: 'SELECT true',
    text: {
      en: 'HubSpot does not say which proposals were sent, what information was given, nor what selling costs.',
      es: 'HubSpot no dice qué propuestas se enviaron, qué información se dio ni cuánto cuesta vender.',
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
];
