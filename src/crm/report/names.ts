import type { Text } from '../../domain/text.ts';
import type { TableName } from '../../log/schema.ts';

/** What people call the tables of a sales log. */
export const tableTitles: Readonly<Record<TableName, Text>> = {
  teams: { en: 'Teams', es: 'Equipos' },
  reps: { en: 'Reps', es: 'Comerciales' },
  accounts: { en: 'Accounts', es: 'Cuentas' },
  assignments: { en: 'Assignments', es: 'Asignaciones' },
  contacts: { en: 'Contacts', es: 'Contactos' },
  ratings: { en: 'Ratings', es: 'Valoraciones' },
  leads: { en: 'Leads', es: 'Leads' },
  stages: { en: 'Stages', es: 'Etapas' },
  deals: { en: 'Deals', es: 'Oportunidades' },
  stage_changes: { en: 'Stage changes', es: 'Cambios de etapa' },
  decision_team: { en: 'Decision teams', es: 'Equipos de decisión' },
  activities: { en: 'Activities', es: 'Actividades' },
  participants: { en: 'Participants', es: 'Participantes' },
  proposals: { en: 'Proposals', es: 'Propuestas' },
  shares: { en: 'Information given', es: 'Información entregada' },
  costs: { en: 'Costs', es: 'Costes' },
  goals: { en: 'Goals', es: 'Objetivos' },
  fx_rates: { en: 'Exchange rates', es: 'Tipos de cambio' },
};

/** What people call the columns of comparisons. */
export const columnTitles: Readonly<Record<string, Text>> = {
  account: { en: 'account', es: 'cuenta' },
  accounts: { en: 'accounts', es: 'cuentas' },
  activities: { en: 'activities', es: 'actividades' },
  activity: { en: 'activity', es: 'actividad' },
  amount: { en: 'amount', es: 'importe' },
  another: { en: 'another', es: 'otro' },
  channel: { en: 'channel', es: 'canal' },
  closed_on: { en: 'closed on', es: 'cerrada el' },
  company: { en: 'company', es: 'empresa' },
  contact: { en: 'contact', es: 'contacto' },
  contacts: { en: 'contacts', es: 'contactos' },
  created_on: { en: 'created on', es: 'creada el' },
  crm: { en: 'in the CRM', es: 'en el CRM' },
  crm_amount: { en: 'amount in the CRM', es: 'importe en el CRM' },
  crm_deals: { en: 'deals in the CRM', es: 'oportunidades en el CRM' },
  deal: { en: 'deal', es: 'oportunidad' },
  deals: { en: 'deals', es: 'oportunidades' },
  email: { en: 'e-mail', es: 'correo' },
  lead: { en: 'lead', es: 'lead' },
  leads: { en: 'leads', es: 'leads' },
  log: { en: 'in the log', es: 'en el registro' },
  log_amount: { en: 'amount in the log', es: 'importe en el registro' },
  log_deals: { en: 'deals in the log', es: 'oportunidades en el registro' },
  moved_at: { en: 'moved at', es: 'movida el' },
  name: { en: 'name', es: 'nombre' },
  object: { en: 'object', es: 'objeto' },
  occurred_at: { en: 'moment', es: 'momento' },
  one: { en: 'one', es: 'uno' },
  owner: { en: 'owner', es: 'propietario' },
  records: { en: 'records', es: 'registros' },
  rep: { en: 'rep', es: 'comercial' },
  stage: { en: 'stage', es: 'etapa' },
  subject: { en: 'subject', es: 'asunto' },
  what: { en: 'what', es: 'qué' },
  without_date: { en: 'closed without a date', es: 'cerradas sin fecha' },
  without_owner: { en: 'without owner', es: 'sin propietario' },
  who: { en: 'with', es: 'con' },
};

/** What people call a column of a comparison; its own name in words when it has no other. */
export function columnTitle(column: string): Text {
  const words = column.replaceAll('_', ' ');
  return columnTitles[column] ?? { en: words, es: words };
}
