import type { Crm } from '../import/definition.ts';
import { onActivities, onDeals, onOpenDeals, onOwners } from '../limited-kpis.ts';

const hasFlow = `EXISTS (SELECT 1 FROM mapped.flow WHERE reason IS NULL)`;

/** What an export of Pipedrive cannot tell, by what is missing in it. */
export const limits: Crm['limits'] = [
  {
    when: `SELECT NOT ${hasFlow} AND EXISTS (SELECT 1 FROM mapped.deals WHERE _skip IS NULL)`,
    text: {
      en: 'There is no history of stages, as in every CSV export of Pipedrive: each deal has its stage of today, since it came there or was made, and the moment at which it was won or lost; what is counted by stage counts there. The flow of each deal (API: /deals/{id}/flow) tells more.',
      es: 'No hay historial de etapas, como en toda exportación CSV de Pipedrive: cada trato tiene su etapa de hoy, desde que llegó a ella o se creó, y el momento en que se ganó o se perdió; lo que se cuenta por etapa cuenta en esa. El flujo de cada trato (API: /deals/{id}/flow) dice más.',
    },
    weakens: ['win_rate', 'cohort_win_rate', ...onOpenDeals],
    rulesOut: [],
  },
  {
    when: `SELECT EXISTS (SELECT 1 FROM mapped.deal_row WHERE NOT is_gone) AND NOT EXISTS (SELECT 1 FROM mapped.deal_row WHERE status IS NOT NULL)`,
    text: {
      en: 'No deal says whether it is open, won or lost (column “Status”): one counts as won or lost where the time of that is filled in, and as open otherwise.',
      es: 'Ningún trato dice si está abierto, ganado o perdido (columna «Estado»): cuenta como ganado o perdido donde consta su hora, y como abierto si no.',
    },
    weakens: onDeals,
    rulesOut: [],
  },
  {
    when: 'SELECT EXISTS (SELECT 1 FROM source.deal WHERE id IS NULL) OR EXISTS (SELECT 1 FROM source.organization WHERE id IS NULL) OR EXISTS (SELECT 1 FROM source.person WHERE id IS NULL) OR EXISTS (SELECT 1 FROM source.activity WHERE id IS NULL)',
    text: {
      en: 'Some records have no id: they are known by their names, activities by all that they say, and one that is renamed or changed is another in the next export. Add the column ID to the export.',
      es: 'Algunos registros no tienen identificador: se conocen por sus nombres, las actividades por todo lo que dicen, y uno que cambia es otro en la próxima exportación. Añada la columna ID a la exportación.',
    },
    weakens: [],
    rulesOut: [],
  },
  {
    when: 'SELECT NOT EXISTS (SELECT 1 FROM source.user)',
    text: {
      en: 'There is no list of users: reps are the names that the records give, without teams.',
      es: 'No hay lista de usuarios: los comerciales son los nombres que dan los registros, sin equipos.',
    },
    weakens: [],
    rulesOut: [],
  },
  {
    when: 'SELECT EXISTS (SELECT 1 FROM source.deal) AND NOT EXISTS (SELECT 1 FROM source.stage)',
    text: {
      en: 'There is no list of stages: their order and probability come from the deals and the settings.',
      es: 'No hay lista de etapas: su orden y su probabilidad vienen de los tratos y de los ajustes.',
    },
    weakens: ['weighted_pipeline', 'forecast'],
    rulesOut: [],
  },
  {
    when: 'SELECT NOT EXISTS (SELECT 1 FROM mapped.accounts WHERE _skip IS NULL)',
    text: {
      en: 'There are no organizations: no person and no deal belongs to an account.',
      es: 'No hay organizaciones: ninguna persona ni trato pertenece a una cuenta.',
    },
    weakens: ['contacts_covered'],
    rulesOut: [...onOwners, 'contact_concentration'],
  },
  {
    when: 'SELECT EXISTS (SELECT 1 FROM source.organization)',
    text: {
      en: 'Pipedrive exports no history of owners: each organization counts for its owner of today since it was created.',
      es: 'Pipedrive no exporta el historial de propietarios: cada organización cuenta para su propietario de hoy desde que se creó.',
    },
    weakens: onOwners,
    rulesOut: [],
  },
  {
    when: 'SELECT NOT EXISTS (SELECT 1 FROM source.organization) AND EXISTS (SELECT 1 FROM mapped.accounts)',
    text: {
      en: 'There is no list of organizations: accounts are the names that deals and activities give, and nobody is assigned to them.',
      es: 'No hay lista de organizaciones: las cuentas son los nombres que dan los tratos y las actividades, y nadie está asignado a ellas.',
    },
    weakens: [],
    rulesOut: onOwners,
  },
  {
    when: 'SELECT NOT EXISTS (SELECT 1 FROM source.lead)',
    text: {
      en: 'The leads inbox is not in the export, and Pipedrive does not say when a deal or a person became a qualified lead.',
      es: 'El buzón de prospectos no está en la exportación, y Pipedrive no dice cuándo un trato o una persona pasó a ser un lead cualificado.',
    },
    weakens: ['prospects'],
    rulesOut: ['qualified_conversion', 'qualified_meetings'],
  },
  {
    when: 'SELECT EXISTS (SELECT 1 FROM mapped.leads WHERE _skip IS NULL)',
    text: {
      en: 'A lead that became a deal leaves the leads inbox, and labels have no dates: a lead counts as qualified or disqualified since its last change.',
      es: 'Un prospecto que pasó a trato sale del buzón, y las etiquetas no tienen fecha: un prospecto cuenta como cualificado o descartado desde su último cambio.',
    },
    weakens: ['qualified_conversion', 'qualified_meetings', 'prospects'],
    rulesOut: [],
  },
  {
    when: 'SELECT NOT EXISTS (SELECT 1 FROM source.activity) AND NOT EXISTS (SELECT 1 FROM source.call_log)',
    text: {
      en: 'There are no activities and no call logs: nothing is known of what the team did.',
      es: 'No hay actividades ni registros de llamadas: no se sabe nada de lo que hizo el equipo.',
    },
    weakens: [],
    rulesOut: onActivities,
  },
  {
    when: `SELECT EXISTS (SELECT 1 FROM mapped.activities WHERE _skip IS NULL AND channel = 'call' AND outcome IS NULL)
      AND NOT EXISTS (SELECT 1 FROM mapped.activities WHERE _skip IS NULL AND channel = 'call' AND outcome IS NOT NULL)`,
    text: {
      en: 'No call says what came of it: call logs (API: /callLogs) or a field of the activity named in the settings would (fields: { activity.outcome: … }).',
      es: 'Ninguna llamada dice qué resultado tuvo: lo dirían los registros de llamadas (API: /callLogs) o un campo de la actividad indicado en los ajustes (fields: { activity.outcome: … }).',
    },
    weakens: ['first_attempts_reached', 'follow_ups_reached', 'first_reach_rate', 'follow_up_reach_rate'],
    rulesOut: ['dials_reached', 'reach_rate', 'close_rate'],
  },
  {
    when: 'SELECT EXISTS (SELECT 1 FROM mapped.activities WHERE _skip IS NULL) AND NOT EXISTS (SELECT 1 FROM mapped.present)',
    text: {
      en: 'Activities name one person each: who else took part is told by the API (participants), not by a CSV export.',
      es: 'Cada actividad nombra a una sola persona: quién más participó lo dice la API (participants), no una exportación CSV.',
    },
    weakens: [
      'contacts_covered',
      'contact_concentration',
      'decision_team_coverage',
      'unheard_members',
      'proposal_presentations',
      'decision_team_attendance',
      'pressured_accounts',
      'silent_accounts',
      'single_threaded_accounts',
    ],
    rulesOut: [],
  },
  {
    when: 'SELECT EXISTS (SELECT 1 FROM source.activity)',
    text: {
      en: 'E-mails that Pipedrive synchronises are in its mailbox, not in its exports: only e-mails noted as activities count.',
      es: 'Los correos que Pipedrive sincroniza están en su buzón, no en sus exportaciones: solo cuentan los correos anotados como actividades.',
    },
    weakens: ['first_attempts', 'follow_ups', 'activities', 'silent_accounts'],
    rulesOut: [],
  },
  {
    when: 'SELECT NOT EXISTS (SELECT 1 FROM mapped.ratings WHERE _skip IS NULL)',
    text: {
      en: 'Nothing says how people stand to you. A field of the person named in the settings would (fields: { person.rating: … }).',
      es: 'Nada dice cómo es la relación con las personas. Lo diría un campo de la persona indicado en los ajustes (fields: { person.rating: … }).',
    },
    weakens: [],
    rulesOut: ['relationship_strength', 'political_balance', 'rated_share', 'hidden_dissent'],
  },
  {
    when: 'SELECT EXISTS (SELECT 1 FROM mapped.ratings WHERE _skip IS NULL)',
    text: {
      en: 'Ratings have no history in Pipedrive: each is as it stands, dated by the last change of its person.',
      es: 'Las valoraciones no tienen historial en Pipedrive: cada una está como hoy, con la fecha del último cambio de su persona.',
    },
    weakens: ['relationship_strength', 'political_balance', 'rated_share', 'hidden_dissent'],
    rulesOut: [],
  },
  {
    when: 'SELECT NOT EXISTS (SELECT 1 FROM mapped.decision_team WHERE _skip IS NULL)',
    text: {
      en: 'Pipedrive has no decision team. A field of the person named in the settings would say who decides (fields: { person.role: … }).',
      es: 'Pipedrive no tiene equipo de decisión. Un campo de la persona indicado en los ajustes diría quién decide (fields: { person.role: … }).',
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
      en: 'Pipedrive does not say which proposals were sent, what information was given, nor what selling costs.',
      es: 'Pipedrive no dice qué propuestas se enviaron, qué información se dio ni cuánto cuesta vender.',
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
