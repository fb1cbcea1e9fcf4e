import type { Crm } from '../import/definition.ts';

/** Why records of HubSpot are left out of a sales log. */
export const reasons: Crm['reasons'] = {
  deleted: { en: 'archived or deleted in HubSpot', es: 'archivado o eliminado en HubSpot' },
  merged: { en: 'merged into another record', es: 'fusionado con otro registro' },
  merged_owner: {
    en: 'the same person as another owner, by the settings',
    es: 'la misma persona que otro propietario, según los ajustes',
  },
  owns_nothing: {
    en: 'someone who owns no company, contact, deal or activity',
    es: 'alguien que no tiene empresas, contactos, negocios ni actividades',
  },
  told_by_owner: { en: 'told by the owner who this user is', es: 'contado por el propietario que es este usuario' },
  told_by_rep: { en: 'told by the team of its rep', es: 'contado en el equipo de su comercial' },
  other_team: {
    en: 'a further team of someone who has a main one',
    es: 'otro equipo de alguien que ya tiene uno principal',
  },
  no_owner: { en: 'it has no owner', es: 'no tiene propietario' },
  undated: { en: 'won or lost, and nothing says when', es: 'cerrado (ganado o perdido), y nada dice cuándo' },
  no_account: { en: 'a contact without a company', es: 'un contacto sin empresa' },
  account_gone: { en: 'its company is not in the export', es: 'su empresa no está en la exportación' },
  contact_gone: {
    en: 'its contact is not in the export or has no company',
    es: 'su contacto no está en la exportación o no tiene empresa',
  },
  deal_gone: {
    en: 'its deal is archived or not in the export',
    es: 'su negocio está archivado o no está en la exportación',
  },
  record_gone: {
    en: 'its record is archived or not in the export',
    es: 'su registro está archivado o no está en la exportación',
  },
  activity_gone: { en: 'its activity is not in the log', es: 'su actividad no está en el registro de ventas' },
  told_by_deal: { en: 'told by its deal', es: 'contado por su negocio' },
  told_by_contact: { en: 'told by its contact', es: 'contado por su contacto' },
  told_by_activity: { en: 'told by its activity', es: 'contado por su actividad' },
  told_by_stages: { en: 'a pipeline, told by its stages', es: 'un pipeline, contado por sus etapas' },
  queue: { en: 'a queue, not a person', es: 'una cola, no una persona' },
  read_into_lead: {
    en: 'the change of a lifecycle stage or status, told by the dates of its lead',
    es: 'el cambio de una etapa del ciclo de vida o de un estado, contado en las fechas de su lead',
  },
  instantly_changed: {
    en: 'an owner for no time: another change came at the same moment',
    es: 'un propietario por ningún tiempo: otro cambio llegó en el mismo momento',
  },
  other_field: { en: 'the change of another property', es: 'el cambio de otra propiedad' },
  no_buying_role: {
    en: 'a contact of the deal without a buying role',
    es: 'un contacto del negocio sin rol de compra',
  },
  same_stage: { en: 'the stage did not change', es: 'la etapa no cambió' },
  same_id: { en: 'a stage of the same id', es: 'una etapa con el mismo identificador' },
  told_elsewhere: { en: 'a better history tells of this deal', es: 'un historial mejor cuenta este negocio' },
  unrated: { en: 'says nothing of the relationship', es: 'no dice nada de la relación' },
  note: { en: 'a note: nobody was touched by it', es: 'una nota: con ella no se contactó con nadie' },
  not_done: { en: 'a task that is not done', es: 'una tarea sin hacer' },
  to_do: {
    en: 'a to-do: no call, no mail, nobody was touched',
    es: 'una tarea pendiente: ni llamada ni correo, no se contactó con nadie',
  },
  doubled: {
    en: 'a task whose call, mail or message is in the log itself',
    es: 'una tarea cuya llamada, correo o mensaje ya está en el registro',
  },
  not_sent: { en: 'a mail that was not sent', es: 'un correo que no se envió' },
  skipped_type: { en: 'a type that the settings leave out', es: 'un tipo que los ajustes dejan fuera' },
  no_details: {
    en: 'the table of its kind (calls, meetings, mails) is not in the export or lacks it',
    es: 'la tabla de su clase (llamadas, reuniones, correos) no está en la exportación o no lo tiene',
  },
};
