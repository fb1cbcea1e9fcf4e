import type { Field, FieldKind } from '../import/definition.ts';

/** A field by the names under which exports have it. */
const of = (kind: FieldKind, names: readonly string[]): Field => ({ kind, names });
export const text = (...names: readonly string[]): Field => of('text', names);
export const id = (...names: readonly string[]): Field => of('id', names);
export const instant = (...names: readonly string[]): Field => of('instant', names);
export const flag = (...names: readonly string[]): Field => of('flag', names);
export const json = (...names: readonly string[]): Field => of('json', names);

/** A property: its internal name, as the API has it and as pipelines land it, and its labels in English and Spanish. */
export const property = (kind: FieldKind, internal: string, ...labels: readonly string[]): Field =>
  of(kind, [internal, `property_${internal}`, ...labels]);

/** The names that a file of records has: by itself, or as HubSpot calls an export of the view "All …". */
export const named = (words: string): RegExp =>
  new RegExp(`^(hubspot)?(crmexports?)?(all|todos?|todas?)?(los|las)?(${words})(exports?)?(data)?\\d*$`);

/** What records of every kind have. */
export const common = {
  is_deleted: flag('archived', 'is_deleted', '_fivetran_deleted', '_fivetran_is_deleted'),
  synced: text('_fivetran_synced'),
  updated: instant(
    'hs_lastmodifieddate',
    'property_hs_lastmodifieddate',
    'lastmodifieddate',
    'property_lastmodifieddate',
    'updatedAt',
    'updated_at',
    'Last Modified Date',
    'Last modified',
    'Fecha de la última modificación',
    'Fecha de última modificación',
    'Última modificación',
  ),
  merged_ids: property(
    'text',
    'hs_merged_object_ids',
    'Merged object IDs',
    'Merged record IDs',
    'Merged Deal IDs',
    'Merged Contact IDs',
    'Merged Company IDs',
    'hs_all_merged_object_ids',
    'property_hs_all_merged_object_ids',
    'ID de objetos fusionados',
    'ID de registros fusionados',
    'IDs de registros fusionados',
  ),
  associations: json('associations'),
  history: json('propertiesWithHistory'),
};

export const created = property(
  'instant',
  'createdate',
  'hs_createdate',
  'createdAt',
  'Create Date',
  'Fecha de creación',
);
export const owner = (...labels: readonly string[]): Field =>
  property('id', 'hubspot_owner_id', 'owner_id', 'Owner', 'Propietario', ...labels);

/** Ids of the records that a record is linked to: a list between semicolons. */
const linked = (english: string, spanish: string, ...others: readonly string[]): Field =>
  text(
    `Associated ${english} IDs`,
    `Associated ${english} ID`,
    `ID de ${spanish} asociados`,
    `ID de ${spanish} asociadas`,
    `IDs de ${spanish} asociados`,
    `IDs de ${spanish} asociadas`,
    `ID de ${spanish}s asociados`,
    `ID de ${spanish}s asociadas`,
    `IDs de ${spanish}s asociados`,
    `IDs de ${spanish}s asociadas`,
    ...others,
  );
export const links = {
  contact_ids: linked('Contact', 'contacto'),
  company_ids: linked('Company', 'empresa'),
  deal_ids: linked('Deal', 'negocio'),
};
export const recordId = (...names: readonly string[]): Field =>
  id('Record ID', 'ID de registro', 'ID del registro', ...names, 'id', 'hs_object_id', 'property_hs_object_id');

/** What activities of every kind have. */
export const activity = {
  ...common,
  ...links,
  id: recordId('engagement_id'),
  occurred_at: property('instant', 'hs_timestamp', 'Activity date', 'Fecha de actividad', 'Fecha de la actividad'),
  created: property('instant', 'hs_createdate', 'createdAt', 'Create Date', 'Fecha de creación'),
  owner: owner('Activity assigned to', 'Assigned to', 'Actividad asignada a', 'Asignado a'),
  pitch: text('pitch', 'property_pitch', 'Pitch'),
};

/** One value that a property had, as pipelines keep it. */
export const change = {
  name: text('name', 'property'),
  value: text('value'),
  timestamp: instant('timestamp'),
  source: text('source', 'source_type'),
  author: text('source_id'),
  synced: text('_fivetran_synced'),
};

/** A row that links two records. */
export const link = { is_deleted: flag('_fivetran_deleted'), label: text('label', 'type') };
