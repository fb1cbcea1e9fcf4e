import type { Crm } from '../import/definition.ts';

/** Why records of Salesforce are left out of a sales log. */
export const reasons: Crm['reasons'] = {
  deleted: { en: 'deleted in Salesforce', es: 'eliminado en Salesforce' },
  merged: { en: 'merged into another record', es: 'combinado con otro registro' },
  merged_owner: {
    en: 'the same person as another user, by the settings',
    es: 'la misma persona que otro usuario, según los ajustes',
  },
  owns_nothing: {
    en: 'a user who owns no account, lead, deal or activity and leads nobody who does',
    es: 'un usuario que no tiene cuentas, leads, oportunidades ni actividades, ni dirige a quien los tiene',
  },
  past_version: {
    en: 'a version of a record that holds no longer: it was changed or removed since',
    es: 'una versión de un registro que ya no vale: se cambió o se quitó después',
  },
  other_field: { en: 'the change of another field', es: 'el cambio de otro campo' },
  name_row: {
    en: 'the change of owner told a second time, by names',
    es: 'el cambio de propietario contado por segunda vez, con nombres',
  },
  instantly_changed: {
    en: 'an owner for no time: another change came at the same moment',
    es: 'un propietario por ningún tiempo: otro cambio llegó en el mismo momento',
  },
  queue_owner: { en: 'it belongs to a queue, not to a person', es: 'es de una cola, no de una persona' },
  no_owner: { en: 'it has no owner', es: 'no tiene propietario' },
  undated: { en: 'won or lost, and nothing says when', es: 'cerrado (ganado o perdido), y nada dice cuándo' },
  no_account: { en: 'a contact without an account', es: 'un contacto sin cuenta' },
  account_gone: { en: 'its account is not in the export', es: 'su cuenta no está en la exportación' },
  contact_gone: {
    en: 'its contact is not in the export or has no account',
    es: 'su contacto no está en la exportación o no tiene cuenta',
  },
  deal_gone: {
    en: 'its deal is deleted or not in the export',
    es: 'su oportunidad está eliminada o no está en la exportación',
  },
  activity_gone: {
    en: 'its activity is not in the log',
    es: 'su actividad no está en el registro de ventas',
  },
  unrated: { en: 'says nothing of the relationship', es: 'no dice nada de la relación' },
  read_into_lead: {
    en: 'the change of a status, told by the dates of its lead',
    es: 'el cambio de un estado, contado en las fechas de su lead',
  },
  same_name: { en: 'a stage of the same name', es: 'una etapa del mismo nombre' },
  same_stage: {
    en: 'the stage did not change: the amount, probability or close date did',
    es: 'la etapa no cambió: cambiaron el importe, la probabilidad o la fecha de cierre',
  },
  told_elsewhere: {
    en: 'a better history tells of this deal',
    es: 'un historial mejor cuenta esta oportunidad',
  },
  home_currency: {
    en: 'the currency of the figures: its rate is always 1',
    es: 'la moneda de las cifras: su tipo siempre es 1',
  },
  told_by_task: { en: 'a mail that its task tells of', es: 'un correo que ya cuenta su tarea' },
  not_done: { en: 'a task that is not done', es: 'una tarea sin hacer' },
  to_do: {
    en: 'a to-do without a type: no call, no mail, nobody was touched',
    es: 'una tarea sin tipo: ni llamada ni correo, no se contactó con nadie',
  },
  skipped_type: { en: 'a type that the settings leave out', es: 'un tipo que los ajustes dejan fuera' },
  group_child: {
    en: 'the copy of a group meeting for one of those invited',
    es: 'la copia de una reunión de grupo para uno de los invitados',
  },
  no_contact: {
    en: 'someone invited who is no contact of the log (a user, a lead, a room)',
    es: 'un invitado que no es contacto del registro (un usuario, un lead, una sala)',
  },
};
