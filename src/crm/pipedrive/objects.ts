import type { CrmObject } from '../import/definition.ts';
import { labelled, named, of, prefixes, stamps, state } from './fields.ts';

const deal = labelled(prefixes.deal);
const person = labelled(prefixes.person);
const organization = labelled(prefixes.organization);
const activity = labelled(prefixes.activity);
const lead = labelled(prefixes.lead);

/** Labels that columns of several objects bear. */
const owner = { en: ['Owner'], es: ['Propietario'] };
const updated = { en: ['Update time', 'Last updated'], es: ['Hora de actualización', 'Última actualización'] };
const linkedOrganization = { en: ['Organization', 'Organisation'], es: ['Organización'] };
const linkedPerson = { en: ['Contact person', 'Person'], es: ['Persona de contacto', 'Persona'] };

/** Records of whom and what is sold. */
const records: readonly CrmObject[] = [
  {
    name: 'organization',
    title: 'Organizations',
    files: named('organi[sz]ations?|organizaciones|orgs?'),
    marks: ['name'],
    signs: ['owner', 'add_time'],
    fields: {
      ...state,
      id: organization('id', ['id', 'org_id'], { en: ['ID'], es: ['ID'] }),
      name: organization('text', ['name'], { en: ['Name'], es: ['Nombre'] }),
      owner: organization('id', ['owner_id'], owner),
      owner_name: of('text', 'owner_name'),
      owner_object: of('text', 'owner_id', 'user_id'),
      add_time: organization('instant', stamps.add_time, {
        en: ['Organization created', 'Created'],
        es: ['Organización creada', 'Creada', 'Fecha de creación'],
      }),
      update_time: organization('instant', stamps.update_time, updated),
      country: organization('text', ['address_country', 'country', 'country_code'], {
        en: ['Country of Address', 'Country'],
        es: ['País de Dirección', 'País'],
      }),
      address: of('text', 'address'),
      industry: organization('text', ['industry'], { en: ['Industry'], es: ['Sector', 'Industria'] }),
      segment: organization('text', ['segment'], { en: ['Segment'], es: ['Segmento'] }),
    },
  },
  {
    name: 'person',
    title: 'People',
    files: named('people|persons?|personas?|contactos?|contacts?'),
    marks: ['name'],
    signs: ['email'],
    fields: {
      ...state,
      id: person('id', ['id', 'person_id'], { en: ['ID'], es: ['ID'] }),
      name: person('text', ['name'], { en: ['Name'], es: ['Nombre'] }),
      email: person('text', ['emails', 'email', 'primary_email'], {
        en: ['Email - Work', 'Email'],
        es: ['Correo electrónico - Trabajo', 'Correo electrónico', 'Email'],
      }),
      phone: person('text', ['phones', 'phone'], {
        en: ['Phone - Work', 'Phone'],
        es: ['Teléfono - Trabajo', 'Teléfono'],
      }),
      title: person('text', ['job_title'], { en: ['Job title'], es: ['Cargo', 'Puesto'] }),
      org_id: of('id', 'org_id', 'Organization - ID', 'Organización - ID', 'Person - Organization ID'),
      org_name: person('text', ['org_name'], linkedOrganization),
      owner: person('id', ['owner_id'], owner),
      owner_name: of('text', 'owner_name'),
      owner_object: of('text', 'owner_id', 'user_id'),
      add_time: person('instant', stamps.add_time, {
        en: ['Person created', 'Created'],
        es: ['Persona creada', 'Creada', 'Fecha de creación'],
      }),
      update_time: person('instant', stamps.update_time, updated),
      rating: of('text', 'relationship_strength'),
      influence: of('text', 'influence'),
      role: of('text', 'buying_role'),
    },
  },
  {
    name: 'deal',
    title: 'Deals',
    files: named('deals?|tratos?|negocios?'),
    marks: ['title', 'stage'],
    signs: ['status'],
    fields: {
      is_deleted: state.is_deleted,
      id: deal('id', ['id', 'deal_id'], { en: ['ID'], es: ['ID'] }),
      title: deal('text', ['title'], { en: ['Title'], es: ['Título'] }),
      owner: deal('id', ['owner_id', 'user_id'], owner),
      owner_name: of('text', 'owner_name'),
      owner_object: of('text', 'owner_id', 'user_id'),
      person: deal('id', ['person_id', 'Person - ID', 'Persona - ID'], {
        en: ['Contact person ID', ...linkedPerson.en],
        es: linkedPerson.es,
      }),
      organization: deal('id', ['org_id', 'Organization - ID', 'Organización - ID'], {
        en: ['Organization ID', ...linkedOrganization.en],
        es: linkedOrganization.es,
      }),
      pipeline: deal('id', ['pipeline_id', 'pipeline'], { en: ['Pipeline'], es: ['Embudo', 'Pipeline'] }),
      stage: deal('id', ['stage_id', 'stage'], { en: ['Stage'], es: ['Etapa'] }),
      status: deal('text', ['status'], { en: ['Status'], es: ['Estado'] }),
      value: deal('decimal', ['value'], { en: ['Value'], es: ['Valor'] }),
      currency: deal('currency', ['currency'], {
        en: ['Currency of Value', 'Value currency', 'Currency'],
        es: ['Moneda de Valor', 'Divisa de Valor', 'Moneda', 'Divisa'],
      }),
      probability: deal('decimal', ['probability'], { en: ['Probability'], es: ['Probabilidad'] }),
      add_time: deal('instant', stamps.add_time, {
        en: ['Deal created', 'Created'],
        es: ['Trato creado', 'Negocio creado', 'Creado', 'Fecha de creación'],
      }),
      update_time: deal('instant', stamps.update_time, updated),
      stage_change_time: deal('instant', ['stage_change_time'], {
        en: ['Last stage change', 'Stage change time'],
        es: ['Último cambio de etapa', 'Hora de cambio de etapa'],
      }),
      won_time: deal('instant', ['won_time'], {
        en: ['Won time'],
        es: ['Hora de ganado', 'Ganado el', 'Fecha de ganado'],
      }),
      lost_time: deal('instant', ['lost_time'], {
        en: ['Lost time'],
        es: ['Hora de perdido', 'Hora de pérdida', 'Perdido el', 'Fecha de pérdida'],
      }),
      close_time: deal('instant', ['close_time'], {
        en: ['Deal closed on', 'Closed on'],
        es: ['Trato cerrado el', 'Negocio cerrado el', 'Cerrado el', 'Fecha de cierre'],
      }),
      expected_close_date: deal('date', ['expected_close_date'], {
        en: ['Expected close date'],
        es: ['Fecha prevista de cierre', 'Fecha de cierre prevista', 'Fecha estimada de cierre'],
      }),
      source: deal('text', ['source', 'source_name', 'channel_name'], {
        en: ['Source channel', 'Lead source', 'Source', 'Source origin'],
        es: ['Canal de origen', 'Origen del prospecto', 'Origen', 'Fuente'],
      }),
      origin: of('text', 'origin'),
      product: deal('text', ['product', 'product_name'], {
        en: ['Product name'],
        es: ['Nombre del producto', 'Producto'],
      }),
      lead_id: of('id', 'source_lead_id', 'lead_id'),
    },
  },
  {
    name: 'lead',
    title: 'Leads',
    files: named('leads?|prospectos?'),
    marks: ['title'],
    signs: ['is_archived'],
    fields: {
      is_deleted: state.is_deleted,
      id: lead('id', ['id', 'lead_id'], { en: ['ID'], es: ['ID'] }),
      title: lead('text', ['title'], { en: ['Title'], es: ['Título'] }),
      owner: lead('id', ['owner_id'], owner),
      owner_name: of('text', 'owner_name'),
      owner_object: of('text', 'owner_id', 'user_id'),
      person: lead('id', ['person_id'], linkedPerson),
      organization: lead('id', ['organization_id', 'org_id'], linkedOrganization),
      labels: lead('text', ['label_ids', 'labels'], { en: ['Labels', 'Label'], es: ['Etiquetas', 'Etiqueta'] }),
      source: lead('text', ['source_name', 'channel_name', 'source'], {
        en: ['Source channel', 'Source', 'Source origin'],
        es: ['Canal de origen', 'Origen', 'Fuente'],
      }),
      is_archived: lead('text', ['is_archived'], {
        en: ['Archive status', 'Archived'],
        es: ['Estado de archivo', 'Archivado'],
      }),
      archive_time: lead('instant', ['archive_time'], { en: ['Archive time'], es: ['Hora de archivo'] }),
      add_time: lead('instant', stamps.add_time, {
        en: ['Lead created', 'Created'],
        es: ['Prospecto creado', 'Lead creado', 'Creado', 'Fecha de creación'],
      }),
      update_time: lead('instant', stamps.update_time, updated),
    },
  },
  {
    name: 'lead_label',
    title: 'Lead labels',
    files: named('leadlabels?'),
    marks: ['id', 'name'],
    signs: ['color'],
    fields: {
      id: of('id', 'id'),
      name: of('text', 'name'),
      color: of('text', 'color'),
      add_time: of('instant', 'add_time'),
    },
  },
  {
    name: 'deal_person',
    title: 'Participants of deals',
    files: named('deal(participants?|persons?)|participants?'),
    marks: ['deal_id', 'person_id'],
    signs: ['added_by'],
    fields: {
      id: of('id', 'id'),
      deal_id: of('id', 'deal_id', 'related_item_id', 'Deal - ID'),
      person_id: of('id', 'person_id', 'Person - ID'),
      added_by: of('id', 'added_by_user_id'),
      add_time: of('instant', 'add_time'),
      is_active: of('flag', 'active_flag'),
    },
  },
];

/** What was done. */
const deeds: readonly CrmObject[] = [
  {
    name: 'activity',
    title: 'Activities',
    files: named('activit(y|ies)|actividad(es)?'),
    marks: ['type', 'done'],
    signs: ['subject'],
    fields: {
      ...state,
      id: activity('id', ['id', 'activity_id'], { en: ['ID'], es: ['ID'] }),
      subject: activity('text', ['subject'], { en: ['Subject'], es: ['Asunto'] }),
      type: activity('text', ['type', 'key_string'], { en: ['Type'], es: ['Tipo'] }),
      owner: activity('id', ['owner_id', 'user_id', 'assigned_to_user_id'], {
        en: ['Assigned to user', 'Assigned to', 'Owner'],
        es: ['Asignado a usuario', 'Asignada al usuario', 'Asignado a', 'Propietario'],
      }),
      owner_name: of('text', 'owner_name'),
      owner_object: of('text', 'owner_id', 'user_id'),
      deal: activity('id', ['deal_id', 'Deal - ID', 'Trato - ID', 'Negocio - ID'], {
        en: ['Deal ID', 'Deal'],
        es: ['Trato', 'Negocio'],
      }),
      lead: activity('id', ['lead_id', 'Lead - ID', 'Prospecto - ID'], { en: ['Lead'], es: ['Prospecto'] }),
      person: activity('id', ['person_id', 'Person - ID', 'Persona - ID'], linkedPerson),
      organization: activity('id', ['org_id', 'Organization - ID', 'Organización - ID'], linkedOrganization),
      due_date: activity('date', ['due_date'], {
        en: ['Due date'],
        es: ['Fecha de vencimiento', 'Fecha límite', 'Fecha'],
      }),
      due_time: activity('text', ['due_time'], {
        en: ['Due time'],
        es: ['Hora de vencimiento', 'Hora límite', 'Hora'],
      }),
      duration: activity('text', ['duration'], { en: ['Duration'], es: ['Duración'] }),
      done: activity('text', ['done'], { en: ['Done', 'Status'], es: ['Hecho', 'Hecha', 'Realizada', 'Estado'] }),
      done_time: activity('instant', ['marked_as_done_time'], {
        en: ['Marked as done time'],
        es: ['Hora de marcado como hecho', 'Hora en que se marcó como hecha', 'Marcada como hecha el'],
      }),
      add_time: activity('instant', stamps.add_time, {
        en: ['Activity created', 'Add time', 'Created'],
        es: ['Actividad creada', 'Hora de creación', 'Fecha de creación'],
      }),
      update_time: activity('instant', stamps.update_time, updated),
      participants: of('json', 'participants'),
      attendees: of('json', 'attendees'),
      outcome: of('text', 'outcome'),
      direction: of('text', 'direction'),
      pitch: of('text', 'pitch'),
    },
  },
  {
    name: 'activity_type',
    title: 'Activity types',
    files: named('activitytypes?|tiposdeactividad'),
    marks: ['key_string', 'name'],
    fields: { id: of('id', 'id'), name: of('text', 'name'), key_string: of('text', 'key_string') },
  },
  {
    name: 'call_log',
    title: 'Call logs',
    files: named('calllogs?'),
    marks: ['outcome', 'start_time'],
    fields: {
      id: of('id', 'id'),
      activity_id: of('id', 'activity_id'),
      outcome: of('text', 'outcome'),
      subject: of('text', 'subject'),
      duration: of('text', 'duration'),
      start_time: of('instant', 'start_time'),
      end_time: of('instant', 'end_time'),
      owner: of('id', 'user_id'),
      owner_name: of('text', 'owner_name'),
      owner_object: of('text', 'owner_id', 'user_id'),
      deal: of('id', 'deal_id'),
      lead: of('id', 'lead_id'),
      person: of('id', 'person_id'),
      organization: of('id', 'org_id'),
      direction: of('text', 'direction'),
    },
  },
];

/** How deals came to where they are, and people, teams, pipelines. */
const setting: readonly CrmObject[] = [
  {
    name: 'deal_flow',
    title: 'Changes of deals',
    files: named('dealflow|dealchanges?|dealupdates?|flow|dealchangelog|changelog'),
    marks: ['deal_id', 'field_key', 'new_value', 'log_time'],
    fields: {
      id: of('id', 'id'),
      deal_id: of('id', 'item_id', 'deal_id'),
      field_key: of('text', 'field_key'),
      old_value: of('text', 'old_value'),
      new_value: of('text', 'new_value'),
      log_time: of('instant', 'log_time', 'time', 'timestamp'),
      author: of('id', 'user_id', 'actor_user_id'),
      is_bulk: of('flag', 'is_bulk_update_flag'),
      change_source: of('text', 'change_source'),
    },
  },
  {
    name: 'flow_entry',
    title: 'Flow of deals',
    files: named('dealflow|deals?flow|flow'),
    marks: ['object', 'data'],
    signs: ['timestamp'],
    shapes: ['json'],
    fields: { object: of('text', 'object'), timestamp: of('instant', 'timestamp'), data: of('json', 'data') },
  },
  {
    name: 'pipeline',
    title: 'Pipelines',
    files: named('pipelines?|embudos?'),
    marks: ['id', 'name'],
    signs: ['order_nr'],
    fields: {
      ...state,
      id: of('id', 'id'),
      name: of('text', 'name', 'Nombre'),
      order_nr: of('text', 'order_nr'),
    },
  },
  {
    name: 'stage',
    title: 'Stages',
    files: named('stages?|etapas?'),
    marks: ['id', 'name', 'pipeline_id'],
    fields: {
      ...state,
      id: of('id', 'id'),
      name: of('text', 'name', 'Nombre'),
      order_nr: of('text', 'order_nr'),
      probability: of('text', 'deal_probability'),
      pipeline_id: of('id', 'pipeline_id'),
      pipeline_name: of('text', 'pipeline_name'),
    },
  },
  {
    name: 'user',
    title: 'Users',
    files: named('users?|usuarios?'),
    marks: ['name', 'email'],
    signs: ['timezone_name'],
    fields: {
      id: of('id', 'id', 'User - ID'),
      name: of('text', 'name', 'User - Name', 'Nombre', 'Usuario - Nombre'),
      email: of('text', 'email', 'User - Email', 'Correo electrónico', 'Usuario - Correo electrónico'),
      timezone_name: of('text', 'timezone_name'),
      team: of('text', 'team', 'Equipo'),
    },
  },
  {
    name: 'team',
    title: 'Teams',
    files: named('(legacy)?teams?|equipos?'),
    marks: ['id', 'name'],
    signs: ['users'],
    fields: {
      ...state,
      id: of('id', 'id'),
      name: of('text', 'name'),
      manager_id: of('id', 'manager_id'),
      users: of('json', 'users'),
    },
  },
];

/** The objects of Pipedrive that a sales log is made from: exports as CSV, objects of the API (v1 and v2). */
export const objects: readonly CrmObject[] = [...setting, ...records, ...deeds];
