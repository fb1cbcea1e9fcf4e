import type { Crm } from '../import/definition.ts';

/** Why records of Pipedrive are left out of a sales log. */
export const reasons: Crm['reasons'] = {
  deleted: { en: 'deleted in Pipedrive', es: 'eliminado en Pipedrive' },
  merged_owner: {
    en: 'the same person as another user, by the settings',
    es: 'la misma persona que otro usuario, según los ajustes',
  },
  owns_nothing: {
    en: 'a user who owns no organization, person, deal, lead or activity',
    es: 'un usuario que no tiene organizaciones, personas, tratos, prospectos ni actividades',
  },
  no_owner: { en: 'it has no owner', es: 'no tiene propietario' },
  undated: { en: 'won or lost, and nothing says when', es: 'cerrado (ganado o perdido), y nada dice cuándo' },
  no_account: { en: 'a person without an organization', es: 'una persona sin organización' },
  account_gone: { en: 'its organization is not in the export', es: 'su organización no está en la exportación' },
  contact_gone: {
    en: 'its person is not in the export or has no organization',
    es: 'su persona no está en la exportación o no tiene organización',
  },
  deal_gone: {
    en: 'its deal is deleted or not in the export',
    es: 'su trato está eliminado o no está en la exportación',
  },
  no_role: {
    en: 'a person of the deal whose part in the decision nobody says',
    es: 'una persona del trato cuyo papel en la decisión nadie dice',
  },
  told_by_deal: { en: 'told by its deal', es: 'contado por su trato' },
  told_by_lead: { en: 'a label, told by its leads', es: 'una etiqueta, contada por sus prospectos' },
  told_by_activity: { en: 'told by its activity', es: 'contado por su actividad' },
  told_by_stages: { en: 'a pipeline, told by its stages', es: 'un embudo, contado por sus etapas' },
  same_id: { en: 'a stage of the same id', es: 'una etapa con el mismo identificador' },
  same_stage: { en: 'the stage did not change', es: 'la etapa no cambió' },
  same_change: { en: 'a change that another file tells too', es: 'un cambio que también cuenta otro archivo' },
  bulk_move: {
    en: 'many deals moved at once, which says nothing of how this one progressed',
    es: 'muchos tratos movidos de una vez, que no dice nada de cómo avanzó este',
  },
  other_field: { en: 'the change of another field', es: 'el cambio de otro campo' },
  other_entry: {
    en: 'an entry of the flow that is no change of a deal',
    es: 'una entrada del flujo que no es un cambio de un trato',
  },
  unrated: { en: 'says nothing of the relationship', es: 'no dice nada de la relación' },
  not_done: { en: 'an activity that is not done', es: 'una actividad sin hacer' },
  skipped_type: {
    en: 'a task, a deadline or a type that the settings leave out',
    es: 'una tarea, un plazo o un tipo que los ajustes dejan fuera',
  },
};
