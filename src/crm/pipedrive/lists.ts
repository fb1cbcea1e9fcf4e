import type { Crm } from '../import/definition.ts';

const owners = 'SELECT unnest([given, name, email]) AS given FROM mapped.owner';

/** What Pipedrive's own words mean, in English and Spanish; and where the export uses words. Stages are all open: won and lost are states of a deal. */
export const lists: Crm['lists'] = {
  deal_statuses: {
    defaults: {
      open: 'open',
      abierto: 'open',
      abierta: 'open',
      'en curso': 'open',
      won: 'won',
      ganado: 'won',
      ganada: 'won',
      lost: 'lost',
      perdido: 'lost',
      perdida: 'lost',
    },
    seen: 'SELECT status AS given FROM mapped.deal_row WHERE NOT is_gone',
    meanwhile: {
      en: 'it counts as open, or as won or lost where the time of that is filled in',
      es: 'cuenta como abierta, o como ganada o perdida donde consta su hora',
    },
  },
  lead_statuses: {
    defaults: {
      hot: 'new',
      warm: 'new',
      cold: 'new',
      caliente: 'new',
      templado: 'new',
      tibio: 'new',
      frío: 'new',
    },
    seen: 'SELECT word AS given FROM mapped.lead_word',
    meanwhile: { en: 'changes nothing for the lead', es: 'no cambia nada en el lead' },
  },
  outcomes: {
    defaults: {
      connected: 'reached',
      no_answer: 'no_answer',
      'no answer': 'no_answer',
      // Someone else took the message: the person called was not reached.
      left_message: 'voicemail',
      'left message': 'voicemail',
      left_voicemail: 'voicemail',
      'left voicemail': 'voicemail',
      wrong_number: 'wrong_number',
      'wrong number': 'wrong_number',
      busy: 'busy',
      conectada: 'reached',
      conectado: 'reached',
      'sin respuesta': 'no_answer',
      'dejó un mensaje': 'voicemail',
      'mensaje de voz': 'voicemail',
      'número equivocado': 'wrong_number',
      ocupado: 'busy',
    },
    seen: 'SELECT _result AS given FROM mapped.activities WHERE _skip IS NULL',
  },
  activity_types: {
    defaults: {
      call: 'call',
      llamada: 'call',
      meeting: 'meeting',
      reunión: 'meeting',
      email: 'email',
      'e-mail': 'email',
      correo: 'email',
      'correo electrónico': 'email',
      lunch: 'meeting',
      almuerzo: 'meeting',
      comida: 'meeting',
      task: 'skip',
      tarea: 'skip',
      deadline: 'skip',
      'fecha límite': 'skip',
      plazo: 'skip',
      vencimiento: 'skip',
    },
    seen: `SELECT _type AS given FROM mapped.activities WHERE _skip IS NULL AND _kind = 'activity'
      AND key(_type) NOT IN (SELECT key(t.name) FROM source.activity_type t JOIN settings.activity_types s ON s.given = key(t.key_string) WHERE t.name IS NOT NULL)`,
    words:
      'SELECT _type AS given FROM mapped.activities UNION ALL SELECT unnest([key_string, name]) FROM source.activity_type',
    meanwhile: { en: 'counted on the channel “other”', es: 'se cuenta en el canal «other»' },
  },
  roles: {
    defaults: {
      'decision maker': 'decision_maker',
      decision_maker: 'decision_maker',
      decisor: 'decision_maker',
      champion: 'champion',
      promotor: 'champion',
      influencer: 'influencer',
      influyente: 'influencer',
      user: 'user',
      usuario: 'user',
      blocker: 'gatekeeper',
      bloqueador: 'gatekeeper',
    },
    seen: 'SELECT _word AS given FROM mapped.decision_team WHERE _skip IS NULL',
    words: 'SELECT _word AS given FROM mapped.decision_team',
    meanwhile: { en: 'in the decision team, without a part', es: 'en el equipo de decisión, sin papel' },
  },
  ratings: {
    seen: 'SELECT rating AS given FROM mapped.person_row WHERE NOT is_gone AND try_cast(rating AS DOUBLE) IS NULL',
    meanwhile: { en: 'unrated', es: 'sin valorar' },
  },
  influences: {
    seen: 'SELECT influence AS given FROM mapped.person_row WHERE NOT is_gone AND try_cast(influence AS INTEGER) IS NULL',
    meanwhile: { en: 'ordinary influence', es: 'influencia corriente' },
  },
  owners: { words: owners },
  hourly_costs: { words: `${owners} UNION ALL SELECT rep_id FROM mapped.owner` },
};
