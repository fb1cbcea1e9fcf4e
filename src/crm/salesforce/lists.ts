import type { Crm } from '../import/definition.ts';

/** Rows that are neither deleted nor of the past. */
const holds = '(is_deleted OR is_removed OR NOT is_current) IS NOT TRUE';

const owners = 'SELECT unnest([given, name]) AS given FROM mapped.owner UNION ALL SELECT email FROM source.user';

/** What Salesforce's own words mean, in the languages in which teams write them; and where the export uses words. */
export const lists: Crm['lists'] = {
  // A stage that is neither certain nor hopeless is open.
  stages: {
    defaults: {
      'Closed Won': 'won',
      'Closed Lost': 'lost',
      'Cerrada ganada': 'won',
      'Cerrada perdida': 'lost',
    },
    seen: `SELECT stage_id AS given FROM mapped.stage_changes WHERE _skip IS NULL
        AND stage_id IN (SELECT name FROM mapped.stage_seen WHERE is_closed IS NULL AND is_won IS NOT TRUE AND NOT coalesce(probability > 0 AND probability < 100, false))
        AND stage_id NOT IN (SELECT name FROM source.opportunity_stage WHERE name IS NOT NULL AND (is_closed IS NOT NULL OR is_won))`,
    meanwhile: { en: 'taken as open', es: 'se toma como abierta' },
  },
  lead_statuses: {
    defaults: {
      new: 'new',
      open: 'new',
      'open - not contacted': 'new',
      working: 'new',
      'working - contacted': 'new',
      qualified: 'qualified',
      unqualified: 'disqualified',
      'closed - not converted': 'disqualified',
      disqualified: 'disqualified',
      'closed - converted': 'prospect',
      converted: 'prospect',
      nuevo: 'new',
      cualificado: 'qualified',
      calificado: 'qualified',
      'no cualificado': 'disqualified',
      convertido: 'prospect',
    },
    seen: `SELECT status AS given FROM source.lead WHERE ${holds}
      UNION ALL SELECT new_value FROM source.lead_history WHERE key(field) = 'status' AND ${holds}`,
    meanwhile: { en: 'changes nothing for the lead', es: 'no cambia nada en el lead' },
  },
  outcomes: {
    defaults: {
      connected: 'reached',
      contacted: 'reached',
      reached: 'reached',
      answered: 'reached',
      spoke: 'reached',
      'correct contact': 'reached',
      'no answer': 'no_answer',
      'not answered': 'no_answer',
      'left voicemail': 'voicemail',
      'left message': 'voicemail',
      voicemail: 'voicemail',
      busy: 'busy',
      'wrong number': 'wrong_number',
      'bad number': 'wrong_number',
      replied: 'replied',
      'no reply': 'no_reply',
      bounced: 'bounced',
      held: 'held',
      'no show': 'no_show',
      'no-show': 'no_show',
      cancelled: 'cancelled',
      canceled: 'cancelled',
      scheduled: 'scheduled',
      completed: 'unknown',
      closed: 'unknown',
      contactado: 'reached',
      'no contesta': 'no_answer',
      'buzón de voz': 'voicemail',
      ocupado: 'busy',
      'número equivocado': 'wrong_number',
      completada: 'unknown',
      completado: 'unknown',
      finalizada: 'unknown',
    },
    seen: 'SELECT _result AS given FROM mapped.activities WHERE _skip IS NULL',
  },
  activity_types: {
    defaults: {
      call: 'call',
      llamada: 'call',
      email: 'email',
      'correo electrónico': 'email',
      meeting: 'meeting',
      reunión: 'meeting',
      demo: { channel: 'meeting', purpose: 'discovery' },
      sms: 'text',
      text: 'text',
      whatsapp: 'text',
      linkedin: 'social',
      visit: 'visit',
      visita: 'visit',
      video: 'video',
      videollamada: 'video',
    },
    seen: 'SELECT _type AS given FROM mapped.activities WHERE _skip IS NULL',
    meanwhile: {
      en: 'counted by what kind of activity Salesforce says it is, else on the channel “other”',
      es: 'se cuenta según la clase de actividad que indica Salesforce, o en el canal «other»',
    },
  },
  roles: {
    defaults: {
      'decision maker': 'decision_maker',
      'economic decision maker': 'economic_buyer',
      'economic buyer': 'economic_buyer',
      'executive sponsor': 'champion',
      champion: 'champion',
      evaluator: 'technical_buyer',
      'technical buyer': 'technical_buyer',
      'business user': 'user',
      influencer: 'influencer',
      gatekeeper: 'gatekeeper',
      other: 'other',
      'responsable de la toma de decisiones': 'decision_maker',
      'persona con poder de decisión': 'decision_maker',
      influenciador: 'influencer',
      evaluador: 'technical_buyer',
      'usuario empresarial': 'user',
      otro: 'other',
    },
    seen: `SELECT role AS given FROM source.contact_role WHERE ${holds}`,
    meanwhile: { en: 'in the decision team, without a part', es: 'en el equipo de decisión, sin papel' },
  },
  ratings: {
    defaults: { mentor: 3, supporter: 2, neutral: 0, 'non-supporter': -2, enemy: -3 },
    seen: `SELECT status AS given FROM source.relationship WHERE ${holds}
      UNION ALL SELECT rating FROM source.contact WHERE try_cast(rating AS DOUBLE) IS NULL AND ${holds}`,
    meanwhile: { en: 'unrated', es: 'sin valorar' },
  },
  influences: {
    defaults: { 'inner circle': 3, 'political structure': 2, 'outside political structure': 1 },
    seen: `SELECT political AS given FROM source.relationship WHERE ${holds}
      UNION ALL SELECT influence FROM source.contact WHERE try_cast(influence AS INTEGER) IS NULL AND ${holds}`,
    meanwhile: { en: 'ordinary influence', es: 'influencia corriente' },
  },
  owners: { words: owners },
  hourly_costs: { words: `${owners} UNION ALL SELECT rep_id FROM mapped.owner` },
};
